import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'
import type { TimedPoint, Timeline } from './timeline.js'

/** Fewer points do not tell what they are numbered by. */
const POINTS_AT_LEAST = 3
/** Share of the points of a metric that must lie beside those of another to be numbered otherwise. */
const OUT_OF_PLACE = 0.5
/** Without times: a metric numbered 0, 1, 2 ... counts epochs beside one that has so many times its steps and points. */
const STEPS_APART = 4
const POINTS_APART = 2

type Points = readonly TimedPoint[]

/**
 * Puts metrics on one count where a log has two: training by batches, validation by epochs. Told by when they were logged:
 * the fine metric stands at other steps than the coarse one at the same time. The fine ones are then averaged between the
 * points of the coarse one; where the log holds no order of time, they are left out.
 */
export function onOneCount(timeline: Timeline): { timeline: Timeline; notes: Note[] } {
  const told = [...timeline].filter(([, points]) => points.length >= POINTS_AT_LEAST)
  const [fine] = told.toSorted(([, a], [, b]) => lastOf(b) - lastOf(a))
  if (!fine) return { timeline, notes: [] }
  const coarse = told.filter(([, points]) => points !== fine[1] && isCoarse(points, fine[1]))
  const [longest] = coarse.toSorted(([, a], [, b]) => b.length - a.length)
  if (!longest) return { timeline, notes: [] }
  const counted = new Set(coarse.map(([name]) => name))
  const [name, places] = longest
  const others = [...timeline].filter(([other]) => !counted.has(other))
  const ordered = isInterleaved(places, fine[1])
  const kept = new Map(coarse)
  const measured = others.filter(([, points]) => points.length >= POINTS_AT_LEAST)
  if (ordered) for (const [other, points] of measured) kept.set(other, between(other, points, places))
  const list = (ordered ? measured : others).map(([other]) => other)
  const shown = list.length > 4 ? `${list.slice(0, 4).join(', ')}, ...` : list.join(', ')
  const what = ordered ? `averaged between the points of ${name}` : 'left out'
  const because = `${shown} counted otherwise than ${name} (to ${lastOf(fine[1])}, to ${lastOf(places)}): ${what}`
  return { timeline: kept, notes: [{ because }] }
}

function lastOf(points: Points): number {
  return points.reduce((most, { step }) => Math.max(most, step), Number.NEGATIVE_INFINITY)
}

function isCoarse(points: Points, fine: Points): boolean {
  if (isInterleaved(points, fine)) {
    const spacing = (2 * lastOf(fine)) / fine.length + 1
    const out = points.filter(({ time, step }) => {
      const next = firstAfter(fine, time)
      const before = fine[next - 1]?.step ?? Number.NEGATIVE_INFINITY
      const after = fine[next]?.step ?? Number.POSITIVE_INFINITY
      return step < Math.min(before, after) - spacing || step > Math.max(before, after) + spacing
    })
    return out.length > OUT_OF_PLACE * points.length
  }
  const first = points[0]?.step ?? Number.NaN
  const dense = (first === 0 || first === 1) && points.every(({ step }, k) => step === first + k)
  return dense && lastOf(fine) >= STEPS_APART * lastOf(points) && fine.length >= POINTS_APART * points.length
}

/** Was the one logged while the other was, and not each by itself? */
function isInterleaved(points: Points, others: Points): boolean {
  const places = new Set(points.map(({ time }) => firstAfter(others, time)))
  return places.size * 2 > points.length
}

/** Index of the first point logged after a time. */
function firstAfter(points: Points, time: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.time ?? 0) <= time) low = middle + 1
    else high = middle
  }
  return low
}

/** One point at each of the places: the mean of what was logged since the one before; of what is no measure the last. */
function between(name: string, points: Points, places: Points): TimedPoint[] {
  const averages = readName(name).kind !== 'other'
  let from = 0
  return places.flatMap(({ time, step }): TimedPoint[] => {
    const to = firstAfter(points, time)
    const own = points.slice(from, to)
    from = to
    const last = own.at(-1)
    if (!last) return []
    const mean = own.reduce((sum, { value }) => sum + value, 0) / own.length
    return [{ time: last.time, step, value: averages && Number.isFinite(last.value) ? mean : last.value }]
  })
}
