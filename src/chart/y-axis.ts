import { spell } from '../numerals.js'
import { niceTicks, type Scale, scaleFor, tickLabels } from './scale.js'

/** A label of the y axis; `at` is where it stands on the axis, as `positionsOf` gives it. */
export interface Tick {
  readonly at: number
  readonly label: string
}

/** What the y axis of a panel shows. Its limits are powers of ten on a log scale, values on a linear one. */
export interface YAxis {
  readonly log: boolean
  readonly low: number
  readonly high: number
  readonly ticks: readonly Tick[]
}

/** The values of one curve. */
type Values = { readonly y: ArrayLike<number> }

/** From this ratio of the highest to the lowest value on, a log scale is thought of. */
const DECADES = 1000
/** A log scale has room for spikes: what lies within so many powers of ten of the bulk is shown. */
const SHOWN = 8
/** A linear scale says nothing where half of each curve lies within this share of it, at its lower end. */
const PRESSED = 0.05

/** A spike is so many times what stands before and after it, within so many values, */
const SPIKE = { times: 10, within: 4 }
/** and no more than this share of a curve are spikes: many are its course. */
const FEW = 0.1
/** Larger values leave the frame as infinity does: widths between them are no numbers. */
const LARGEST = 1e300

/**
 * The y axis of some curves by their finite values: logarithmic where that was asked for and there is a value above
 * zero, or, unless told, where values span decades and most of each curve would lie at the bottom. Single spikes are no
 * reason for it: they leave the frame.
 */
export function yAxisOf(curves: readonly Values[], rows: number, log?: boolean): YAxis {
  const parts = curves.map(({ y }) => Float64Array.from(y).filter((value) => Math.abs(value) <= LARGEST))
  const above = parts.map((values) => values.filter((value) => value > 0).map(Math.log10))
  const all = joined(parts)
  const powers = joined(above)
  if (all.length === 0) return { log: false, low: 0, high: 1, ticks: [] }
  const linear = scaleFor(all, rows, curves.length)
  const linearAxis = ({ ticks, ...limits }: Scale) => ({ ...limits, log: false, ticks: labelled(ticks) })
  if (powers.length === 0 || (log !== true && !asksForLog(parts, linear))) return linearAxis(linear)
  if (log !== true) {
    const calm = parts.map(withoutSpikes)
    const limited = scaleFor(joined(calm), rows, curves.length)
    if (log === false || !asksForLog(calm, limited)) return linearAxis(limited)
  }
  const { low, high } = scaleFor(powers, rows, curves.length, SHOWN)
  return { log: true, low, high, ticks: logTicks(low, high, rows) }
}

/** Where values stand on the axis: themselves, or their powers of ten; `-Infinity` for what a log scale cannot show, infinity for what no scale can. */
export function positionsOf({ y }: Values, { log }: Pick<YAxis, 'log'>): ArrayLike<number> {
  const positions = log
    ? Float64Array.from(y, (value) => (value <= 0 ? Number.NEGATIVE_INFINITY : Math.log10(value)))
    : y
  for (let k = 0; k < y.length; k++)
    if (Math.abs(y[k] ?? 0) > LARGEST)
      return Float64Array.from(positions, (own, n) => bounded(own, y[n] ?? own))
  return positions
}

function bounded(position: number, value: number): number {
  return Math.abs(value) > LARGEST ? position * Number.POSITIVE_INFINITY : position
}

/** The share of the axis above a position: 0 at its upper end, 1 at its lower end; beyond these outside of it. */
export function depthOf(position: number, { low, high }: Pick<YAxis, 'low' | 'high'>): number {
  return (high - position) / (high - low)
}

