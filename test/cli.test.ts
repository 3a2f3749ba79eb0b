import { type SpawnSyncOptionsWithStringEncoding, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { VERSION } from '../src/version.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BIN = join(ROOT, 'bin', 'epochwise.js')
const RUNS = 700

const range = (length: number) => Array.from({ length }, (_, k) => k)
const rows = (count: number, loss: (k: number) => number | string) =>
  range(count).map((k) => `${k},${loss(k)},${loss(k)}`)
const table = (lines: readonly string[]) => ['epoch,loss,val_loss', ...lines, ''].join('\n')

const HEALTHY = table(rows(40, (k) => (2 * Math.exp(-k / 5) + 0.4).toFixed(4)))
const DIVERGED = table(rows(12, (k) => (k < 6 ? 1 - k / 10 : 'nan')))

let folder = ''
beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist', 'epochwise.cjs')))
    throw new Error('dist/ is missing: run node build.mjs')
  folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
  writeFileSync(join(folder, 'healthy.csv'), HEALTHY)
  writeFileSync(join(folder, 'diverged.csv'), DIVERGED)
  writeFileSync(join(folder, 'many.csv'), table(range(RUNS).flatMap(() => rows(6, (k) => 1 / (k + 1)))))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Only what the program looks at, so that the tests say the same everywhere. */
const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, ...more })

interface Asked {
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string
}
const options = ({ env, input = '' }: Asked): SpawnSyncOptionsWithStringEncoding => ({
  ...{ cwd: folder, encoding: 'utf8', env: environment(env), input, maxBuffer: 2 ** 28 },
})

/** The program as installed, its output into a pipe. */
function epochwise(argv: readonly string[], asked: Asked = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...argv], options(asked))
  return { status, stdout, stderr }
}

/** A line of shell, in which $EPOCHWISE is the program. */
function shell(line: string) {
  const env = { EPOCHWISE: `${process.execPath} ${BIN}` }
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line], options({ env }))
  return { status, stdout, stderr }
}

describe('what the build wrote down', () => {
  it.each([
    ['--version', '--version'],
    ['-V', '--version'],
    ['--help', '--help'],
    ['-h', '--help'],
  ])('%s says what the program itself says', (flag, long) => {
    const { status, stdout } = epochwise([flag])
    const { stdout: own } = epochwise(['--ascii', long])
    expect({ status, stdout }).toEqual({ status: 0, stdout: own })
    expect(own).not.toBe('')
  })

  it('ends quietly where nobody reads it', () => {
    expect(shell('$EPOCHWISE --help | head -1')).toMatchObject({ status: 0, stderr: '' })
  })

  it.runIf(existsSync('/dev/full'))('says so where the disk is full', () => {
    expect(shell('$EPOCHWISE --help > /dev/full')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^epochwise: .*ENOSPC/),
    })
  })
})

describe('exit code', () => {
  it.each([
    [0, ['healthy.csv']],
    [1, ['diverged.csv']],
    [0, ['--fail-on', 'never', 'diverged.csv']],
    [2, ['missing.csv']],
    [2, ['--nonsense']],
    [0, ['--help']],
    [0, ['--version']],
  ])('is %i of %j', (code, argv) => {
    expect(epochwise(argv).status).toBe(code)
  })

  it('is that of the verdict for what comes through a pipe', () => {
    expect(epochwise([], { input: DIVERGED }).status).toBe(1)
    expect(epochwise(['-'], { input: HEALTHY }).status).toBe(0)
    expect(epochwise([], { input: '' }).status).toBe(2)
  })

  it.each([
    ['before it has begun to read', 1],
    ['while the other end goes on', 1500],
  ])('tells the shell that the program was interrupted %s', async (_, delay) => {
    const child = spawn(process.execPath, [BIN], {
      cwd: folder,
      env: environment(),
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.write('epoch,loss\n')
    setTimeout(() => child.kill('SIGINT'), delay)
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
      child.on('exit', (...how) => resolve(how))
    })
    expect(signal ?? code).toBe(signal ? 'SIGINT' : 130)
  })
})

it('--version is the version of the package', () => {
  expect(epochwise(['--version']).stdout).toBe(`${VERSION}\n`)
})

