import { remember } from '../once.js'

/** The largest set whose size is sought; above it the steps of the accuracy are too fine for four digits. */
const LARGEST = 2000
/** Steps finer than this are lost where the log rounds to four digits, as consoles do. */
const LARGEST_ROUNDED = 400

/** More different values than ten spellings of each fraction are none of so few samples. */
const MOST_VALUES = 10 * LARGEST

/** Fewer different values share a small divisor too easily; then only a size of at least this tells something. */
const FEW_VALUES = 3
const LEAST_OF_FEW = 10
/** Sizes that rounding to two or three digits feigns. */
const FEIGNED = [100, 1000]

/**
 * How many samples were scored, as the smallest n of which all accuracies (fractions) are multiples of 1/n: an
 * accuracy counts samples. The true size is this or a multiple of it. Undefined where no n fits, or one that too few
 * different values or the rounding of the log explain as well.
 */
export const inferSampleSize = remember((accuracies: readonly number[]): number | undefined => {
  const distinct = new Set<number>()
  for (const value of accuracies) {
    if (value > 0 && value < 1) distinct.add(value)
    if (distinct.size > MOST_VALUES) return undefined
  }
  const values = [...distinct]
  if (values.length === 0) return undefined
  const rounded = values.every((value) => Math.abs(value * 1e4 - Math.round(value * 1e4)) < 1e-6)
  const n = smallestFitting(values, rounded)
  if (n === undefined || (rounded && FEIGNED.includes(n))) return undefined
  return values.length < FEW_VALUES && n < LEAST_OF_FEW ? undefined : n
})

function smallestFitting(values: readonly number[], rounded: boolean): number | undefined {
  for (let n = 2; n <= (rounded ? LARGEST_ROUNDED : LARGEST); n++) {
    // Frameworks keep accuracies in 32 bits, whose rounding grows with n.
    const tolerance = rounded ? Math.min(0.2, n * 0.5001e-4) : 2e-5 + n * 1.2e-7
    if (areMultiples(values, n, tolerance)) return n
  }
  return undefined
}

/** Is each value a multiple of 1/n, one at least? Without a function for each n: most fail at the first value. */
function areMultiples(values: readonly number[], n: number, tolerance: number): boolean {
  for (const value of values) {
    const wrong = Math.abs(value * n - Math.round(value * n))
    if (!(value * n > 0.5 && wrong <= tolerance)) return false
  }
  return true
}
