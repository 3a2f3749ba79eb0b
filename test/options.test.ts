import { describe, expect, it } from 'vitest'
import { diagnoses } from '../src/diagnoses/list.js'
import { UserError } from '../src/errors.js'
import { HELP } from '../src/help.js'
import { describeInterface, type ExplainOptions, type JudgeOptions, parseOptions } from '../src/options.js'
import { understand } from '../src/plain.js'
import { reporters } from '../src/reporters/list.js'
import { VERSION } from '../src/version.js'

function options(...argv: string[]): JudgeOptions {
  const parsed = parseOptions(argv)
  if (parsed.command !== 'judge') throw new Error(`instead: ${JSON.stringify(parsed)}`)
  return parsed
}

function refusal(...argv: string[]): UserError {
  try {
    parseOptions(argv)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error(`taken: ${argv.join(' ')}`)
}

describe('--files-from', () => {
  it('names a list of logs', () => {
    expect(options('--files-from', 'logs.txt', 'a.csv')).toMatchObject({
      paths: ['a.csv'],
      filesFrom: 'logs.txt',
    })
  })

  it('and a log cannot both be standard input', () => {
    expect(refusal('--files-from', '-', '-').message).toContain('given twice')
  })
})

describe('without a flag', () => {
  it('logs are judged as with the flags at their defaults', () => {
    expect(options('a.csv', '-')).toEqual(options('--fail-on', 'error', 'a.csv', '-'))
  })

  it('everything is at its default', () => {
    expect(options('a.csv')).toEqual({
      command: 'judge',
      paths: ['a.csv'],
      diagnose: { columns: {}, facts: {} },
      gate: { stops: ['error'] },
      baseline: [],
      comparing: false,
      quiet: false,
      verbose: false,
      destinations: [{ format: 'text' }],
      full: false,
      tee: false,
      ascii: false,
      chart: true,
      picture: {},
    })
  })

  it('there need be no path', () => {
    expect(options().paths).toEqual([])
  })
})

describe('paths', () => {
  it('are taken in order, between and behind flags', () => {
    expect(options('b.csv', '--ascii', 'a.csv', '-').paths).toEqual(['b.csv', 'a.csv', '-'])
  })

  it('may begin with a dash after --', () => {
    expect(options('--ascii', '--', '--width', '-x').paths).toEqual(['--width', '-x'])
  })

  it('may be standard input only once', () => {
    expect(refusal('-', 'a.csv', '-').message).toContain('-')
    expect(refusal('-', '-').hint).not.toBe('')
  })
})

describe('flag', () => {
  it.each<[string, string[], Partial<JudgeOptions>]>([
    ['--format', ['json'], { destinations: [{ format: 'json' }] }],
    ['--run', ['3'], { diagnose: { run: 3, columns: {}, facts: {} } }],
    ['--run', ['all'], { diagnose: { run: 'all', columns: {}, facts: {} } }],
    ['--train-loss', ['a'], { diagnose: { columns: { trainLoss: 'a' }, facts: {} } }],
    ['--val-loss', ['a'], { diagnose: { columns: { validationLoss: 'a' }, facts: {} } }],
    ['--train-acc', ['a'], { diagnose: { columns: { trainAccuracy: 'a' }, facts: {} } }],
    ['--val-acc', ['a'], { diagnose: { columns: { validationAccuracy: 'a' }, facts: {} } }],
    ['--classes', ['10'], { diagnose: { columns: {}, facts: { classes: 10 } } }],
    ['--val-samples', ['500'], { diagnose: { columns: {}, facts: { validationSamples: 500 } } }],
    ['--width', ['40'], { width: 40 }],
    ['--width', ['1000'], { width: 1000 }],
    ['--height', ['3'], { picture: { height: 3 } }],
    ['--height', ['200'], { picture: { height: 200 } }],
    ['--log-y', [], { picture: { logY: true } }],
    ['--no-log-y', [], { picture: { logY: false } }],
    ['--plot', ['lr, grad_norm,f1'], { picture: { plot: ['lr', 'grad_norm', 'f1'] } }],
    ['--mermaid', [], { picture: { mermaid: true } }],
    ['--color', [], { color: true }],
    ['--no-color', [], { color: false }],
    ['-o', ['r.txt'], { destinations: [{ format: 'text', path: 'r.txt' }] }],
    ['--output', ['r.txt'], { destinations: [{ format: 'text', path: 'r.txt' }] }],
    ['-q', [], { quiet: true }],
    ['--quiet', [], { quiet: true }],
    ['--verbose', [], { verbose: true }],
    ['--ascii', [], { ascii: true }],
    ['--no-chart', [], { chart: false }],
    ['--baseline', ['b.csv'], { baseline: ['b.csv'] }],
    ['--tolerance', ['0.05'], { tolerance: 0.05 }],
    ['--tolerance', ['5%'], { tolerance: 0.05 }],
    ['--tolerance', ['0'], { tolerance: 0 }],
    ['--fail-on', ['warning'], { gate: { stops: ['warning'] } }],
  ])('%s %j is understood', (flag, value, expected) => {
    expect(options('a.csv', flag, ...value)).toMatchObject(expected)
    expect(options(flag, ...value, 'a.csv')).toEqual(options('a.csv', flag, ...value))
  })

  it.each(['--format=json', '--width=90', '--fail-on=note', '--classes=2', '--val-loss=a b'])(
    '%s may be given with an equals sign',
    (spelt) => {
      const [flag = '', value = ''] = spelt.split('=')
      expect(options(spelt)).toEqual(options(flag, value))
    },
  )

  it('given twice counts as it was given last', () => {
    expect(options('--width', '50', '--width', '60').width).toBe(60)
    expect(options('--color', '--no-color').color).toBe(false)
  })

  it.each([
    ['--min-epochs', '5', '3'],
    ['--undecided', 'fail', 'pass'],
    ['--tolerance', '1%', '50%'],
    ['--output', 'a.md', 'b.md'],
    ['--config', 'a.json', 'b.json'],
    ['--val-loss', 'a', 'b'],
    ['--log-format', 'csv', 'csv'],
    ['--run', '1', '2'],
    ['--classes', '2', '3'],
    ['--files-from', 'a', 'b'],
  ])('%s, of which but one would count, is refused where it is given twice', (flag, first, second) => {
    expect(refusal(flag, first, flag, second, 'a.csv').message).toBe(`${flag}: given twice`)
    expect(() => understand([flag, first, flag, second, 'a.csv'])).toThrow(`${flag}: given twice`)
  })

  it.each([
    [['--config', 'a.json', '--no-config']],
    [['--no-config', '--config=a.json']],
    [['--no-config', '--config', 'a.json']],
  ])('%j is refused', (argv) => {
    expect(() => understand([...argv, 'a.csv'])).toThrow('--config and --no-config')
    expect(understand(['--no-config', 'a.csv'])).toMatchObject({ config: false })
  })

  it('--format takes the id of each reporter', () => {
    for (const { id } of reporters) expect(options('--format', id).destinations).toEqual([{ format: id }])
  })
})

describe('bad value', () => {
  it.each([
    ['--format', 'xml'],
    ['--format', ''],
    ['--format', '__proto__'],
    ['--run', '0'],
    ['--run', '-1'],
    ['--run', '1.5'],
    ['--run', 'last'],
    ['--run', 'ALL'],
    ['--run', '99999999'],
    ['--classes', '1'],
    ['--classes', '0'],
    ['--classes', 'ten'],
    ['--classes', '2.5'],
    ['--classes', '1e1'],
    ['--val-samples', '0'],
    ['--val-samples', '-7'],
    ['--val-samples', ''],
    ['--height', '2'],
    ['--height', '201'],
    ['--height', 'high'],
    ['--width', '39'],
    ['--width', '1001'],
    ['--width', 'wide'],
    ['--width', '80.5'],
    ['--width', ' 80'],
    ['--width', '0x50'],
    ['--tolerance', ''],
    ['--tolerance', '2'],
    ['--tolerance', '-0.1'],
    ['--tolerance', '150%'],
    ['--tolerance', 'much'],
    ['--undecided', 'skip'],
    ['--level', 'overfitting'],
    ['--set', 'overfitting.rise=x'],
    ['--fail-on', ''],
    ['--fail-on', ','],
    ['--fail-on', 'errors'],
    ['--fail-on', 'ERROR'],
    ['--fail-on', 'error;warning'],
    ['--fail-on', 'error,nonsense'],
    ['--fail-on', 'never,error'],
  ])('%s %j is refused in one line that names the flag, with a hint', (flag, value) => {
    const { message, hint } = refusal(flag, value)
    expect(message).toContain(flag)
    expect(message).not.toMatch(/[\n\r]/)
    expect(hint).not.toBe('')
  })

  it.each(['--format', '--run', '--classes', '--width', '--fail-on', '--val-loss'])(
    '%s needs a value',
    (flag) => {
      expect(refusal('a.csv', flag).message).toContain(flag)
    },
  )

  it('that is nearly one there is brings that to mind', () => {
    expect(refusal('--log-format', 'kears-csv').hint).toBe('did you mean keras-csv?')
    expect(refusal('--undecided', 'passs').hint).toBe('did you mean pass?')
  })

  it('names what was given, and what there is', () => {
    expect(refusal('--fail-on', 'overfit').message).toContain('overfit')
    expect(refusal('--fail-on', 'overfit').hint).toContain('overfitting')
    expect(refusal('--format', 'xml').message).toContain('json')
  })
})

describe('unknown flag', () => {
  it.each(['--nonsense', '-x', '--color=always', '--no-width', '--Format', '--formt', '--no-ascii'])(
    '%s is refused by name, in one line',
    (flag) => {
      const { message, hint } = refusal('a.csv', flag)
      expect(message).toContain(flag)
      expect(message).not.toMatch(/[\n\r]/)
      expect(hint).toMatch(/epochwise help all|^did you mean --/)
    },
  )

  it('that is nearly one there is brings that to mind', () => {
    expect(refusal('--formt', 'json')).toMatchObject({
      message: "unknown option '--formt'",
      hint: 'did you mean --format?',
    })
    expect(refusal('--fail-no=error', 'a.csv').hint).toBe('did you mean --fail-on?')
    expect(refusal('watch', '--untill=error', 'a.csv').hint).toBe('did you mean --until?')
    expect(refusal('--zebra=error', 'a.csv').hint).toBe('epochwise help all lists what there is')
  })
})

describe('--fail-on', () => {
  it.each<[string, JudgeOptions['gate']['stops']]>([
    ['error', ['error']],
    ['warning', ['warning']],
    ['note', ['note']],
    ['never', ['never']],
    ['overfitting', [{ diagnosis: 'overfitting' }]],
    ['error,overfitting', ['error', { diagnosis: 'overfitting' }]],
    [' diverged , overfitting ,', [{ diagnosis: 'diverged' }, { diagnosis: 'overfitting' }]],
  ])('%j is the gate %j', (spelt, gate) => {
    expect(options('--fail-on', spelt).gate.stops).toEqual(gate)
  })

  it.each([understand, parseOptions])('given several times adds up (%o)', (read) => {
    expect(read(['--fail-on', 'overfitting', '--fail-on', 'unstable,note', 'a.csv'])).toMatchObject({
      gate: { stops: [{ diagnosis: 'overfitting' }, { diagnosis: 'unstable' }, 'note'] },
    })
    for (const argv of [
      ['--fail-on', 'error', '--fail-on', 'never'],
      ['--fail-on', 'never', '--fail-on', 'error'],
    ])
      expect(() => read(argv)).toThrow('never goes with nothing else')
  })

  it('takes every diagnosis by name', () => {
    for (const { id } of diagnoses) expect(options('--fail-on', id).gate.stops).toEqual([{ diagnosis: id }])
  })
})

describe('--help and --version', () => {
  const shownBy = (...argv: string[]) => {
    const shown = parseOptions(argv)
    if (!('text' in shown)) throw new Error('not shown')
    expect(shown.code).toBe(0)
    return shown.text
  }
  const { commands, flags } = describeInterface()

  it.each([[['--help']], [['-h']], [['help']], [['a.csv', '--help']]])('%j fits a screen', (argv) => {
    expect(shownBy(...argv)).toBe(HELP)
    expect(HELP.split('\n').length - 1).toBeLessThanOrEqual(30)
    for (const line of HELP.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    for (const { name } of commands) expect(HELP).toMatch(new RegExp(`^ {2}(?:\\w+ \\| )*${name} `, 'm'))
  })

  it('names in it nothing that there is not', () => {
    const named = [...HELP.matchAll(/^ {2}(?:(-\w), )?(--[\w-]+)/gm)].map(([, , flag]) => flag)
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((flag) => !flags.some(({ name }) => name === flag))).toEqual([])
    const formats = /--format <format> +(.*) and more/.exec(HELP)?.[1]?.split(', ') ?? []
    for (const format of formats) expect(options('--format', format).destinations).toEqual([{ format }])
    const [, condition = ''] = /--require <condition> .*"(.*)"/.exec(HELP) ?? []
    expect(options('--require', condition).diagnose.requirements).toHaveLength(1)
  })

  it.each([[['help', 'all']], [['help', 'options']], [['--help', 'all']], [['-h', 'all']]])(
    '%j shows every flag, every command and every exit code',
    (argv) => {
      const text = shownBy(...argv)
      for (const { name } of [...flags, ...commands]) expect(text).toMatch(new RegExp(`^ .*${name}\\b`, 'm'))
      for (const word of ['Exit codes:', 'Examples:', 'Usage: epochwise']) expect(text).toContain(word)
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    },
  )

  it('shows the help of a command, and what was meant by a mistyped one', () => {
    expect(shownBy('help', 'watch')).toBe(shownBy('watch', '--help'))
    expect(refusal('help', 'wtch').hint).toBe('did you mean watch?')
  })

  it.each(['--version', '-V'])('%s shows the version alone', (flag) => {
    expect(parseOptions([flag])).toEqual({ command: 'show', text: `${VERSION}\n`, code: 0 })
  })

  it('go before anything that follows', () => {
    expect(parseOptions(['--version', '--nonsense'])).toMatchObject({ code: 0 })
  })
})

describe('columns', () => {
  it('are one thing each', () => {
    expect(refusal('--train-loss', 'loss', '--val-loss', 'loss').message).toBe(
      '--train-loss and --val-loss both name the column "loss"',
    )
    expect(refusal('--val-loss', 'a', '--val-acc', 'a').message).toContain('--val-acc')
    expect(options('--train-loss', 'a', '--val-loss', 'b').diagnose.columns).toEqual({
      trainLoss: 'a',
      validationLoss: 'b',
    })
  })
})

describe('--output', () => {
  it('- is standard output', () => {
    expect(options('-o', '-').destinations).toEqual([{ format: 'text' }])
    expect(options('-o', '-', '--format', 'json').destinations).toEqual([{ format: 'json' }])
  })

  it('takes what would be printed, in its format', () => {
    expect(options('-o', 'r.json', '--format', 'json').destinations).toEqual([
      { format: 'json', path: 'r.json' },
    ])
    expect(options('-o', 'r.txt', '--format', 'json=r.json').destinations).toEqual([
      { format: 'text', path: 'r.txt' },
      { format: 'json', path: 'r.json' },
    ])
    expect(refusal('-o', 'r.json', '--format', 'json=r.json').message).toContain('two formats go to "r.json"')
  })

  it.each(['report.xml', 'quality.YML', 'runs.csv', 'chart.png'])('%s is the name of no text', (path) => {
    expect(refusal('-o', path)).toMatchObject({
      message: expect.stringContaining('is the ending of no format of ours'),
      hint: 'say which one it is to be, as in --format junit',
    })
    expect(options('-o', path, '--format', 'junit').destinations).toEqual([{ format: 'junit', path }])
  })

  it.each([
    ['report.html', 'html'],
    ['report.HTM', 'html'],
    ['chart.svg', 'svg'],
    ['r.md', 'markdown'],
    ['r.json', 'json'],
    ['r.jsonl', 'ndjson'],
    ['r.sarif', 'sarif'],
    ['r.txt', 'text'],
    ['r.log', 'text'],
    ['json', 'text'],
    ['r.final', 'text'],
    ['.__proto__', 'text'],
  ])('%s is written as %s where no format is given', (path, format) => {
    expect(options('-o', path).destinations).toEqual([{ format, path }])
    expect(options('-o', path, '--format', 'tap').destinations).toEqual([{ format: 'tap', path }])
  })
})

describe('compare', () => {
  it('holds runs against a baseline, and stops nothing unless told', () => {
    expect(options('compare', 'a.csv', 'b.csv', 'c.csv')).toMatchObject({
      ...{ comparing: true, baseline: ['a.csv'], paths: ['b.csv', 'c.csv'], gate: { stops: ['error'] } },
    })
    expect(options('compare', 'a.csv', 'b.csv', '--fail-on', 'regression').gate.stops).toEqual(['regression'])
    expect(options('compare', 'a', 'b', '--tolerance', '2%')).toMatchObject({ tolerance: 0.02 })
  })

  it('takes no second baseline: whether it was meant to be of one group with the first cannot be told', () => {
    expect(refusal('compare', 'a.csv', 'b.csv', '--baseline', 'c.csv').message).toContain('first argument')
  })

  it('needs a baseline and a run', () => {
    expect(refusal('compare').message).toContain('base')
    expect(refusal('compare', 'a.csv').message).toContain('runs')
    expect(refusal('compare', '-', '-').message).toContain('twice')
  })
})

describe('explain and diagnoses', () => {
  it.each<[string[], ExplainOptions]>([
    [['explain', 'overfitting'], { command: 'explain', subject: 'overfitting', ascii: false }],
    [['explain', 'gap', '--ascii'], { command: 'explain', subject: 'gap', ascii: true }],
    [['--width', '60', 'explain', 'gap'], { command: 'explain', subject: 'gap', ascii: false, width: 60 }],
    [['diagnoses', '--width', '60'], { command: 'diagnoses', subject: '', ascii: false, width: 60 }],
  ])('%j is understood', (argv, expected) => {
    expect(parseOptions(argv)).toEqual(expected)
  })

  it('explain needs a subject', () => {
    expect(refusal('explain').message).toContain('subject')
  })

  it('a log named like a command is reached by its path', () => {
    expect(options('./explain').paths).toEqual(['./explain'])
  })
})
