import { type Axis, presentCurves, type Run, type Series } from './run.js'

/**
 * How long a run is: the values of its longest curve, or, where epochs are numbered in fractions (a value every half
 * epoch), the whole epochs that these lie in, if they can be counted.
 */
export function lengthOf({ series, axis }: { series: readonly Pick<Series, 'x'>[]; axis: Axis }): number {
  const points = series.reduce((most, { x }) => Math.max(most, x.length), 0)
  const places = new Set(series.map(({ x }) => x))
  if (axis !== 'epoch' || [...places].every((x) => x.every(Number.isInteger))) return points
  const first = series.reduce((least, { x }) => Math.min(least, x[0] ?? least), Number.POSITIVE_INFINITY)
  const last = series.reduce((most, { x }) => Math.max(most, x.at(-1) ?? most), Number.NEGATIVE_INFINITY)
  const begun = first < 0 ? Math.floor(first) : Math.max(0, Math.ceil(first) - 1)
  const whole = Math.max(1, Math.ceil(last) - begun)
  return Number.isSafeInteger(whole) ? whole : points
}

/** How many epochs these numbers of epochs tell of; undefined where none is a number. */
export function countEpochs(epochs: Iterable<number | null>): number | undefined {
  const told = [...new Set(epochs)].filter((epoch) => epoch !== null && Number.isFinite(epoch))
  const x = Float64Array.from(told, Number).sort()
  if (x.length === 0) return undefined
  return Math.max(lengthOf({ series: [{ x }], axis: 'epoch' }), reachOf([{ x }]))
}

/**
 * For how many epochs a run was trained, be it that only every fifth was logged: from the first to the last. Where steps are counted, which are no epochs, what the log says of epochs beside
 * them; undefined where it says nothing.
 */
export function trainedEpochs({ axis, curves, epochs }: Run): number | undefined {
  const series = presentCurves(curves)
  return axis === 'step'
    ? epochs
    : Math.max(lengthOf({ series, axis }), axis === 'epoch' ? reachOf(series) : 0)
}

/** From the first epoch to the last, where all are whole and can be counted. */
function reachOf(series: readonly Pick<Series, 'x'>[]): number {
  if (series.length === 0 || !series.every(({ x }) => x.every(Number.isInteger))) return 0
  const first = series.reduce((least, { x }) => Math.min(least, x[0] ?? least), Number.POSITIVE_INFINITY)
  const last = series.reduce((most, { x }) => Math.max(most, x.at(-1) ?? most), Number.NEGATIVE_INFINITY)
  const reach = last - first + 1
  return Number.isSafeInteger(reach) ? reach : 0
}
