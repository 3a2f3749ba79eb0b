/** The values that a panel shows, lowest and highest, and the values at which its axis is labelled. */
export interface Scale {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

/** Above this multiple of the spread of the bulk, single values would press the rest into one row. */
const OUTLYING = 4
/** Room beyond the last value that is shown, where others lie out of the frame, as a share of what is shown. */
const MARGIN = 0.1
/** Values that differ by less than this share are drawn as equal: labels could not tell them apart. */
const EQUAL = 1e-9
/** Values closer together than this are drawn as equal too: steps between them would be lost to underflow. */
const SMALLEST = 1e-305
/** The bulk of the values: all but this share of each end, and all but one for each curve in any case. */
const TAIL = 0.03
/** With fewer values for each curve none of them is an outlier. */
const FEWEST = 6

/**
 * Limits for finite values, at least one: the bulk always, outliers only where they leave room for it. `curves` is
 * how many curves the values come from: each may have an outlier of its own; nothing nearer to the bulk than
 * `nearest` is one.
 */
export function scaleFor(values: ArrayLike<number>, rows: number, curves = 1, nearest = 0): Scale {
  const sorted = Float64Array.from(values).sort()
  const last = sorted.length - 1
  const [lowest, highest] = [sorted[0] ?? 0, sorted[last] ?? 0]
  const cut = sorted.length < FEWEST * curves ? 0 : Math.max(curves, Math.floor(TAIL * sorted.length))
  const [bulkLow, bulkHigh] = [sorted[cut] ?? lowest, sorted[last - cut] ?? highest]
  const spread = bulkHigh - bulkLow
  const reach = Math.max(OUTLYING * spread, nearest)
  const [most, least] = [bulkHigh + reach, bulkLow - reach]
  const kept = sorted.filter((value) => value >= least && value <= most)
  const margin = ((kept.at(-1) ?? highest) - (kept[0] ?? lowest)) * MARGIN
  const high = spread > 0 && highest > most ? (kept.at(-1) ?? highest) + margin : highest
  const low = spread > 0 && lowest < least ? (kept[0] ?? lowest) - margin : lowest
  if (high - low <= Math.max(SMALLEST, EQUAL * Math.max(Math.abs(low), Math.abs(high)))) {
    const margin = low === 0 && high === 0 ? 1 : Math.max(Math.abs(low) / 10, SMALLEST)
    return { low: low - margin, high: high + margin, ticks: [low] }
  }
  return { low, high, ticks: niceTicks(low, high, Math.max(2, rows / 2.5)) }
}

/** Round values inside the limits, about as many as asked for: steps of 1, 2 or 5 times a power of ten. */
export function niceTicks(low: number, high: number, about: number): number[] {
  const rough = (high - low) / about
  const power = 10 ** Math.floor(Math.log10(rough))
  const step =
    [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999) ?? 10 * power
  const first = Math.ceil(low / step - 1e-9)
  const ticks: number[] = []
  for (let k = first; k * step <= high + step * 1e-9 && ticks.length < 50; k++)
    ticks.push(Number((k * step).toPrecision(12)))
  return ticks
}

/** Labels of ticks with as many digits as tell them apart, all alike. */
export function tickLabels(ticks: readonly number[]): string[] {
  const size = ticks.reduce((most, tick) => Math.max(most, Math.abs(tick)), 0)
  const step = ticks.length > 1 ? Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0)) : size
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) {
    const digits = Math.max(0, Math.min(12, Math.floor(Math.log10(size)) - lastDigit(step || size)))
    return ticks.map((tick) => (tick === 0 ? '0' : tick.toExponential(digits).replace('e+', 'e')))
  }
  const decimals = step === 0 ? 0 : Math.max(0, Math.min(12, -lastDigit(step)))
  return ticks.map((tick) => tick.toFixed(Math.max(decimals, step < 10 && size < 10 ? 2 : 0)))
}

/** The power of ten of the last digit of a step: 0 of 5, -2 of 0.25. */
function lastDigit(step: number): number {
  const power = Math.floor(Math.log10(step) + 1e-9)
  const leading = step / 10 ** power
  return Math.abs(leading - Math.round(leading)) < 1e-6 ? power : power - 1
}

/**
 * Whole epochs for an axis: the first, the last and round ones between that are not too close to either. Where epochs
 * are fractions, the first and the last whole one within; the ends as they are where there are no two of these.
 */
export function wholeTicks(first: number, last: number, about: number): number[] {
  if (last <= first) return [first]
  const [low, high] =
    Math.ceil(first) < Math.floor(last) ? [Math.ceil(first), Math.floor(last)] : [first, last]
  const inner = niceTicks(low, high, about).filter((tick) => Number.isInteger(tick))
  const room = (high - low) / (about * 2)
  return [low, ...inner.filter((tick) => tick - low >= room && high - tick >= room), high]
}

/** The ends of an axis are labelled before what lies between. */
export function endsFirst(ticks: readonly number[]): number[] {
  return [...ticks.slice(0, 1), ...ticks.slice(1).slice(-1), ...ticks.slice(1, -1)]
}
