import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Column, Reading } from '../../src/run/reading.js'
import { withoutUnmeasured } from '../../src/text/unmeasured.js'

function readingOf(columns: Readonly<Record<string, readonly number[]>>): Reading {
  const laid = Object.entries(columns).map(
    ([name, y]): Column => ({ name, x: y.map((_, k) => k + 1), y, percent: false }),
  )
  return { axis: 'epoch', phases: [{ columns: laid }], notes: [] }
}

function left(columns: Readonly<Record<string, readonly number[]>>) {
  const { phases, notes } = withoutUnmeasured(readingOf(columns))
  const points = (phases[0]?.columns ?? []).map(({ name, x, y }) => [name, x.map((at, k) => [at, y[k]])])
  return { points: Object.fromEntries(points), says: notes.map(({ because }) => because) }
}

const TRAIN = [9, 8, 7, 6, 5, 4, 3, 2, 1]

describe('what was not measured', () => {
  it.each([
    [
      'every third, from the third',
      [0, 0, 0.9, 0, 0, 0.8, 0, 0, 0.7],
      [
        [3, 0.9],
        [6, 0.8],
        [9, 0.7],
      ],
    ],
    [
      'every third, from the first',
      [0.9, 0, 0, 0.8, 0, 0, 0.7, 0, 0],
      [
        [1, 0.9],
        [4, 0.8],
        [7, 0.7],
      ],
    ],
    [
      'every fourth, and the last',
      [0, 0, 0, 0.9, 0, 0, 0, 0.8, 0.7],
      [
        [4, 0.9],
        [8, 0.8],
        [9, 0.7],
      ],
    ],
    [
      'after a warm-up',
      [0, 0, 0, 0, 0.9, 0.8, 0.7, 0.6, 0.5],
      [
        [5, 0.9],
        [6, 0.8],
        [7, 0.7],
        [8, 0.6],
        [9, 0.5],
      ],
    ],
    [
      'here and there, told by -1',
      [-1, 0.9, -1, -1, 0.8, -1, -1, -1, 0.7],
      [
        [2, 0.9],
        [5, 0.8],
        [9, 0.7],
      ],
    ],
  ])('is taken out of a validation loss: %s', (_, val_loss, points) => {
    const { points: found, says } = left({ train_loss: TRAIN, val_loss })
    expect(found.val_loss).toEqual(points)
    expect(found.train_loss).toHaveLength(9)
    expect(says).toEqual([
      expect.stringMatching(/^val_loss: (?:0|-1) at \d epochs stands for "not measured", left out$/),
    ])
  })

  const nan = Number.NaN
  it.each([
    ['every fourth, of two', [nan, nan, nan, 0.9, nan, nan, nan, 0.8, nan], [4, 8]],
    ['every fifth, of one so far', [nan, nan, nan, nan, 0.9, nan, nan, nan, nan], [5]],
    ['every third, from the first', [0.9, nan, nan, 0.8, nan, nan, 0.7, nan, nan], [1, 4, 7]],
    ['every second', [nan, 0.9, nan, 0.8, nan, 0.7, nan, 0.6, nan], [2, 4, 6, 8]],
  ])('is NaN that comes at a regular pace beside a finite training loss: %s', (_, val_loss, at) => {
    const { points, says } = left({ loss: TRAIN, val_loss, val_accuracy: val_loss })
    expect(points.val_loss.map(([x]: [number]) => x)).toEqual(at)
    expect(points.val_accuracy.map(([x]: [number]) => x)).toEqual(at)
    expect(says).toEqual([
      `val_loss, val_accuracy: NaN at ${9 - at.length} epochs stands for "not measured", left out`,
    ])
  })

  it.each([
    ['stays to the end', { loss: TRAIN, val_loss: [0.9, 0.8, 0.7, nan, nan, nan, nan, nan, nan] }],
    ['stays after a regular pace', { loss: TRAIN, val_loss: [nan, 0.9, nan, 0.8, nan, nan, nan, nan, nan] }],
    ['stays longer than it began', { loss: TRAIN, val_loss: [nan, nan, nan, 0.9, nan, nan, nan, nan, nan] }],
    ['comes once and goes', { loss: TRAIN, val_loss: [0.9, 0.8, nan, 0.7, 0.6, 0.5, 0.5, 0.4, 0.4] }],
    ['comes before the end only', { loss: TRAIN, val_loss: [0.9, nan, nan, nan, nan, nan, nan, nan, 0.4] }],
    ['comes at no pace', { loss: TRAIN, val_loss: [nan, 0.9, nan, 0.8, nan, nan, 0.7, nan, 0.6] }],
    ['is of all rows', { loss: TRAIN, val_loss: TRAIN.map(() => nan) }],
    [
      'has a training loss of NaN beside it',
      { loss: [9, 8, nan, 7, 6, 5, 4, 3, 2], val_loss: [nan, nan, 0.9, nan, nan, 0.8, nan, nan, 0.7] },
    ],
    ['has no training loss beside it', { val_loss: [nan, nan, 0.9, nan, nan, 0.8, nan, nan, 0.7] }],
    [
      'has a score beside it that was measured',
      {
        loss: TRAIN,
        val_loss: [nan, nan, 0.9, nan, nan, 0.8, nan, nan, 0.7],
        val_accuracy: [0.1, 0.1, 0.4, 0.12, 0.1, 0.5, 0.1, 0.1, 0.6],
      },
    ],
  ])('is no NaN that %s', (_, columns) => {
    const reading = readingOf(columns)
    expect(withoutUnmeasured(reading)).toBe(reading)
  })

  it('is taken out of the scores beside it where they are placeholders too, and nowhere else', () => {
    const { points } = left({
      val_loss: [0, 0.9, 0, 0.8, 0, 0.7],
      val_acc: [0, 0.5, 0, 0.6, 0, 0.7],
      val_f1: [0, 0.5, 0.1, 0.6, 0, 0.7],
    })
    expect(points.val_acc).toEqual([
      [2, 0.5],
      [4, 0.6],
      [6, 0.7],
    ])
    expect(points.val_f1).toHaveLength(6)
  })

  it.each([
    ['zeros in no pattern', { val_loss: [0.9, 0.5, 0, 0.4, 0.3, 0, 0.2, 0, 0] }],
    ['a loss that reached zero', { val_loss: [0.9, 0.5, 0.2, 0.1, 0, 0, 0, 0] }],
    ['one zero at first', { val_loss: [0, 0.5, 0.2, 0.1, 0.05] }],
    ['a negative loss that passes -1', { val_loss: [0.5, -0.5, -1, -1.5, -1.75] }],
    ['an accuracy that is zero at first', { val_acc: [0, 0, 0.2, 0.3, 0.4] }],
    ['zeros of training', { train_loss: [0, 0, 0.9, 0, 0, 0.8, 0, 0, 0.7] }],
    ['nothing but zeros', { val_loss: [0, 0, 0, 0] }],
    ['another validation loss that goes on', { val_loss: [0, 0.5, 0, 0.4], val_aux_loss: [1, 2, 3, 4] }],
  ])('is not told by %s', (_, columns) => {
    const reading = readingOf(columns as Readonly<Record<string, readonly number[]>>)
    expect(withoutUnmeasured(reading)).toBe(reading)
  })

  it('is what was carried along until the next validation', () => {
    const { points, says } = left({
      train_loss: TRAIN,
      val_loss: [0.9, 0.9, 0.7, 0.7, 0.65, 0.65, 0.6, 0.6, 0.7],
      val_acc: [0.5, 0.5, 0.6, 0.6, 0.7, 0.7, 0.7, 0.7, 0.7],
    })
    expect(points.val_loss).toEqual([
      [1, 0.9],
      [3, 0.7],
      [5, 0.65],
      [7, 0.6],
      [9, 0.7],
    ])
    expect(points.val_acc).toHaveLength(5)
    expect(says).toEqual([
      'val_loss, val_acc: the same value for 2 epochs each, taken as measured at the first of them',
    ])
  })

  it.each([
    ['a score goes on meanwhile', { val_loss: [9, 9, 8, 8, 7, 7, 6, 6], val_acc: [1, 2, 3, 4, 5, 6, 7, 8] }],
    ['it stands still now and then', { val_loss: [9, 9, 8, 7, 7, 6, 5, 5, 4] }],
    ['it is rounded, and levels off', { val_loss: [9, 8, 7, 7, 6, 6, 5, 5, 5] }],
    ['there are few rows', { val_loss: [9, 9, 8, 8, 7, 7] }],
  ])('is not carried along where %s', (_, columns) => {
    const reading = readingOf(columns as Readonly<Record<string, readonly number[]>>)
    expect(withoutUnmeasured(reading)).toBe(reading)
  })

  it('leaves every measured value where it was, for any spacing', () => {
    const values = fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 3, maxLength: 9 })
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 2, max: 7 }),
        fc.constantFrom(0, -1),
        (own, every, placeholder) => {
          const val_loss = own.flatMap((value) => [...Array<number>(every - 1).fill(placeholder), value])
          expect(left({ val_loss }).points.val_loss).toEqual(own.map((value, k) => [(k + 1) * every, value]))
        },
      ),
      { seed: 51 },
    )
  })
})
