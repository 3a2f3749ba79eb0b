/** Order statistics. All ignore nothing: give them finite numbers. */

/** The q-quantile (0 to 1) by linear interpolation between order statistics; NaN of nothing. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileOf(new Float64Array(values), q)
}

/** The same of a list that is of no further use: its order changes. */
function quantileOf(list: Float64Array, q: number): number {
  if (list.length === 0) return Number.NaN
  const place = (list.length - 1) * q
  const below = Math.floor(place)
  const low = select(list, below)
  const high =
    place === below ? low : list.subarray(below + 1).reduce((least, value) => Math.min(least, value))
  return low + (high - low) * (place - below)
}

/** Shorter lists are sorted by insertion, which is as quick for them. */
const SHORT = 24

/**
 * The k-th smallest value (from 0). Orders the list as far as that takes: what is smaller comes before place k, the rest
 * after. C. A. R. Hoare's FIND (1961), the pivot the middle one of three.
 */
function select(list: Float64Array, k: number): number {
  let left = 0
  let right = list.length - 1
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

/** The median of a list that is of no further use: its order changes. */
export function medianOf(list: Float64Array): number {
  return quantileOf(list, 0.5)
}

/** Index of the smallest value, the first of equals; -1 of nothing. NaN is never the smallest. */
export function indexOfMin(values: ArrayLike<number>): number {
  let best = -1
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? Number.NaN
    if (!Number.isNaN(value) && (best < 0 || value < (values[best] ?? Number.NaN))) best = k
  }
  return best
}

/** The middle of each value and its two neighbours; the ends stay as they are. Takes out single spikes. */
export function medianOfThree(values: readonly number[]): number[] {
  return values.map((value, k) => {
    const before = values[k - 1]
    const after = values[k + 1]
    return before === undefined || after === undefined
      ? value
      : Math.max(Math.min(before, value), Math.min(Math.max(before, value), after))
  })
}

/** The smallest; Infinity of none. */
export function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity)
}
