import { indexOfMin, median, medianOfThree } from './order.js'
import { kendallTau } from './trend.js'

/** How far a curve that should fall has come up again from its lowest point. */
export interface Rise {
  /** Index of the lowest value. */
  readonly best: number
  /** The lowest value. */
  readonly lowest: number
  /** Level at the end: half way from the last value to the median of the last three. */
  readonly end: number
  /**
   * The end above the best as a share of the best, read twice and averaged: once from the bare values, once from
   * medians of three, which no single spike or dip moves.
   */
  readonly share: number
  /** The reading of the bare values: the last against the lowest. */
  readonly bare: number
  /** The reading of medians of three. */
  readonly smooth: number
  /** The reading of the median of the last five, which two spikes do not move. */
  readonly long: number
  /** `share` as a share of what had been gained from the start to the best (Infinity without gain). */
  readonly givenBack: number
  /** What had been gained from the start to the best, in units of the loss; 0 without gain. */
  readonly gained: number
  /** Kendall's tau from the best to the end: +1 for a rise without a step back. */
  readonly steadiness: number
  /** Values after the best. */
  readonly after: number
}

/**
 * Measures the rise of finite values, at least one; `start` is where the loss began (of either split). Where the
 * lowest value is not positive, shares are of what had been gained, since a share of the loss means nothing there.
 */
export function measureRise(y: readonly number[], start: number): Rise {
  const known = measured.get(y)
  if (known?.start === start) return known.rise
  const rise = riseOf(y, start)
  measured.set(y, { start, rise })
  return rise
}

/** What several diagnoses ask of the same curve. */
const measured = new WeakMap<readonly number[], { readonly start: number; readonly rise: Rise }>()

function riseOf(y: readonly number[], start: number): Rise {
  const bare = readRise(y, start)
  const smooth = readRise(withoutSpikes(y), start)
  const share = Math.expm1((Math.log1p(bare.share) + Math.log1p(smooth.share)) / 2)
  const best = indexOfMin(y)
  return {
    best,
    lowest: y[best] ?? Number.NaN,
    end: (bare.end + smooth.end) / 2,
    share,
    bare: bare.share,
    smooth: smooth.share,
    long: readRise([...y.slice(0, -1), median(y.slice(-5))], start).share,
    givenBack: (bare.givenBack + smooth.givenBack) / 2,
    gained: bare.gained,
    steadiness: kendallTau(y.slice(best)),
    after: y.length - 1 - best,
  }
}

/** Medians of three; the last value is that of the last three, so that neither a last dip nor a last spike shows. */
export function withoutSpikes(y: readonly number[]): number[] {
  const smooth = medianOfThree(y)
  if (y.length >= 3) smooth[y.length - 1] = median(y.slice(-3))
  return smooth
}

function readRise(y: readonly number[], start: number): Pick<Rise, 'end' | 'share' | 'givenBack' | 'gained'> {
  const end = y.at(-1) ?? Number.NaN
  const lowest = y[indexOfMin(y)] ?? Number.NaN
  const gained = (lowest > 0 ? Math.max(start, y[0] ?? start) : startOf(y, start)) - lowest
  const givenBack = end <= lowest ? 0 : gained > 0 ? (end - lowest) / gained : Number.POSITIVE_INFINITY
  return { end, share: lowest > 0 ? end / lowest - 1 : givenBack, givenBack, gained: Math.max(0, gained) }
}

/** A fall whose first value lies this many times as far up as the middle one of its first eight begins with an outlier. */
const HUGE = 4
const FIRST = 8

/**
 * Where a fall to the lowest value began, at `start` or at its own first: huge first values count no more than the next,
 * and a start as far off a short fall is of another scale.
 */
export function startOf(y: readonly number[], start: number): number {
  const fall = y.slice(0, indexOfMin(y) + 1)
  const first = Math.max(start, fall[0] ?? start)
  const lowest = fall.at(-1) ?? first
  const own = (fall[0] ?? first) - lowest
  if (fall.length < 4) return own > 0 && first - lowest > HUGE * own ? lowest + own : first
  return Math.min(first, lowest + HUGE * (median(fall.slice(0, FIRST)) - lowest))
}

/** First index from which all values to the end stay above `level`; the last index where even that one does not. */
export function staysAbove(y: readonly number[], level: number): number {
  let start = y.length
  while (start > 0 && (y[start - 1] ?? level) > level) start--
  return Math.min(start, y.length - 1)
}

/** Index where a rise has set in for good: from there on it stays above a third of itself, or above `limit` of the best. */
export function onsetOf(y: readonly number[], { best, lowest, end }: Rise, limit: number): number {
  const margin = Math.min((end - lowest) / 3, lowest > 0 ? lowest * limit : Number.POSITIVE_INFINITY)
  return best + staysAbove(withoutSpikes(y.slice(best)), lowest + margin)
}
