import { type Curves, presentCurves, type Run, type Series } from '../run/run.js'

/** The run as it was when it had come to `x`, as the log numbers its epochs. */
export function upTo(run: Run, x: number): Run {
  const curves: Curves = {
    ...whole('trainLoss', run.curves.trainLoss, x),
    ...whole('validationLoss', run.curves.validationLoss, x),
    ...whole('trainAccuracy', run.curves.trainAccuracy, x),
    ...whole('validationAccuracy', run.curves.validationAccuracy, x),
  }
  return { ...run, curves, series: run.series.flatMap((series) => cut(series, x) ?? []) }
}

function whole(name: keyof Curves, series: Series | undefined, x: number): Curves {
  const part = series && cut(series, x)
  return part ? { [name]: part } : {}
}

function cut(series: Series, x: number): Series | undefined {
  const length = pointsUpTo(series.x, x)
  if (length === series.x.length) return series
  return length === 0
    ? undefined
    : { ...series, x: series.x.subarray(0, length), y: series.y.subarray(0, length) }
}

function pointsUpTo(xs: Float64Array, x: number): number {
  let [low, high] = [0, xs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((xs[middle] ?? x) <= x) low = middle + 1
    else high = middle
  }
  return low
}

/** The last place at which a curve of the run has a value. */
export function lastOf({ curves }: Run): number {
  return presentCurves(curves).reduce((most, { x }) => Math.max(most, x.at(-1) ?? most), -1 / 0)
}

/** The value of a curve at `x`, where it has one. */
export function valueAt({ x: xs, y }: Series, x: number): number | undefined {
  const last = pointsUpTo(xs, x) - 1
  return xs[last] === x ? y[last] : undefined
}

/**
 * The places after `after` at which a run is judged while it grows: its epochs. Where they are not numbered as whole
 * epochs, the places of its validation, or else of its training. The last is left out as long as a curve is about to
 * have a value there; `ended`: nothing more will come.
 */
export function placesOf(run: Run, after: number, ended: boolean): number[] {
  const curves = presentCurves(run.curves)
  const { validationLoss, validationAccuracy } = run.curves
  const clock = validationLoss ?? validationAccuracy
  const plain = run.axis !== 'step' && curves.every(({ x }) => x.every(Number.isInteger))
  const clocks = plain || !clock ? curves : [clock]
  const places = new Set<number>()
  for (const { x } of clocks) for (const place of x.subarray(pointsUpTo(x, after))) places.add(place)
  const sorted = [...places].sort((a, b) => a - b)
  const last = sorted.at(-1)
  if (last === undefined || ended || curves.every((curve) => !isAwaited(curve, last))) return sorted
  return curves.some(({ x }) => (x.at(-1) ?? last) > last) ? sorted : sorted.slice(0, -1)
}

/** Has a curve no value at `x` though by the distance of its last two it should? */
function isAwaited({ x: xs }: Series, x: number): boolean {
  const last = xs.at(-1) ?? x
  return last < x && last + (last - (xs.at(-2) ?? last - 1)) <= x
}

/**
 * So many places are judged at one look. Each costs a few milliseconds, and a log that is long already when the watch
 * begins may hold a million steps: of more, as many are taken at equal distances.
 */
const MOST_PLACES = 200

/** The places to judge of those that are new. */
export function thinnedPlaces(places: readonly number[]): number[] {
  const { length } = places
  if (length <= MOST_PLACES) return [...places]
  return Array.from(
    { length: MOST_PLACES },
    (_, k) => places[Math.ceil(((k + 1) * length) / MOST_PLACES) - 1] ?? 0,
  )
}
