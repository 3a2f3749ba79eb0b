import { endings, type Problem, problemsOf } from '../problems.js'
import { distinct } from '../text/distinct.js'
import { toJson } from '../text/json-text.js'
import { printable } from '../text/printable.js'
import { titleOfSource } from '../text/source.js'
import type { Reporter } from './reporter.js'

/** From the five severities of GitLab; a log that was not judged is a `blocker`. */
const SEVERITIES = { error: 'critical', warning: 'major', note: 'info' } as const

/** What GitLab shows in a merge request as code quality (artifacts:reports:codequality). */
export const gitlab: Reporter = {
  id: 'gitlab',
  summary: 'code quality report of GitLab',
  render(report, _exitCode, _presentation, { gate, locate }) {
    const seen = new Map<string, number>()
    const issues = [...problemsOf(report, gate), ...endings(report, gate)].map((problem) => {
      const path = printable(locate(problem.source) ?? titleOfSource(problem.source))
      return {
        description: describe(problem),
        check_name: problem.id,
        // Problems of two branches are the same where this is the same: without epochs or values in it.
        fingerprint: distinct([printable(problem.key), path, problem.number].join(':'), seen),
        severity: severityOf(problem),
        location: { path, lines: { begin: problem.line ?? 1 } },
      }
    })
    return `${toJson(issues, 2)}\n`
  },
}

/** A crash, or a loss that goes blank, is no finding: it is told, and stops nothing unless the gate asks for it. */
function severityOf({ kind, severity }: Problem) {
  if (kind === 'ending' && severity !== 'error') return 'info'
  return kind === 'not-judged' && severity === 'error' ? 'blocker' : SEVERITIES[severity]
}

function describe({ title, claim, finding }: Problem): string {
  const first = finding?.advice[0]
  return printable(`${title}: ${claim}${first ? `; ${first}` : ''}`)
}
