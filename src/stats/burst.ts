import { least, median } from './order.js'

/** Where a curve blew up and came back; indices of its values. */
export interface Burst {
  /** Of the first and the last value up there. */
  readonly from: number
  readonly to: number
  /** How far it had jumped within two values, as a share of the spread of all values that are in no burst. */
  readonly height: number
}

/** What makes an excursion a burst. */
export interface BurstBounds {
  /** Least height. */
  readonly burst: number
  /** Values before it. */
  readonly settled: number
  /** Most values up there, as a share of all. */
  readonly lasting: number
  /** Least jump as a share of the median, where that is positive. */
  readonly material: number
}

/** The curve was where the highest of so many values before were. */
const BEFORE = 3
/** It is back there within this share of that level, or of what had been gained. */
const BACK = 0.25
/** It sets in at once: within two values by this share of its height, or to so many times where the curve was. */
const SUDDEN = 0.5
const LEAP = 3

/**
 * Excursions upwards that set in within two values, after which the curve was back where it had come from: no slow rise,
 * not the beginning of a curve, and not an end that stays up. Infinite values are welcome, NaN is not.
 */
export function findBursts(y: readonly number[], bounds: BurstBounds): Burst[] {
  let excursions = excursionsOf(y, bounds)
  while (excursions.length > 0) {
    const spread = spreadBeside(y, excursions)
    const high = excursions.filter(({ height }) => height > 0 && height >= bounds.burst * spread)
    if (high.length === excursions.length)
      return high.map((own) => ({ ...own, height: spread > 0 ? own.height / spread : Infinity }))
    excursions = high
  }
  return []
}

/** All that jump so far that they may be bursts, one after another; heights in units of the curve. */
function excursionsOf(y: readonly number[], { burst, settled, lasting, material }: BurstBounds): Burst[] {
  const finite = y.filter(Number.isFinite)
  const middle = median(finite)
  const lowest = least(finite)
  const high = Math.max(material * Math.max(0, middle), burst * (middle - lowest))
  const longest = Math.floor(lasting * y.length)
  const excursions: Burst[] = []
  let highest = Number.NEGATIVE_INFINITY
  for (let k = 0; k < y.length; k++) {
    const top = Math.max(y[k] ?? 0, y[k + 1] ?? 0)
    // Most values are not even so far above the lowest of all: the level before them need not be known.
    const level =
      k >= settled && top - lowest >= high
        ? Math.max(...y.slice(Math.max(0, k - BEFORE), k).filter(Number.isFinite))
        : Number.NaN
    const height = top - level
    if (Number.isFinite(level) && height >= high) {
      const back = level + BACK * Math.max(highest - level, Math.abs(level))
      const to = (y[k] ?? 0) > back ? lastAbove(y, k, back, longest) : undefined
      if (to !== undefined && isSudden(height, level, y.slice(k, to + 1))) {
        excursions.push({ from: k, to, height })
        k = to
        continue
      }
    }
    if (Number.isFinite(y[k])) highest = Math.max(highest, y[k] ?? highest)
  }
  return excursions
}

function isSudden(height: number, level: number, values: readonly number[]): boolean {
  const peak = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY)
  return height >= SUDDEN * (peak - level) || (level > 0 && level + height >= LEAP * level)
}

/** The last of the values from `from` on that lie above a level, where another follows and there are not too many. */
function lastAbove(y: readonly number[], from: number, level: number, longest: number): number | undefined {
  let next = from
  while (next < y.length && (y[next] ?? level) > level && next - from <= longest) next++
  return next < y.length && next - from <= longest ? next - 1 : undefined
}

function spreadBeside(y: readonly number[], excursions: readonly Burst[]): number {
  let [lowest, highest, next] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (let k = 0; k < y.length; k++) {
    while ((excursions[next]?.to ?? k) < k) next++
    const value = y[k] ?? Number.NaN
    if (k >= (excursions[next]?.from ?? y.length) || !Number.isFinite(value)) continue
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
  }
  return Math.max(0, highest - lowest)
}
