import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Configuration } from '../src/config/definition.js'
import { UserError } from '../src/errors.js'
import { parseOptions } from '../src/options.js'
import { COMMANDS, plainOptions } from '../src/plain.js'

const PLAIN = [
  ...['a.csv', '-', 'runs/b.jsonl', '*.csv', 'loss', '0', 'a b', 'é'],
  ...[
    '--no-config',
    '--color',
    '--no-color',
    '--ascii',
    '--no-chart',
    '--full',
    '--quiet',
    '-q',
    '--verbose',
  ],
  ...['--tee', '--fail-on', '--output', '-o', '--train-loss', '--val-loss', '--train-acc', '--val-acc'],
  ...['--config', '--files-from', '--level', '--set', '--require', '--baseline', '--format'],
  ...[
    'error',
    'never',
    'overfitting',
    'overfitting=off',
    'diverged=note',
    'text',
    'json',
    'json=x.json',
    'tap',
  ],
  ...['overfitting.least-rise=0.5', 'val_loss < 0.5', 'accuracy > 0.9 at end', 'warning,regression'],
]
const OTHERS = [
  ...[
    '',
    '--',
    '--width',
    '80',
    '--min-epochs',
    '--min-epochs=3',
    '--format=json',
    '-oq',
    '-qo',
    '-V',
    '--help',
  ],
  ...[
    '--chart',
    '--no-full',
    '--run',
    'all',
    '--classes',
    '--tolerance',
    '1%',
    '--undecided',
    'pass',
    '--conf',
  ],
  ...['--Full', '-h', '--no-format', '--quiet=1', 'help', '-x', '--__proto__', '__proto__', 'constructor'],
  ...COMMANDS,
]

/** The options that arguments give, or what they are refused with. */
function outcomeOf(parse: () => unknown): unknown {
  try {
    return parse()
  } catch (error) {
    if (error instanceof UserError) return { message: error.message, hint: error.hint }
    throw error
  }
}

describe('the short way to the options', () => {
  it('gives what the parser gives, or gives way', () => {
    let taken = 0
    const words = fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...PLAIN) },
      { weight: 1, arbitrary: fc.constantFrom(...OTHERS) },
      { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
    )
    const configurations = fc.constantFrom<Configuration>(
      {},
      { 'fail-on': 'warning', require: ['loss < 1'], chart: false },
      { format: 'json', levels: { overfitting: 'off' }, baseline: ['base.csv'], width: 60 },
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 7 }), configurations, (argv, configuration) => {
        const plain = outcomeOf(() => plainOptions(argv, configuration))
        if (plain === undefined) return
        taken++
        expect(plain).toEqual(outcomeOf(() => parseOptions(argv, configuration)))
      }),
      { numRuns: 3000 },
    )
    expect(taken).toBeGreaterThan(300)
  })

  it.each([
    [['a.csv']],
    [
      [
        '--no-chart',
        '--fail-on',
        'overfitting',
        'a.csv',
        'b.csv',
        '--format',
        'json',
        '--format',
        'junit=x.xml',
      ],
    ],
    [['-', '--require', 'val_loss < 0.5', '--require', 'accuracy > 0.9', '-q']],
  ])('takes %j', (argv) => {
    expect(plainOptions(argv)).toEqual(parseOptions(argv))
  })

  it.each(COMMANDS.map((name) => [[name, 'a.csv']]))('leaves %j to the parser', (argv) => {
    expect(plainOptions(argv)).toBeUndefined()
    expect(plainOptions(['a.csv', '--ascii', ...argv])).toBeUndefined()
  })

  it.each([
    [['--width', '80', 'a.csv']],
    [['--format=json', 'a.csv']],
    [['--format']],
    [['--output', '--full']],
    [['--', 'a.csv']],
  ])('leaves %j to the parser', (argv) => {
    expect(plainOptions(argv)).toBeUndefined()
  })
})
