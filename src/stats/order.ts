/** Order statistics. All ignore nothing: give them finite numbers. */

/** The q-quantile (0 to 1) by linear interpolation between order statistics; NaN of nothing. */
export function quantile(values: ArrayLike<number>, q: number): number {
  const sorted = Float64Array.from(values).sort()
  if (sorted.length === 0) return Number.NaN
  const place = (sorted.length - 1) * q
  const low = sorted[Math.floor(place)] ?? Number.NaN
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}

export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5)
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
