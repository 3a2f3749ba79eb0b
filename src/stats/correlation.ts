import { Ascending, areOrdered } from './ascending.js'
import { MOST, thin } from './trend.js'

/** Pearson's correlation of two equally long lists; 0 where one of them does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [product, squaresA, squaresB] = [0, 0, 0]
  for (let k = 0; k < a.length; k++) {
    const [offA, offB] = [(a[k] ?? meanA) - meanA, (b[k] ?? meanB) - meanB]
    product += offA * offB
    squaresA += offA * offA
    squaresB += offB * offB
  }
  return squaresA === 0 || squaresB === 0 ? 0 : product / Math.sqrt(squaresA * squaresB)
}

/**
 * Kendall's tau between two equally long lists: +1 when they order all pairs alike, -1 when oppositely, about 0
 * when they have nothing to do with one another. Ties count half. M. Kendall (1938). 0 for fewer than two values, NaN
 * where the order of a pair is unknown.
 */
export function kendall(a: readonly number[], b: readonly number[]): number {
  const [first, second] = [thin(a, MOST).values, thin(b, MOST).values]
  const { length } = first
  if (length < 2) return 0
  if (!areOrdered(first) || !areOrdered(second)) return Number.NaN
  const places = Array.from(first, (_, k) => k).sort((i, j) => order(first[i] ?? 0, first[j] ?? 0))
  const lower = new Ascending(length)
  let score = 0
  for (let start = 0, end = 0; start < length; start = end) {
    const level = first[places[start] ?? 0]
    const tied: number[] = []
    for (; end < length && first[places[end] ?? 0] === level; end++) tied.push(second[places[end] ?? 0] ?? 0)
    for (const value of tied) {
      const below = lower.below(value)
      score += 2 * below + lower.equal(value, below) - lower.size
    }
    for (const value of tied) lower.add(value)
  }
  return score / ((length * (length - 1)) / 2)
}

function order(first: number, second: number): number {
  return first < second ? -1 : first > second ? 1 : 0
}
