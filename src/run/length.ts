import type { Axis, Series } from './run.js'

/**
 * How long a run is: the values of its longest curve, or, where epochs are numbered in fractions (a value every half
 * epoch), the whole epochs that these lie in.
 */
export function lengthOf({ series, axis }: { series: readonly Series[]; axis: Axis }): number {
  const points = series.reduce((most, { x }) => Math.max(most, x.length), 0)
  const places = new Set(series.map(({ x }) => x))
  if (axis !== 'epoch' || [...places].every((x) => x.every(Number.isInteger))) return points
  const first = series.reduce((least, { x }) => Math.min(least, x[0] ?? least), Number.POSITIVE_INFINITY)
  const last = series.reduce((most, { x }) => Math.max(most, x.at(-1) ?? most), Number.NEGATIVE_INFINITY)
  return Math.ceil(last) - Math.max(0, Math.ceil(first) - 1)
}
