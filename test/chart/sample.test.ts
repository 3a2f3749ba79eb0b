import { describe, expect, it } from 'vitest'
import { sampleColumns } from '../../src/chart/sample.js'

/** Columns for x from 0 to `last`. */
const over = (last: number, columns: number) => (x: number) => (x / last) * (columns - 1)
const range = (length: number) => Array.from({ length }, (_, k) => k)
const BLANK = Number.NaN

describe('one value for each column', () => {
  it('is the value itself where every point has its column', () => {
    expect(sampleColumns([0, 1, 2, 3], [4, 3, 2, 9], 4, over(3, 4))).toEqual([4, 3, 2, 9])
  })

  it('lies on the straight line between points', () => {
    expect(sampleColumns([0, 1, 2], [0, 4, 2], 9, over(2, 9))).toEqual([0, 1, 2, 3, 4, 3.5, 3, 2.5, 2])
  })

  it('is the extreme where many points share a column, so that spikes and dips stay', () => {
    const spiky = range(1000).map((k) => (k === 512 ? 50 : k === 250 ? -50 : 1))
    const samples = sampleColumns(range(1000), spiky, 20, over(999, 20))
    expect(samples.filter((value) => value === 50)).toHaveLength(1)
    expect(samples.filter((value) => value === -50)).toHaveLength(1)
    expect(samples.filter((value) => value === 1)).toHaveLength(18)
  })

  it('is blank from before a NaN to after it', () => {
    const samples = sampleColumns([0, 1, 2, 3, 4], [1, 1, Number.NaN, 1, 1], 9, over(4, 9))
    expect(samples).toEqual([1, 1, 1, BLANK, BLANK, BLANK, 1, 1, 1])
  })

  it('is blank where a NaN shares a column with numbers: it is evidence', () => {
    const y = range(100).map((k) => (k === 55 ? Number.NaN : 1))
    expect(sampleColumns(range(100), y, 10, over(99, 10)).filter(Number.isNaN)).toHaveLength(1)
  })

  it('keeps an infinity as one', () => {
    const samples = sampleColumns([0, 1, 2], [1, Number.POSITIVE_INFINITY, 1], 3, over(2, 3))
    expect(samples).toEqual([1, Number.POSITIVE_INFINITY, 1])
  })

  it.each([0, 1, 6, 7, 18, 19])(
    'keeps a spike at point %i, be it the first or the second of two in a column',
    (at) => {
      const x = Array.from({ length: 20 }, (_, k) => k)
      const y = x.map((k) => (k === at ? 1e6 : 2 - k / 20))
      expect(
        sampleColumns(x, y, 10, (own) => Math.floor(own / 2)).filter((value) => value === 1e6),
      ).toHaveLength(1)
    },
  )

  it('does not bridge what the curve leaves out, but its usual distance', () => {
    const x = [0, 2, 4, 6, 8, 40, 42, 44]
    const samples = sampleColumns(
      x,
      x.map(() => 1),
      45,
      over(44, 45),
    )
    expect(samples.slice(0, 9)).toEqual(Array(9).fill(1))
    expect(samples.slice(9, 40)).toEqual(Array(31).fill(BLANK))
    expect(samples.slice(40)).toEqual(Array(5).fill(1))
  })

  it('shows a point that stands alone', () => {
    expect(sampleColumns([3], [7], 5, over(4, 5))).toEqual([BLANK, BLANK, BLANK, 7, BLANK])
  })

  it('is blank everywhere for a curve without points', () => {
    expect(sampleColumns([], [], 3, over(1, 3))).toEqual([BLANK, BLANK, BLANK])
  })

  it('leaves out what lies beyond the columns', () => {
    expect(sampleColumns([-1, 0, 1, 2], [9, 1, 1, 9], 2, (x) => x)).toEqual([1, 1])
  })

  it.each([
    ['alternate', (k: number) => 1 + (k % 2)],
    ['come in sevens', (k: number) => 1 + (k % 7) / 6],
  ])('fills a band between values that %s, and makes no slower rhythm of them', (_, of) => {
    for (const [points, columns] of [
      [400, 59],
      [1000, 60],
      [3001, 77],
    ] as const) {
      const samples = sampleColumns(range(points), range(points).map(of), columns, over(points - 1, columns))
      const turns = samples.filter((value, k) => k > 0 && value !== samples[k - 1]).length
      expect(turns).toBeGreaterThanOrEqual(columns - 4)
      expect(samples.slice(1, -1).filter((value) => value > 1.2 && value < 1.8)).toEqual([])
    }
  })

  it('keeps the highest and the lowest value of a band', () => {
    const y = range(1000).map((k) => (k === 501 ? 2.1 : k === 700 ? 0.95 : 1 + (k % 2)))
    const samples = sampleColumns(range(1000), y, 60, over(999, 60))
    expect(Math.max(...samples)).toBe(2.1)
    expect(Math.min(...samples)).toBe(0.95)
  })

  it('makes no band of noise about a course', () => {
    const y = range(3000).map((k) => 2 * Math.exp(-k / 30) + (k % 3 === 0 ? 0.02 : 0))
    const samples = sampleColumns(range(3000), y, 60, over(2999, 60)).slice(10, -1)
    expect(samples.every((value) => value > 0.006 && value < 0.0075)).toBe(true)
  })

  /** Sums of evenly spread chances: near enough to a normal one, of standard deviation 1. */
  function noiseFrom(seed: number): () => number {
    let state = seed
    const chance = () => {
      state = (state * 1103515245 + 12345) % 2 ** 31
      return state / 2 ** 31
    }
    return () => Array.from({ length: 12 }, chance).reduce((sum, value) => sum + value, -6)
  }

  it.each([
    [1000, 60],
    [10_000, 60],
    [10_000, 100],
    [1000, 100],
  ])('draws no swings of the noise of %i points in %i columns', (points, columns) => {
    const noise = noiseFrom(points + columns)
    const course = (k: number) => 2 * Math.exp((-5 * k) / points)
    const y = range(points).map((k) => course(k) + 0.05 * noise())
    const samples = sampleColumns(range(points), y, columns, over(points - 1, columns))
    const extremes = [Math.max(...y), Math.min(...y)]
    const off = samples.map((value, column) =>
      extremes.includes(value) ? 0 : Math.abs(value - course((column / (columns - 1)) * points)),
    )
    expect(off.filter((distance) => distance > 0.1).length).toBeLessThanOrEqual(columns / 25)
    for (const extreme of extremes) expect(samples).toContain(extreme)
  })

  it('shows a value that stands out of noise', () => {
    const noise = noiseFrom(7)
    const y = range(3000).map((k) => (k === 1500 ? 1.4 : 2 - k / 1500 + 0.03 * noise()))
    expect(sampleColumns(range(3000), y, 60, over(2999, 60))).toContain(1.4)
  })

  it('fills a band where noise takes much of the panel', () => {
    const noise = noiseFrom(11)
    const y = range(2000).map(() => 1 + 0.2 * noise())
    const samples = sampleColumns(range(2000), y, 60, over(1999, 60))
    const turns = samples.filter(
      (value, k) => k > 0 && value - 1 > 0 !== (samples[k - 1] ?? 1) - 1 > 0,
    ).length
    expect(turns).toBeGreaterThanOrEqual(52)
  })
})
