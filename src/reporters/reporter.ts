import type { ExitCode } from '../exit-code.js'
import type { Report } from '../report.js'
import type { Presentation } from '../screen/screen.js'

/** Turns a report into text; judges nothing and prints nothing. */
export interface Reporter {
  /** Name of its file and of the format on the command line. */
  readonly id: string
  readonly summary: string
  render(report: Report, exitCode: ExitCode, presentation: Presentation): string
}
