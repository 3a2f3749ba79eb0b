import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTrendless, kendallTau, theilSen } from '../../src/stats/trend.js'
import { dice } from '../evaluate/chance.js'

const seeded = { seed: 1950, numRuns: 100 }
const line = (length: number, slope: number, start = 0) => Array.from({ length }, (_, k) => start + slope * k)

/** Kendall's tau pair by pair, of values so many apart that at most 200 are left. */
function byPairs(all: readonly number[]): number {
  const every = Math.max(1, Math.ceil(all.length / 200))
  const values = all.filter((_, k) => (all.length - 1 - k) % every === 0)
  const pairs = values.flatMap((later, k) => values.slice(0, k).map((earlier) => [earlier, later] as const))
  const signs = pairs.map(([a, b]) =>
    a < b ? 1 : a > b ? -1 : Number.isFinite(a) && a === b ? 0 : Number.NaN,
  )
  return signs.reduce((sum, sign) => sum + sign, 0) / Math.max(1, signs.length)
}

describe('slope after Theil and Sen', () => {
  it.each([2, 3, 10, 199, 200, 201, 399, 400, 401, 5000])('is exact on a line of %i points', (length) => {
    expect(theilSen(line(length, -0.25, 3))).toBeCloseTo(-0.25, 10)
  })

  it.each([[[]], [[4]]])('of %j is 0', (values) => {
    expect(theilSen(values)).toBe(0)
  })

  it('of a constant is 0', () => {
    expect(theilSen(Array(50).fill(0.7))).toBe(0)
  })

  it('is not moved by a fifth of wild outliers', () => {
    const spoilt = line(50, 2).map((value, k) => (k % 5 === 2 ? value + 1e6 : value))
    expect(theilSen(spoilt)).toBeCloseTo(2, 6)
  })

  it.each([
    [300, 2],
    [500, 3],
  ])('of %i values looks at every %ith, the last among them', (length, every) => {
    const others = line(length, 1).map((k) => ((length - 1 - k) % every === 0 ? k / 4 : 1e6 * Math.sin(k)))
    expect(theilSen(others)).toBe(0.25)
  })

  it('scales with the values and ignores where they start', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(values, (list) => {
        const slope = theilSen(list)
        expect(theilSen(list.map((value) => 64 * value))).toBe(64 * slope)
        expect(theilSen(list.map((value) => value + 512))).toBe(slope)
        expect(theilSen(list.map((value) => -value))).toBeCloseTo(-slope, 10)
      }),
      seeded,
    )
  })
})

describe("Kendall's tau", () => {
  it('is 1 when every pair rises, -1 when every pair falls', () => {
    expect(kendallTau([1, 2, 3, 10, 1000])).toBe(1)
    expect(kendallTau([5, 4, 3.9, -7])).toBe(-1)
  })

  it.each([[[]], [[4]], [[3, 3, 3]], [[1, 2, 2, 1]]])('of %j is 0', (values) => {
    expect(kendallTau(values)).toBe(0)
  })

  it('counts pairs: two of six against the order give 1/3', () => {
    expect(kendallTau([1, 4, 2, 3])).toBeCloseTo(1 / 3, 12)
  })

  it('asks for the order alone, not for sizes', () => {
    const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(values, (list) => {
        const tau = kendallTau(list)
        expect(Math.abs(tau)).toBeLessThanOrEqual(1)
        expect(kendallTau(list.map((value) => Math.exp(value)))).toBe(tau)
        expect(kendallTau(list.toReversed())).toBeCloseTo(-tau, 12)
      }),
      seeded,
    )
  })

  it('is what looking at every pair gives, also of equal and infinite values and of NaN', () => {
    const one = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.double(),
      fc.constantFrom(Infinity, -Infinity, Number.NaN),
    )
    const finite = fc.oneof(
      fc.integer({ min: 0, max: 9 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    )
    const lists = fc.oneof(fc.array(one, { maxLength: 6 }), fc.array(finite, { maxLength: 450 }))
    fc.assert(
      fc.property(lists, (values) => {
        expect(kendallTau(values) + 0).toBe(byPairs(values) + 0)
      }),
      { ...seeded, numRuns: 500 },
    )
  })

  it('is hardly moved by one outlier', () => {
    expect(kendallTau(line(40, 1).map((value, k) => (k === 20 ? -1e9 : value)))).toBeGreaterThan(0.9)
  })
})

describe('a trend', () => {
  const noisy = (seed: number, length: number, slope: number) => {
    const chance = dice(seed)
    return line(length, slope).map((value) => value + chance.normal())
  }
  const share = (length: number, slope: number) =>
    line(400, 1, 1).filter((seed) => isTrendless(noisy(seed, length, slope))).length / 400

  it.each([10, 30, 100, 500])(
    'is seen in about one of a hundred curves of %i values without one',
    (length) => {
      expect(share(length, 0)).toBeGreaterThan(0.97)
    },
  )

  it.each([
    [10, 1],
    [30, 0.2],
    [100, 0.05],
  ])('is seen in %i values that rise by %d deviations each', (length, slope) => {
    expect(share(length, slope)).toBeLessThan(0.05)
  })

  it.each([
    [[9, 0, 1, 2, 3, 4, 5, 6, 7, 8], true],
    [[8, 0, 1, 2, 3, 4, 5, 6, 7, 9], true],
    [[7, 0, 1, 2, 3, 4, 5, 6, 8, 9], false],
    [[2, 3, 4, 5, 6, 7, 8, 9, 1, 0], true],
    [[3, 2, 4, 5, 6, 7, 8, 9, 1, 0].toReversed(), true],
    [[9, 8, 7, 6, 5, 4, 3, 2, 0, 1], false],
  ])('in %j is none: %s', (order, none) => {
    expect(isTrendless(order)).toBe(none)
  })

  it('is not seen in two values, nor in a constant', () => {
    expect(isTrendless([1, 2])).toBe(true)
    expect(isTrendless(Array(40).fill(3))).toBe(true)
  })
})
