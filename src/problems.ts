import type { Severity } from './diagnoses/diagnosis.js'
import { type Gate, isRegression, isUndecided, stopsCrash, unansweredChecks } from './exit-code.js'
import {
  type Comparison,
  type NamedFinding,
  type Report,
  type RunReport,
  reasonOf,
  titleOf,
  titleOfComparison,
} from './report.js'
import { type Ending, endingsOf } from './run/run.js'
import { titleOfSource } from './text/source.js'

/** Something that a CI system shows at a file: a finding, a requirement that failed, or that a log was not judged. */
export interface Problem {
  readonly kind: 'finding' | 'requirement' | 'regression' | 'not-judged' | 'ending'
  /** Id of the diagnosis; `requirement`; `regression`; `unread`, `undecided` or `unanswered` where a log was not judged. */
  readonly id: string
  /** Tells the problems of one run apart, and knows one again in another version of the log. */
  readonly key: string
  readonly severity: Severity
  readonly title: string
  /** The log as the user named it. */
  readonly source: string
  /** The run for people. */
  readonly of: string
  /** Which run of its log, counted from 1. */
  readonly number: number
  readonly claim: string
  /** Evidence and advice, a line each. */
  readonly more: readonly string[]
  readonly finding?: NamedFinding
  /** The line of the log, where one is meant. */
  readonly line?: number
}

const GRAVITY: readonly Severity[] = ['error', 'warning', 'note']

/** All that is wrong, the worst first: what was not judged, then what was found. */
export function problemsOf(report: Report, gate: Gate): Problem[] {
  const { runs, errors } = report
  const unread = errors.map((error): Problem => {
    const { source, hint } = error
    const common = { kind: 'not-judged', ...idOf('unread'), severity: 'error', title: 'Not read' } as const
    return {
      ...common,
      number: 1,
      source,
      of: titleOfSource(source),
      claim: reasonOf(error),
      more: hint ? [hint] : [],
    }
  })
  const found = [
    ...regressionsOf(report, gate),
    ...runs.flatMap((own) => own.findings.map((finding) => problemOf(own, finding))),
  ]
  return [
    ...unread,
    ...openProblems(report, gate),
    ...runs.flatMap(requirementsOf),
    ...GRAVITY.flatMap((severity) => found.filter((problem) => problem.severity === severity)),
  ]
}

const ENDINGS: Readonly<Record<Ending['id'], string>> = { crashed: 'Crashed', blank: 'Loss goes blank' }

/** Trainings that ended with an error, and losses that end before their log: what was logged until then is judged, and may be the least of it. */
export function endings({ runs }: Report, gate: Gate): Problem[] {
  return runs.flatMap((report) =>
    endingsOf(report.run).map(({ id, note: { line, because } }): Problem => {
      const severity = id === 'crashed' && stopsCrash(gate, report) ? 'error' : 'warning'
      const common = { kind: 'ending', ...idOf(id), severity, title: ENDINGS[id] } as const
      const place = line === undefined ? { more: [] } : { more: [`line ${line}`], line }
      return { ...common, ...placeOf(report), claim: because, ...place }
    }),
  )
}

/** All that was read and there is no verdict on. */
export function openProblems({ runs, comparisons = [] }: Report, gate: Gate): Problem[] {
  const severity = gate.undecided === 'pass' ? 'note' : 'error'
  return [
    ...runs.flatMap((report) => notJudged(report, gate) ?? []),
    ...comparisons
      .filter(({ state }) => state === 'unknown')
      .map((comparison): Problem => {
        const common = { kind: 'not-judged', severity, ...idOf('incomparable') } as const
        return {
          ...common,
          title: 'Not compared',
          ...placeOfComparison(comparison),
          claim: comparison.summary,
        }
      }),
  ]
}

/** What is worse than the baseline. */
function regressionsOf({ comparisons = [] }: Report, gate: Gate): Problem[] {
  const severity = gate.stops.includes('regression') ? 'error' : 'warning'
  return comparisons.filter(isRegression).map((comparison): Problem => {
    const common = { kind: 'regression', severity, ...idOf('regression') } as const
    return { ...common, title: 'Regression', ...placeOfComparison(comparison), claim: comparison.summary }
  })
}

function placeOfComparison(comparison: Comparison) {
  const { candidate, differences, disagreement } = comparison
  const told = differences
    .filter(({ state }) => state !== 'unknown')
    .map(({ by, because }) => `${by}: ${because}`)
  return {
    source: candidate.sources[0] ?? candidate.name,
    of: titleOfComparison(comparison),
    number: 1,
    more: [...told, ...(disagreement ? [disagreement] : [])],
  }
}

/** Why there is no verdict on a run, or not the one that the gate asks for: exit code 2 unless it tells otherwise. */
export function notJudged(report: RunReport, gate: Gate): Problem | undefined {
  const { verdict, checks } = report
  const severity = gate.undecided === 'pass' ? 'note' : 'error'
  const common = { kind: 'not-judged', severity, ...placeOf(report) } as const
  if (isUndecided(report, gate))
    return { ...common, ...idOf('undecided'), title: 'Undecided', claim: verdict.summary, more: [] }
  const open = unansweredChecks(report, gate)
  if (open.length === 0) return undefined
  const more = checks.flatMap(({ id, because }) =>
    open.includes(id) && because ? [`${id}: ${because}`] : [],
  )
  return {
    ...common,
    ...idOf('unanswered'),
    title: 'Not judged',
    claim: `could not judge ${open.join(', ')}`,
    more,
  }
}

/** What the user asked of a run and it does not keep, or cannot be held against. */
export function requirementsOf(report: RunReport): Problem[] {
  return report.requirements
    .filter(({ state }) => state !== 'met')
    .map(({ requirement, state, because }): Problem => {
      const missing = state === 'missing'
      return {
        ...{ kind: missing ? 'not-judged' : 'requirement', severity: 'error', ...placeOf(report) },
        ...{ id: 'requirement', key: `requirement ${requirement}`, more: [] },
        title: missing ? 'Requirement not judged' : 'Requirement failed',
        claim: `${requirement}: ${because}`,
      }
    })
}

function idOf(id: string) {
  return { id, key: id }
}

function placeOf(report: RunReport) {
  return { source: report.run.name, of: titleOf(report), number: report.number }
}

function problemOf(report: RunReport, finding: NamedFinding): Problem {
  const { id, severity, title, from, claim, evidence, advice } = finding
  return {
    ...{ kind: 'finding', ...idOf(id), severity, title: `${title} from ${report.run.axis} ${from}` },
    ...{ finding, claim, ...placeOf(report) },
    more: [
      ...evidence.map(({ series, what }) => `${series}: ${what}`),
      ...advice.map((line) => `Do: ${line}`),
    ],
  }
}
