import { writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { main, type World } from '../src/main.js'
import { commandOf, linesOf } from './reporters/runner.js'
import { captured, Folder, stdinOf } from './world.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)
const csv = (header: string, rows: readonly (readonly (number | string)[])[]) =>
  [header, ...rows.map((row) => row.join(',')), ''].join('\n')

const HEALTHY = csv(
  'epoch,loss,val_loss',
  range(40).map((k) => [
    k,
    (2 * Math.exp(-k / 5) + 0.4).toFixed(4),
    (2 * Math.exp(-k / 5) + 0.45).toFixed(4),
  ]),
)
const DIVERGED = csv(
  'epoch,loss,val_loss',
  range(12).map((k) => [k, k < 6 ? 1 - k / 10 : 'nan', k < 6 ? 1 - k / 12 : 'nan']),
)
const NOT_JUDGED = csv('epoch,loss,val_loss', [[0, 0.5, 0.6]])

const { file, read } = Folder.forAll({
  ...{ 'healthy.csv': HEALTHY, 'diverged.csv': DIVERGED, 'short.csv': NOT_JUDGED },
  ...{ 'empty.csv': '', 'poem.txt': 'no numbers\nhere\n' },
})

interface Asked {
  readonly stdin?: readonly (string | Uint8Array)[]
  readonly tty?: boolean
  readonly env?: World['env']
  /** What writing to standard output answers with. */
  readonly failure?: Error
  /** Standard error is a terminal, and this its clock. */
  readonly terminal?: () => number
  readonly interrupted?: boolean
}

/** Runs the program in a world of strings. */
async function run(argv: readonly string[], asked: Asked = {}) {
  const { stdin = [], tty = false, env = {}, failure, terminal, interrupted } = asked
  const { shown, stdout, stderr } = captured(failure && { stdout: failure })
  const world: World = {
    ...{ stdin: stdinOf(stdin, tty), stdout, env },
    stderr: { ...stderr, ...(terminal && { isTTY: true, columns: 80 }) },
    ...(terminal && { uptime: terminal }),
    ...(interrupted && { once: (_: 'SIGINT', listener: () => void) => listener() }),
  }
  const code = await main(argv, world)
  return { code, ...shown }
}

const failure = (code: string) => Object.assign(new Error(`write ${code}`), { code })

describe('exit code', () => {
  it.each<[string, string[], number]>([
    ['0 of a healthy run', ['healthy.csv'], 0],
    ['1 of a run with an error', ['diverged.csv'], 1],
    ['0 of the same run when nothing is to stop it', ['--fail-on', 'never', 'diverged.csv'], 0],
    ['1 when the gate names what is found', ['--fail-on', 'diverged', 'diverged.csv'], 1],
    ['0 when the gate names what is clear', ['--fail-on', 'diverged', 'healthy.csv'], 0],
    ['2 of a run about which nothing can be said', ['short.csv'], 2],
    ['2 of a missing file', ['missing.csv'], 2],
    ['2 of an empty file', ['empty.csv'], 2],
    ['2 of a file that is no log', ['poem.txt'], 2],
    ['2 of a folder', ['.'], 2],
    ['1 of two logs, one with an error', ['healthy.csv', 'diverged.csv'], 1],
    ['2 of two logs, one missing', ['diverged.csv', 'missing.csv'], 2],
    ['2 of a flag that does not exist', ['--nonsense', 'healthy.csv'], 2],
    ['2 of a column that does not exist', ['--val-loss', 'nonsense', 'healthy.csv'], 2],
    ['2 of a run that does not exist', ['--run', '2', 'healthy.csv'], 2],
  ])('is %s', async (_, argv, code) => {
    const placed = argv.map((word) => (/\.(csv|txt)$|^\.$/.test(word) ? file(word) : word))
    for (const format of ['text', 'json'])
      expect((await run(['--format', format, ...placed])).code).toBe(code)
  })

  it('is that of all that a glob matches, and 2 where it matches nothing', async () => {
    expect((await run([file('h*.csv')])).code).toBe(0)
    expect((await run([file('{healthy,diverged}.csv')])).code).toBe(1)
    const { code, stderr } = await run([file('*.parquet')])
    expect(code).toBe(2)
    expect(stderr).toContain('*.parquet: matches no file')
  })

  it('does not depend on how the report is shown', async () => {
    for (const flags of [['--ascii'], ['--no-chart'], ['--color'], ['--width', '40'], ['--format', 'json']])
      expect((await run([...flags, file('diverged.csv')])).code).toBe(1)
  })
})

describe('standard output', () => {
  it('holds the report, and standard error nothing', async () => {
    const { stdout, stderr } = await run([file('diverged.csv')])
    expect(stdout).toContain('DIVERGED')
    expect(stdout).toMatch(/exit 1\n$/)
    expect(stderr).toBe('')
  })

  it('holds nothing but the JSON document', async () => {
    const { stdout, stderr } = await run(['--format', 'json', file('diverged.csv'), file('missing.csv')])
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 2, runs: [{ verdict: { headline: 'diverged' } }] })
    expect(JSON.parse(stdout).errors).toEqual([
      {
        source: file('missing.csv'),
        message: expect.stringContaining('no such file'),
        hint: expect.any(String),
      },
    ])
    expect(stderr).toContain('missing.csv: no such file')
  })

  it('holds a JSON document even when no log could be read', async () => {
    const { stdout } = await run(['--format', 'json', file('missing.csv')])
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 2,
      runs: [],
      errors: [{ source: file('missing.csv') }],
    })
  })

  it('tells the exit code that the program ends with', async () => {
    for (const name of ['healthy.csv', 'diverged.csv', 'short.csv']) {
      const { code, stdout } = await run([file(name)])
      expect(stdout).toMatch(new RegExp(`exit ${code}\\n$`))
      expect(JSON.parse((await run(['--format', 'json', file(name)])).stdout).exitCode).toBe(code)
    }
  })

  it('reports the other logs when one is missing, in the order given', async () => {
    const { stdout, stderr } = await run([
      '--full',
      ...['diverged.csv', 'missing.csv', 'healthy.csv'].map(file),
    ])
    expect(stdout.indexOf('DIVERGED')).toBeGreaterThan(0)
    expect(stdout.indexOf('HEALTHY')).toBeGreaterThan(stdout.indexOf('DIVERGED'))
    expect(stdout).toContain('1 log not read')
    expect(stderr).toMatch(/^epochwise: .*missing\.csv: no such file.*\n$/)
  })
})

