import type { Gate } from '../exit-code.js'
import { stops, stopsCrash, stopsRegression } from '../exit-code.js'
import type { RequirementOutcome } from '../policy/requirement.js'
import { notJudged, type Problem } from '../problems.js'
import {
  type Check,
  type Comparison,
  type LogError,
  type NamedFinding,
  type RunReport,
  reasonOf,
  titleOf,
  titleOfComparison,
} from '../report.js'
import { endingsOf } from '../run/run.js'
import { titleOfSource } from '../text/source.js'
import { element, escapeXml } from '../text/xml.js'
import type { Reporter } from './reporter.js'

type State = 'passed' | 'failures' | 'errors' | 'skipped'

interface Case {
  readonly name: string
  readonly state: State
  readonly children: readonly string[]
}

interface Suite {
  readonly name: string
  readonly file: string | undefined
  readonly cases: readonly Case[]
  /** What has to be said of the end of the training. */
  readonly endings?: readonly string[]
}

/**
 * JUnit XML as Jenkins, GitLab and others read it: a suite per run, a case per diagnosis and requirement. What the gate stops is a
 * failure, what could not be told is skipped, what was not judged is an error; a finding that the gate lets through
 * passes, and is told in the output of its case; a crash that it lets through is skipped.
 */
export const junit: Reporter = {
  id: 'junit',
  summary: 'JUnit XML: a suite per run, a case per diagnosis',
  render({ runs, errors, comparisons = [] }, _exitCode, _presentation, { gate, locate }) {
    const suites = [
      ...errors.map((error) => unreadSuite(error, locate(error.source))),
      ...runs.map((report) => suiteOf(report, gate, locate(report.run.name))),
      ...comparisons.map((comparison) =>
        comparedSuite(comparison, gate, locate(comparison.candidate.sources[0] ?? '-')),
      ),
    ]
    const { skipped: _, ...total } = counts(suites.flatMap((suite) => suite.cases)) // the schema has none at the root
    const names = new Map<string, number>()
    const body = suites.map((suite) => renderSuite(suite, unique(suite.name, names)))
    const root = element('testsuites', { name: 'epochwise', ...total, time: 0 }, body)
    return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
  },
}

function unreadSuite(error: LogError, file: string | undefined): Suite {
  const { source, hint } = error
  const children = [trouble('error', 'unread', reasonOf(error), hint ? [hint] : [])]
  return { name: titleOfSource(source), file, cases: [{ name: 'read', state: 'errors', children }] }
}

function suiteOf(report: RunReport, gate: Gate, file: string | undefined): Suite {
  const problem = notJudged(report, gate)
  return {
    endings: endingsOf(report.run).map(({ note }) => note.because),
    name: titleOf(report),
    file,
    cases: [
      ...(problem ? [notJudgedCase(problem, gate)] : []),
      ...report.checks.map((check) => {
        const finding = report.findings.find(({ id }) => id === check.id)
        return finding ? foundCase(finding, gate) : caseOf(check)
      }),
      ...report.requirements.map(requiredCase),
      ...crashedCase(report, gate),
    ],
  }
}

/** One side against the baseline: a case that fails where the gate stops regressions, else tells. */
function comparedSuite(comparison: Comparison, gate: Gate, file: string | undefined): Suite {
  const { state, summary, differences } = comparison
  const name = titleOfComparison(comparison)
  const lines = differences.map(({ by, because }) => `${by}: ${because}`)
  if (state === 'unknown')
    return { name, file, cases: [notJudgedCase({ id: 'regression', claim: summary, more: lines }, gate)] }
  const own: Case = stopsRegression(gate, comparison)
    ? { name: 'regression', state: 'failures', children: [trouble('failure', 'regression', summary, lines)] }
    : {
        ...{ name: 'regression', state: 'passed' },
        children: [element('system-out', {}, [summary, ...lines].map(escapeXml))],
      }
  return { name, file, cases: [own] }
}

function notJudgedCase(
  { id, claim, more }: Pick<Problem, 'id' | 'claim' | 'more'>,
  { undecided }: Gate,
): Case {
  if (undecided === 'pass')
    return { name: id, state: 'skipped', children: [element('skipped', { message: claim })] }
  if (undecided === 'fail')
    return { name: id, state: 'failures', children: [trouble('failure', id, claim, more)] }
  return { name: id, state: 'errors', children: [trouble('error', id, claim, more)] }
}

function foundCase(finding: NamedFinding, gate: Gate): Case {
  const { id, severity, claim, evidence, advice } = finding
  const lines = [...evidence.map(({ series, what }) => `${series}: ${what}`), ...advice]
  if (stops(gate, finding))
    return { name: id, state: 'failures', children: [trouble('failure', severity, claim, lines)] }
  const told = element('system-out', {}, [`${severity}: ${claim}`, ...lines].map(escapeXml))
  return { name: id, state: 'passed', children: [told] }
}

function caseOf({ id, state, because }: Check): Case {
  if (state !== 'unknown') return { name: id, state: 'passed', children: [] }
  return { name: id, state: 'skipped', children: [element('skipped', { message: because })] }
}

/** Whether the training crashed, where it did or the gate asks for it: one that the gate lets through does not pass either. */
function crashedCase(report: RunReport, gate: Gate): Case[] {
  const name = 'crashed'
  const crash = endingsOf(report.run).find(({ id }) => id === name)?.note.because
  if (stopsCrash(gate, report))
    return [{ name, state: 'failures', children: [trouble('failure', name, crash ?? '', [])] }]
  if (crash !== undefined)
    return [{ name, state: 'skipped', children: [element('skipped', { message: crash })] }]
  return gate.stops.includes(name) ? [{ name, state: 'passed', children: [] }] : []
}

function requiredCase({ requirement, state, because }: RequirementOutcome): Case {
  const name = `requirement ${requirement}`
  if (state === 'met') return { name, state: 'passed', children: [] }
  const [tag, own] = state === 'failed' ? (['failure', 'failures'] as const) : (['error', 'errors'] as const)
  return { name, state: own, children: [trouble(tag, 'requirement', because, [])] }
}

function trouble(name: 'failure' | 'error', type: string, message: string, lines: readonly string[]): string {
  return element(name, { message, type }, [message, ...lines].map(escapeXml))
}

function renderSuite({ file, cases, endings = [] }: Suite, name: string): string {
  const rendered = cases.map(({ name: own, children }) =>
    element('testcase', { classname: name, name: own, file, time: 0 }, children),
  )
  const told = endings.length === 0 ? [] : [element('system-err', {}, [escapeXml(endings.join('\n'))])]
  return element('testsuite', { name, ...counts(cases), time: 0 }, [...rendered, ...told])
}

function counts(cases: readonly Case[]) {
  const number = (state: State) => cases.filter((own) => own.state === state).length
  return {
    tests: cases.length,
    failures: number('failures'),
    errors: number('errors'),
    skipped: number('skipped'),
  }
}

/** A log that is given twice: class and name of a case have to be unique. */
function unique(name: string, names: Map<string, number>): string {
  const number = (names.get(name) ?? 0) + 1
  names.set(name, number)
  return number === 1 ? name : `${name} (${number})`
}
