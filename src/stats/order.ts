/** Order statistics. All ignore nothing: give them finite numbers. */

/** The q-quantile (0 to 1) by linear interpolation between order statistics; NaN of nothing. */
export function quantile(values: ArrayLike<number>, q: number): number {
  const { length } = values
  const copy = workspace(length)
  for (let k = 0; k < length; k++) copy[k] = values[k] ?? Number.NaN
  return quantileOf(copy, length, q)
}

/** A longer workspace is not kept, in numbers. */
const KEPT = 2 ** 15
let kept = new Float64Array(2 ** 8)

/** Places for at least so many numbers, for the work of the moment: the next call hands out the same ones. */
export function workspace(length: number): Float64Array {
  if (length > KEPT) return new Float64Array(length)
  if (length > kept.length) kept = new Float64Array(2 ** Math.ceil(Math.log2(length)))
  return kept
}

/** The same of the first `length` numbers of a list that is of no further use: their order changes. */
function quantileOf(list: Float64Array, length: number, q: number): number {
  if (length === 0) return Number.NaN
  const place = (length - 1) * q
  const below = Math.floor(place)
  const low = select(list, length, below)
  let high = low
  if (place !== below) {
    high = list[below + 1] ?? low
    for (let k = below + 2; k < length; k++) high = Math.min(high, list[k] ?? high)
  }
  return low + (high - low) * (place - below)
}

/** Shorter lists are sorted by insertion, which is as quick for them. */
const SHORT = 24

/**
 * The k-th smallest (from 0) of the first `length` values. Orders the list as far as that takes: what is smaller comes before place k, the rest
 * after. C. A. R. Hoare's FIND (1961), the pivot the middle one of three.
 */
function select(list: Float64Array, length: number, k: number): number {
  let left = 0
  let right = length - 1
  while (right - left > SHORT) {
    const pivot = middleOf(list[left] ?? 0, list[(left + right) >> 1] ?? 0, list[right] ?? 0)
    let i = left
    let j = right
    while (i <= j) {
      while ((list[i] ?? pivot) < pivot) i++
      while ((list[j] ?? pivot) > pivot) j--
      if (i <= j) {
        const moved = list[i] ?? 0
        list[i++] = list[j] ?? 0
        list[j--] = moved
      }
    }
    if (k <= j) right = j
    else if (k >= i) left = i
    else return list[k] ?? Number.NaN
  }
  sortBetween(list, left, right)
  return list[k] ?? Number.NaN
}

function sortBetween(list: Float64Array, left: number, right: number): void {
  for (let k = left + 1; k <= right; k++) {
    const value = list[k] ?? 0
    let place = k
    for (; place > left && (list[place - 1] ?? 0) > value; place--) list[place] = list[place - 1] ?? 0
    list[place] = value
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5)
}

/** The median of the first `length` numbers (all unless told) of a list that is of no further use: their order changes. */
export function medianOf(list: Float64Array, length = list.length): number {
  return quantileOf(list, length, 0.5)
}

/** Index of the smallest value, the first of equals; -1 of nothing. NaN is never the smallest. */
export function indexOfMin(values: ArrayLike<number>): number {
  let best = -1
  let lowest = Number.NaN
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? Number.NaN
    if (value < lowest || (best < 0 && !Number.isNaN(value))) {
      best = k
      lowest = value
    }
  }
  return best
}

/** The middle of each value and its two neighbours; the ends stay as they are. Takes out single spikes. */
export function medianOfThree(values: readonly number[]): number[] {
  const smooth = values.slice()
  for (let k = 1; k + 1 < values.length; k++) {
    const [before, value, after] = [values[k - 1] ?? 0, values[k] ?? 0, values[k + 1] ?? 0]
    smooth[k] = Math.max(Math.min(before, value), Math.min(Math.max(before, value), after))
  }
  return smooth
}

/** The smallest; Infinity of none. */
export function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity)
}
