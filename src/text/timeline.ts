import { countEpochs } from '../run/length.js'
import type { Phase, Reading } from '../run/reading.js'
import type { Axis, Note } from '../run/run.js'
import { axisOf } from './axis.js'
import { Table } from './table.js'

/** A value with its step and its place in time among all values of the log: no two have the same. */
export interface TimedPoint {
  readonly time: number
  readonly step: number
  readonly value: number
}

/** The points of each metric in the order in which they were logged. */
export type Timeline = ReadonlyMap<string, readonly TimedPoint[]>

/**
 * Reads metrics that are logged apart from one another, each with its own steps. Where all of them start again the run
 * was started again: a new phase. A metric whose steps start again while those of another go on is left out, since its
 * steps say nothing; so is what merely numbers (`epoch`).
 */
export function readTimeline(timeline: Timeline): Reading {
  const metrics = new Map(
    [...timeline].filter(([name, points]) => points.length > 0 && axisOf(name) === undefined),
  )
  const { cuts, circling } = findRestarts(metrics)
  const notes: Note[] = [...circling].map((name) => ({
    because: `${name} is left out: its steps start again and again while those of others go on`,
  }))
  for (const name of circling) metrics.delete(name)
  const passed = [...timeline].find(([name]) => axisOf(name) === 'epoch')?.[1] ?? []
  const bounds = [Number.NEGATIVE_INFINITY, ...cuts, Number.POSITIVE_INFINITY]
  const readings = bounds.slice(1).map((until, k) => readPhase(metrics, passed, bounds[k] ?? until, until))
  const said = new Set<string>()
  for (const note of readings.flatMap((reading) => reading.notes)) {
    if (!said.has(note.because)) notes.push(note)
    said.add(note.because)
  }
  const axis = readings.some((reading) => reading.axis === 'step') ? 'step' : 'row'
  return { axis, phases: readings.flatMap(({ phases }) => phases), notes }
}

/** What was logged from one time on until before another. */
function readPhase(metrics: Timeline, passed: readonly TimedPoint[], from: number, until: number): Reading {
  const notes: Note[] = []
  const columns: Phase['columns'][number][] = []
  let axis: Axis = 'row'
  for (const [name, points] of metrics) {
    const own = points.slice(firstFrom(points, from), firstFrom(points, until))
    if (own.length === 0) continue
    const table = new Table(['step', name])
    for (const { step, value } of own) table.add([step, value], 0)
    const reading = table.reading()
    columns.push(...(reading.phases.at(-1)?.columns ?? []))
    notes.push(...reading.notes.map(({ because }) => ({ because })))
    if (reading.axis === 'step') axis = 'step'
  }
  const told = passed.slice(firstFrom(passed, from), firstFrom(passed, until)).map(({ value }) => value)
  const epochs = axis === 'step' ? countEpochs(told) : undefined
  const phase = { columns, ...(epochs !== undefined && { epochs }) }
  return { axis, phases: columns.length > 0 ? [phase] : [], notes }
}

/** The times at which the run was started again, and the metrics whose steps start again though the run goes on. */
function findRestarts(metrics: Timeline): { cuts: number[]; circling: ReadonlySet<string> } {
  const starts = new Map([...metrics].map(([name, points]) => [name, startsOf(points)] as const))
  const restarts = [...starts]
    .flatMap(([name, own]) => [...own].slice(1).map((time) => ({ name, time })))
    .sort((a, b) => a.time - b.time)
  const cuts: number[] = []
  const circling = new Set<string>()
  for (const { name, time } of restarts) {
    const last = cuts.at(-1) ?? Number.NEGATIVE_INFINITY
    const logged = (points: readonly TimedPoint[]) => (points[firstFrom(points, last)]?.time ?? time) < time
    if (circling.has(name) || !logged(metrics.get(name) ?? [])) continue
    const goesOn = [...metrics].some(([other, points]) => {
      const next = points[firstFrom(points, time)]
      return !circling.has(other) && logged(points) && next && !starts.get(other)?.has(next.time)
    })
    if (goesOn) circling.add(name)
    else cuts.push(time)
  }
  return { cuts, circling }
}

/** The times at which the steps of a metric start: at first, and where they fall back to where they had started. */
function startsOf(points: readonly TimedPoint[]): Set<number> {
  const starts = new Set<number>()
  let first = Number.NaN
  let last = Number.NaN
  for (const { step, time } of points) {
    if (!(step >= last) && !(step > first)) {
      starts.add(time)
      first = step
    }
    last = step
  }
  return starts
}

/** Index of the first point that was logged at a time or later. */
function firstFrom(points: readonly TimedPoint[], time: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((points[middle]?.time ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}