describe('standard error', () => {
  it.each([
    ['a missing file', ['missing.csv']],
    ['an empty file', [file('empty.csv')]],
    ['a flag that does not exist', ['--nonsense']],
    ['a flag that nearly exists', ['--formt', 'json']],
    ['a bad value', ['--width', 'wide']],
  ])('says what is wrong with %s in one line, with a hint', async (_, argv) => {
    const { stdout, stderr } = await run(argv)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^epochwise: [^\n]+ \([^\n]+\)\n$/)
    expect(stderr).not.toContain('\\u{')
  })

  it('names the diagnosis that the gate asks for and the log cannot answer', async () => {
    const { code, stdout, stderr } = await run(['--fail-on', 'diverged'], {
      stdin: ['epoch,acc\n0,0.5\n1,0.6\n2,0.7\n3,0.8\n4,0.8\n'],
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^epochwise: .*diverged.*\n$/)
    expect(stdout).toMatch(/exit 2\n$/)
  })

  it('names the log that lacks a column the user named', async () => {
    const { code, stdout, stderr } = await run(['--val-loss', 'val_loss', file('healthy.csv'), '-'], {
      stdin: ['epoch,loss\n1,1\n2,0.5\n'],
    })
    expect(code).toBe(2)
    expect(stdout).toContain('HEALTHY')
    expect(stderr).toContain('(standard input)')
  })

  it('says what a requirement names and the log lacks, whatever the format and however quiet', async () => {
    for (const flags of [['-q'], ['--format', 'json'], ['--undecided', 'pass'], ['--fail-on', 'never']]) {
      const { code, stderr } = await run([...flags, '--require', 'val_los < 1', file('healthy.csv')])
      expect(code).toBe(2)
      expect(stderr).toMatch(
        /^epochwise: .*healthy\.csv: --require val_los < 1: no column "val_los" \(did you mean val_loss\?\); .*\n$/,
      )
    }
  })

  it('gives a CI system no command', async () => {
    for (const name of ['##[error]x', '##vso[task.complete]', 'a\n::error::x']) {
      const { stderr } = await run([name, '--verbose'])
      expect(linesOf(stderr).flatMap((line) => commandOf(line) ?? [])).toEqual([])
      const asked = ['--require', `${name} > 1`, file('healthy.csv')]
      expect(linesOf((await run(asked)).stderr).flatMap((line) => commandOf(line) ?? [])).toEqual([])
    }
  })

  it('takes hostile file names apart', async () => {
    const { stderr } = await run(['a\u001b[2J\n::error::b.csv'])
    expect(stderr.trimEnd()).not.toMatch(/[\u001b\n]/)
  })
})

