import type { ExitCode } from '../exit-code.js'
import { count } from '../numerals.js'
import type { Report } from '../report.js'
import { overviewOf } from '../screen/overview.js'
import { type Screen, screenFor } from '../screen/screen.js'
import { sheetOf } from '../screen/sheet.js'
import { withoutCommands } from '../text/printable.js'
import type { Reporter } from './reporter.js'

/** The report for people: one run as a sheet, several as a line each. */
export const text: Reporter = {
  id: 'text',
  summary: 'curves and verdict for people',
  render(report, exitCode, presentation) {
    const screen = screenFor(presentation)
    const few = presentation.full || report.runs.length < 2
    const parts = few ? report.runs.map((run) => sheetOf(run, screen)) : [overviewOf(report.runs, screen)]
    const blocks = [...parts.map((lines) => lines.join('\n')), closing(report, exitCode, screen)]
    return `${withoutCommands(blocks.join('\n\n'))}\n`
  },
}

function closing(report: Report, exitCode: ExitCode, { paint }: Screen): string {
  const findings = report.runs.flatMap((run) => run.findings)
  const number = (severity: string) => findings.filter((finding) => finding.severity === severity).length
  const unread = report.errors.length > 0 ? `, ${count(report.errors.length, 'log')} not read` : ''
  const counts = `${count(number('error'), 'error')}, ${count(number('warning'), 'warning')}${unread}`
  return paint('dim', `${counts}   exit ${exitCode}`)
}
