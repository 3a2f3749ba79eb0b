import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main, type World } from '../../src/main.js'
import { ROOT } from '../fixtures/paths.js'
import { captured, Folder, stdinOf } from '../world.js'

/* The program watches from within this process, so that signals are those of the test. As installed: watch.test.ts. */

const [HEADER = '', ...ROWS] = readFileSync(join(ROOT, 'fixtures', 'diagnoses', 'overfitting.csv'), 'utf8')
  .trimEnd()
  .split(/\r?\n/)
const csv = (from: number, to: number) => `${ROWS.slice(from, to).join('\n')}\n`
const { file } = Folder.forEach({})
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

const watching = (...args: string[]) => watchingSince(() => process.uptime(), ...args)

/** `uptime`: seconds, as the program takes them from its clock. */
function watchingSince(uptime: () => number, ...args: string[]) {
  const listeners = new Map<string, Set<() => void>>()
  /** Signals with which the program would end itself. */
  const raised: string[] = []
  const { shown, stdout, stderr } = captured()
  const world: World = {
    ...{ stdin: stdinOf([], true), stdout, stderr, env: { PATH: process.env.PATH } },
    ...{ pid: process.pid, platform: process.platform, uptime },
    on: (name, listener) => listeners.set(name, (listeners.get(name) ?? new Set()).add(listener)),
    off: (name, listener) => listeners.get(name)?.delete(listener),
    kill: (pid, signal) => (pid === process.pid ? raised.push(signal) : process.kill(pid, signal)),
  }
  const code = main(['watch', '--no-config', '--no-chart', ...args], world)
  const shows = async (stream: 'stdout' | 'stderr', what: string) => {
    for (let tries = 0; !shown[stream].includes(what); tries++) {
      if (tries > 1000) throw new Error(`not shown: ${what}, but ${JSON.stringify(shown)}`)
      await pause(20)
    }
  }
  const send = (name: string) => {
    for (const listener of [...(listeners.get(name) ?? [])]) listener()
  }
  return { code, shown, raised, shows, send }
}

const node = (script: string) => ['--', process.execPath, '-e', script]
const printing = (end: string, wait = 0) => `
  const rows = ${JSON.stringify(ROWS)}.map((row) => row.split(','))
  ;(async () => {
    for (const [epoch, , loss, , valLoss] of rows) {
      console.log('epoch ' + epoch + ' loss: ' + Number(loss).toFixed(4) + ' val_loss: ' + Number(valLoss).toFixed(4))
      await new Promise((resolve) => setTimeout(resolve, ${wait}))
    }
    ${end}
  })()`

describe('a log', () => {
  it('is looked at soon again however long it took to judge what was there', async () => {
    let calls = 0
    writeFileSync(file('log.csv'), `${HEADER}\n${csv(0, 12)}`)
    const own = watchingSince(
      () => process.uptime() + (++calls > 2 ? 1000 : 0),
      ...[file('log.csv'), '--until-epoch', '13'],
    )
    await own.shows('stdout', '\nepoch 11 ')
    appendFileSync(file('log.csv'), csv(12, 14))
    await own.shows('stdout', '\nepoch 12 ')
    await own.code
  })

  it('is waited for, followed where it begins anew, and judged when a signal comes', async () => {
    const own = watching(file('log.csv'))
    await own.shows('stderr', 'log.csv is not there yet')
    writeFileSync(file('log.csv'), `${HEADER}\n${csv(0, 12)}`)
    await own.shows('stdout', '\nepoch 11 ')
    writeFileSync(file('log.csv'), `${HEADER}\n${csv(0, 3)}`)
    await own.shows('stderr', 'begins anew')
    appendFileSync(file('log.csv'), csv(3, 5))
    await pause(300)
    own.send('SIGTERM')
    expect(await own.code).toBe(143)
    expect(own.shown.stdout).toMatch(/· 5 epochs/)
    expect(own.raised).toEqual([])
  })

  it.each<[string[], number, RegExp]>([
    [['--until', 'overfitting'], 0, /· 17 epochs \(0 to 16\)/],
    [['--until-epoch', '12'], 0, /· 13 epochs \(0 to 12\)/],
    [['--idle', '0.1', '--fail-on', 'overfitting'], 1, /OVERFITTING/],
  ])('ends by %j', async (flags, code, shown) => {
    writeFileSync(file('log.csv'), `${HEADER}\n${csv(0, 40)}`)
    const own = watching(file('log.csv'), ...flags)
    expect(await own.code).toBe(code)
    expect(own.shown.stdout).toMatch(shown)
  })

  it('is not said to have stopped where the watch did', async () => {
    const rows = Array.from({ length: 20 }, (_, k) => `${k},0,${2 - k / 10},0,${2.1 - k / 10}`)
    writeFileSync(file('log.csv'), `${HEADER}\n${rows.join('\n')}\n`)
    const own = watching(file('log.csv'), '--until-epoch', '12')
    expect(await own.code).toBe(0)
    expect(own.shown.stdout).toMatch(/· 13 epochs \(0 to 12\)/)
    expect(own.shown.stdout).not.toMatch(/STOPPED EARLY|training stopped/)
    expect(own.shown.stdout.replace(/\s+/g, ' ')).toContain(
      'stopped-early (the watch ended after epoch 12; the training may go on)',
    )
    const asked = watching(file('log.csv'), '--until', 'stopped-early')
    await asked.code
    expect(asked.shown.stdout).toContain('STOPPED EARLY')
  })

  it('is not said to have stopped where a signal ended the watch', async () => {
    const rows = Array.from({ length: 20 }, (_, k) => `${k},0,${2 - k / 10},0,${2.1 - k / 10}`)
    writeFileSync(file('log.csv'), `${HEADER}\n${rows.join('\n')}\n`)
    const own = watching(file('log.csv'))
    await own.shows('stdout', 'epoch 19 ')
    own.send('SIGINT')
    expect(await own.code).toBe(130)
    expect(own.shown.stdout).not.toMatch(/STOPPED EARLY|training stopped/)
    expect(own.shown.stdout.replace(/\s+/g, ' ')).toContain(
      'stopped-early (the watch ended after epoch 19; the training may go on)',
    )
  })

  it('that never came is told of', async () => {
    const own = watching(file('log.csv'), '--idle', '0.1')
    expect(await own.code).toBe(2)
    expect(own.shown.stderr).toContain('log.csv: nothing was there to read (check the path)')
  })
})

