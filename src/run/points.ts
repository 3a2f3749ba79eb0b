import type { Series } from './run.js'

/** The points of a curve that are numbers, in order. */
export interface Points {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** The finite points of a curve; nothing of a curve that is not there. */
export function finitePoints(series: Series | undefined): Points {
  const x: number[] = []
  const y: number[] = []
  for (const [k, value] of series?.y.entries() ?? []) {
    if (!Number.isFinite(value)) continue
    x.push(series?.x[k] ?? Number.NaN)
    y.push(value)
  }
  return { x, y }
}

/** The accuracy of a curve as fractions of 1. */
export function finiteFractions(series: Series | undefined): Points {
  const points = finitePoints(series)
  return series?.unit === 'percent' ? { ...points, y: points.y.map((value) => value / 100) } : points
}

/**
 * The value of a curve at x, linear between its points and constant beyond them; NaN for a curve without points.
 * x of the points must ascend.
 */
export function valueAt(points: Points, x: number): number {
  let low = 0
  let high = points.x.length - 1
  if (high < 0) return Number.NaN
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((points.x[middle] ?? 0) <= x) low = middle
    else high = middle
  }
  const [x0, x1] = [points.x[low] ?? 0, points.x[high] ?? 0]
  const [y0, y1] = [points.y[low] ?? Number.NaN, points.y[high] ?? Number.NaN]
  if (x <= x0 || x1 === x0) return x >= x1 ? y1 : y0
  return x >= x1 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)
}

/**
 * Training at half an epoch after x: its values are averaged while the weights change, so that the value logged
 * for epoch e stands for the middle of e, while validation is measured at the end of e.
 */
export function trainAtEndOf(train: Points, x: number): number {
  const next = train.x.find((place) => place > x)
  const step = next === undefined ? (train.x.at(-1) ?? 0) - (train.x.at(-2) ?? 0) : next - x
  return valueAt(train, x + step / 2)
}
