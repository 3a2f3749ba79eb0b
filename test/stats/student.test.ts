import { describe, expect, it } from 'vitest'
import { compareMeans, quantileOfT } from '../../src/stats/student.js'
import { dice } from '../evaluate/chance.js'

describe("Student's t", () => {
  it.each([
    [1, 12.706],
    [2.9, 4.303],
    [10, 2.228],
    [30, 2.042],
    [31, 2.021],
    [1e9, 2.021],
    [0, 12.706],
  ])('of %d degrees of freedom is %d', (degrees, quantile) => {
    expect(quantileOfT(degrees)).toBe(quantile)
  })
})

describe('the difference of two means', () => {
  it('has the interval of Welch', () => {
    const { difference, reach, error } = compareMeans([0, 2], [10, 12])
    expect(difference).toBe(10)
    expect(reach).toBeCloseTo(4.303 * Math.SQRT2, 10)
    expect(error).toBeCloseTo(Math.SQRT2, 10)
  })

  it('of a single value takes the spread of the other side', () => {
    const { reach, error } = compareMeans([1, 2, 3], [5])
    expect(reach).toBeCloseTo(4.303 * Math.sqrt(1 + 1 / 3), 10)
    expect(error).toBeCloseTo(Math.sqrt(1 + 1 / 3), 10)
    expect(compareMeans([5], [1, 2, 3]).difference).toBe(-3)
  })

  it('has the standard error of the spread on both sides, by their degrees of freedom', () => {
    const { error } = compareMeans([0, 4], [1, 1, 1, 1])
    expect(error).toBeCloseTo(Math.sqrt((8 / 4) * (1 / 2 + 1 / 4)), 10)
  })

  it('of values without spread is certain', () => {
    expect(compareMeans([1, 1], [3, 3, 3])).toEqual({ difference: 2, reach: 0, error: 0 })
  })

  it.each([
    [3, 3],
    [2, 5],
    [4, 10],
    [1, 4],
  ])('is covered nineteen times of twenty, with %i values against %i', (n, m) => {
    const { normal } = dice(n * 100 + m)
    const draw = (length: number, mean: number) => Array.from({ length }, () => mean + normal())
    const trials = 2000
    let covered = 0
    for (let k = 0; k < trials; k++) {
      const { difference, reach } = compareMeans(draw(n, 5), draw(m, 6))
      if (Math.abs(difference - 1) <= reach) covered++
    }
    expect(covered / trials).toBeGreaterThan(0.93)
    expect(covered / trials).toBeLessThan(0.99)
  })
})
