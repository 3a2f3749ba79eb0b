import type { Finding } from './diagnoses/diagnosis.js'
import type { RequirementOutcome } from './policy/requirement.js'
import type { Best } from './run/best.js'
import type { Corner } from './run/corners.js'
import type { Relation } from './run/relation.js'
import type { Curves, Run, Series } from './run/run.js'
import { titleOfSource } from './text/source.js'

/** A finding with the diagnosis that made it. */
export interface NamedFinding extends Finding {
  readonly id: string
  readonly title: string
}

/** What became of one diagnosis: found, clear, or unknown and why. */
export interface Check {
  readonly id: string
  readonly state: 'found' | 'clear' | 'unknown'
  readonly because?: string
}

/** `failing`: an error was found; `suspect`: a warning; `healthy`: neither; `undecided`: nothing could be judged. */
export type Status = 'failing' | 'suspect' | 'healthy' | 'undecided'

export interface Verdict {
  readonly status: Status
  /** Id of the gravest finding. */
  readonly headline?: string
  /** One sentence. */
  readonly summary: string
}

/** All that is said of one run. */
export interface RunReport {
  readonly run: Run
  /** Which run of its log this is, counted from 1, and how many there are. */
  readonly number: number
  readonly ofRuns: number
  readonly verdict: Verdict
  readonly best?: Best
  /** Where each split that has loss and accuracy ended. */
  readonly corners: readonly Corner[]
  /** How loss and accuracy of each split moved together, over the whole run and after the best epoch. */
  readonly relations: readonly Relation[]
  /** The gravest first. */
  readonly findings: readonly NamedFinding[]
  readonly checks: readonly Check[]
  /** What became of what the user asked of the run. */
  readonly requirements: readonly RequirementOutcome[]
  /** What is told of the curves, where they themselves are no longer held. */
  readonly outline?: Outline
}

/** What is told of the curves of a run where they are not drawn. */
export interface Outline {
  /** How many epochs or steps there are, from where to where. */
  readonly epochs: number
  readonly from: number
  readonly to: number
  readonly series: readonly SeriesOutline[]
  /** Those by which the run is judged. */
  readonly judgedBy: { readonly [curve in keyof Curves]?: CurveOutline }
  /** The loss (else the accuracy) on unseen data in a few signs. */
  readonly sparkline: string
}

export interface SeriesOutline extends Omit<Series, 'x' | 'y'> {
  readonly points: number
  readonly first?: number
  readonly last?: number
  readonly best?: number
  readonly bestAt?: number
}

export interface CurveOutline {
  readonly name: string
  readonly points: number
  readonly last: number
}

/** The name of a run for people: its log, and which of the runs in it. */
export function titleOf(report: RunReport): string {
  const place = placeOf(report)
  return place === undefined ? report.run.title : `${report.run.title} ${place}`
}

/** A longer name of a run is cut, in characters. */
const LONGEST_LABEL = 24

/** Which of the runs of its log this is, with the name that the log gives it; undefined where there is but one. */
export function placeOf({ run: { label }, number, ofRuns }: RunReport): string | undefined {
  if (ofRuns < 2) return undefined
  const cut =
    label !== undefined && label.length > LONGEST_LABEL ? `${label.slice(0, LONGEST_LABEL)}...` : label
  return `run ${number} of ${ofRuns}${cut === undefined ? '' : ` (${cut})`}`
}

/** Where a run of a log of several starts, which the log does not name; undefined for any other. */
export function startOf({ run: { label, line }, ofRuns }: RunReport): string | undefined {
  return ofRuns < 2 || label !== undefined || line === undefined ? undefined : `from line ${line}`
}

/** A log that could not be judged. */
export interface LogError {
  readonly source: string
  readonly message: string
  readonly hint: string
}

/** Why a log could not be judged, without its name before it. */
export function reasonOf({ source, message }: LogError): string {
  const name = `${titleOfSource(source)}: `
  return message.startsWith(name) ? message.slice(name.length) : message
}

/** All that is said of all logs. */
export interface Report {
  readonly runs: readonly RunReport[]
  readonly errors: readonly LogError[]
  /** Where there is a baseline, what stands against it. */
  readonly comparisons?: readonly Comparison[]
}

/** By what two sides are compared. */
export type Measure = 'loss' | 'accuracy' | 'gap' | 'best-epoch' | 'verdict'

/** How one side stands to the other by one measure; `same`: no difference beyond what counts. */
export interface Difference {
  readonly by: Measure
  readonly state: 'better' | 'worse' | 'same' | 'unknown'
  /** The measurements in words and numbers, or why there are none. */
  readonly because: string
  /** Of the baseline and of what is held against it; means where a side has several runs. */
  readonly baseline?: number
  readonly actual?: number
  /** As a share of the baseline for losses and gaps, in the unit of the values otherwise; positive is more. */
  readonly change?: number
  /** 95 % interval of the change, where the sides have enough runs to tell one. */
  readonly interval?: readonly [number, number]
  /** Changes up to this are none. */
  readonly tolerance?: number
}

/** Runs that stand for one thing, such as several seeds. */
export interface Side {
  readonly name: string
  /** Their logs as the user named them. */
  readonly sources: readonly string[]
  readonly runs: readonly string[]
}

/** One side held against the baseline. */
export interface Comparison {
  readonly baseline: Side
  readonly candidate: Side
  /** Over loss, accuracy and verdict; `mixed`: better by one and worse by another. */
  readonly state: Difference['state'] | 'mixed'
  /** One sentence. */
  readonly summary: string
  readonly differences: readonly Difference[]
  /** What it means that loss and accuracy disagree. */
  readonly disagreement?: string
}

/** The name of a comparison for people. */
export function titleOfComparison({ baseline, candidate }: Comparison): string {
  return `${candidate.name} against ${baseline.name}`
}
