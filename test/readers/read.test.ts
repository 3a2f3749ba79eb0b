import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { readers } from '../../src/readers/list.js'
import { readSource } from '../../src/readers/read.js'
import { buildRun } from '../../src/run/build.js'
import { Source } from '../../src/text/source.js'

function refusal(text: string): UserError {
  try {
    readSource(new Source('-', text))
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('not refused')
}

/** The curves of the last run in a text: name, then the points. */
function curvesOf(text: string): Readonly<Record<string, readonly (readonly [number, number])[]>> {
  const source = new Source('log', text)
  const { format, reading } = readSource(source)
  const phase = reading.phases.at(-1)
  if (!phase) throw new Error('no run')
  const { series } = buildRun(source, format, reading, phase)
  return Object.fromEntries(
    series.map(({ name, x, y }) => [name, [...x].map((at, k) => [at, y[k] ?? 0] as const)]),
  )
}

describe('readSource', () => {
  it.each([
    ['a header only', 'epoch,loss,val_loss\n', /a header and no rows/, /finished an epoch/],
    [
      'a table of things',
      'model,accuracy\nresnet18,0.7\nresnet50,0.8\n',
      /a table of things/,
      /one row per epoch/,
    ],
    ['final values as JSON', '{"val_loss": 0.4, "accuracy": 0.9}', /only final values, no curve/, /history/],
    ['best values as JSON', '{"best_epoch": 7, "best_model_score": 0.9}', /only final values/, /history/],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 9\n',
      /Git LFS pointer/,
      /git lfs pull/,
    ],
    ['JSON that ends before any value', '{"fold": {"loss": [0.9', /broken or unfinished JSON/, /JSON Lines/],
    ['a bare list of numbers', '[0.9, 0.8, 0.7]', /a list of numbers without a name/, /"val_loss": \[/],
    ['broken JSON', '{"loss": [0.9 0.8]}', /broken or unfinished JSON/, /JSON Lines/],
    ['anything else', 'hello\n', /not recognised.*: no line with an epoch/, /^epochwise formats/],
    [
      'a table of else',
      'name,age\nann,4\nbob,5\n',
      /a table without a loss.*\(name, age\)/,
      /^epochwise formats/,
    ],
    [
      'a header above rows of other columns',
      `epoch,loss,val_loss\n${[0, 1, 2, 3].map((k) => `${k},0.5,1.5,0.5,1.5\n`).join('')}`,
      /a header \(epoch, loss, val_loss\) without rows of as many cells: line "0,0.5,1.5,0.5,1.5" has 5/,
      /formats/,
    ],
    ['JSON of else', '{"name": [1, "a"]}', /JSON without a loss/, /formats/],
    [
      'what is nearly a log, with the nearest formats',
      'epoch,train_los,valid_los,acuracy,time\n1,2,3,4,5\n',
      /a table without a loss/,
      /^nearest: fastai-csv/,
    ],
  ])('refuses %s and says what it is', (_, text, message, hint) => {
    const error = refusal(text)
    expect(error.message).toMatch(message)
    expect(error.message).toContain('(standard input): ')
    expect(error.hint).toMatch(hint)
  })

  it('reads in the format that is wanted, whatever the log looks like', () => {
    const log = new Source('-', 'epoch,loss,val_loss\n0,1,2\n1,0.5,1\n')
    expect(readSource(log).format).toBe('keras-csv')
    expect(readSource(log, 'csv').format).toBe('csv')
  })

  it.each(readers.map(({ id }) => id))('refuses prose as %s, and says what such a log holds', (id) => {
    const prose = new Source('notes', 'Today the training went well.\nTomorrow we try again.\n')
    expect(() => readSource(prose, id)).toThrow(/^notes: cannot be read as/)
  })

  it.each([
    ['a history', '{"loss": [0.9, 0.8, 0.', [0.9, 0.8]],
    ['records', '[\n  {"epoch": 1, "loss": 0.9},\n  {"epoch": 2, "lo', [0.9]],
  ])('reads what is complete of %s that ends in the middle, and says so', (_, text, loss) => {
    const { reading } = readSource(new Source('-', text))
    expect(reading.phases[0]?.columns.map(({ name, y }) => [name, y])).toEqual([['loss', loss]])
    expect(reading.notes[0]?.because).toMatch(/ends in the middle/)
  })

  it('reads standard input as it reads a file', () => {
    expect(readSource(new Source('-', 'epoch,loss\n0,1\n1,0.5\n')).format).toBe('keras-csv')
  })
})

/** One value of a log: missing, or a number, NaN and infinities among them. */
const value = fc.oneof(
  { weight: 6, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity) },
)
const NAMES = ['train_loss', 'val_loss', 'val_acc', 'lr']
const table = fc.integer({ min: 2, max: 12 }).chain((length) =>
  fc.record({
    first: fc.integer({ min: 0, max: 5 }),
    columns: fc
      .tuple(...NAMES.map(() => fc.array(value, { minLength: length, maxLength: length })))
      .filter(([loss]) => loss?.some((own) => own !== null) ?? false),
  }),
)
type Table = typeof table extends fc.Arbitrary<infer T> ? T : never