describe('standard input', () => {
  it.each([
    ['without a path', []],
    ['at -', ['-']],
  ])('is read %s', async (_, argv) => {
    const { code, stdout } = await run(argv, { stdin: [DIVERGED] })
    expect(code).toBe(1)
    expect(stdout).toContain('(standard input)')
    const asJson = JSON.parse((await run(['--format', 'json', ...argv], { stdin: [DIVERGED] })).stdout)
    expect(asJson.runs[0].source).toBe('-')
  })

  it('may come in pieces that cut characters and lines', async () => {
    const bytes = new TextEncoder().encode(HEALTHY.replaceAll('val_loss', 'val_loss ü😀'))
    const pieces = range(Math.ceil(bytes.length / 7)).map((k) => bytes.subarray(7 * k, 7 * k + 7))
    const whole = await run([], { stdin: [bytes] })
    expect(await run([], { stdin: pieces })).toEqual(whole)
    expect(whole.stdout).toContain('ü😀')
  })

  it('stands beside files', async () => {
    const { stdout } = await run(['--full', file('healthy.csv'), '-'], { stdin: [DIVERGED] })
    expect(stdout).toContain('HEALTHY')
    expect(stdout).toContain('DIVERGED')
  })

  it('is passed through with --tee, byte for byte, before the report', async () => {
    const plain = await run([], { stdin: [DIVERGED] })
    const teed = await run(['--tee'], { stdin: [DIVERGED.slice(0, 50), DIVERGED.slice(50)] })
    expect(teed.stdout).toBe(`${DIVERGED}\n${plain.stdout}`)
    expect(teed.code).toBe(1)
  })

  it.each([
    [['--tee', '--format', 'json'], /--format text/],
    [['--tee', 'healthy.csv'], /only files/],
  ])('is not passed through where that would spoil something: %j', async (argv, message) => {
    const { code, stdout, stderr } = await run(argv, { stdin: [DIVERGED] })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })

  it('is shown in one line while it comes in, on a terminal', async () => {
    let time = 0
    const { stderr } = await run([], { stdin: [DIVERGED, ' '], terminal: () => (time += 2) })
    expect(stderr).toMatch(
      /^(?:\r\x1b\[Kepoch 11 {2}loss NaN {2}val_loss NaN)(?:\r\x1b\[Kepoch 11 {2}loss NaN {2}val_loss NaN {2}so far: diverged from 6, said after 6)\r\x1b\[K$/,
    )
    expect((await run([], { stdin: [DIVERGED] })).stderr).toBe('')
  })

  it('that is interrupted is judged all the same, with exit code 130', async () => {
    const { code, stdout } = await run([], { stdin: [DIVERGED], interrupted: true })
    expect(code).toBe(130)
    expect(stdout).toMatch(/DIVERGED[\s\S]*exit 130\n$/)
  })

  it('that is empty is an error, not a pass', async () => {
    const { code, stderr } = await run([])
    expect(code).toBe(2)
    expect(stderr).toContain('(standard input)')
  })

  it('that is a terminal gets the help, with exit code 2', async () => {
    const { code, stdout, stderr } = await run([], { tty: true })
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('Usage: epochwise')
  })
})

describe('help and version', () => {
  it.each([
    ['--help', /^Usage: epochwise/],
    ['--version', /^\d+\.\d+\.\d+\S*\n$/],
  ])('%s goes to standard output, with exit code 0', async (flag, shown) => {
    const { code, stdout, stderr } = await run([flag], { tty: true })
    expect(code).toBe(0)
    expect(stdout).toMatch(shown)
    expect(stderr).toBe('')
  })
})

describe('output that cannot be delivered', () => {
  it('is nobody’s fault when the reader went away: the code stands, and nothing is said', async () => {
    expect(await run([file('healthy.csv')], { failure: failure('EPIPE') })).toMatchObject({
      code: 0,
      stderr: '',
    })
    expect(await run([file('diverged.csv')], { failure: failure('EPIPE') })).toMatchObject({
      code: 1,
      stderr: '',
    })
    expect(await run(['--help'], { failure: failure('EPIPE') })).toMatchObject({ code: 0, stderr: '' })
  })

  it.each(['ENOSPC', 'EIO'])('because of %s ends with 2', async (code) => {
    expect((await run([file('healthy.csv')], { failure: failure(code) })).code).toBe(2)
    expect((await run(['--help'], { failure: failure(code) })).code).toBe(2)
  })

  it('because the disk is full is said', async () => {
    expect((await run([file('healthy.csv')], { failure: failure('ENOSPC') })).stderr).toMatch(
      /^epochwise: .*ENOSPC.*\n$/,
    )
  })
})

describe('mistake of our own', () => {
  const broken = () => {
    const env: World['env'] = {
      get COLUMNS(): string {
        throw new TypeError('x is not a function\n    at secret (file.ts:1:1)')
      },
    }
    return run([file('healthy.csv')], { env })
  }

  it('ends with 2 and is said in one line, without a stack trace', async () => {
    const { code, stdout, stderr } = await broken()
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^epochwise: internal error: TypeError: x is not a function.*\n$/)
    expect(stderr.split('\n')).toHaveLength(2)
  })
})

describe('a run without a verdict', () => {
  it.each([
    [[], 2, 'the report says why'],
    [['--undecided', 'fail'], 1, 'counts as failed: --undecided'],
    [['--undecided', 'pass'], 0, 'counts as passed: --undecided'],
  ])('with %j ends with %i, said aloud', async (flags, code, hint) => {
    const { stderr, ...shown } = await run([...flags, '--format', 'json', file('short.csv')])
    expect(shown.code).toBe(code)
    expect(JSON.parse(shown.stdout)).toMatchObject({ exitCode: code })
    expect(stderr).toMatch(/^epochwise: .*short\.csv: nothing could be judged: [^\n]*\n$/)
    expect(stderr).toContain(`(${hint})`)
  })

  it('is not said of one that was judged', async () => {
    expect((await run(['--undecided', 'pass', file('healthy.csv')])).stderr).toBe('')
  })
})

describe('a baseline', () => {
  const WORSE = csv(
    'epoch,loss,val_loss',
    range(40).map((k) => [
      k,
      (2 * Math.exp(-k / 5) + 0.4).toFixed(4),
      (2 * Math.exp(-k / 5) + 0.6).toFixed(4),
    ]),
  )
  beforeAll(() => {
    for (const name of ['worse.csv', 'worse2.csv', 'worse3.csv']) writeFileSync(file(name), WORSE)
    writeFileSync(file('seed1.csv'), HEALTHY)
    writeFileSync(file('seed2.csv'), HEALTHY.replaceAll('.45', '.4501'))
    writeFileSync(file('seed3.csv'), HEALTHY.replaceAll('.45', '.4502'))
  })

  it.each<[string, string[], number]>([
    ['0 of the same', ['--baseline', 'healthy.csv', '--fail-on', 'regression', 'healthy.csv'], 0],
    ['1 of what is worse', ['--baseline', 'healthy.csv', '--fail-on', 'regression', 'worse.csv'], 1],
    ['0 of what is worse where the gate does not name it', ['--baseline', 'healthy.csv', 'worse.csv'], 0],
    ['0 of what is better', ['--baseline', 'worse.csv', '--fail-on', 'regression', 'healthy.csv'], 0],
    [
      '0 within the tolerance',
      ['--baseline', 'healthy.csv', '--fail-on', 'regression', '--tolerance', '40%', 'worse.csv'],
      0,
    ],
    [
      '2 where the baseline is not there',
      ['--baseline', 'none.csv', '--fail-on', 'regression', 'healthy.csv'],
      2,
    ],
    ['2 where nothing can be compared', ['--baseline', 'short.csv', 'healthy.csv'], 2],
    ['0 where that is let through', ['--baseline', 'short.csv', '--undecided', 'pass', 'healthy.csv'], 0],
    ['1 where that is stopped', ['--baseline', 'short.csv', '--undecided', 'fail', 'healthy.csv'], 1],
    ['2 where the gate names regressions, and there is none', ['--fail-on', 'regression', 'healthy.csv'], 2],
    ['1 of a finding all the same', ['--baseline', 'healthy.csv', 'diverged.csv'], 1],
    ['0 of compare', ['compare', 'healthy.csv', 'worse.csv'], 0],
    [
      '1 of compare where the gate stops it',
      ['compare', 'healthy.csv', 'worse.csv', '--fail-on', 'regression'],
      1,
    ],
    ['1 of compare with a run that diverged', ['compare', 'healthy.csv', 'diverged.csv'], 1],
    ['0 of compare with a baseline that diverged', ['compare', 'diverged.csv', 'healthy.csv'], 0],
    [
      '0 of compare whatever diverged, if told so',
      ['compare', 'healthy.csv', 'diverged.csv', '--fail-on', 'never'],
      0,
    ],
  ])('ends with %s', async (_, argv, code) => {
    const inFolder = argv.map((word) => (word.endsWith('.csv') ? file(word) : word))
    for (const format of ['text', 'json', 'junit', 'github'])
      expect((await run([...inFolder, '--format', format])).code).toBe(code)
  })

  it('is not judged itself', async () => {
    const { stdout } = await run([
      '--format',
      'json',
      '--baseline',
      file('diverged.csv'),
      file('healthy.csv'),
    ])
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 0,
      runs: [{ source: file('healthy.csv') }],
      comparisons: [{ state: 'better', candidate: { sources: [file('healthy.csv')] } }],
    })
  })

  it('compare shows the comparison; the runs in full when asked', async () => {
    const argv = ['compare', file('healthy.csv'), file('worse.csv')]
    const { stdout } = await run(argv)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      `worse.csv against ${file('healthy.csv')}: worse by loss`,
    )
    expect(stdout).not.toContain('Checked:')
    expect((await run([...argv, '--full'])).stdout).toContain('Checked:')
  })

  it('a quoted glob is a group', async () => {
    const { stdout } = await run(['compare', file('worse*.csv'), file('seed*.csv'), '--format', 'json'])
    const { comparisons } = JSON.parse(stdout)
    expect(comparisons).toMatchObject([{ state: 'better', candidate: { name: file('seed*.csv') } }])
    expect(comparisons[0].candidate.runs).toHaveLength(3)
    expect(comparisons[0].differences[0].interval).toHaveLength(2)
  })

  it('may come from standard input', async () => {
    const { code, stdout } = await run(['compare', '-', file('worse.csv')], { stdin: [HEALTHY] })
    expect(code).toBe(0)
    expect(stdout).toContain('against (standard input)')
  })

  it('is never overwritten', async () => {
    const { code, stderr } = await run([
      'compare',
      file('healthy.csv'),
      file('worse.csv'),
      '--format',
      `json=${file('healthy.csv')}`,
    ])
    expect([code, stderr]).toEqual([2, expect.stringContaining('would be overwritten')])
  })
})

