import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main, type World } from '../../src/main.js'
import { ROOT } from '../fixtures/paths.js'

const BIN = join(ROOT, 'bin', 'epochwise.js')
const [HEADER = '', ...ROWS] = readFileSync(join(ROOT, 'fixtures', 'diagnoses', 'overfitting.csv'), 'utf8')
  .trimEnd()
  .split(/\r?\n/)
const csv = (to: number) => `${[HEADER, ...ROWS.slice(0, to)].join('\n')}\n`
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

let folder = ''
let log = ''
const running: ChildProcess[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
  log = join(folder, 'log.csv')
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill()
  rmSync(folder, { recursive: true })
})

/** What a terminal shows in the end, of all that was written to it: lines, from the top. */
function shownBy(written: string): string[] {
  const lines: string[] = []
  let row = 0
  for (const [, up, text = ''] of written.matchAll(/(?:\u001b\[(\d+)A\r\u001b\[J)?([^\u001b]*)/g)) {
    if (up) {
      row -= Number(up)
      lines.splice(row)
    }
    const [first = '', ...more] = text.replaceAll('\r', '').split('\n')
    lines[row] = (lines[row] ?? '') + first
    for (const line of more) lines[++row] = line
  }
  return lines
}

function silent(_: unknown, done: () => void): boolean {
  done()
  return true
}

describe('on a terminal', () => {
  it('the curves are renewed in place, and give way to the report', async () => {
    writeFileSync(log, csv(10))
    let written = ''
    const terminal = {
      ...{ isTTY: true, columns: 72, rows: 30 },
      write(text: string | Uint8Array, done: () => void) {
        written += text
        done()
        return true
      },
    }
    const stderr = { write: silent }
    const stdin = { isTTY: true, async *[Symbol.asyncIterator]() {} }
    const began = process.uptime()
    const world: World = {
      ...{ stdin, stdout: terminal, stderr, env: { LANG: 'C.UTF-8' } },
      uptime: () => process.uptime() - began,
    }
    const watching = main(['watch', log, '--until-epoch', '20', '--no-color'], world)
    while (!written.includes('epoch 9 ')) await pause(20)
    expect(shownBy(written)[0]).toMatch(/^epoch 9 {2}loss 0\.662 /)
    expect(shownBy(written).join('\n')).toMatch(/\n +loss\n[\s\S]*\nnothing to warn of\n$/)
    appendFileSync(log, `${ROWS.slice(10, 18).join('\n')}\n`)
    while (!written.includes('epoch 17 ')) await pause(20)
    const picture = shownBy(written)
    expect(picture[0]).toMatch(/^epoch 17 /)
    expect(picture.join('\n')).not.toMatch(/^epoch 9 /m)
    expect(picture.join('\n')).toMatch(/\n▲ overfitting from epoch \d+, said after 16: the gap/)
    expect(picture.length).toBeLessThanOrEqual(31)
    appendFileSync(log, `${ROWS.slice(18, 22).join('\n')}\n`)
    expect(await watching).toBe(1)
    const report = shownBy(written)
    expect(report[0]).toMatch(/log\.csv · keras-csv · 21 epochs \(0 to 20\)/)
    expect(report.join('\n')).not.toContain('said after')
  })
})

/** Runs a command on a terminal of 80 columns: what comes in is typed there, what is shown there goes out. */
const ON_A_TERMINAL = `
import fcntl, os, pty, select, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    sys.stdin.readline()
    os.execvp(sys.argv[2], sys.argv[2:])
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', int(sys.argv[1]), 80, 0, 0))
os.write(fd, b'\\n')
inputs = [fd, 0]
while True:
    for ready in select.select(inputs, [], [])[0]:
        try:
            data = os.read(ready, 65536)
        except OSError:
            data = b''
        if not data and ready == fd:
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) % 256)
        if not data:
            inputs.remove(ready)
        os.write(1 if ready == fd else fd, data)
`
const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0

interface Terminal {
  shown(): string
  shows(what: string | RegExp): Promise<void>
  type(keys: string): void
  readonly code: Promise<number | null>
}

function onTerminal(rows: number, ...command: string[]): Terminal {
  const child = spawn('python3', ['-c', ON_A_TERMINAL, String(rows), ...command], {
    cwd: folder,
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', TERM: 'xterm', NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  running.push(child)
  let written = ''
  child.stdout.on('data', (chunk) => {
    written += chunk
  })
  return {
    shown: () => written,
    async shows(what) {
      for (let tries = 0; written.search(what) < 0; tries++) {
        if (tries > 500) throw new Error(`not shown: ${what}, but ${written}`)
        await pause(20)
      }
    },
    type: (keys) => child.stdin.write(keys),
    code: new Promise((resolve) => child.on('close', resolve)),
  }
}

describe.skipIf(!hasPython)('on a pseudo-terminal', () => {
  const program = [process.execPath, BIN]

  it('a log is shown in place, and Ctrl-C ends with the report', async () => {
    writeFileSync(log, csv(18))
    const terminal = onTerminal(40, ...program, 'watch', log)
    await terminal.shows(/overfitting from epoch \d+, said after 16: the gap/)
    appendFileSync(log, `${ROWS.slice(18, 24).join('\n')}\n`)
    await terminal.shows(
      /overfitting from epoch \d+:[^(]*\(first said after\s+16, from\s+epoch \d+: the\s+gap/,
    )
    expect(terminal.shown()).toMatch(/\u001b\[\d+A\r\u001b\[J/)
    terminal.type('\u0003')
    expect(await terminal.code).toBe(130)
    expect(terminal.shown()).toMatch(/OVERFITTING from epoch/)
  })

  it('Ctrl-C reaches a command once', async () => {
    const script = `
      let times = 0
      process.on('SIGINT', () => { times++; setTimeout(() => { console.log('interrupted', times); process.exit(6) }, 500) })
      setTimeout(() => {}, 20000)
      console.log('ready')`
    const terminal = onTerminal(24, ...program, 'watch', '-q', '--', process.execPath, '-e', script)
    await terminal.shows('ready')
    terminal.type('\u0003')
    expect(await terminal.code).toBe(6)
    expect(terminal.shown()).toMatch(/interrupted 1\r\n/)
  })

  it('what was said stops a training in a shell, and leaves the shell around it alone', async () => {
    const train = join(folder, 'train.cjs')
    const script = `
      const rows = ${JSON.stringify(ROWS)}.map((row) => row.split(','))
      process.on('SIGINT', () => { console.log('saved', process.stdin.isTTY); process.exit(0) })
      for (const [epoch, , loss, , valLoss] of rows) console.log('epoch ' + epoch + ' loss: ' + loss + ' val_loss: ' + valLoss)
      setTimeout(() => {}, 60000)`
    writeFileSync(train, script)
    const watching = `'${process.execPath}' '${BIN}' watch -q --kill-on overfitting -- sh -c "'${process.execPath}' '${train}'; exit 3"`
    const terminal = onTerminal(
      24,
      'sh',
      '-c',
      `${watching}; echo "ended with $?"; read answer; echo "read $answer"`,
    )
    await terminal.shows(/saved true\r\n[\s\S]*ended with 1\r\n/)
    terminal.type('yes\n')
    await terminal.shows('read yes\r\n')
    expect(await terminal.code).toBe(0)
  })

  it('a command reads what is typed', async () => {
    const script =
      "process.stdin.once('data', (text) => { console.log('read', String(text).trim()); process.exit(0) })"
    const terminal = onTerminal(
      24,
      ...program,
      'watch',
      '-q',
      '--',
      process.execPath,
      '-e',
      `console.log('ready');${script}`,
    )
    await terminal.shows('ready')
    terminal.type('yes\n')
    expect(await terminal.code).toBe(0)
    expect(terminal.shown()).toMatch(/read yes/)
  })

  it('--tee shows what comes in, and the report below it', async () => {
    writeFileSync(log, csv(40))
    const line = `cat ${log} | ${program.join(' ')} --tee --no-chart`
    const terminal = onTerminal(40, 'sh', '-c', line)
    expect(await terminal.code).toBe(1)
    expect(terminal.shown()).toMatch(/\r\n39,[\d.,]+\r\n\r\n\(standard input\) · keras-csv · 40 epochs/)
  })
})