describe('a command', () => {
  it('is judged by what it prints, and its code stands', async () => {
    const own = watching(...node(printing('process.exit(3)', 60)))
    expect(await own.code).toBe(3)
    expect(own.shown.stdout.trimEnd().split('\n')).toHaveLength(40)
    expect(own.shown.stderr).toMatch(/^epochwise: after epoch \d+: ▲ overfitting from epoch /)
    expect(own.shown.stderr).toMatch(/ · console · 40 epochs[\s\S]*OVERFITTING/)
  })

  it('that went well ends with the code of a gate that was asked for', async () => {
    expect(await watching('-q', '--fail-on', 'overfitting', ...node(printing(''))).code).toBe(1)
    expect(await watching('-q', ...node(printing(''))).code).toBe(0)
  })

  it.skipIf(process.platform === 'win32')('is stopped for what is said of it', async () => {
    const saving = `process.on('SIGINT', () => { console.log('saved'); process.exit(0) });${printing('setTimeout(() => {}, 60000)', 20)}`
    const own = watching('--kill-on', 'overfitting', ...node(saving))
    expect(await own.code).toBe(1)
    expect(own.shown.stdout).toMatch(/\nsaved\n$/)
    expect(own.shown.stderr).toContain('epochwise: stopping the command\n')
    expect(own.raised).toEqual([])
  })

  it.skipIf(process.platform === 'win32')('takes signals, and its end by one is ours', async () => {
    const own = watching('-q', ...node("setTimeout(() => {}, 60000); console.log('ready')"))
    await own.shows('stdout', 'ready\n')
    own.send('SIGTERM')
    expect(await own.code).toBe(143)
    expect(own.raised).toEqual(['SIGTERM'])
  })

  it('that cannot be run, or prints nothing, is told of', async () => {
    const none = watching('--', 'no-such-command-here')
    expect(await none.code).toBe(2)
    expect(none.shown.stderr).toMatch(/^epochwise: no-such-command-here: no such command .*\n$/)
    const quiet = watching(...node('process.exit(4)'))
    expect(await quiet.code).toBe(4)
    expect(quiet.shown.stderr).toMatch(/nothing was there to read \(it printed nothing\)\n$/)
  })

  it('that leaves a line open has it closed before anything is said', async () => {
    const script = printing(
      'process.stdout.write("half"); await new Promise((done) => setTimeout(done, 500))',
      10,
    )
    const own = watching(...node(script))
    expect(await own.code).toBe(0)
    expect(own.shown.stdout).toMatch(/\nhalf$/)
    expect(own.shown.stderr).toContain('OVERFITTING')
  })
})
