import { indexOfMin, median } from './order.js'
import { kendallTau } from './trend.js'

/** How far a curve that should fall has come up again from its lowest point. */
export interface Rise {
  /** Index of the lowest value. */
  readonly best: number
  /** Level at the end: the median of the last three values, or the last where the best is among them. */
  readonly end: number
  /** `end` above the best, as a share of the best; of what was gained where the best is not positive. */
  readonly share: number
  /** `end` above the best, as a share of what had been gained from the start to the best (Infinity without gain). */
  readonly givenBack: number
  /** Kendall's tau from the best to the end: +1 for a rise without a step back. */
  readonly steadiness: number
  /** Values after the best. */
  readonly after: number
}

/** Measures the rise of finite values, at least one; `start` is where the loss began (of either split). */
export function measureRise(y: readonly number[], start: number): Rise {
  const best = indexOfMin(y)
  const lowest = y[best] ?? Number.NaN
  const after = y.length - 1 - best
  const end = after >= 3 ? median(y.slice(-3)) : (y.at(-1) ?? Number.NaN)
  const gained = Math.max(start, y[0] ?? start) - lowest
  const givenBack = end === lowest ? 0 : gained > 0 ? (end - lowest) / gained : Number.POSITIVE_INFINITY
  return {
    best,
    end,
    share: lowest > 0 ? end / lowest - 1 : givenBack,
    givenBack,
    steadiness: kendallTau(y.slice(best)),
    after,
  }
}

/** First index from which all values to the end stay above `level`; the last index where even that one does not. */
export function staysAbove(y: readonly number[], level: number): number {
  let start = y.length
  while (start > 0 && (y[start - 1] ?? level) > level) start--
  return Math.min(start, y.length - 1)
}