const epochs = ({ first, columns }: Table) => (columns[0] ?? []).map((_, k) => first + k)
const rows = (log: Table) =>
  epochs(log).map((epoch, k) => ({ epoch, cells: NAMES.map((_, c) => log.columns[c]?.[k] ?? null) }))
const python = (number: number | null) => (number === null ? 'null' : String(number))

/** The points that a table holds, by name; columns that hold none are no curves. */
function pointsOf(log: Table) {
  const x = epochs(log)
  const entries = NAMES.map((name, c) => {
    const points = x.flatMap((at, k) => {
      const own = log.columns[c]?.[k] ?? null
      return own === null ? [] : [[at, own] as const]
    })
    return [name, points] as const
  })
  return Object.fromEntries(entries.filter(([, points]) => points.length > 0))
}

const asCsv = (log: Table, delimiter: string, missing = 'NA', end = '\n') =>
  [
    ['epoch', ...NAMES].join(delimiter),
    ...rows(log).map(({ epoch, cells }) =>
      [epoch, ...cells.map((cell) => (cell === null ? missing : String(cell)))].join(delimiter),
    ),
    '',
  ].join(end)
const asRecord = ({ epoch, cells }: ReturnType<typeof rows>[number]) =>
  `{"epoch": ${epoch}, ${NAMES.map((name, c) => `"${name}": ${python(cells[c] ?? null)}`).join(', ')}}`
const asHistory = (log: Table) =>
  `{"epoch": [${epochs(log).join(', ')}], ${NAMES.map((name, c) => `"${name}": [${(log.columns[c] ?? []).map(python).join(', ')}]`).join(', ')}}`

describe('a table of numbers', () => {
  it.each([
    ['commas', ',', 'NA'],
    ['commas and blank cells', ',', ''],
    ['semicolons', ';', 'None'],
    ['tabs', '\t', ''],
    ['bars', '|', '-'],
  ])('is read back exactly from a file with %s', (_, delimiter, missing) => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r', '\r\r\n'), (log, end) => {
        expect(curvesOf(asCsv(log, delimiter, missing, end))).toEqual(pointsOf(log))
      }),
      { seed: 31, numRuns: 60 },
    )
  })

  it('is read back exactly from a file with decimal commas', () => {
    const halves = fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 3, maxLength: 8 })
    fc.assert(
      fc.property(halves, (numbers) => {
        const text = numbers.map((own, k) => `${k};${(own + 0.5).toFixed(1).replace('.', ',')}`)
        const loss = numbers.map((own, k) => [k, own + 0.5])
        expect(curvesOf(['epoch;loss', ...text, ''].join('\n'))).toEqual({ loss })
      }),
      { seed: 32, numRuns: 60 },
    )
  })

  it('gives the same curves as CSV, history, records and JSON Lines', () => {
    fc.assert(
      fc.property(table, (log) => {
        const expected = pointsOf(log)
        expect(curvesOf(asCsv(log, ','))).toEqual(expected)
        expect(curvesOf(asHistory(log))).toEqual(expected)
        expect(curvesOf(`[${rows(log).map(asRecord).join(',\n')}]`)).toEqual(expected)
        expect(curvesOf(rows(log).map(asRecord).join('\n'))).toEqual(expected)
      }),
      { seed: 33, numRuns: 100 },
    )
  })
})

describe('the name of a file', () => {
  const judged = (name: string, text = 'epoch,loss\n1,0.9\n2,0.8\n3,0.7\n') => {
    const source = new Source(name, text)
    const { format, reading } = readSource(source)
    const [phase] = reading.phases
    if (!phase) throw new Error('no run')
    const { series, notes } = buildRun(source, format, reading, phase)
    return [
      ...series.map(({ name: own, split }) => `${own}: ${split}`),
      ...notes.map(({ because }) => because),
    ]
  }

  it.each(['val.csv', 'runs/1/valid.csv', 'validation_log.csv', 'val.csv.gz'])(
    'says that %s is of the validation',
    (name) => {
      expect(judged(name)).toEqual([
        'loss: validation',
        'the file is named for the validation data: its metrics are taken to be of these',
      ])
    },
  )

  it('says so of what was printed, but not into a file named for a test', () => {
    const text = 'Epoch 1 loss: 2.5\nEpoch 2 loss: 1.5\nEpoch 3 loss: 1.25\n'
    expect(judged('val.log', text)).toContain(
      'the file is named for the validation data: its metrics are taken to be of these',
    )
    expect(judged('val.log', text)[0]).toBe('loss: validation')
    expect(judged('test.log', text)[0]).toBe('loss: train')
    expect(judged('val.log', text.replaceAll('loss', 'train loss'))[0]).toBe('train loss: train')
  })

  it('says that a file is of the test data', () => {
    expect(judged('test.csv')[0]).toBe('loss: test')
    expect(judged('test.jsonl', '{"epoch":1,"loss":2}\n{"epoch":2,"loss":1}\n')[0]).toBe('loss: test')
  })

  it.each(['train.csv', 'log.csv', 'my_val_run.csv', 'val/log.csv'])('says nothing else of %s', (name) => {
    expect(judged(name)[0]).toBe('loss: train')
  })

  it('does not go before the names of the columns', () => {
    expect(judged('val.csv', 'epoch,loss,val_loss\n1,0.9,1\n2,0.8,0.9\n')[0]).toBe('loss: train')
  })
})