describe('what is printed', () => {
  it('goes to a file with -o, and nothing elsewhere', async () => {
    const { code, stdout, stderr } = await run(['-o', file('report.txt'), file('diverged.csv')])
    expect([code, stdout, stderr]).toEqual([1, '', ''])
    expect(read('report.txt')).toContain('DIVERGED')
  })

  it('is nothing with --quiet; files are written, and errors told, all the same', async () => {
    const { code, stdout } = await run([
      '--quiet',
      '--format',
      `json=${file('quiet.json')}`,
      file('diverged.csv'),
    ])
    expect([code, stdout]).toEqual([1, ''])
    expect(JSON.parse(read('quiet.json'))).toMatchObject({ exitCode: 1 })
    expect((await run(['-q', file('none.csv')])).stderr).toContain('no such file')
  })

  it('with --verbose is the same, and standard error says how the log was understood', async () => {
    const plain = await run([file('healthy.csv')])
    const { stdout, stderr } = await run(['--verbose', file('healthy.csv')])
    expect(stdout).toBe(plain.stdout)
    expect(stderr).toMatch(
      /^epochwise: .*healthy\.csv: keras-csv, by epoch; trainLoss = loss \(40 values\), [^\n]*\n$/,
    )
  })
})

describe('a mistyped command', () => {
  it.each([
    ['comprae', 'compare'],
    ['explian', 'explain'],
    ['formts', 'formats'],
    ['version', '--version'],
    ['overfitting', 'explain overfitting'],
    ['overfiting', 'explain overfitting'],
  ])('%s brings %s to mind', async (typed, meant) => {
    const { code, stderr } = await run([typed])
    expect(code).toBe(2)
    expect(stderr).toContain(`did you mean epochwise ${meant}?`)
  })

  it('explains a diagnosis that help is asked for', async () => {
    expect((await run(['help', 'overfitting'])).stderr).toContain(
      'did you mean epochwise explain overfitting?',
    )
    expect((await run(['help', 'compre'])).stderr).toContain('did you mean compare?')
  })

  it('of a log brings the file beside to mind', async () => {
    const { code, stderr } = await run([file('helthy.csv')])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`(did you mean ${file('healthy.csv')}?)`)])
    expect((await run([file('nothing-like-it.log')])).stderr).toContain('(check the path)')
    expect((await run([file('caf\ufffd.csv')])).stderr).toContain('its name is no UTF-8')
  })

  it('is none where it is no word like it', async () => {
    expect((await run(['history.csv'])).stderr).toContain('(check the path)')
  })
})
