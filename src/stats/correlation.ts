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

/** Most points that all pairs are made of; longer lists are thinned evenly. */
const MOST = 200

/**
 * Kendall's tau between two equally long lists: +1 when they order all pairs alike, -1 when oppositely, about 0
 * when they have nothing to do with one another. Ties count half. M. Kendall (1938). 0 for fewer than two values.
 */
export function kendall(a: readonly number[], b: readonly number[]): number {
  const every = Math.max(1, Math.ceil(a.length / MOST))
  let score = 0
  let pairs = 0
  for (let i = a.length - 1; i >= 0; i -= every) {
    const first = a[i] ?? 0
    const second = b[i] ?? 0
    for (let j = i - every; j >= 0; j -= every) {
      score += order(first, a[j] ?? 0) * order(second, b[j] ?? 0)
      pairs++
    }
  }
  return pairs === 0 ? 0 : score / pairs
}

/** The sign of the difference, without taking it: whole numbers cost no memory. NaN where there is no telling. */
export function order(first: number, second: number): number {
  if (first > second) return 1
  if (first < second) return -1
  return first === second && Number.isFinite(first) ? 0 : Number.NaN
}
