import { remember } from '../once.js'
import { noiseBesideCurve, noiseLevel } from './noise.js'
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
 * beginning, when little has been gained beside what the pace would bring. Exponentials with an offset slow down
 * faster, which the paces of the last two quarters tell; a fall that is over, or came late, shows in the last eighths.
 * Values that are not positive are measured against what has been gained so far. At least four values; `errors` is
 * how many standard errors `least` allows for.
 */
export function forecast(y: readonly number[], errors = 1): Forecast {
  const { kept, pace, most, ...rest } = outlookOf(y)
  return { ...rest, least: share(Math.min(most, (pace - errors * rest.error) * kept)) }
}

/** What several diagnoses ask of the same curve. */
const outlookOf = remember((y: readonly number[]) => {
  const levels = relativeLevels(y)
  const quarter = levels.slice(-Math.max(4, Math.floor(y.length / 4)))
  const half = levels.slice(-Math.max(4, Math.floor(y.length / 2)))
  const noise = noiseLevel(half)
  const end = levels.slice(-Math.max(4, Math.floor(y.length / 8)))
  const lately = AT_MOST * errorOfSlope(noise, end.length) - theilSen(end)
  const pace = Math.max(0, Math.min(lately, -Math.max(theilSen(quarter), theilSen(half)))) * y.length
  const error = errorOfSlope(noise, half.length) * y.length
  const gained = (levels[0] ?? 0) - median(levels.slice(-3))
  const slow = slowdown(levels, noise)
  const kept = (gained > 0 ? LATE + (1 - LATE) * Math.min(1, pace / gained) : 1) * slow.expected
  const most = mostLeftOfLateFall(levels)
  const of = (fall: number) => share(Math.min(most, fall))
  const capped = Math.min(1, most / Math.max(pace * slow.most, Number.MIN_VALUE))
  return {
    ...{ pace, kept, most, gain: of(pace * kept) },
    range: [share((pace - error) * LATE * slow.least * capped), of(pace * slow.most)] as const,
    error,
    certainty: error > 0 ? pace / error : pace > 0 ? Number.POSITIVE_INFINITY : 0,
  }
})

/** Standard error of the slope of so many values with that noise. */
function errorOfSlope(noise: number, length: number): number {
  return (noise * Math.sqrt(12)) / length ** 1.5
}

/** The last eighth tells the pace too: it is no faster than its own slope and so many standard errors. */
const AT_MOST = 2
/** From one quarter to the next a power law keeps about this share of its pace, give or take. */
const POWER_LAW = { ratio: 0.6, deviation: 0.2 }

/** The least that a curve has left lies so many standard deviations below what is expected. */
const BELOW = 2

/** In quarters of fewer values the curve itself bends so much from value to value that it passes for noise. */
const FEW = 3

/**
 * How much less than a power law a curve has left that slows down faster, as exponentials with an offset do: by the
 * pace of each of the last two quarters over that of the one before, as far as noise lets it be seen (weighed against
 * that of a power law by their variances; the earlier ratio may differ from the last as power laws do), continued for four
 * quarters. 1 for a curve that does not slow down faster, and for fewer than eight values, whose quarters have no pace.
 */
function slowdown(
  levels: readonly number[],
  noise: number,
): { least: number; expected: number; most: number } {
  const size = Math.floor(levels.length / 4)
  const paceOf = (quarter: number) => {
    const end = levels.length - quarter * size
    return -theilSen(levels.slice(end - size, end))
  }
  const [last, before, first] = size < 2 ? [0, 0, 0] : [paceOf(0), paceOf(1), paceOf(2)]
  if (before <= 0) return { least: 1, expected: 1, most: 1 }
  const seenNoise = size < FEW ? Math.min(noise, noiseBesideCurve(levels.slice(-3 * size))) : noise
  const error = errorOfSlope(seenNoise, size)
  const seen = [
    ratioOf(last, before, error, 0),
    ...(first > 0 ? [ratioOf(before, first, error, POWER_LAW.deviation)] : []),
    { ratio: POWER_LAW.ratio, weight: 1 / POWER_LAW.deviation ** 2 },
  ]
  const weight = seen.reduce((sum, own) => sum + own.weight, 0)
  const weighed = seen.reduce((sum, own) => sum + own.ratio * own.weight, 0) / weight
  const deviation = 1 / Math.sqrt(weight)
  const left = (pace: number) => Math.min(1, (pace + pace ** 2 + pace ** 3 + pace ** 4) / ALL_LEFT)
  return {
    least: left(Math.max(0, weighed - BELOW * deviation)),
    expected: left(weighed),
    most: left(weighed + deviation),
  }
}

