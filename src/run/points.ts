import { remember } from '../once.js'
import type { Series } from './run.js'

/** The points of a curve that are numbers, in order. */
export interface Points {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

const NOTHING: Points = { x: [], y: [] }
const pointsOf = remember(pick)
const fractionsOf = remember(
  (points: Points): Points => ({ ...points, y: points.y.map((value) => value / 100) }),
)

/** The finite points of a curve; nothing of a curve that is not there. */
export function finitePoints(series: Series | undefined): Points {
  return series ? pointsOf(series) : NOTHING
}

/** The accuracy of a curve as fractions of 1. */
export function finiteFractions(series: Series | undefined): Points {
  const points = finitePoints(series)
  return series?.unit === 'percent' ? fractionsOf(points) : points
}

/** The numbers as a list: curves of one table share their numbering, and so this. */
const listOf = remember((numbers: Float64Array): readonly number[] => {
  const list: number[] = []
  for (let k = 0; k < numbers.length; k++) list.push(numbers[k] ?? Number.NaN)
  return list
})

function pick(series: Series): Points {
  if (series.y.every(Number.isFinite)) return { x: listOf(series.x), y: listOf(series.y) }
  const places = [...series.y.keys()].filter((k) => Number.isFinite(series.y[k]))
  const at = (numbers: Float64Array) => places.map((k) => numbers[k] ?? Number.NaN)
  return { x: at(series.x), y: at(series.y) }
}

/** Index of the last point at or before x; 0 where all lie behind x. x of the points must ascend. */
function indexAt(points: Points, x: number): number {
  let low = 0
  let high = points.x.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((points.x[middle] ?? 0) <= x) low = middle
    else high = middle
  }
  return low
}

/** The value of a curve at x, linear between its points and constant beyond them; NaN for a curve without points. */
export function valueAt(points: Points, x: number): number {
  const k = indexAt(points, x)
  const x0 = points.x[k] ?? 0
  const y0 = points.y[k] ?? Number.NaN
  const x1 = points.x[k + 1]
  const y1 = points.y[k + 1]
  if (x <= x0 || x1 === undefined || y1 === undefined) return y0
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)
}

/** The last value of a curve at or before x, as logged; its first where all lie behind x, NaN for a curve without points. */
export function lastAt(points: Points, x: number): number {
  return points.y[indexAt(points, x)] ?? Number.NaN
}

/**
 * Training at half an epoch after x: its values are averaged while the weights change, so that the value logged
 * for epoch e stands for the middle of e, while validation is measured at the end of e.
 */
export function trainAtEndOf(train: Points, x: number): number {
  const k = indexAt(train, x)
  const next = train.x[k + 1]
  return next === undefined ? (train.y[k] ?? Number.NaN) : valueAt(train, x + (next - (train.x[k] ?? x)) / 2)
}

/** The value of a curve at each of some places, as `valueAt` tells it. */
export function valuesAt(points: Points, places: readonly number[]): readonly number[] {
  return points.x === places ? points.y : places.map((x) => valueAt(points, x))
}

/** Training at half an epoch after each of some places, as `trainAtEndOf` tells it: several diagnoses ask the same. */
export function trainAtEndsOf(train: Points, places: readonly number[]): readonly number[] {
  const known = endsOf.get(train)
  if (known?.places === places) return known.values
  const values = places.map((x) => trainAtEndOf(train, x))
  endsOf.set(train, { places, values })
  return values
}

const endsOf = new WeakMap<Points, { places: readonly number[]; values: readonly number[] }>()

/** The mean of a curve between each of the places and the one before it; places without a point have none. */
export function averagedTo(points: Points, places: readonly number[]): Points {
  const x: number[] = []
  const y: number[] = []
  let k = 0
  for (const place of places) {
    let sum = 0
    let size = 0
    for (; k < points.x.length && (points.x[k] ?? 0) <= place; k++) {
      sum += points.y[k] ?? 0
      size++
    }
    if (size === 0) continue
    x.push(place)
    y.push(sum / size)
  }
  return { x, y }
}
