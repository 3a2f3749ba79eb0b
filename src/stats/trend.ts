import { Ascending, areOrdered } from './ascending.js'
import { medianOf, workspace } from './order.js'

/** Most points that a statistic over all pairs looks at; longer curves are thinned evenly, which keeps a trend. */
export const MOST = 200

/** Every k-th value so that at most `most` are left, the last always among them. */
export function thin(values: readonly number[], most: number): { values: readonly number[]; every: number } {
  if (values.length <= most) return { values, every: 1 }
  const every = Math.ceil(values.length / most)
  return { values: values.filter((_, k) => (values.length - 1 - k) % every === 0), every }
}

/**
 * Slope per step as the median of the slopes of all pairs: what half of the points may not spoil.
 * H. Theil (1950), P. K. Sen (1968). 0 for fewer than two values.
 */
export function theilSen(all: readonly number[]): number {
  const { values, every } = thin(all, MOST)
  const slopes = workspace((values.length * (values.length - 1)) / 2)
  let pairs = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    for (let j = i + 1; j < values.length; j++) slopes[pairs++] = ((values[j] ?? 0) - value) / (j - i)
  }
  return pairs === 0 ? 0 : medianOf(slopes, pairs) / every
}

/**
 * Kendall's tau of the values against their order: +1 when every pair rises, -1 when every pair falls. NaN where the
 * order of a pair is unknown.
 */
export function kendallTau(all: readonly number[]): number {
  const { values } = thin(all, MOST)
  if (values.length < 2) return 0
  if (!areOrdered(values)) return Number.NaN
  const before = new Ascending(values.length)
  let score = 0
  for (const value of values) {
    const below = before.below(value)
    score += 2 * below + before.equal(value, below) - before.size
    before.add(value, below)
  }
  return score / ((values.length * (values.length - 1)) / 2)
}

/** Kendall's tau this many times its standard error is a trend: one in a hundred trendless curves has as much. */
const TREND = 2.6

/**
 * Do the values go neither up nor down, as far as their order tells? Kendall's tau against its standard error where
 * there is no trend, sqrt(2 (2 n + 5) / (9 n (n - 1))). M. G. Kendall, Rank Correlation Methods (1948).
 */
export function isTrendless(values: readonly number[]): boolean {
  const n = Math.min(values.length, MOST)
  return n < 3 || Math.abs(kendallTau(values)) < TREND * Math.sqrt((2 * (2 * n + 5)) / (9 * n * (n - 1)))
}
