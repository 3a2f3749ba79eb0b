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
    const { difference, interval } = compareMeans([0, 2], [10, 12])
    expect(difference).toBe(10)
    expect(interval[0]).toBeCloseTo(10 - 4.303 * Math.SQRT2, 10)
    expect(interval[1]).toBeCloseTo(10 + 4.303 * Math.SQRT2, 10)
  })

  it('of a single value takes the spread of the other side', () => {
    const { interval } = compareMeans([1, 2, 3], [5])
    expect(interval[1] - 3).toBeCloseTo(4.303 * Math.sqrt(1 + 1 / 3), 10)
    expect(compareMeans([5], [1, 2, 3]).difference).toBe(-3)
  })

  it('of values without spread is certain', () => {
    expect(compareMeans([1, 1], [3, 3, 3])).toEqual({ difference: 2, interval: [2, 2] })
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
      const { interval } = compareMeans(draw(n, 5), draw(m, 6))
      if (interval[0] <= 1 && 1 <= interval[1]) covered++
    }
    expect(covered / trials).toBeGreaterThan(0.93)
    expect(covered / trials).toBeLessThan(0.99)
  })
})
