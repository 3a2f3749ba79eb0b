import type { ExitCode } from '../exit-code.js'
import type { Report } from '../report.js'

/** What a reporter may know of where its text goes. */
export interface Presentation {
  /** Columns. */
  readonly width: number
  /** 0 without colour, 1 for 16, 2 for 256, 3 for all colours. */
  readonly colorLevel: 0 | 1 | 2 | 3
  readonly unicode: boolean
  readonly chart: boolean
}

/** Turns a report into text; judges nothing and prints nothing. */
export interface Reporter {
  /** Name of its file and of the format on the command line. */
  readonly id: string
  readonly summary: string
  render(report: Report, exitCode: ExitCode, presentation: Presentation): string
}
