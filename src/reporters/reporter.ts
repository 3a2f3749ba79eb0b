import type { Gate } from '../exit-code.js'
import type { Report } from '../report.js'
import type { Presentation } from '../screen/screen.js'

/** What a CI system has to be told beside the report. */
export interface Setting {
  /** What ends with exit code 1. */
  readonly gate: Gate
  /**
   * Where a source lies: its path from the top of the repository, with `/`; an absolute path for what lies outside it;
   * nothing for standard input.
   */
  locate(source: string): string | undefined
}

/** Turns a report into text; judges nothing and prints nothing. */
export interface Reporter {
  /** Name of its file and of the format on the command line. */
  readonly id: string
  readonly summary: string
  render(report: Report, exitCode: number, presentation: Presentation, setting: Setting): string
}
