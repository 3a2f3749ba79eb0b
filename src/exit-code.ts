import type { Severity } from './diagnoses/diagnosis.js'
import type { NamedFinding, Report, RunReport } from './report.js'
import { isAtLeast } from './verdict.js'

/** What the gate stops: findings of a severity or graver, findings of a diagnosis, or nothing. */
export type Gate = readonly (Severity | 'never' | { readonly diagnosis: string })[]

/** 130: the program was interrupted while it read. */
export type ExitCode = 0 | 1 | 2 | 130

/**
 * 2 when anything was not judged: a log that could not be read, a run about which nothing can be said, a diagnosis
 * that the gate names and that could not answer, a requirement on a column that is not there; else 1 when the gate stops
 * a finding or a requirement failed, else 0.
 */
export function exitCode(report: Report, gate: Gate): ExitCode {
  if (
    report.errors.length > 0 ||
    report.runs.length === 0 ||
    report.runs.some((run) => isUnjudged(run, gate))
  )
    return 2
  return report.runs.some((run) => isStopped(run, gate) || has(run, 'failed')) ? 1 : 0
}

/** The checks for want of which a run counts as not judged: the gate names them, they did not answer, nothing else stopped it. */
export function unansweredChecks(run: RunReport, gate: Gate): string[] {
  if (isStopped(run, gate)) return []
  const named = gate.flatMap((entry) => (typeof entry === 'object' ? [entry.diagnosis] : []))
  return run.checks.filter(({ id, state }) => state === 'unknown' && named.includes(id)).map(({ id }) => id)
}

function isUnjudged(run: RunReport, gate: Gate): boolean {
  if (has(run, 'missing')) return true
  return run.verdict.status === 'undecided' || unansweredChecks(run, gate).length > 0
}

function has({ requirements }: RunReport, state: 'failed' | 'missing'): boolean {
  return requirements.some((outcome) => outcome.state === state)
}

function isStopped({ findings }: RunReport, gate: Gate): boolean {
  return findings.some((finding) => stops(gate, finding))
}

/** Does the gate stop this finding? */
export function stops(gate: Gate, { id, severity }: NamedFinding): boolean {
  return gate.some((entry) => {
    if (typeof entry === 'object') return entry.diagnosis === id
    return entry !== 'never' && isAtLeast(severity, entry)
  })
}
