import { describe, expect, it } from 'vitest'
import { finiteFractions, finitePoints, trainAtEndOf, valueAt } from '../../src/run/points.js'
import type { Series, Unit } from '../../src/run/run.js'

const curve = (x: readonly number[], y: readonly number[], unit: Unit = 'plain'): Series => ({
  name: 'loss',
  quantity: 'loss',
  split: 'train',
  goal: 'lower',
  unit,
  x: Float64Array.from(x),
  y: Float64Array.from(y),
})
const slope = { x: [0, 2, 4], y: [10, 6, 4] }

describe('finitePoints', () => {
  it('leaves NaN and infinities out with their places', () => {
    expect(finitePoints(curve([0, 1, 2, 3], [1, Number.NaN, Infinity, 4]))).toEqual({ x: [0, 3], y: [1, 4] })
  })

  it('gives nothing of a curve that is not there', () => {
    expect(finitePoints(undefined)).toEqual({ x: [], y: [] })
  })
})

describe('finiteFractions', () => {
  it('makes fractions of percentages', () => {
    expect(finiteFractions(curve([0, 1], [50, 75], 'percent')).y).toEqual([0.5, 0.75])
  })

  it('leaves fractions as they are', () => {
    expect(finiteFractions(curve([0, 1], [0.5, Number.NaN], 'fraction'))).toEqual({ x: [0], y: [0.5] })
  })
})

describe('valueAt', () => {
  it.each([
    [0, 10],
    [1, 8],
    [2, 6],
    [3.5, 4.5],
    [4, 4],
  ])('is on the line between the points at %d', (x, value) => {
    expect(valueAt(slope, x)).toBeCloseTo(value, 12)
  })

  it.each([
    [-3, 10],
    [9, 4],
  ])('is constant beyond the points at %d', (x, value) => {
    expect(valueAt(slope, x)).toBe(value)
  })

  it('is the only value everywhere on a curve of one point', () => {
    expect([valueAt({ x: [5], y: [2] }, 0), valueAt({ x: [5], y: [2] }, 9)]).toEqual([2, 2])
  })

  it('is not a number on a curve without points', () => {
    expect(valueAt({ x: [], y: [] }, 1)).toBeNaN()
  })
})

describe('trainAtEndOf', () => {
  it('is half an epoch later than the epoch asked for', () => {
    expect(trainAtEndOf({ x: [1, 2, 3], y: [9, 7, 3] }, 1)).toBe(8)
    expect(trainAtEndOf({ x: [1, 2, 3], y: [9, 7, 3] }, 2)).toBe(5)
  })

  it('is the last value at the last epoch', () => {
    expect(trainAtEndOf({ x: [1, 2, 3], y: [9, 7, 3] }, 3)).toBe(3)
  })

  it('is half an interval later where the log measures every few epochs', () => {
    expect(trainAtEndOf({ x: [10, 20], y: [4, 2] }, 10)).toBe(3)
  })

  it('reads between the points of training where validation is measured there', () => {
    expect(trainAtEndOf({ x: [0, 2, 4], y: [8, 4, 0] }, 1)).toBeCloseTo(4, 12)
  })
})
