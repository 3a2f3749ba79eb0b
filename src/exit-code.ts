import type { Severity } from './diagnoses/diagnosis.js'
import type { Comparison, NamedFinding, Report, RunReport } from './report.js'
import { hasCrashed, isAtLeast } from './verdict.js'

/** What lets a run through, and what stops it. */
export interface Gate {
  /** Findings of a severity or graver, findings of a diagnosis, what is worse than the baseline, trainings that crashed, or nothing. */
  readonly stops: readonly (Severity | 'never' | 'regression' | 'crashed' | { readonly diagnosis: string })[]
  /** What becomes of what could not be judged; unless told it is neither, but exit code 2. */
  readonly undecided?: 'fail' | 'pass'
}

/** 130: the program was interrupted while it read. */
export type ExitCode = 0 | 1 | 2 | 130

/**
 * 2 when anything was not judged: a log that could not be read, a run about which nothing can be said, a diagnosis
 * that the gate names and that could not answer, a requirement on a column that is not there; else 1 when the gate stops
 * a finding, a crash or a regression or a requirement failed, else 0. What could not be compared was not judged. The gate may count runs and diagnoses without an answer as stopped or as
 * let through; a log that cannot be read and a column that is not there are 2 even then.
 */
export function exitCode(report: Report, gate: Gate): ExitCode {
  const { comparisons = [] } = report
  if (
    report.errors.length > 0 ||
    report.runs.length === 0 ||
    report.runs.some((run) => has(run, 'missing') || (!gate.undecided && isOpen(run, gate))) ||
    (!gate.undecided && comparisons.some(isIncomparable))
  )
    return 2
  const stopped = (run: RunReport) =>
    isStopped(run, gate) || has(run, 'failed') || (gate.undecided === 'fail' && isOpen(run, gate))
  const failed = (comparison: Comparison) =>
    stopsRegression(gate, comparison) || (gate.undecided === 'fail' && isIncomparable(comparison))
  return report.runs.some(stopped) || comparisons.some(failed) ? 1 : 0
}

function isIncomparable({ state }: Comparison): boolean {
  return state === 'unknown'
}

/** Is this worse than the baseline, by loss, accuracy or verdict? */
export function isRegression({ state }: Comparison): boolean {
  return state === 'worse' || state === 'mixed'
}

/** Does the gate stop what stands so against the baseline? */
export function stopsRegression(gate: Gate, comparison: Comparison): boolean {
  return gate.stops.includes('regression') && isRegression(comparison)
}

/** The checks for want of which a run counts as not judged: the gate names them, they did not answer, nothing else stopped it. */
export function unansweredChecks(run: RunReport, gate: Gate): string[] {
  if (isStopped(run, gate)) return []
  const named = gate.stops.flatMap((entry) => (typeof entry === 'object' ? [entry.diagnosis] : []))
  return run.checks.filter(({ id, state }) => state === 'unknown' && named.includes(id)).map(({ id }) => id)
}

/** Is there no verdict on a run that no finding stops, or no answer from a diagnosis that the gate names? */
export function isOpen(run: RunReport, gate: Gate): boolean {
  return isUndecided(run, gate) || unansweredChecks(run, gate).length > 0
}

/** A run may be undecided beside a warning: where the gate stops that, it is judged. */
export function isUndecided({ verdict, findings }: RunReport, gate: Gate): boolean {
  return verdict.status === 'undecided' && !findings.some((finding) => stops(gate, finding))
}

function has({ requirements }: RunReport, state: 'failed' | 'missing'): boolean {
  return requirements.some((outcome) => outcome.state === state)
}

function isStopped(run: RunReport, gate: Gate): boolean {
  return run.findings.some((finding) => stops(gate, finding)) || stopsCrash(gate, run)
}

/** Does the gate stop this run for having ended with an error? */
export function stopsCrash({ stops }: Gate, { run }: RunReport): boolean {
  return stops.includes('crashed') && hasCrashed(run)
}

/** Does the gate stop this finding? */
export function stops(gate: Gate, { id, severity }: NamedFinding): boolean {
  return gate.stops.some((entry) => {
    if (typeof entry === 'object') return entry.diagnosis === id
    return entry !== 'never' && entry !== 'regression' && entry !== 'crashed' && isAtLeast(severity, entry)
  })
}
