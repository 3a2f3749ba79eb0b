import { bridges } from './gaps.js'

/** One value of a curve for each column of a chart; NaN where the curve has nothing to show. */
export type Samples = readonly number[]

/**
 * Takes one value per column: between points the straight line, where several points share a column the one that
 * lies furthest from their mean, of two the one further from what stands beside them, so that extremes stay. Where
 * many share each column and none stands out of their noise, their mean: to pick the furthest of each would draw swings
 * that are none of the curve's. Nothing bridges a NaN. `x` ascends.
 */
export function sampleColumns(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  columns: number,
  columnOf: (x: number) => number,
): Samples {
  const samples = new Array<number>(columns).fill(Number.NaN)
  const leads = bridges(x)
  const buckets = new Map<number, number[]>()
  /** What stands before the values of a column, or where nothing does, behind them. */
  const beside = new Map<number, number>()
  let last: number | undefined
  for (let k = 0; k < x.length; k++) {
    const column = Math.round(columnOf(x[k] ?? 0))
    const bucket = buckets.get(column)
    if (bucket) bucket.push(y[k] ?? Number.NaN)
    else {
      buckets.set(column, [y[k] ?? Number.NaN])
      beside.set(column, y[k - 1] ?? Number.NaN)
      if (last !== undefined && !Number.isFinite(beside.get(last))) beside.set(last, y[k] ?? Number.NaN)
      last = column
    }
  }
  const all = rangeOf(y)
  /** The highest and the lowest value, until they have been shown. */
  const extremes = new Set([all.low, all.high])
  let before: { readonly range: Range; readonly shown: number } | undefined
  const crowds = [...buckets.values()].map(crowdOf)
  for (const [place, [column, values]] of [...buckets].entries()) {
    const range = rangeOf(values)
    const own = telling(values, beside.get(column) ?? Number.NaN)
    const extreme = [range.high, range.low].find((value) => Number.isFinite(own) && extremes.has(value))
    const swings = before && Number.isFinite(own) && extreme === undefined
    const noise = swings && !standsOut(crowds, place) ? crowds[place] : undefined
    const common = noise ? COMMON_NOISE : COMMON
    const shown =
      before && swings && isBand(before.range, range, all, common)
        ? furtherFrom(before.shown, range)
        : (noise?.mean ?? extreme ?? own)
    extremes.delete(shown)
    if (column >= 0 && column < columns) samples[column] = shown
    before = Number.isFinite(shown) ? { range, shown } : undefined
  }
  for (let k = 0; k + 1 < x.length; k++) {
    const x0 = x[k] ?? 0
    const x1 = x[k + 1] ?? 0
    const y0 = y[k] ?? Number.NaN
    const y1 = y[k + 1] ?? Number.NaN
    if (!Number.isFinite(y0) || !Number.isFinite(y1) || !leads(k)) continue
    const c0 = columnOf(x0)
    const c1 = columnOf(x1)
    for (let column = Math.ceil(c0); column <= Math.floor(c1); column++) {
      if (column < 0 || column >= columns || buckets.has(column)) continue
      samples[column] = y0 + ((y1 - y0) * (column - c0)) / (c1 - c0)
    }
  }
  return samples
}

interface Range {
  readonly low: number
  readonly high: number
}

/** The values of a column, of which there are many: their mean, and how far the furthest lies from it. */
interface Crowd {
  readonly mean: number
  readonly reach: number
}

/** So many values in one column are a crowd: of fewer the mean swings as they do. */
const CROWD = 4
/** A value stands out of a crowd that lies so many times as far from its mean as the furthest of the crowds around, */
const OUTSTANDING = 1.7
/** so many before it and behind it. */
const AROUND = 4

function crowdOf(values: readonly number[]): Crowd | undefined {
  if (values.length < CROWD || !values.every(Number.isFinite)) return undefined
  const { low, high } = rangeOf(values)
  const rough = values.reduce((sum, value) => sum + value / values.length, 0)
  const mean = Math.min(high, Math.max(low, rough))
  return { mean, reach: Math.max(high - mean, mean - low) }
}

function standsOut(crowds: readonly (Crowd | undefined)[], place: number): boolean {
  const own = crowds[place]
  if (!own) return true
  const around = [
    ...crowds.slice(Math.max(0, place - AROUND), place),
    ...crowds.slice(place + 1, place + 1 + AROUND),
  ]
    .flatMap((crowd) => crowd?.reach ?? [])
    .sort((a, b) => a - b)
  return own.reach > OUTSTANDING * (around[around.length >> 1] ?? 0)
}

/** Of two columns so much is common to what their values range over that the curve swings within each: a share of all that. */
const COMMON = 0.8
/** The ends of what many values range over are themselves a matter of luck. */
const COMMON_NOISE = 0.5
/** Narrower than this share of all values, a band is the noise about a course and no sight of its own. */
const WIDE = 0.25

/**
 * Do two columns hold the same band of values? Then the one shows its upper end and the next its lower one: whatever else
 * was picked of each would make a rhythm that is none of the curve's.
 */
function isBand(before: Range, { low, high }: Range, all: Range, share: number): boolean {
  const common = Math.min(before.high, high) - Math.max(before.low, low)
  const both = Math.max(before.high, high) - Math.min(before.low, low)
  return common > 0 && common >= share * both && common >= WIDE * (all.high - all.low)
}

function furtherFrom(value: number, { low, high }: Range): number {
  return Math.abs(high - value) > Math.abs(low - value) ? high : low
}

function rangeOf(values: ArrayLike<number>): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? Number.NaN
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}

/**
 * The value that says most of those that share a column: a broken one, else the one furthest from their mean; of two,
 * which are equally far from it, the one further from the value beside them.
 */
function telling(values: readonly number[], beside: number): number {
  const [first = Number.NaN] = values
  if (values.length === 1) return first
  const broken = values.find((value) => !Number.isFinite(value))
  if (broken !== undefined) return broken
  const middle =
    values.length === 2 && Number.isFinite(beside)
      ? beside
      : values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce(
    (far, value) => (Math.abs(value - middle) > Math.abs(far - middle) ? value : far),
    values[0] ?? Number.NaN,
  )
}
