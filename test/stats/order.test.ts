import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  indexOfMin,
  least as leastOf,
  median,
  medianOf,
  medianOfThree,
  quantile,
} from '../../src/stats/order.js'

const seeded = { seed: 1905, numRuns: 200 }
const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
const values = fc.array(value, { minLength: 1, maxLength: 40 })
const least = (list: readonly number[]) => list.reduce((a, b) => Math.min(a, b))
const most = (list: readonly number[]) => list.reduce((a, b) => Math.max(a, b))

describe('quantile', () => {
  it.each([
    { of: [1, 2, 3, 4, 5], q: 0, is: 1 },
    { of: [1, 2, 3, 4, 5], q: 0.25, is: 2 },
    { of: [1, 2, 3, 4, 5], q: 1, is: 5 },
    { of: [1, 2, 3, 4], q: 0.5, is: 2.5 },
    { of: [10, 20], q: 0.1, is: 11 },
    { of: [7], q: 0.9, is: 7 },
    { of: [100, 9, 80], q: 0.5, is: 80 },
    { of: [-1, -20, -3], q: 0, is: -20 },
  ])('of $of at $q is $is', ({ of, q, is }) => {
    expect(quantile(of, q)).toBeCloseTo(is, 12)
  })

  it('of nothing is NaN', () => {
    expect(quantile([], 0.5)).toBeNaN()
    expect(median([])).toBeNaN()
  })

  it('does not care about the order of the values, and leaves them in it', () => {
    const shuffled = [3, 1, 5, 2, 4]
    expect(quantile(shuffled, 0.3)).toBe(quantile([1, 2, 3, 4, 5], 0.3))
    expect(shuffled).toEqual([3, 1, 5, 2, 4])
  })

  it('takes typed arrays', () => {
    expect(median(Float64Array.of(9, 1, 4))).toBe(4)
  })

  it('lies between the extremes and rises with q', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(values, share, share, (list, a, b) => {
        const [low, high] = [quantile(list, Math.min(a, b)), quantile(list, Math.max(a, b))]
        expect(low).toBeGreaterThanOrEqual(least(list) - 1e-6)
        expect(high).toBeLessThanOrEqual(most(list) + 1e-6)
        expect(low).toBeLessThanOrEqual(high + 1e-6)
      }),
      seeded,
    )
  })
})

describe('in long lists', () => {
  const long = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 20, maxLength: 300 })
  const sorted = (list: readonly number[]) => list.toSorted((a, b) => a - b)

  it('the k-th smallest is what sorting finds, among equals too', () => {
    fc.assert(
      fc.property(long, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const k = Math.round(share * (list.length - 1))
        expect(quantile(list, k / (list.length - 1))).toBeCloseTo(sorted(list)[k] ?? Number.NaN, 9)
      }),
      seeded,
    )
  })

  it('a quantile between two values is between neighbours', () => {
    fc.assert(
      fc.property(long, fc.nat(18), (list, k) => {
        const [low = 0, high = 0] = sorted(list).slice(k)
        expect(quantile(list, (k + 0.25) / (list.length - 1))).toBeCloseTo(low + (high - low) / 4, 9)
      }),
      seeded,
    )
  })

  it.each([25, 26, 27, 400])('the median of %i values is found whatever their order', (length) => {
    const line = Array.from({ length }, (_, k) => k)
    const middle = (length - 1) / 2
    const organ = line.map((k) => Math.min(k, length - 1 - k))
    expect(median(line)).toBe(middle)
    expect(median(line.toReversed())).toBe(middle)
    expect(median(organ)).toBe(median(sorted(organ)))
    expect(median(Array(length).fill(3))).toBe(3)
    expect(medianOf(Float64Array.from(line))).toBe(middle)
  })
})

describe('the smallest value', () => {
  it('is told of any list, and is infinite of none', () => {
    expect(leastOf([3, -1, 2])).toBe(-1)
    expect(leastOf([])).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('median', () => {
  it('is the middle value, and of an even number the mean of the two in the middle', () => {
    expect(median([5, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })

  it('is not moved by one outlier, however large', () => {
    expect(median([1, 2, 3, 4, 1e300])).toBe(3)
  })
})

describe('index of the smallest value', () => {
  it.each<{ of: number[]; is: number }>([
    { of: [3, 1, 2], is: 1 },
    { of: [1, 0, 0, 5], is: 1 },
    { of: [Number.NaN, 2, 1], is: 2 },
    { of: [2, Number.NaN, 3], is: 0 },
    { of: [Number.NaN, Number.NaN], is: -1 },
    { of: [], is: -1 },
    { of: [Number.POSITIVE_INFINITY], is: 0 },
    { of: [Number.POSITIVE_INFINITY, 3], is: 1 },
    { of: [5, Number.NEGATIVE_INFINITY], is: 1 },
  ])('of $of is $is', ({ of, is }) => {
    expect(indexOfMin(of)).toBe(is)
    expect(indexOfMin(Float64Array.from(of))).toBe(is)
  })

  it('points at the minimum, whatever NaN stands between', () => {
    fc.assert(
      fc.property(values, fc.nat(40), (list, place) => {
        const broken = [...list.slice(0, place), Number.NaN, ...list.slice(place)]
        expect(broken[indexOfMin(broken)]).toBe(least(list))
      }),
      seeded,
    )
  })
})

describe('median of three', () => {
  it('takes out a single spike and a single dip', () => {
    expect(medianOfThree([3, 3, 99, 3, 3, -99, 3, 3])).toEqual([3, 3, 3, 3, 3, 3, 3, 3])
  })

  it('keeps a step and a monotone curve as they are', () => {
    expect(medianOfThree([1, 1, 1, 5, 5, 5])).toEqual([1, 1, 1, 5, 5, 5])
    expect(medianOfThree([9, 7, 4, 2, 1])).toEqual([9, 7, 4, 2, 1])
  })

  it.each([[[]], [[1]], [[2, 1]]])('leaves %j, which has no inner value', (short) => {
    expect(medianOfThree(short)).toEqual(short)
  })

  it('is the middle of each value and its neighbours, the ends untouched', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 3, maxLength: 30 }), (list) => {
        const smooth = medianOfThree(list)
        expect(smooth).toHaveLength(list.length)
        expect([smooth[0], smooth.at(-1)]).toEqual([list[0], list.at(-1)])
        for (let k = 1; k + 1 < list.length; k++) expect(smooth[k]).toBe(median(list.slice(k - 1, k + 2)))
      }),
      seeded,
    )
  })
})
