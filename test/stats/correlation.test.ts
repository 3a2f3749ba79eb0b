import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correlation, kendall } from '../../src/stats/correlation.js'

const lists = fc
  .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 2,
    maxLength: 40,
  })
  .map((pairs) => [pairs.map(([a]) => a), pairs.map(([, b]) => b)] as const)

describe('kendall', () => {
  it('counts pairs that are ordered alike against those that are not', () => {
    expect(kendall([1, 2, 3, 4], [1, 2, 3, 4])).toBe(1)
    expect(kendall([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1)
    expect(kendall([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(4 / 6)
    expect(kendall([1, 2, 3], [5, 5, 5])).toBe(0)
  })

  it('is 0 for fewer than two values', () => {
    expect(kendall([], [])).toBe(0)
    expect(kendall([1], [1])).toBe(0)
  })

  it('does not depend on scale, order or which list comes first', () => {
    fc.assert(
      fc.property(lists, ([a, b]) => {
        const tau = kendall(a, b)
        expect(kendall(b, a)).toBeCloseTo(tau)
        expect(kendall(a.toReversed(), b.toReversed())).toBeCloseTo(tau)
        const cubes = a.map((value) => value ** 3 * 64 + 7)
        expect(kendall(cubes, b)).toBeCloseTo(tau)
        expect(Math.abs(tau)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is what looking at every pair gives', () => {
    fc.assert(
      fc.property(lists, ([a, b]) => {
        const pairs = a.flatMap((_, j) => a.slice(0, j).map((__, i) => [i, j] as const))
        const sign = (list: readonly number[], i: number, j: number) =>
          Math.sign((list[j] ?? 0) - (list[i] ?? 0))
        const score = pairs.reduce((sum, [i, j]) => sum + sign(a, i, j) * sign(b, i, j), 0)
        expect(kendall(a, b) + 0).toBe(score / pairs.length + 0)
      }),
    )
  })

  it('looks at the last of a long list, and of others at every k-th', () => {
    const noise = Array.from({ length: 401 }, (_, k) => Math.sin(k * k))
    const kept = (list: readonly number[], rest: number) =>
      list.map((value, k) => ((list.length - 1 - k) % 3 === 0 ? k : rest * value))
    expect(kendall(kept(noise, 1000), kept(noise, -1000))).toBe(1)
    expect(
      kendall(
        noise.slice(0, 200),
        noise.slice(0, 200).map((value) => value ** 3),
      ),
    ).toBe(1)
  })

  it.each([
    [[1, 2, Number.NaN]],
    [[Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 1]],
    [[Number.NEGATIVE_INFINITY, 1, Number.NEGATIVE_INFINITY]],
  ])('cannot tell how %j are ordered', (list) => {
    expect(kendall(list, [1, 2, 3])).toBeNaN()
    expect(kendall([1, 2, 3], list)).toBeNaN()
  })

  it('knows an infinite value for the largest', () => {
    expect(kendall([1, 2, Number.POSITIVE_INFINITY], [1, 2, 3])).toBe(1)
  })

  it('thins long lists evenly without losing a trend', () => {
    const a = Array.from({ length: 10_001 }, (_, k) => k)
    expect(kendall(a, a)).toBe(1)
    expect(
      kendall(
        a,
        a.map((value) => -value),
      ),
    ).toBe(-1)
  })
})

describe('correlation', () => {
  it('is that of the textbook', () => {
    expect(correlation([1, 2, 3], [2, 4, 6])).toBeCloseTo(1)
    expect(correlation([1, 2, 3], [6, 4, 2])).toBeCloseTo(-1)
    expect(correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(0.8)
    expect(correlation([1, 2, 3], [5, 5, 5])).toBe(0)
    expect(correlation([5, 5, 5], [1, 2, 3])).toBe(0)
  })
})