describe('pipe', () => {
  it('that is closed early ends the program quietly, its verdict standing', () => {
    const { stdout, stderr } = shell('{ $EPOCHWISE diverged.csv; echo $? >&2; } | head -1')
    expect(stdout).toMatch(/^diverged\.csv .*\n$/)
    expect(stderr).toBe('1\n')
  })

  it('that is closed at once ends it quietly, though much is to be written', () => {
    const { stderr } = shell('{ $EPOCHWISE --run all --format json many.csv; echo $? >&2; } | true')
    expect(stderr).toBe('0\n')
  })

  it('carries more than a MiB of JSON whole', () => {
    const { status, stdout } = epochwise(['--run', 'all', '--format', 'json', 'many.csv'])
    expect(stdout.length).toBeGreaterThan(2 ** 20)
    expect(JSON.parse(stdout).runs).toHaveLength(RUNS)
    expect(JSON.parse(stdout).exitCode).toBe(status)
  })

  it('carries it whole to a reader that takes its time', () => {
    const { stdout } = shell('$EPOCHWISE --run all --format json many.csv | (sleep 0.5; tail -c 4)')
    expect(stdout).toMatch(/\}\n$/)
  })

  it.skipIf(!existsSync('/dev/full'))('to a full disk ends with 2', () => {
    expect(shell('$EPOCHWISE healthy.csv > /dev/full').status).toBe(2)
  })
})

describe.skipIf(process.platform === 'win32')('standard output', () => {
  it('that cannot be written to ends with 2', () => {
    expect(shell('$EPOCHWISE healthy.csv 1< diverged.csv')).toEqual({
      ...{ status: 2, stdout: '' },
      stderr: 'epochwise: the report could not be written (EBADF)\n',
    })
  })

  /*
   * Before a program of Node starts, Node opens /dev/null in place of what was closed, for reading and writing, and just so do
   * Node, Python and daemons open it for what they start without an output. To call that an error would fail those.
   */
  it('that was closed is the bit bucket: the verdict stands, and files are written', () => {
    const modes = (how: string) =>
      shell(`node -e "fs.readSync(1, Buffer.alloc(1)); console.error(fs.fstatSync(1).rdev)" ${how}`)
    expect(modes('>&-')).toEqual(modes('1<> /dev/null'))
    expect(modes('>&-')).toMatchObject({ status: 0, stderr: expect.stringMatching(/^\d+\n$/) })
    expect(shell('$EPOCHWISE diverged.csv -o closed.json >&-')).toEqual({ status: 1, stdout: '', stderr: '' })
    expect(shell('cat closed.json; $EPOCHWISE missing.csv >&-')).toMatchObject({
      status: 2,
      stdout: expect.stringMatching(/"exitCode": 1\n\}\n$/),
      stderr: expect.stringContaining('missing.csv: no such file'),
    })
  })
})

describe('environment', () => {
  const screen = (env: NodeJS.ProcessEnv, ...argv: string[]) =>
    epochwise(['healthy.csv', ...argv], { env }).stdout

  it.each<[boolean, NodeJS.ProcessEnv, string[]]>([
    [false, {}, []],
    [true, { FORCE_COLOR: '1' }, []],
    [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, []],
    [false, { NO_COLOR: '1', CLICOLOR_FORCE: '1' }, []],
    [true, { CLICOLOR_FORCE: '1' }, []],
    [true, { NO_COLOR: '1' }, ['--color']],
    [false, { FORCE_COLOR: '1' }, ['--no-color']],
  ])('colours: %s with %j %j', (colours, env, argv) => {
    expect(screen(env, ...argv).includes('\u001b[')).toBe(colours)
  })

  it.each(['40', '72', '120'])('COLUMNS=%s is the width', (COLUMNS) => {
    const longest = Math.max(
      ...screen({ COLUMNS })
        .split('\n')
        .map((line) => line.length),
    )
    expect(longest).toBeLessThanOrEqual(Number(COLUMNS))
    expect(longest).toBeGreaterThan(Number(COLUMNS) - 12)
  })

  it.each<[boolean, NodeJS.ProcessEnv]>([
    [true, { LANG: 'C' }],
    [true, { LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }],
    [false, { LANG: 'en_US.UTF-8' }],
    [false, { LANG: 'C.UTF-8' }],
  ])('ASCII only: %s with %j', (ascii, env) => {
    expect(/^[\x0a\x20-\x7e]*$/.test(screen(env))).toBe(ascii)
  })
})

describe('standard error', () => {
  it('takes what is no report', () => {
    const { stdout, stderr } = epochwise(['missing.csv'])
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^epochwise: missing\.csv: no such file.*\n$/)
  })

  it('is empty when all went well', () => {
    expect(epochwise(['healthy.csv']).stderr).toBe('')
  })
})

describe('library, as installed', () => {
  it('is found under its name, and judges', () => {
    const script = `import { diagnose } from 'epochwise'
      console.log(diagnose(${JSON.stringify(DIVERGED)})[0].verdict.headline)`
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      ...{ cwd: ROOT, encoding: 'utf8', env: environment() },
    })
    expect(stdout).toBe('diverged\n')
  })
})
