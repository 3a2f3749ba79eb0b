import { noiseLevel } from './noise.js'
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
    noise: noiseLevel(y.map(Math.log)),
    trend: kendallTau(half),
  }
}
