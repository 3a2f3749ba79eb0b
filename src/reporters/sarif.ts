import { manual } from '../explain.js'
import { endings, type Problem, problemsOf } from '../problems.js'
import { distinct } from '../text/distinct.js'
import { toJson } from '../text/json-text.js'
import { printable } from '../text/printable.js'
import { VERSION } from '../version.js'
import type { Reporter } from './reporter.js'

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'
/** Standard input is no file, but GitHub wants one. */
const NO_FILE = 'standard-input'

/**
 * SARIF 2.1.0 as GitHub takes it for code scanning: each diagnosis a rule with its explanation, each finding a result
 * at the first line of its log, each crash a note at its own, as is a loss that goes blank. Logs that were not judged are notifications of the run.
 */
export const sarif: Reporter = {
  id: 'sarif',
  summary: 'SARIF 2.1.0, for code scanning on GitHub',
  render(report, exitCode, _presentation, { gate, locate }) {
    // A crash is no finding: it is told, and stops nothing unless the gate asks for it.
    const ended = endings(report, gate).map(
      (problem): Problem => (problem.severity === 'error' ? problem : { ...problem, severity: 'note' }),
    )
    const problems = [...problemsOf(report, gate), ...ended]
    const rules = [...rulesOf(), ...OWN_RULES]
    const places = (problem: Problem) => [
      {
        physicalLocation: {
          artifactLocation: artifactOf(locate(problem.source)),
          region: { startLine: problem.line ?? 1 },
        },
      },
    ]
    const seen = new Map<string, number>()
    const results = problems.flatMap((problem) => {
      const { kind, id, key, severity, number, finding } = problem
      if (kind === 'not-judged') return []
      const file = locate(problem.source) ?? NO_FILE
      return [
        {
          ruleId: id,
          ruleIndex: rules.findIndex((rule) => rule.id === id),
          level: severity,
          message: { text: messageOf(problem) },
          locations: places(problem),
          partialFingerprints: {
            primaryLocationLineHash: distinct(printable([key, file, number].join(':')), seen),
          },
          ...(finding && {
            properties: { from: finding.from, to: finding.to, evidence: finding.evidence },
          }),
        },
      ]
    })
    const notifications = problems
      .filter(({ kind }) => kind === 'not-judged')
      .map((problem) => ({
        level: problem.severity,
        message: { text: messageOf(problem) },
        locations: places(problem),
      }))
    const run = {
      tool: {
        driver: { name: 'epochwise', version: VERSION, semanticVersion: VERSION, rules },
      },
      invocations: [
        {
          executionSuccessful: exitCode < 2,
          exitCode,
          ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
        },
      ],
      columnKind: 'utf16CodeUnits',
      results,
    }
    return `${toJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, 2)}\n`
  },
}

/** A rule beside the diagnoses; `help` is Markdown with no marks but those of code. */
function ruleOf(id: string, title: string, text: string, help: string, level: 'error' | 'warning' | 'note') {
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text },
    help: { text: help.replaceAll('`', ''), markdown: help },
    defaultConfiguration: { level },
  }
}

const OWN_RULES = [
  ruleOf(
    'requirement',
    'Requirement',
    'A condition that the user set on the command line does not hold.',
    'See `--require` and `--min-epochs`.',
    'error',
  ),
  ruleOf(
    'regression',
    'Regression',
    'The run is worse than its baseline by loss, accuracy or verdict, beyond noise and tolerance.',
    'See `--baseline` and `--tolerance`.',
    'warning',
  ),
  ruleOf(
    'crashed',
    'Crashed',
    'The training ended with an error: what it logged until then is all that was judged.',
    'See the error at the end of the log; let the job fail with the training (`set -o pipefail`).',
    'note',
  ),
  ruleOf(
    'blank',
    'Loss goes blank',
    'The cells of the loss are blank to the end of the log: what was logged until then is all that was judged.',
    "Pandas and JSON write NaN so: spell it out (`to_csv(na_rep='NaN')`), and whether the training diverged can be told.",
    'note',
  ),
]

function rulesOf() {
  return manual().map(({ id, title, summary, severity, text, markdown }) => ({
    ...ruleOf(id, title, summary, markdown, severity),
    help: { text, markdown },
  }))
}

/** Brackets before a parenthesis would be a link (SARIF 2.1.0, 3.11.6), braces a placeholder (3.11.5). */
function messageOf({ of, claim, more }: Problem): string {
  const lines = [claim, ...more, `(${of})`].map(printable)
  return lines
    .join('\n')
    .replaceAll('](', '] (')
    .replace(/\{(?=\d)/g, '{ ')
}

/** A path as a relative reference; where it is absolute, as a URI of a file. */
function artifactOf(path: string | undefined) {
  if (path === undefined) return { uri: NO_FILE }
  const encoded = path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  if (/^[A-Za-z]%3A\//.test(encoded)) return { uri: `file:///${encoded.replace('%3A', ':')}` }
  return encoded.startsWith('/') ? { uri: `file://${encoded}` } : { uri: encoded, uriBaseId: '%SRCROOT%' }
}
