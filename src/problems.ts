import type { Severity } from './diagnoses/diagnosis.js'
import { type Gate, unansweredChecks } from './exit-code.js'
import { count } from './numerals.js'
import { type NamedFinding, type Report, type RunReport, reasonOf, titleOf } from './report.js'
import { titleOfSource } from './text/source.js'

/** Something that a CI system shows at a file: a finding, a requirement that failed, or that a log was not judged. */
export interface Problem {
  readonly kind: 'finding' | 'requirement' | 'not-judged'
  /** Id of the diagnosis; `requirement`; `unread`, `undecided` or `unanswered` where a log was not judged. */
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
}

const GRAVITY: readonly Severity[] = ['error', 'warning', 'note']

/** All that is wrong, the worst first: what was not judged, then what was found. */
export function problemsOf({ runs, errors }: Report, gate: Gate): Problem[] {
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
  const unjudged = runs.flatMap((report) => notJudged(report, gate) ?? [])
  const found = runs.flatMap((report) => report.findings.map((finding) => problemOf(report, finding)))
  return [
    ...unread,
    ...unjudged,
    ...runs.flatMap(requirementsOf),
    ...GRAVITY.flatMap((severity) => found.filter((problem) => problem.severity === severity)),
  ]
}

/** Why there is no verdict on a run, or not the one that the gate asks for: exit code 2 unless it tells otherwise. */
export function notJudged(report: RunReport, gate: Gate): Problem | undefined {
  const { verdict, checks } = report
  const severity = gate.undecided === 'pass' ? 'note' : 'error'
  const common = { kind: 'not-judged', severity, ...placeOf(report) } as const
  if (verdict.status === 'undecided')
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
function requirementsOf(report: RunReport): Problem[] {
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

/** How many errors and warnings there are, how many logs were not read, and the exit code. */
export function closingOf({ runs, errors }: Report, exitCode: number): string {
  const findings = runs.flatMap((run) => run.findings)
  const number = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length
  const unread = errors.length > 0 ? `, ${count(errors.length, 'log')} not read` : ''
  return `${count(number('error'), 'error')}, ${count(number('warning'), 'warning')}${unread}   exit ${exitCode}`
}
