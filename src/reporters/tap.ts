import type { Gate } from '../exit-code.js'
import { stops, stopsCrash, stopsRegression } from '../exit-code.js'
import { notJudged } from '../problems.js'
import {
  type Check,
  type Comparison,
  type NamedFinding,
  type RunReport,
  reasonOf,
  titleOf,
  titleOfComparison,
} from '../report.js'
import { endingsOf } from '../run/run.js'
import { toJson } from '../text/json-text.js'
import { printable, withoutCommands } from '../text/printable.js'
import { titleOfSource } from '../text/source.js'
import type { Reporter } from './reporter.js'

/** One test; its lines of YAML and, above it, its subtests are finished and not yet indented. */
interface Point {
  readonly ok: boolean
  readonly description: string
  readonly directive?: string
  readonly yaml?: Readonly<Record<string, unknown>>
  readonly subtests?: readonly Point[]
  /** Said beside it, as comments. */
  readonly comments?: readonly string[]
}

/**
 * Test Anything Protocol, version 14: a test per run, a subtest per diagnosis. What the gate stops is not ok; a finding
 * that it lets through is not ok either, but marked TODO, which fails nothing; what could not be told is skipped.
 */
export const tap: Reporter = {
  id: 'tap',
  summary: 'Test Anything Protocol 14: a test per run, a subtest per diagnosis',
  render({ runs, errors, comparisons = [] }, _exitCode, _presentation, { gate }) {
    const points = [
      ...errors.map((error): Point => {
        const yaml = { severity: 'error', message: printable(reasonOf(error)), hint: printable(error.hint) }
        return { ok: false, description: titleOfSource(error.source), yaml }
      }),
      ...runs.map((report) => pointOf(report, gate)),
      ...comparisons.map((comparison) => compared(comparison, gate)),
    ]
    return `${['TAP version 14', ...linesOf(points)].join('\n')}\n`
  },
}

function pointOf(report: RunReport, gate: Gate): Point {
  const problem = notJudged(report, gate)
  const subtests = report.checks.map((check) => {
    const finding = report.findings.find(({ id }) => id === check.id)
    return finding ? found(finding, gate) : answered(check)
  })
  for (const { requirement, state, because } of report.requirements) {
    const yaml = { severity: 'error', message: printable(because) }
    const met = state === 'met'
    subtests.push({ ok: met, description: `requirement ${requirement}`, ...(!met && { yaml }) })
  }
  subtests.push(...crashed(report, gate))
  if (problem) {
    const yaml = { severity: 'error', message: printable(problem.claim) }
    const passes = gate.undecided === 'pass'
    subtests.unshift(
      passes
        ? { ok: true, description: problem.id, directive: `SKIP ${plain(problem.claim)}` }
        : { ok: false, description: problem.id, yaml },
    )
  }
  const ok = subtests.every((point) => point.ok || point.directive !== undefined)
  const comments = endingsOf(report.run).map(({ note }) => note.because)
  return { ok, description: titleOf(report), subtests, comments }
}

function found(finding: NamedFinding, gate: Gate): Point {
  const { id, severity, claim, from, to, evidence, advice } = finding
  const yaml = {
    severity,
    message: printable(claim),
    ...{ from, to },
    evidence: evidence.map(({ series, what }) => printable(`${series}: ${what}`)),
    advice: advice.map(printable),
  }
  const stopped = stops(gate, finding)
  return { ok: false, description: id, yaml, ...(!stopped && { directive: `TODO ${severity}, let through` }) }
}

/** Whether the training crashed, where it did or the gate asks for it. */
function crashed(report: RunReport, gate: Gate): Point[] {
  const description = 'crashed'
  const crash = endingsOf(report.run).find(({ id }) => id === description)?.note.because
  if (crash === undefined) return gate.stops.includes(description) ? [{ ok: true, description }] : []
  const stopped = stopsCrash(gate, report)
  const yaml = { severity: stopped ? 'error' : 'note', message: printable(crash) }
  return [{ ok: false, description, yaml, ...(!stopped && { directive: 'TODO let through' }) }]
}

function compared(comparison: Comparison, gate: Gate): Point {
  const { state, summary, differences } = comparison
  const description = titleOfComparison(comparison)
  const message = printable(summary)
  if (state === 'unknown')
    return gate.undecided === 'pass'
      ? { ok: true, description, directive: `SKIP ${plain(summary)}` }
      : { ok: false, description, yaml: { severity: 'error', message } }
  const measured = differences.map(({ by, because }) => printable(`${by}: ${because}`))
  return { ok: !stopsRegression(gate, comparison), description, yaml: { message, measured } }
}

function answered({ id, state, because = '' }: Check): Point {
  return { ok: true, description: id, ...(state === 'unknown' && { directive: `SKIP ${plain(because)}` }) }
}

function linesOf(points: readonly Point[]): string[] {
  const lines = points.flatMap(({ ok, description, directive, yaml, subtests, comments = [] }, k) => [
    ...(subtests ? [`# Subtest: ${plain(description)}`, ...indent(4, linesOf(subtests))] : []),
    `${ok ? 'ok' : 'not ok'} ${k + 1} - ${plain(description)}${directive ? ` # ${directive}` : ''}`,
    ...(yaml
      ? indent(2, ['---', ...Object.entries(yaml).map(([key, value]) => `${key}: ${toJson(value)}`), '...'])
      : []),
    ...comments.map((comment) => `# ${withoutCommands(printable(comment))}`),
  ])
  return [`1..${points.length}`, ...lines]
}

function indent(columns: number, lines: readonly string[]): string[] {
  return lines.map((line) => ' '.repeat(columns) + line)
}

/** Text as a description: neither a backslash nor the sign that starts a directive counts. */
function plain(text: string): string {
  return printable(text).replace(/[\\#]/g, '\\$&')
}
