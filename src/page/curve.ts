import { bridges } from '../chart/gaps.js'
import { depthOf, positionsOf, sideOf, type YAxis } from '../chart/y-axis.js'
import { place } from './markup.js'

/** Where curves are drawn, in pixels. */
export interface Frame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly span: readonly [number, number]
  readonly y: YAxis
}

interface Values {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

export function xOf({ left, width, span }: Frame, x: number): number {
  return left + (span[1] > span[0] ? ((x - span[0]) / (span[1] - span[0])) * width : width / 2)
}

/** The height of a position of the y axis; at the edge of the frame for what lies beyond. */
export function yOf({ top, height, y }: Frame, position: number): number {
  return top + Math.max(0, Math.min(1, depthOf(position, y))) * height
}

/** `points`: how many points of the curve the paths have. */
export interface CurvePath {
  readonly path: string
  /** Points that stand alone between gaps. */
  readonly dots: string
  readonly points: number
}

/** The path of a curve: NaN is a gap, a lone point a dot; of many points in a column of pixels the extremes stay. */
export function pathOf(curve: Values, frame: Frame): CurvePath {
  const positions = positionsOf(curve, frame.y)
  const parts: string[] = []
  const dots: string[] = []
  let points = 0
  for (const stretch of stretches(positions, breaksOf(curve.x, frame))) {
    const shown = thinned(stretch, curve, positions, frame)
    const spelt = shown.map((k) => {
      const [x, y] = [xOf(frame, curve.x[k] ?? 0), yOf(frame, positions[k] ?? 0)]
      return `${place(x)} ${place(y)}`
    })
    points += shown.length
    if (spelt.length > 1) parts.push(`M${spelt.join('L')}`)
    else dots.push(`M${spelt[0]}h0`)
  }
  return { path: parts.join(''), dots: dots.join(''), points }
}

/** More arrows than this on one curve say no more. */
const MOST_ARROWS = 60
/** Pixels from one arrow to the next at the same edge, so that they do not cover one another. */
const APART = 8

/** Where a curve leaves the frame: arrows at its edges, at most so many. */
export function arrowsOf(curve: Values, frame: Frame): string[] {
  const positions = positionsOf(curve, frame.y)
  const arrows: string[] = []
  const last = { above: Number.NEGATIVE_INFINITY, below: Number.NEGATIVE_INFINITY }
  for (let k = 0; k < positions.length && arrows.length < MOST_ARROWS; k++) {
    const side = sideOf(positions[k] ?? Number.NaN, frame.y)
    const x = xOf(frame, curve.x[k] ?? 0)
    const edge = side > 0 ? 'above' : 'below'
    if (side === 0 || Number.isNaN(positions[k]) || x - last[edge] < APART) continue
    last[edge] = x
    const tip = side > 0 ? frame.top - 9 : frame.top + frame.height + 9
    const base = side > 0 ? frame.top - 1 : frame.top + frame.height + 1
    arrows.push(`M${place(x)} ${place(tip)}L${place(x + 4)} ${place(base)}L${place(x - 4)} ${place(base)}Z`)
  }
  return arrows
}

/** A gap of fewer pixels is none to see. */
const SEEN = 2

/** Is there a gap behind a point, since values are missing there? */
function breaksOf(x: ArrayLike<number>, frame: Frame): (k: number) => boolean {
  const leads = bridges(x)
  return (k) => !leads(k) && xOf(frame, x[k + 1] ?? 0) - xOf(frame, x[k] ?? 0) > SEEN
}

function* stretches(
  positions: ArrayLike<number>,
  breaks: (k: number) => boolean,
): Generator<[number, number]> {
  let start = -1
  for (let k = 0; k <= positions.length; k++) {
    const there = k < positions.length && !Number.isNaN(positions[k])
    if (there && start < 0) start = k
    else if (!there && start >= 0) {
      yield [start, k]
      start = -1
    }
    if (there && start >= 0 && k + 1 < positions.length && breaks(k)) {
      yield [start, k + 1]
      start = -1
    }
  }
}

/** Indices of the points to draw of a stretch: all, or first, lowest, highest and last of each column of pixels. */
function thinned(
  [start, end]: readonly [number, number],
  curve: Values,
  positions: ArrayLike<number>,
  frame: Frame,
): number[] {
  const all = Array.from({ length: end - start }, (_, k) => start + k)
  if (all.length <= frame.width * 2) return all
  const columns = new Map<number, number[]>()
  for (const k of all) {
    const column = Math.round(xOf(frame, curve.x[k] ?? 0))
    const kept = columns.get(column)
    if (!kept) {
      columns.set(column, [k, k, k, k])
      continue
    }
    const [, low = k, high = k] = kept
    if ((positions[k] ?? 0) < (positions[low] ?? 0)) kept[1] = k
    if ((positions[k] ?? 0) > (positions[high] ?? 0)) kept[2] = k
    kept[3] = k
  }
  return [...columns.values()].flatMap((kept) => [...new Set(kept)].sort((a, b) => a - b))
}
