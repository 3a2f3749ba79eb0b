import { themeOf } from '../page/style.js'
import { TERMINAL_STYLE, terminalPicture } from '../page/terminal.js'
import { titleOf } from '../report.js'
import type { Reporter } from './reporter.js'
import { text } from './text.js'

const WIDTH = 80

/** The report as it looks on a terminal of 80 columns in colour. */
export const svgReport: Reporter = {
  id: 'svg-report',
  summary: 'the text report in colour, as a picture',
  render(report, exitCode, presentation, setting) {
    const screen = text.render(
      report,
      exitCode,
      { ...presentation, width: WIDTH, colorLevel: 2, unicode: true },
      setting,
    )
    const title = report.runs.map(titleOf).join(', ') || 'epochwise'
    return `${terminalPicture(screen, WIDTH, { title, style: themeOf('svg') + TERMINAL_STYLE })}\n`
  },
}