/** A late fall lowers the last half so many times as far as the first. */
const LATE_FALL = 3
/** It is followed in so many parts of the run. */
const PARTS = 16
/** From one of these to the next a power law keeps about this share of its pace, give or take. */
const BY_PARTS = { ratio: 0.93, deviation: 0.2 }

/**
 * The most that is left of a fall that came late, after a first half that was nearly level: its pace was set neither by
 * the length of the run nor by its quarters, and it may be over as soon as it came. So the pace of the last sixteenth
 * over that of the one before, weighed against that of a power law and two standard errors more, is continued for as
 * many again. Infinity for other curves, which this does not bound.
 */
function mostLeftOfLateFall(levels: readonly number[]): number {
  if (levels.length < 8) return Number.POSITIVE_INFINITY
  const half = levels.slice(0, Math.ceil(levels.length / 2))
  const few = Math.min(3, Math.floor(half.length / 3))
  const [first, middle] = [median(half.slice(0, few)), median(half.slice(-few))]
  const end = median(levels.slice(-few))
  const size = Math.max(1, Math.floor(levels.length / PARTS))
  const levelOf = (part: number) => {
    const to = levels.length - part * size
    return median(levels.slice(to - size, to))
  }
  const last = Math.max(0, levelOf(1) - levelOf(0))
  const before = levelOf(2) - levelOf(1)
  if (middle - end <= LATE_FALL * (first - middle) || before <= 0) return Number.POSITIVE_INFINITY
  const noise = Math.max(noiseLevel(half), noiseLevel(levels.slice(-half.length)))
  const seen = ratioOf(last, before, noise * Math.sqrt(2 / size), 0)
  const usual = 1 / BY_PARTS.deviation ** 2
  const weight = seen.weight + usual
  const ratio = (seen.ratio * seen.weight + BY_PARTS.ratio * usual) / weight
  const most = Math.min(1, ratio + AT_MOST / Math.sqrt(weight))
  const parts = Math.round(levels.length / size)
  return Array.from({ length: parts }, (_, k) => last * most ** (k + 1)).reduce((sum, fall) => sum + fall)
}

/** Noise that no float of the log can show. */
const LEAST_VARIANCE = 1e-12

/** The ratio of two paces, each with this error, and its weight: the inverse of its variance. */
function ratioOf(pace: number, before: number, error: number, drift: number) {
  const ratio = Math.max(0, pace / before)
  const variance = ((error / before) * Math.hypot(1, ratio)) ** 2 + drift ** 2
  return { ratio, weight: 1 / Math.max(LEAST_VARIANCE, variance) }
}

/** What four quarters of a power law bring, in paces of the last one. */
const ALL_LEFT = [1, 2, 3, 4].reduce((sum, k) => sum + POWER_LAW.ratio ** k, 0)

/** Levels whose differences are shares: logarithms, or the values over what they have gained so far. */
function relativeLevels(y: readonly number[]): number[] {
  if (y.every((value) => value > 0)) return y.map(Math.log)
  const gained = (y[0] ?? 0) - y.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
  return y.map((value) => value / (gained > 0 ? gained : 1))
}

function share(pace: number): number {
  return 1 - Math.exp(-Math.max(0, pace))
}
