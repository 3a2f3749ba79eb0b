import { describe, expect, it } from 'vitest'
import { cellOf, readRecords } from '../../src/text/records.js'

type Value = Readonly<Record<string, unknown>>

function read(values: readonly Value[], skipped: readonly number[] = []) {
  const reading = readRecords(
    values.map((value, k) => ({ value, line: k + 1 })),
    { skipped },
  )
  const columns = reading.phases.at(-1)?.columns ?? []
  return { ...reading, curves: columns.map(({ name, x, y }) => [name, x, y] as const) }
}

describe('readRecords', () => {
  it('makes a curve of each key', () => {
    const { axis, curves, notes } = read([
      { epoch: 1, loss: 0.9, val_loss: 1 },
      { epoch: 2, loss: 0.8, val_loss: 0.95 },
    ])
    expect(axis).toBe('epoch')
    expect(curves).toEqual([
      ['loss', [1, 2], [0.9, 0.8]],
      ['val_loss', [1, 2], [1, 0.95]],
    ])
    expect(notes).toEqual([])
  })

  it('names nested metrics by their paths, but for what merely holds them', () => {
    const { curves } = read([
      { step: 10, metrics: { train: { loss: 0.9 }, val: { loss: 1 } }, aux: { kl_loss: 0.1 } },
      { step: 20, metrics: { train: { loss: 0.8 }, val: { loss: 0.95 } }, aux: { kl_loss: 0.2 } },
    ])
    expect(curves).toEqual([
      ['train/loss', [10, 20], [0.9, 0.8]],
      ['val/loss', [10, 20], [1, 0.95]],
      ['aux/kl_loss', [10, 20], [0.1, 0.2]],
    ])
  })

  it('keeps the holder where the name stands beside it too', () => {
    const { curves } = read([{ step: 1, loss: 5, metrics: { loss: 3 } }])
    expect(curves.map(([name]) => name)).toEqual(['loss', 'metrics/loss'])
  })

  it('joins objects that hold different keys of one epoch', () => {
    const { curves } = read([
      { epoch: 1, loss: 0.9 },
      { epoch: 1, eval_loss: 1 },
      { epoch: 2, loss: 0.8 },
      { epoch: 2, eval_loss: 0.95 },
    ])
    expect(curves).toEqual([
      ['loss', [1, 2], [0.9, 0.8]],
      ['eval_loss', [1, 2], [1, 0.95]],
    ])
  })

  it('lets a validation that comes late replace no training', () => {
    const { curves, phases } = read([
      { epoch: 1, loss: 3 },
      { epoch: 2, loss: 2 },
      { epoch: 1, val_loss: 3.5 },
      { epoch: 3, loss: 1 },
      { epoch: 2, val_loss: 2.5 },
      { epoch: 3, val_loss: 1.5 },
    ])
    expect(phases).toHaveLength(1)
    expect(curves).toEqual([
      ['loss', [1, 2, 3], [3, 2, 1]],
      ['val_loss', [1, 2, 3], [3.5, 2.5, 1.5]],
    ])
  })

  it('gives a key that is null or absent no point, and NaN one', () => {
    const { curves } = read([
      { epoch: 1, loss: 'NaN', f1: null },
      { epoch: 2, f1: 0.5 },
      { epoch: 3, loss: 1 },
    ])
    expect(curves).toEqual([
      ['loss', [1, 3], [Number.NaN, 1]],
      ['f1', [2], [0.5]],
    ])
  })

  it('reads nested objects by both names', () => {
    const { curves } = read([
      { epoch: 1, train: { loss: 0.9 }, val: { loss: 1, acc: [0.5] } },
      { epoch: 2, train: { loss: 0.8 }, val: { loss: 0.95, acc: [0.6] } },
    ])
    expect(curves).toEqual([
      ['train/loss', [1, 2], [0.9, 0.8]],
      ['val/loss', [1, 2], [1, 0.95]],
      ['val/acc', [1, 2], [0.5, 0.6]],
    ])
  })

  it('leaves texts, flags and vectors out', () => {
    const { curves } = read([
      { epoch: 1, loss: 1, name: 'a', best: true, confusion: [1, 2], sizes: [[1, 2]] },
    ])
    expect(curves).toEqual([['loss', [1], [1]]])
  })

  it('keeps the percent sign of a text', () => {
    const { phases } = read([{ epoch: 1, val_acc: '0.9%', train_acc: 0.8 }])
    expect(phases[0]?.columns.map(({ name, y, percent }) => [name, ...y, percent])).toEqual([
      ['val_acc', 0.9, true],
      ['train_acc', 0.8, false],
    ])
  })

  it('counts the lines that were skipped', () => {
    expect(read([{ epoch: 1, loss: 1 }], [2]).notes).toEqual([
      { line: 2, because: 'skipped 1 line that is no complete row' },
    ])
  })

  it('starts a run where the epochs begin again', () => {
    const epochs = [0, 1, 2, 0, 1]
    const { phases } = read(epochs.map((epoch) => ({ epoch, loss: 1 })))
    expect(phases.map(({ line }) => line)).toEqual([1, 4])
  })

  it('reads dangerous keys as names', () => {
    const hostile: Value = JSON.parse(
      '{"epoch": 1, "loss": 1, "__proto__": 2, "constructor": 3, "toString": 4}',
    )
    expect(read([hostile]).curves).toEqual([
      ['loss', [1], [1]],
      ['__proto__', [1], [2]],
      ['constructor', [1], [3]],
      ['toString', [1], [4]],
    ])
    expect(Object.hasOwn(Object.prototype, 'loss')).toBe(false)
  })

  it('does not blend training and validation where a key tells them apart', () => {
    const { curves } = read([
      { epoch: 1, mode: 'train', loss: 1 },
      { epoch: 1, mode: 'val', loss: 3 },
      { epoch: 2, mode: 'train', loss: 0.8 },
      { epoch: 2, mode: 'val', loss: 2.8 },
    ])
    expect(curves.flatMap(([, , y]) => y)).not.toContain(2)
  })

  it('reads no run from no objects', () => {
    expect(read([]).phases).toEqual([])
  })
})

describe('cellOf', () => {
  it.each([
    [0.5, 0.5],
    ['0.5', 0.5],
    ['nan', Number.NaN],
    ['-Infinity', -Infinity],
    ['85%', 85],
    [null, null],
    ['N/A', null],
    [[0.5], 0.5],
    [[null], null],
    [[0.1, 0.2], undefined],
    [[], undefined],
    [{ a: 1 }, undefined],
    [true, undefined],
    ['text', undefined],
  ])('reads the JSON value %j', (value, expected) => {
    expect(cellOf(value)).toBe(expected)
  })
})