/** The last value of a curve, with as many digits as the labels of a linear axis, three at least. */
export function spellEnd(value: number, { log, ticks }: Pick<YAxis, 'log' | 'ticks'>): string {
  const figures = (label: string) => 1 + (/^-?\d\.(\d+)e/.exec(label)?.[1]?.length ?? 0)
  if (log && isLong(value)) return value.toExponential(2).replace('e+', 'e')
  const asOnAxis = log ? 3 : ticks.reduce((most, { label }) => Math.max(most, figures(label)), 3)
  const short = spell(value, asOnAxis)
  if (log || !Number.isFinite(value) || short.includes('e')) return short
  const decimals = (text: string) => /^-?\d+\.(\d+)$/.exec(text)?.[1]?.length ?? 0
  const asked = ticks.reduce((most, { label }) => Math.max(most, decimals(label)), 0)
  return asked > decimals(short) ? value.toFixed(asked) : short
}

/** Rounding must not push a limit out of its own frame. */
const TOLERANCE = 1e-9

/** Does a position lie above (1) or below (-1) the frame, or in it (0)? */
export function sideOf(position: number, axis: Pick<YAxis, 'low' | 'high'>): -1 | 0 | 1 {
  const depth = depthOf(position, axis)
  if (depth < -TOLERANCE) return 1
  return depth > 1 + TOLERANCE ? -1 : 0
}

function asksForLog(curves: readonly Float64Array[], { low, high }: { low: number; high: number }): boolean {
  const filled = curves.filter(({ length }) => length > 0)
  if (filled.some((values) => values.some((value) => value <= 0))) return false
  if (!(low > 0) || high / low < DECADES) return false
  return filled.every((values) => {
    const middle = values.toSorted()[Math.floor(values.length / 2)] ?? high
    return middle <= low + PRESSED * (high - low)
  })
}

/** The values of a curve without what stands up alone and falls back at once; all where that is more than a few. */
function withoutSpikes(y: Float64Array): Float64Array {
  const { times, within } = SPIKE
  const lowest = (from: number, to: number) =>
    y.subarray(Math.max(0, from), to).reduce((a, b) => Math.min(a, b), 1 / 0)
  const calm = y.filter(
    (value, k) => value <= times * Math.max(lowest(k - within, k), lowest(k + 1, k + 1 + within)),
  )
  return y.length - calm.length <= FEW * y.length ? calm : y
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const part of parts) {
    all.set(part, place)
    place += part.length
  }
  return all
}

/** Values of a linear axis as its ticks. */
export function labelled(values: readonly number[]): Tick[] {
  const labels = tickLabels(values)
  return values.map((at, k) => ({ at, label: labels[k] ?? '' }))
}

/** Powers of ten, not too many; where there are less than two, round values between them. */
function logTicks(low: number, high: number, rows: number): Tick[] {
  const [first, last] = [Math.ceil(low - TOLERANCE), Math.floor(high + TOLERANCE)]
  const most = Math.max(2, rows / 2)
  if (last - first >= 1) {
    const every = Math.max(1, Math.ceil((last - first) / most))
    return steps(first, last, every).map((power) => logTick(Number(`1e${power}`)))
  }
  const round = steps(Math.floor(low), Math.ceil(high), 1)
    .flatMap((power) => [1, 2, 5].map((factor) => Number(`${factor}e${power}`)))
    .map(logTick)
    .filter(({ at }) => at >= low - TOLERANCE && at <= high + TOLERANCE)
  if (round.length > 1) return round
  return niceTicks(10 ** low, 10 ** high, most)
    .filter((value) => value > 0)
    .map(logTick)
}

function steps(first: number, last: number, every: number): number[] {
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, k) => first + k * every)
}

/** A tick of a log scale. */
export function logTick(value: number): Tick {
  return {
    at: Math.log10(value),
    label: isLong(value) ? value.toExponential().replace('e+', 'e') : String(value),
  }
}

/** Is a value of a log scale spelt as a power of ten? */
function isLong(value: number): boolean {
  return value > 0 && value < Number.POSITIVE_INFINITY && (value >= 1e4 || value < 1e-3)
}
