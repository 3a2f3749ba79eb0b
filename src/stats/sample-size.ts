/** The largest set whose size is sought; above it the steps of the accuracy are too fine for four digits. */
const LARGEST = 2000
/** Steps finer than this are lost where the log rounds to four digits, as consoles do. */
const LARGEST_ROUNDED = 400

/**
 * How many samples were scored, as the smallest n of which all accuracies (fractions) are multiples of 1/n: an
 * accuracy counts samples. At least two different values are needed; undefined where no n fits.
 * The true size is this or a multiple of it.
 */
export function inferSampleSize(accuracies: readonly number[]): number | undefined {
  const values = [...new Set(accuracies)].filter(
    (value) => Number.isFinite(value) && value >= 0 && value <= 1,
  )
  if (values.filter((value) => value > 0 && value < 1).length === 0) return undefined
  const rounded = values.every((value) => Math.abs(value * 1e4 - Math.round(value * 1e4)) < 1e-6)
  const largest = rounded ? LARGEST_ROUNDED : LARGEST
  for (let n = 2; n <= largest; n++) {
    // Frameworks keep accuracies in 32 bits, whose rounding grows with n.
    const tolerance = rounded ? Math.min(0.2, n * 0.5001e-4) : 2e-5 + n * 1.2e-7
    if (values.every((value) => Math.abs(value * n - Math.round(value * n)) <= tolerance)) return n
  }
  return undefined
}
