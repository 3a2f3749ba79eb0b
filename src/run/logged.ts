import { spell } from '../numerals.js'
import type { Points } from './points.js'
import type { Run, Series } from './run.js'
import { wholeOf } from './thin.js'

/** The curve as the log has it: of one that is thinned or averaged for judging what it was made of. */
export function loggedOf(run: Run, curve: Series): Series {
  return run.series.find(({ name, split }) => name === curve.name && split === curve.split) ?? wholeOf(curve)
}

/** Are the values of a curve means of those that the log has? */
export function isAveraged(run: Run, curve: Series): boolean {
  return loggedOf(run, curve).x.length > wholeOf(curve).x.length
}

/** A value of the log, and those before and after it, as far as they are numbers. */
export interface Peak {
  readonly at: number
  readonly value: number
  readonly before?: number
  readonly after?: number
}

function peakWithin({ x, y }: Series, after: number, to: number): Peak | undefined {
  let highest = -1
  for (let k = 0; k < x.length && (x[k] ?? to) <= to; k++) {
    const value = y[k] ?? Number.NaN
    if ((x[k] ?? after) > after && !Number.isNaN(value) && !(value <= (y[highest] ?? Number.NaN))) highest = k
  }
  const [at, value] = [x[highest], y[highest]]
  if (at === undefined || value === undefined) return undefined
  const next = (k: number) => (Number.isFinite(y[k]) ? y[k] : undefined)
  const [before, behind] = [next(highest - 1), next(highest + 1)]
  return {
    at,
    value,
    ...(before !== undefined && { before }),
    ...(behind !== undefined && { after: behind }),
  }
}

/** The highest value of the log that the points from one to another stand for, each for what came since the one before it. */
export function peakBehind(run: Run, curve: Series, { x, y }: Points, from: number, to = from): Peak {
  const [after, end] = [x[from - 1] ?? Number.NEGATIVE_INFINITY, x[to] ?? 0]
  return peakWithin(loggedOf(run, curve), after, end) ?? { at: end, value: y[to] ?? 0 }
}

/** A peak and what the log has beside it. */
export function tellPeak({ axis }: Run, { at, value, before, after }: Peak): string {
  const told = `${spell(value)} at ${axis} ${at}`
  if (before === undefined) return after === undefined ? told : `${told}, before ${spell(after)}`
  return after === undefined
    ? `${told}, the last, after ${spell(before)}`
    : `${told}, between ${spell(before)} and ${spell(after)}`
}

/** What a point of an averaged curve is a mean of, and the means before and after it. */
export function tellMeans(run: Run, curve: Series, { x, y }: Points, index: number): string {
  const before = x[index - 1] ?? Number.NEGATIVE_INFINITY
  const since = loggedOf(run, curve).x.find((at) => at > before) ?? x[index]
  const beside = [y[index - 1], y[index + 1]].flatMap((value) => (value === undefined ? [] : [spell(value)]))
  return `mean of ${run.axis}s ${since} to ${x[index]} ${spell(y[index] ?? 0)}, means beside it ${beside.join(' and ')}`
}

/** Where the log has what the points show from one of them on: the first value half way up from the point before it. */
export function onsetBehind(run: Run, curve: Series, { x, y }: Points, from: number): number {
  const [after, to] = [x[from - 1] ?? Number.NEGATIVE_INFINITY, x[from] ?? 0]
  const half = ((y[from - 1] ?? 0) + (y[from] ?? 0)) / 2
  const logged = loggedOf(run, curve)
  return logged.x.find((at, k) => at > after && at <= to && (logged.y[k] ?? half) >= half) ?? to
}
