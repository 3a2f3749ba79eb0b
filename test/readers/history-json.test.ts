import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { historyJson } from '../../src/readers/history-json.js'
import { readSource } from '../../src/readers/read.js'
import { Source } from '../../src/text/source.js'

const json = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
const recognises = (value: unknown) => historyJson.recognises(new Source('log', json(value)))
function read(value: unknown) {
  const { reading } = readSource(new Source('log', json(value)))
  const runs = reading.phases.map(({ columns }) =>
    Object.fromEntries(
      columns.map(({ name, x, y }) => [name, x.map((at, k) => `${at}: ${y[k]}`).join(', ')]),
    ),
  )
  return { ...reading, runs, says: reading.notes.map(({ because }) => because).join('; ') }
}

describe('history-json', () => {
  it('leaves a configuration to others, though its weights are called as losses', () => {
    const weights = { loss_a: [1, 2, 3], loss_b: [0.5, 0.5, 0.5] }
    expect(recognises({ lr: { base: 0.1 }, loss_weights: weights })).toBe(false)
    expect(recognises({ loss_weights: weights, history: { loss: [1, 0.5] } })).toBe(true)
  })

  it.each([
    ['a Keras history', { loss: [1, 0.5], val_loss: [1, 0.75] }],
    ['arrays of a script', { train_losses: [1, 0.5], val_losses: [1, 0.75], test_acc: [0.5, 0.6] }],
    ['a history within an object', { params: { epochs: 2 }, history: { loss: [1, 0.5] }, epoch: [0, 1] }],
    ['histories of several models', { a: { loss: [1] }, b: { loss: [2] } }],
    ['what DataFrame.to_json writes', { loss: { 0: 1, 1: 0.5 }, val_loss: { 0: 1, 1: null } }],
    ['bare NaN', '{"loss": [1, NaN]}'],
  ])('recognises %s', (_, value) => {
    expect(recognises(value)).toBe(true)
  })

  it.each([
    ['final values', { loss: 0.5, accuracy: 0.9 }],
    ['records', [{ epoch: 1, loss: 1 }]],
    ['arrays that are no metrics', { layers: [64, 128], classes: ['a', 'b'] }],
    ['metrics without a number', { loss: [], accuracy: [null, null] }],
    ['a list', [1, 2, 3]],
  ])('leaves %s to others', (_, value) => {
    expect(recognises(value)).toBe(false)
  })

  it('reads the values of each epoch, counted from 1', () => {
    const { axis, runs, notes, bareSplit } = read({
      loss: [1.5, 1.25, 1],
      val_loss: [1.6, 1.5, 1.4],
      lr: [0.1, 0.1, 0.01],
    })
    expect(axis).toBe('epoch')
    expect(bareSplit).toBe('train')
    expect(runs).toEqual([
      { loss: '1: 1.5, 2: 1.25, 3: 1', val_loss: '1: 1.6, 2: 1.5, 3: 1.4', lr: '1: 0.1, 2: 0.1, 3: 0.01' },
    ])
    expect(notes).toEqual([])
  })

  it('keeps NaN and infinities apart from what is missing', () => {
    const { runs } = read(
      '{"loss": [NaN, Infinity, -Infinity, null], "val_loss": ["nan", "inf", "N/A", "0.5"]}',
    )
    expect(runs).toEqual([
      { loss: '1: NaN, 2: Infinity, 3: -Infinity', val_loss: '1: NaN, 2: Infinity, 4: 0.5' },
    ])
  })

  it('takes its own array of epochs for the numbering', () => {
    expect(read({ epoch: [5, 10, 15], train_loss: [3, 2, 1] })).toMatchObject({
      axis: 'epoch',
      runs: [{ train_loss: '5: 3, 10: 2, 15: 1' }],
    })
  })

  it('counts rows where the writer is unknown', () => {
    expect(read({ train_loss: [3, 2], val_loss: [3, 2.5] }).axis).toBe('row')
  })

  it.each([
    ['every second epoch', 6, 3, '2: 1, 4: 2, 6: 3'],
    ['every second epoch, the last left over', 7, 3, '2: 1, 4: 2, 6: 3'],
    ['every fifth epoch', 10, 2, '5: 1, 10: 2'],
  ])('lays validation of %s along the epochs, and says so', (_, epochs, validated, expected) => {
    const loss = Array.from({ length: epochs }, (_, k) => 10 - k)
    const { runs, says } = read({ loss, val_loss: [1, 2, 3].slice(0, validated) })
    expect(runs[0]?.val_loss).toBe(expected)
    expect(says).toMatch(new RegExp(`${validated} values beside ${epochs}, taken as one in .*val_loss`))
  })

  it.each([
    [3, 1, '2: 1', 'one in 2 (it may be one in 3: their epochs are not sure)'],
    [10, 2, '5: 1, 10: 2', 'one in 5 (it may be one in 4: their epochs are not sure)'],
    [40, 1, '40: 1', 'one in 40 (it may be one in 21'],
  ])('says so where %d epochs and %d values leave the spacing open', (epochs, validated, expected, doubt) => {
    const loss = Array.from({ length: epochs }, (_, k) => 50 - k)
    const { runs, says } = read({ loss, val_loss: [1, 2].slice(0, validated) })
    expect(runs[0]?.val_loss).toBe(expected)
    expect(says).toContain(`taken as ${doubt}`)
  })

  it('lets an array that fits no spacing start with the first epoch, and says so', () => {
    const { runs, says } = read({ loss: [5, 4, 3, 2], val_loss: [5, 4, 3] })
    expect(runs[0]?.val_loss).toBe('1: 5, 2: 4, 3: 3')
    expect(says).toContain('3 values beside 4, taken to start with the first: val_loss')
  })

  it('does not stretch the epochs for an array that is no metric', () => {
    const { runs } = read({
      loss: [3, 2, 1],
      val_loss: [3, 2.5, 2],
      class_weights: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    })
    expect(runs[0]).toMatchObject({ loss: '1: 3, 2: 2, 3: 1', val_loss: '1: 3, 2: 2.5, 3: 2' })
  })

  it('reads splits as dictionaries of metrics', () => {
    const { runs } = read({
      train: { loss: [2, 1], acc: [0.5, 0.6] },
      val: { loss: [2, 1.5], acc: [0.4, 0.5] },
    })
    expect(runs).toEqual([
      {
        'train/loss': '1: 2, 2: 1',
        'train/acc': '1: 0.5, 2: 0.6',
        'val/loss': '1: 2, 2: 1.5',
        'val/acc': '1: 0.4, 2: 0.5',
      },
    ])
  })

  it('reads metrics as dictionaries of splits', () => {
    const { runs } = read({
      loss: { train: [2, 1], val: [2, 1.5] },
      acc: { train: [0.5, 0.6], val: [0.4, 0.5] },
    })
    expect(runs).toHaveLength(1)
    expect(Object.values(runs[0] ?? {})).toEqual([
      '1: 2, 2: 1',
      '1: 2, 2: 1.5',
      '1: 0.5, 2: 0.6',
      '1: 0.4, 2: 0.5',
    ])
  })

  it('reads one run for each model, by its name', () => {
    const { runs, phases } = read({ small: { loss: [2, 1] }, large: { loss: [3, 2, 1] } })
    expect(runs).toEqual([{ loss: '1: 2, 2: 1' }, { loss: '1: 3, 2: 2, 3: 1' }])
    expect(phases.map(({ label }) => label)).toEqual(['small', 'large'])
  })

  it('reads columns of a data frame by their index', () => {
    const value = {
      epoch: { 0: 0, 1: 1, 2: 2 },
      train_loss: { 0: 3, 1: 2, 2: 1 },
      val_loss: { 0: 3, 1: null, 2: 2 },
    }
    expect(read(value).runs).toEqual([{ train_loss: '0: 3, 1: 2, 2: 1', val_loss: '0: 3, 2: 2' }])
  })

  it('unwraps values in arrays of one, and leaves vectors out', () => {
    expect(
      read({
        loss: [[2], [1]],
        accuracy: [
          [0.5, 0.6],
          [0.6, 0.7],
        ],
      }).runs,
    ).toEqual([{ loss: '1: 2, 2: 1' }])
  })

  it('leaves arrays of words and flags out', () => {
    expect(read({ loss: [2, 1], stage: ['warm-up', 'main'], best: [true, false] }).runs).toEqual([
      { loss: '1: 2, 2: 1' },
    ])
  })

  it('reads dangerous names as names', () => {
    const { runs } = read('{"__proto__": {"loss": [9, 9]}, "constructor": [1, 2], "loss": [2, 1]}')
    expect(runs).toMatchObject([{ constructor: '1: 1, 2: 2', loss: '1: 2, 2: 1' }])
    expect(Object.hasOwn(Object.prototype, 'loss')).toBe(false)
  })

  it.each([
    ['single quotes', "{'loss': [2.0, nan], 'val_loss': [3.0, None]}"],
    ['a trailing comma', '{"loss": [2.0, NaN,], "val_loss": [3.0, null],}'],
    [
      'the types of NumPy',
      "{'loss': [np.float64(2.0), np.float64(nan)], 'val_loss': [np.float64(3.0), None]}",
    ],
  ])('reads what Python prints of a history: %s', (_, text) => {
    expect(read(text).runs).toEqual([{ loss: '1: 2, 2: NaN', val_loss: '1: 3' }])
  })

  it('refuses what is no history', () => {
    expect(() => historyJson.read(new Source('log', '{"a": 1}'))).toThrow(UserError)
  })

  it('takes the settings of a training for no history, and says what they are', () => {
    const settings = { loss: [1, 0.5, 0.2], metrics: ['acc'] }
    expect(recognises(settings)).toBe(false)
    expect(() => read(settings)).toThrow(/settings of a training/)
    expect(recognises({ loss: [1, 0.5, 0.2] })).toBe(true)
    expect(recognises({ loss: [1, 0.5], val_loss: [1, 0.6], metrics: ['acc'] })).toBe(true)
  })
})
