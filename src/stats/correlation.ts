/** Pearson's correlation of two equally long lists; 0 where one of them does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  let [product, squaresA, squaresB] = [0, 0, 0]
  for (const [k, value] of a.entries()) {
    const [offA, offB] = [value - meanA, (b[k] ?? meanB) - meanB]
    product += offA * offB
    squaresA += offA * offA
    squaresB += offB * offB
  }
  return squaresA === 0 || squaresB === 0 ? 0 : product / Math.sqrt(squaresA * squaresB)
}
