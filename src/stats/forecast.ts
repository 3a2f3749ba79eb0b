import { noiseLevel } from './noise.js'
import { median } from './order.js'
import { theilSen } from './trend.js'

/** What as many values again would bring a falling curve, as shares of its last level. */
export interface Forecast {
  /** Expected fall, 0 for a curve that does not fall. */
  readonly gain: number
  /** Expected fall where the pace is so many of its standard errors less. */
  readonly least: number
  /** The least and the most that learning curves of this pace have left. */
  readonly range: readonly [number, number]
  /** Standard error of the pace, as a logarithm: what noise alone would promise or hide. */
  readonly error: number
  /** The pace in standard errors of its own. */
  readonly certainty: number
}

/** Of the pace of a curve that has flattened, power laws with exponents up to 1 keep at least this. */
const LATE = 1 / 3

/**
 * Extrapolates a curve to twice its length. The pace is the robust slope of the logarithm over the last quarter and
 * over the last half, the smaller of the two: a curve that levels off has a small last quarter, one that turned only
 * now a small half. Kept up for as many values again it would be the most. Learning curves are power laws with
 * exponents from 1/2 to 1: of their pace a third to two thirds are left late in a run, and nearly all at its very
 * beginning, when little has been gained beside what the pace would bring.
 * Values that are not positive are measured against what has been gained so far. At least four values. Where the
 * values are the end of a longer curve, `horizon` is how many more are asked for; `errors` is what `least` allows for.
 */
export function forecast(y: readonly number[], horizon = y.length, errors = 1): Forecast {
  const levels = relativeLevels(y)
  const quarter = levels.slice(-Math.max(4, Math.floor(y.length / 4)))
  const half = levels.slice(-Math.max(4, Math.floor(y.length / 2)))
  const pace = Math.max(0, -Math.max(theilSen(quarter), theilSen(half))) * horizon
  const error = (noiseLevel(half) * Math.sqrt(12) * horizon) / half.length ** 1.5
  const gained = (levels[0] ?? 0) - median(levels.slice(-3))
  const kept = gained > 0 ? LATE + (1 - LATE) * Math.min(1, pace / gained) : 1
  return {
    gain: share(pace * kept),
    least: share((pace - errors * error) * kept),
    range: [share(pace * LATE), share(pace)],
    error,
    certainty: error > 0 ? pace / error : pace > 0 ? Number.POSITIVE_INFINITY : 0,
  }
}

/** Levels whose differences are shares: logarithms, or the values over what they have gained so far. */
function relativeLevels(y: readonly number[]): number[] {
  if (y.every((value) => value > 0)) return y.map(Math.log)
  const gained = (y[0] ?? 0) - y.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
  return y.map((value) => value / (gained > 0 ? gained : 1))
}

function share(pace: number): number {
  return 1 - Math.exp(-Math.max(0, pace))
}
