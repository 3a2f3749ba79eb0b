import { relativeNoise } from './noise.js'
import { median, quantile } from './order.js'
import { kendallTau } from './trend.js'

/** Where the end of a noisy curve stands among its own last values. */
export interface Upswing {
  /** Last value above the level that a fifth of the last half lies under, as a share of that level. */
  readonly above: number
  /** The same as a share of what had been gained from the start (Infinity without gain). */
  readonly givenBack: number
  /** That level. */
  readonly level: number
  /** Noise from value to value, as a share. */
  readonly noise: number
  /** Kendall's tau over the last half. */
  readonly trend: number
}

/** Measures the end of a curve against its last half; undefined for values that are not positive, or fewer than six. */
export function measureUpswing(y: readonly number[]): Upswing | undefined {
  if (y.length < 6 || !y.every((value) => value > 0)) return undefined
  const half = y.slice(-Math.ceil(y.length / 2))
  const level = quantile(half, 0.2)
  const last = y.at(-1) ?? level
  const gained = median(y.slice(0, 2)) - level
  return {
    above: last / level - 1,
    givenBack: gained > 0 ? (last - level) / gained : Number.POSITIVE_INFINITY,
    level,
    noise: relativeNoise(y),
    trend: kendallTau(half),
  }
}

/** How often, and how far, a curve turns back. */
export interface Swings {
  /** Upward swings of at least the asked share of the span, each after a fall as large or at the start. */
  readonly count: number
  /** Indices of the peaks of these swings. */
  readonly peaks: readonly number[]
  /** What a swing is measured against: the progress from the start, or the spread of the values where that is larger. */
  readonly span: number
  /** The least swing that was counted. */
  readonly least: number
  /** The highest single value above both its neighbours (the last: above the one before), as a share of the spread of all other values. */
  readonly spike: { readonly index: number; readonly height: number }
}

/**
 * Counts the swings of at least `share` of the span and of `material` of the values, where these are positive: the
 * noise of a long curve that falls little swings as often. 3 % of the values may be outliers to the span.
 */
export function measureSwings(y: readonly number[], share: number, material = 0): Swings {
  const lowest = quantile(y, 0)
  const span = Math.max(quantile(y, 0.97) - lowest, median(y.slice(0, 2)) - lowest)
  const least = Math.max(share * span, lowest > 0 ? material * median(y) : 0)
  const peaks: number[] = []
  let rising = false
  let extreme = 0
  for (let k = 0; k < y.length; k++) {
    const value = y[k] ?? 0
    const far = Math.abs(value - (y[extreme] ?? value)) >= least && span > 0
    if (rising ? value >= (y[extreme] ?? value) : value <= (y[extreme] ?? value)) extreme = k
    else if (far) {
      if (rising) peaks.push(extreme)
      rising = !rising
      extreme = k
    }
  }
  if (rising) peaks.push(extreme)
  return { count: peaks.length, peaks, span, least, spike: highestSpike(y) }
}

function highestSpike(y: readonly number[]): { index: number; height: number } {
  const { lowest, highest, next } = extremesOf(y)
  let spike = { index: -1, height: 0 }
  for (let k = 1; k < y.length; k++) {
    const value = y[k] ?? 0
    const up = value - Math.max(y[k - 1] ?? value, y[k + 1] ?? Number.NEGATIVE_INFINITY)
    const spread = (value === highest ? next : highest) - lowest
    const height = up > 0 ? (spread > 0 ? up / spread : Number.POSITIVE_INFINITY) : 0
    if (height > spike.height) spike = { index: k, height }
  }
  return spike
}

/** The lowest, the highest and the second highest of at least two values. */
function extremesOf(y: readonly number[]): { lowest: number; highest: number; next: number } {
  let [lowest, highest, next] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of y) {
    if (value < lowest) lowest = value
    if (value > highest) {
      next = highest
      highest = value
    } else if (value > next) next = value
  }
  return { lowest, highest, next }
}
