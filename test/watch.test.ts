import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runningProcesses } from '../src/source/processes.js'
import { ROOT } from './fixtures/paths.js'
import { run } from './world.js'

const BIN = join(ROOT, 'bin', 'epochwise.js')
const [HEADER = '', ...ROWS] = readFileSync(join(ROOT, 'fixtures', 'diagnoses', 'overfitting.csv'), 'utf8')
  .trimEnd()
  .split(/\r?\n/)
const csv = (from: number, to: number) => `${ROWS.slice(from, to).join('\n')}\n`

let folder = ''
let log = ''
let running: Watching[] = []
beforeEach(() => {
  if (!existsSync(join(ROOT, 'dist', 'epochwise.cjs')))
    throw new Error('dist/ is missing: run node build.mjs')
  folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
  log = join(folder, 'log.csv')
  running = []
})
afterEach(() => {
  for (const { child } of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

interface Watching {
  readonly child: ChildProcess
  readonly output: { stdout: Buffer; stderr: Buffer }
  readonly ended: Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>
  /** Waits until the output has it. */
  shows(stream: 'stdout' | 'stderr', what: string): Promise<void>
}

/** The program as installed, its output into pipes. */
function watch(...args: string[]): Watching {
  const child = spawn(process.execPath, [BIN, 'watch', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => {
      output[name] = Buffer.concat([output[name], chunk])
    })
  const ended = new Promise<Awaited<Watching['ended']>>((resolve) => {
    child.on('close', (code, signal) =>
      resolve({ code, signal, stdout: String(output.stdout), stderr: String(output.stderr) }),
    )
  })
  const shows = async (stream: 'stdout' | 'stderr', what: string) => {
    for (let tries = 0; !output[stream].includes(what); tries++) {
      if (tries > 500) throw new Error(`not shown: ${what}, but ${output.stdout} ${output.stderr}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const watching = { child, output, ended, shows }
  running.push(watching)
  return watching
}

/** A command: a script of Node, run as it is. */
const node = (script: string) => ['--', process.execPath, '-e', script]
const printing = (end: string, pause = 0) => `
  const rows = ${JSON.stringify(ROWS)}.map((row) => row.split(','))
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  ;(async () => {
    for (const [epoch, , loss, , valLoss] of rows) {
      console.log('epoch ' + epoch + ' loss: ' + Number(loss).toFixed(4) + ' val_loss: ' + Number(valLoss).toFixed(4))
      await wait(${pause})
    }
    ${end}
  })()`

describe('watching a log', () => {
  it('waits for it, prints a line for each epoch, and ends with the report when told to', async () => {
    const watching = watch('log.csv', '--no-chart')
    await watching.shows('stderr', 'log.csv is not there yet')
    writeFileSync(log, `${HEADER}\n${csv(0, 10)}`)
    await watching.shows('stdout', '\nepoch 9 ')
    appendFileSync(log, `${csv(10, 20)}20,0.9`)
    await watching.shows('stdout', '\nepoch 19 ')
    watching.child.kill('SIGINT')
    const { code, stdout, stderr } = await watching.ended
    expect(code).toBe(130)
    const epochs = [...stdout.matchAll(/^epoch (\d+) {2}loss/gm)].map(([, epoch]) => Number(epoch))
    expect(epochs).toEqual(Array.from({ length: 20 }, (_, k) => k))
    expect(stdout).toMatch(
      /\nepoch 16 .*▲ overfitting from epoch 8: .*\nepoch 17 .*overfitting \(said after epoch 16\)\n/,
    )
    expect(stdout).toMatch(/\n\nlog\.csv · keras-csv · 2[01] epochs/)
    expect(stderr).toMatch(/overfitting was first said after epoch 16 \(then from epoch 8\)\n$/)
  })

  it('says that it is gone, each time', async () => {
    writeFileSync(log, `${HEADER}\n${csv(0, 3)}`)
    const watching = watch('log.csv', '--no-chart')
    await watching.shows('stdout', 'epoch 2 ')
    rmSync(log)
    await watching.shows('stderr', 'waiting: log.csv is gone\n')
    writeFileSync(log, `${HEADER}\n${csv(0, 5)}`)
    await watching.shows('stdout', 'epoch 4 ')
    rmSync(log)
    await watching.shows('stderr', 'is gone\nepochwise: waiting: log.csv is gone\n')
    watching.child.kill('SIGINT')
    expect((await watching.ended).code).toBe(130)
  })

  it('says on the way out what it waited for also where no report is wanted', async () => {
    writeFileSync(log, `${HEADER}\n${csv(0, 40)}`)
    const ended = await watch('log.csv', '-q', '--until', 'overfitting').ended
    expect(ended).toMatchObject({ code: 0, stdout: '' })
    expect(ended.stderr).toMatch(/^epochwise: overfitting was first said after epoch 16\n$/)
    const other = await watch('log.csv', '-q', '--until', 'diverged', '--until-epoch', '20').ended
    expect(other).toMatchObject({ stdout: '', stderr: '' })
  })

  it.each<[string, string[], number, RegExp]>([
    ['what it is to wait for is said', ['--until', 'overfitting'], 0, /· 17 epochs \(0 to 16\)/],
    ['it has come as far', ['--until-epoch', '12'], 0, /\nepoch 12 [\s\S]*· 13 epochs \(0 to 12\)/],
    ['nothing comes any more', ['--idle', '0.1s', '--fail-on', 'never'], 0, /\nepoch 39 /],
  ])('ends when %s, with the code of the gate', async (_, flags, code, shown) => {
    writeFileSync(log, `${HEADER}\n${csv(0, 40)}`)
    const ended = await watch('log.csv', '--no-chart', ...flags).ended
    expect(ended.code).toBe(code)
    expect(ended.stdout).toMatch(shown)
  })

  it('says so where nothing came', async () => {
    const { code, stdout, stderr } = await watch('log.csv', '--idle', '0.1').ended
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^epochwise: log\.csv: nothing was there to read/m)
  })

  it('leaves standard output to the report where programs read it', async () => {
    writeFileSync(log, `${HEADER}\n${csv(0, 20)}`)
    const { stdout, stderr } = await watch('log.csv', '--idle', '0.1', '--format', 'json').ended
    expect(JSON.parse(stdout).runs[0].epochs).toBe(20)
    expect(stderr).toMatch(/^epoch 19 /m)
  })

  it('goes on when the log is truncated and another run begins', async () => {
    writeFileSync(log, `${HEADER}\n${csv(0, 20)}`)
    const watching = watch('log.csv', '--no-chart')
    await watching.shows('stdout', '\nepoch 19 ')
    writeFileSync(log, `${HEADER}\n${csv(0, 3)}`)
    for (let tries = 0; String(watching.output.stdout).split('epoch 2 ').length < 3; tries++) {
      if (tries > 1000) throw new Error(String(watching.output.stdout))
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    watching.child.kill('SIGTERM')
    const { code, stdout } = await watching.ended
    expect(code).toBe(143)
    expect(stdout).toMatch(/· 3 epochs/)
  })
})

describe('watching a command', () => {
  it('passes what it prints on byte by byte, and its exit code', async () => {
    const script = `
      let seed = 7
      const bytes = Buffer.from(Array.from({ length: 300000 }, () => (seed = (seed * 48271) % 2147483647) & 255))
      process.stdout.write(bytes, () => process.stderr.write(bytes.subarray(0, 100000), () => process.exit(7)))`
    const watching = watch(...node(script))
    const { code } = await watching.ended
    let seed = 7
    const bytes = Buffer.from(
      Array.from({ length: 300_000 }, () => {
        seed = (seed * 48271) % 2147483647
        return seed & 255
      }),
    )
    expect(code).toBe(7)
    expect(watching.output.stdout.equals(bytes)).toBe(true)
    expect(watching.output.stderr.subarray(0, 100_000).equals(bytes.subarray(0, 100_000))).toBe(true)
  })

  it('judges what it prints, on standard error', async () => {
    const { code, stdout, stderr } = await watch('--no-chart', ...node(printing('process.exit(3)', 60))).ended
    expect(code).toBe(3)
    expect(stdout.trimEnd().split('\n')).toHaveLength(40)
    expect(stderr).toMatch(/^epochwise: after epoch 16: ▲ overfitting from epoch 8: /)
    expect(stderr).toMatch(/\n\n.* · console · 40 epochs[\s\S]*OVERFITTING/)
    expect(stderr).toMatch(
      /exit 3\nepochwise: overfitting was first said after epoch 16, then from epoch 8: the gap between loss and val_loss .*; by what came later it began at epoch 18\n/,
    )
  })

  it('ends as it does, but as a gate that was asked for says where it went well', async () => {
    const code = async (...flags: string[]) => (await watch('-q', ...flags, ...node(printing(''))).ended).code
    expect(await code()).toBe(0)
    expect(await code('--fail-on', 'overfitting')).toBe(1)
    expect(await code('--fail-on', 'diverged')).toBe(0)
  })

  it.each(['SIGTERM', 'SIGKILL', 'SIGINT'] as const)('ends by the signal that ended it: %s', async (name) => {
    const script = `process.kill(process.pid, '${name}'); setTimeout(() => {}, 9000)`
    expect(await watch('-q', ...node(script)).ended).toMatchObject({ code: null, signal: name })
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const)(
    'hands %s on to it',
    async (name) => {
      const script = `
      process.on('${name}', () => { console.log('saved'); process.exit(9) })
      setTimeout(() => {}, 20000)
      console.log('ready')`
      const watching = watch('-q', ...node(script))
      await watching.shows('stdout', 'ready\n')
      watching.child.kill(name)
      const { code, stdout } = await watching.ended
      expect({ code, stdout }).toEqual({ code: 9, stdout: 'ready\nsaved\n' })
    },
  )

  it('stops it as Ctrl-C does, so that it can save what it has', async () => {
    const saving = `process.on('SIGINT', () => { console.log('saved'); process.exit(0) });${printing('', 60)}`
    const { code, stdout, stderr } = await watch('--no-chart', '--kill-on', 'overfitting', ...node(saving))
      .ended
    expect(code).toBe(1)
    expect(stdout).toMatch(/\nsaved\n$/)
    expect(stdout.split('\n').length).toBeLessThan(38)
    expect(stderr).toMatch(/epochwise: stopping the command\n/)
  })

  it('takes its own stop for no error of the training', async () => {
    const trace = `process.on('SIGINT', () => {
      console.log('Traceback (most recent call last):\\n  File "t.py", line 1, in <module>\\nKeyboardInterrupt')
      process.exit(130)
    });`
    const flags = ['--no-chart', '--kill-on', 'overfitting']
    const { stdout, stderr } = await watch(...flags, ...node(`${trace}${printing('', 60)}`)).ended
    expect(stdout).toContain('\nKeyboardInterrupt\n')
    expect(stderr).toContain('OVERFITTING from epoch')
    expect(stderr).not.toContain('the training ended with an error')
  })

  /** A shell around a training, which it waits for: signals reach one and the other. */
  const inShell = (script: string, shell: string) => {
    const file = join(folder, 'train.cjs')
    writeFileSync(file, `require('node:fs').writeFileSync('pid', String(process.pid));${script}`)
    return ['--', 'sh', '-c', shell.replace('TRAIN', `'${process.execPath}' '${file}'`)]
  }
  const runs = async () => {
    const own = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    return (await runningProcesses()).some(({ pid }) => pid === own)
  }

  it.skipIf(process.platform === 'win32')('stops what a shell runs for it too', async () => {
    const saving = `process.on('SIGINT', () => { console.log('saved'); process.exit(0) });${printing('setTimeout(() => {}, 60000)', 60)}`
    const watching = watch('-q', '--kill-on', 'overfitting', ...inShell(saving, 'TRAIN; exit 3'))
    const { code, stdout } = await watching.ended
    expect(code).toBe(1)
    expect(stdout).toMatch(/\nsaved\n$/)
    expect(await runs()).toBe(false)
  })

  it.skipIf(process.platform !== 'linux')('stops what lost its parent before', async () => {
    const saving = `process.on('SIGINT', () => process.exit(0));`
    const leaving = `('TRAIN' & echo left); '${process.execPath}' main.cjs`.replace("'TRAIN'", 'TRAIN')
    writeFileSync(join(folder, 'main.cjs'), `${saving}${printing('setTimeout(() => {}, 60000)', 60)}`)
    const listening = `process.on('SIGTERM', () => process.exit(0)); setTimeout(() => {}, 60000)`
    const watching = watch('-q', '--kill-on', 'overfitting', ...inShell(listening, leaving))
    expect((await watching.ended).code).toBe(1)
    expect(await runs()).toBe(false)
  })

  it('stops one that does not listen, in the end, and what it left running', {
    timeout: 40_000,
  }, async () => {
    const deaf = `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => {})
      setTimeout(() => {}, 60000);${printing('')}`
    const began = process.uptime()
    const inBackground = watch('-q', '--kill-on', 'overfitting', ...inShell(deaf, 'TRAIN & wait')).ended
    const { code } = await watch('-q', '--kill-on', 'overfitting', ...node(deaf)).ended
    expect(code).toBe(1)
    expect(process.uptime() - began).toBeGreaterThan(14)
    expect((await inBackground).code).toBe(1)
    expect(await runs()).toBe(false)
  })

  it('reads what both streams bring', async () => {
    const script = printing('').replace('console.log(', 'console[epoch % 2 ? "log" : "error"](')
    const { stderr } = await watch('--no-chart', ...node(script)).ended
    expect(stderr).toMatch(/ · 40 epochs/)
  })

  it('tells a command that cannot be run, and one that prints no log', async () => {
    expect(await watch('--', 'no-such-command-here').ended).toMatchObject({
      code: 2,
      stdout: '',
      stderr:
        'epochwise: no-such-command-here: no such command (what stands behind -- is run as it is, without a shell)\n',
    })
    const quiet = await watch(...node('process.exit(4)')).ended
    expect(quiet.code).toBe(4)
    expect(quiet.stderr).toMatch(/^epochwise: .*: nothing was there to read \(it printed nothing\)\n$/)
  })

  it('ends with what reads it', async () => {
    const watching = watch('-q', ...node("setInterval(() => console.log('x'.repeat(1000)), 1)"))
    await watching.shows('stdout', 'x')
    watching.child.stdout?.destroy()
    const { code, signal } = await watching.ended
    expect(signal ?? code).not.toBe(0)
  })
})

describe('what does not go together', () => {
  it.each([
    [[]],
    [['a.csv', 'b.csv']],
    [['a.csv', '--baseline', 'b.csv']],
    [['a.csv', '--tee']],
    [['--idle', '1', '--', 'ls']],
    [['a.csv', '--', 'ls']],
    [['-']],
    [['--until', 'overfitting', '--', 'ls']],
    [['a.csv', '--kill-on', 'diverged']],
    [['a.csv', '--until', 'nonsense']],
    [['a.csv', '--idle', 'soon']],
    [['a.csv', '--until', 'never']],
    [['/dev/null']],
    [['--format', 'json', '--', 'ls']],
  ])('%j is refused in one line', async (args) => {
    const { code, stdout, stderr } = await run(['watch', ...args])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^epochwise: [^\n]*\n$/)
  })
})
