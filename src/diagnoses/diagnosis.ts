import type { Limit, Limits, LimitValues } from '../limit.js'
import { count, spellChange, spellPair, spellShare } from '../numerals.js'
import { finitePoints, lastAt, valueAt } from '../run/points.js'
import type { Run, Series } from '../run/run.js'
import { relativeNoise } from '../stats/noise.js'

export type Severity = 'error' | 'warning' | 'note'

/** One measurement behind a finding, in the numbers of the log. `from` and `to` are epochs or steps as logged. */
export interface Evidence {
  /** Name of the curve as the log spells it. */
  readonly series: string
  /** The measurement in words and numbers. */
  readonly what: string
  readonly actual: number
  /** What `actual` was held against; absent where the measurement only illustrates. */
  readonly limit?: number
  readonly from: number
  readonly to: number
}

/** What a diagnosis found. */
export interface Finding {
  readonly severity: Severity
  /** One sentence with the epoch it starts from. */
  readonly claim: string
  /** Epochs or steps as logged. */
  readonly from: number
  readonly to: number
  readonly evidence: readonly Evidence[]
  /** What to do, the first thing first. */
  readonly advice: readonly string[]
}

/** Three answers, not two: "fine" and "cannot tell" differ. `because` says what is missing and what to log. */
export type Outcome =
  | { readonly state: 'found'; readonly finding: Finding }
  | { readonly state: 'clear' }
  | { readonly state: 'unknown'; readonly because: string }

/** What a person who got a finding wants to know, for `epochwise explain`. Sentences, without line breaks. */
export interface Explanation {
  /** The curve as a drawing of a few rows, at most 76 columns wide. */
  readonly sketch: readonly string[]
  /** How it is told here, and why that way; the limits are printed after it. */
  readonly told: string
  /** What to look for, the most likely first. */
  readonly causes: readonly string[]
  /** What to do, in the words of each framework. */
  readonly remedies: { readonly keras: string; readonly lightning: string; readonly huggingFace: string }
  /** When the diagnosis is wrong. */
  readonly wrong: string
}

/** One question asked of a run. */
export interface Diagnosis<Name extends string = string> {
  /** Name of its file, of its fixture, and of what is printed. */
  readonly id: string
  readonly title: string
  /** What it means, in one sentence. */
  readonly summary: string
  readonly severities: readonly Severity[]
  readonly limits: Limits<Name>
  readonly explanation: Explanation
  /** Diagnoses that its finding makes beside the point. */
  readonly explains?: readonly string[]
  examine(run: Run, limits: LimitValues<Name>): Outcome
}

export const clear: Outcome = { state: 'clear' }

export function unknown(because: string): Outcome {
  return { state: 'unknown', because }
}

export function found(finding: Finding): Outcome {
  return { state: 'found', finding }
}

/** The values of the limits as they stand. */
export function defaultLimits<Name extends string>(diagnosis: Diagnosis<Name>): LimitValues<Name> {
  const entries = Object.entries<Limit>(diagnosis.limits).map(([name, limit]) => [name, limit.value])
  return Object.fromEntries(entries) as Record<Name, number>
}

/** Evidence that only illustrates: how a curve moved between two places. */
export function moved(series: Series, start: number, end: number, from: number, to: number): Evidence {
  const [a, b] = spellPair(start, end)
  const change = series.goal === 'lower' && start > 0 ? end / start - 1 : end - start
  const share = series.goal === 'lower' && start > 0 ? `: ${spellChange(change)}` : ''
  return { series: series.name, what: `${a}, then ${b}${share}`, actual: change, from, to }
}

/**
 * A measurement with the limit it was held against and, where the values are positive, the noise of their curve from
 * value to value: what a reader needs to check it by eye.
 */
export function against(
  what: string,
  limit: string,
  values: readonly number[] = [],
  ...more: readonly string[]
): string {
  const noise = relativeNoise(values)
  const beside =
    noise === 0 ? [] : [`noise ${noise < QUIET ? `under ${spellShare(QUIET)}` : spellShare(noise, 2)}`]
  return `${what} (${[...more, `limit ${limit}`, ...beside].join('; ')})`
}

/** Noise below this is not worth its digits. */
const QUIET = 0.001

/** What training did since the best epoch, for the claim. */
export function describeTraining(run: Run, at: number, to: number): string {
  const { trainLoss } = run.curves
  const points = finitePoints(trainLoss)
  if (!trainLoss || points.y.length === 0) return ''
  const [start, end] = [valueAt(points, at), valueAt(points, to)]
  const change = (end - start) / Math.max(Math.abs(start), Math.abs(end))
  const level = Math.max(LEVEL, NOISES * relativeNoise(points.y))
  if (change > level) return ` while ${trainLoss.name} rises far less`
  return ` while ${trainLoss.name} ${change < -level ? 'falls' : 'stands still'}`
}

/** What there is to do about a curve of so few numbers. */
export function tooFew(name: string, values: number, then = 'train on'): string {
  return values === 0
    ? `${name} holds no number; look at what it is measured on`
    : `only ${count(values, 'value')} of ${name}; ${then}`
}

/** Smaller changes of a loss, as a share of the larger value, are standing still. */
const LEVEL = 0.01
/** So are changes of so many standard deviations of its noise. */
const NOISES = 2

/** What the other curves did meanwhile. */
export function witnesses(run: Run, at: number, to: number): Evidence[] {
  const { trainLoss, trainAccuracy, validationAccuracy } = run.curves
  return [trainLoss, validationAccuracy, trainAccuracy].flatMap((curve) => {
    const points = finitePoints(curve)
    return curve && points.y.length > 0 ? [moved(curve, lastAt(points, at), lastAt(points, to), at, to)] : []
  })
}
/** Says that a level is the median of so many values. */
export function ofMedian({ length }: readonly number[]): string {
  return length > 1 ? ` (median of ${length})` : ''
}
