import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { World } from '../src/main.js'
import { ROOT } from './fixtures/paths.js'
import { HEALTHY, OVERFITTED } from './reporters/sample.js'
import { type Broken, Folder, run } from './world.js'

/*
 * What the user sees of each failure: the exit code, standard error in lines of our own, and no report or a whole one. Ctrl-C,
 * `| head` and slow readers are in cli.test.ts, broken records of other calls in summarize.test.ts.
 */

const BIN = join(ROOT, 'bin', 'epochwise.js')
const linux = process.platform === 'linux'
const missing = (program: string) => spawnSync(program, ['--version']).error !== undefined

const folder = Folder.forEach({ 'bad.csv': OVERFITTED, 'good.csv': HEALTHY })
const { file, read } = folder

const failing = (code: string) => Object.assign(new Error(`${code}: write`), { code })

interface Fault {
  readonly name: string
  /** The arguments after what is made ready for them. */
  readonly argv: () => readonly string[]
  readonly code: 0 | 1 | 2
  /** The only line on standard error; none unless told. */
  readonly says?: RegExp
  /** What standard output holds at least; nothing at all unless told. */
  readonly shows?: RegExp
  readonly broken?: Broken
  readonly world?: () => Partial<World>
}

const FAULTS: readonly Fault[] = [
  {
    name: 'an unknown flag',
    argv: () => ['--fial-on', 'error', file('good.csv')],
    code: 2,
    says: /unknown option '--fial-on'/,
  },
  {
    name: 'a flag whose value is missing',
    argv: () => [file('good.csv'), '--fail-on'],
    code: 2,
    says: /argument missing/,
  },
  {
    name: 'a gate that names nothing there is',
    argv: () => ['--fail-on', 'overfiting', file('good.csv')],
    code: 2,
    says: /no severity or diagnosis "overfiting" \(did you mean overfitting\?\)/,
  },
  {
    name: 'one log among several that is not there',
    argv: () => [file('good.csv'), file('none.csv'), file('bad.csv')],
    code: 2,
    says: /none\.csv: no such file/,
    shows: /overfitting[\s\S]*good\.csv[\s\S]*1 log not read {3}exit 2/,
  },
  {
    name: 'the same with a gate that stops nothing',
    argv: () => ['--fail-on', 'never', '--undecided', 'pass', file('good.csv'), file('none.csv')],
    code: 2,
    says: /none\.csv: no such file/,
    shows: /exit 2/,
  },
  {
    name: 'a pattern that matches nothing among logs that are there',
    argv: () => [file('good.csv'), file('none-*.csv')],
    code: 2,
    says: /none-\*\.csv: matches no file/,
    shows: /exit 2/,
  },
  {
    name: 'a mistake of our own',
    argv: () => [file('good.csv')],
    code: 2,
    says: /internal error: TypeError: boom \(a bug in epochwise/,
    world: () => ({
      env: new Proxy(
        {},
        {
          get() {
            throw new TypeError('boom')
          },
        },
      ),
    }),
  },
  {
    name: 'a mistake of our own while one log is read',
    argv: () => [file('good.csv'), '-'],
    code: 2,
    says: /cannot be read|internal error/,
    shows: /1 log not read {3}exit 2/,
    world: () => ({
      stdin: {
        [Symbol.asyncIterator]() {
          throw new TypeError('boom')
        },
      },
    }),
  },
  {
    name: 'standard input that breaks off with an error',
    argv: () => ['-'],
    code: 2,
    says: /\(standard input\): cannot be read \(EIO\)/,
    world: () => ({
      stdin: (async function* () {
        yield 'epoch,loss\n0,1\n'
        throw failing('EIO')
      })(),
    }),
  },
  {
    name: 'a full disk behind standard output',
    argv: () => [file('good.csv')],
    code: 2,
    says: /the report could not be written \(ENOSPC\) \(is the disk full\?\)/,
    broken: { stdout: failing('ENOSPC') },
  },
  {
    name: 'an error of the device behind standard output',
    argv: () => [file('good.csv'), '--format', 'json'],
    code: 2,
    says: /the report could not be written \(EIO\)$/m,
    broken: { stdout: failing('EIO') },
  },
  {
    name: 'standard output that was closed',
    argv: () => [file('good.csv')],
    code: 2,
    says: /could not be written \(ERR_STREAM_DESTROYED\)/,
    broken: { stdout: failing('ERR_STREAM_DESTROYED') },
  },
  {
    name: 'a reader of standard output that went away: the verdict stands',
    argv: () => [file('bad.csv')],
    code: 1,
    broken: { stdout: failing('EPIPE') },
  },
  {
    name: 'standard error that takes nothing: the verdict stands',
    argv: () => [file('bad.csv'), '--verbose'],
    code: 1,
    shows: /OVERFITTING/,
    broken: { stderr: failing('EIO') },
  },
  {
    name: 'a report into a folder that is not there',
    argv: () => [file('good.csv'), '-o', file('no/r.json')],
    code: 2,
    says: /there is no folder/,
  },
  {
    name: 'a list of logs that is a device',
    argv: () => ['--files-from', linux ? '/dev/zero' : file('')],
    code: 2,
    says: /a device, no file|cannot be read/,
  },
  {
    name: 'a log that is a device',
    argv: () => [linux ? '/dev/zero' : file('none')],
    code: 2,
    says: /a device, no file|no such file/,
  },
  {
    name: 'a log that a configuration file does not fit',
    argv: () => {
      writeFileSync(file('.epochwise.json'), '{"fail-on": "eror"}')
      return ['--config', file('.epochwise.json'), file('good.csv')]
    },
    code: 2,
    says: /eror/,
  },
]

describe('a failure', () => {
  it.each(FAULTS)('$name', async ({ argv, code, says, shows, broken, world }) => {
    const outcome = await run(argv(), world?.(), broken)
    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toMatch(says ? /^epochwise: [^\n]*\n$/ : /^$/)
    if (says) expect(outcome.stderr).toMatch(says)
    expect(outcome.stdout).toMatch(shows ?? /^$/)
  })

  it.each(FAULTS)('$name, as JSON: a whole document that says the same code, or none', async (fault) => {
    const argv = [...fault.argv()].filter((word) => word !== 'json' && word !== '--format')
    const { code, stdout } = await run(['--format', 'json', ...argv], fault.world?.(), fault.broken)
    expect(code).toBe(fault.code)
    if (stdout !== '') expect(JSON.parse(stdout).exitCode).toBe(code)
    else expect(fault.shows === undefined).toBe(true)
  })
})

describe('a report never replaces what was read', () => {
  it.each<[string, () => readonly string[], string]>([
    ['the log itself', () => [file('good.csv'), '--format', `text=${file('good.csv')}`], 'good.csv'],
    [
      'spelt in another way',
      () => [file('good.csv'), '--format', `text=${file('./x/../good.csv')}`],
      'good.csv',
    ],
    [
      'by a symbolic link',
      () => {
        symlinkSync(file('good.csv'), file('link.json'))
        return [file('good.csv'), '-o', file('link.json')]
      },
      'good.csv',
    ],
    [
      'by a hard link',
      () => {
        linkSync(file('good.csv'), file('hard.json'))
        return [file('good.csv'), '-o', file('hard.json')]
      },
      'good.csv',
    ],
    [
      'a log that was named by a symbolic link',
      () => {
        symlinkSync(file('good.csv'), file('latest.csv'))
        return [file('latest.csv'), '--format', `text=${file('good.csv')}`]
      },
      'good.csv',
    ],
    ['found by a pattern', () => [file('*.csv'), '--format', `json=${file('good.csv')}`], 'good.csv'],
    [
      'that could not be read',
      () => [file('broken.csv'), '--format', `text=${file('broken.csv')}`],
      'broken.csv',
    ],
    [
      'the baseline',
      () => [file('bad.csv'), '--baseline', file('good.csv'), '--format', `text=${file('good.csv')}`],
      'good.csv',
    ],
    ['the list of logs', () => ['--files-from', file('list'), '-o', file('list')], 'list'],
    [
      'found in a directory',
      () => [file('run'), '--format', `text=${file('run/metrics.csv')}`],
      'run/metrics.csv',
    ],
    [
      'a part of a run',
      () => [file('run2'), '--format', `text=${file('run2/plots/metrics/loss.tsv')}`],
      'run2/plots/metrics/loss.tsv',
    ],
  ])('%s', async (_, argv, kept) => {
    mkdirSync(file('x'))
    mkdirSync(file('run'))
    mkdirSync(file('run2/plots/metrics'), { recursive: true })
    writeFileSync(file('run/metrics.csv'), HEALTHY)
    writeFileSync(file('run2/plots/metrics/loss.tsv'), 'step\tloss\n0\t1\n1\t0.5\n2\t0.4\n')
    writeFileSync(file('broken.csv'), 'no log\n')
    writeFileSync(file('list'), `${file('good.csv')}\n`)
    const given = argv()
    const before = read(kept)
    const { code, stderr, stdout } = await run(given)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('is a log, and would be overwritten')
    expect(read(kept)).toBe(before)
  })
})

describe.runIf(linux && existsSync(join(ROOT, 'dist', 'epochwise.cjs')))('Ctrl-C', () => {
  it('while many logs are judged ends at once, and leaves no half of a report', async () => {
    const list = Array.from({ length: 20_000 }, () => file('bad.csv')).join('\n')
    writeFileSync(file('list'), list)
    const child = spawn(process.execPath, [BIN, '--files-from', file('list'), '-o', file('r.json')], {
      stdio: 'ignore',
    })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const start = performance.now()
    child.kill('SIGINT')
    const signal = await new Promise((resolve) => child.on('exit', (_, by) => resolve(by)))
    expect(signal).toBe('SIGINT')
    expect(performance.now() - start).toBeLessThan(1000)
    expect(readdirSync(folder.path).sort()).toEqual(['bad.csv', 'good.csv', 'list'])
  })
})

describe('files', () => {
  const listing = () => readdirSync(folder.path).sort()

  it('are written only when asked for, and nothing else is left behind', async () => {
    const before = listing()
    for (const argv of [
      [],
      ['--full'],
      ['--format', 'html'],
      ['--baseline', file('good.csv')],
      ['--verbose'],
    ])
      await run([...argv, file('bad.csv')])
    expect(listing()).toEqual(before)
    await run([file('bad.csv'), '-o', file('r.json')])
    expect(listing()).toEqual([...before, 'r.json'].sort())
  })

  it.runIf(linux)(
    'that are replaced keep their permissions, and one that cannot be written is as it was',
    async () => {
      writeFileSync(file('r.json'), 'old')
      chmodSync(file('r.json'), 0o640)
      expect((await run([file('good.csv'), '-o', file('r.json')])).code).toBe(0)
      expect(statSync(file('r.json')).mode & 0o777).toBe(0o640)
      expect(JSON.parse(read('r.json')).exitCode).toBe(0)
    },
  )

  it('that shrink or grow while they are read are read as far as they are there', async () => {
    const rows = Array.from({ length: 200_000 }, (_, k) => `${k},${1 / (k + 1)}`)
    writeFileSync(file('long.csv'), ['epoch,loss', ...rows, ''].join('\n'))
    const reading = run([file('long.csv')])
    truncateSync(file('long.csv'), 100)
    const { code, stderr } = await reading
    expect([0, 1, 2]).toContain(code)
    expect(stderr).not.toContain('internal error')
  })

  it.skipIf(!linux || missing('mkfifo'))(
    'a pipe in a directory or under a pattern is not waited for',
    async () => {
      spawnSync('mkfifo', [file('pipe.csv')])
      const { code, stdout } = await run([file('*.csv')])
      expect(code).toBe(1)
      expect(stdout).not.toContain('pipe.csv')
      rmSync(file('bad.csv'))
      expect((await run([folder.path])).code).toBe(0)
    },
  )

  it.skipIf(!linux || missing('mkfifo'))('a pipe that is named is read', async () => {
    spawnSync('mkfifo', [file('pipe')])
    const writer = spawn('sh', ['-c', `cat "${file('good.csv')}" >"${file('pipe')}"`])
    const { code, stdout } = await run([file('pipe')])
    writer.kill()
    expect(code).toBe(0)
    expect(stdout).toContain('HEALTHY')
  })

  it.skipIf(!linux)('a directory that leads back into itself is searched once', async () => {
    rmSync(file('bad.csv'))
    mkdirSync(file('deep'))
    symlinkSync(folder.path, file('deep/back'))
    symlinkSync(file('deep'), file('deep/self'))
    symlinkSync('to-itself', file('to-itself'))
    expect((await run([folder.path])).code).toBe(0)
    expect((await run([file('to-itself')])).stderr).toMatch(/cannot be read \(ELOOP\)/)
  })

  it.runIf(linux && process.getuid?.() === 0 && existsSync(join(ROOT, 'dist', 'epochwise.cjs')))(
    'that may not be read are told of',
    () => {
      chmodSync(folder.path, 0o755)
      for (const run of ['1', '2', '3']) {
        mkdirSync(file(`runs/${run}`), { recursive: true })
        writeFileSync(file(`runs/${run}/metrics.csv`), HEALTHY)
      }
      chmodSync(file('runs/3'), 0o000)
      chmodSync(file('good.csv'), 0o000)
      mkdirSync(file('closed'), { mode: 0o000 })
      const asNobody = (...argv: string[]) => {
        const env = { PATH: process.env.PATH }
        const nobody = { uid: 65534, gid: 65534, cwd: '/', encoding: 'utf8', env } as const
        return spawnSync(process.execPath, [BIN, ...argv], nobody)
      }
      expect(asNobody(file('good.csv')).stderr).toContain('good.csv: may not be read')
      expect(asNobody(file('closed')).stderr).toContain('closed: may not be read')
      expect(asNobody(file('runs')).stdout).toContain('could not be searched: 3')
      const denied = asNobody(file('bad.csv'), '-o', file('r.json'))
      expect([denied.status, denied.stderr]).toEqual([2, expect.stringContaining('may not be written')])
      expect(existsSync(file('r.json'))).toBe(false)
    },
  )
})
