import { closingOf } from '../closing.js'
import { overviewOf } from '../screen/overview.js'
import { screenFor } from '../screen/screen.js'
import { sheetOf } from '../screen/sheet.js'
import { rankingOf, versusOf } from '../screen/versus.js'
import { withoutCommands } from '../text/printable.js'
import { wrap } from '../text/wrap.js'
import type { Reporter } from './reporter.js'

/** The report for people: one run as a sheet, several as a line each. */
export const text: Reporter = {
  id: 'text',
  summary: 'curves and verdict for people',
  render(report, exitCode, presentation, { gate }) {
    const screen = screenFor(presentation)
    const few = presentation.full || report.runs.length < 2
    const { comparisons = [] } = report
    const sheets = few ? report.runs.map((run) => sheetOf(run, screen)) : [overviewOf(report.runs, screen)]
    const parts = [
      ...(presentation.comparing && !presentation.full ? [] : sheets),
      ...comparisons.map((comparison) => versusOf(comparison, screen)),
      rankingOf(comparisons, screen),
    ].filter((lines) => lines.length > 0)
    const closing = wrap(closingOf(report, gate, exitCode), screen.width).map((line) =>
      screen.paint('dim', line.trimEnd()),
    )
    const blocks = [...parts, closing].map((lines) => lines.join('\n'))
    return `${withoutCommands(blocks.join('\n\n'))}\n`
  },
}
