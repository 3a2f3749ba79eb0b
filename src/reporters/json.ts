import { recordOf } from '../record.js'
import { toJson } from '../text/json-text.js'
import type { Reporter } from './reporter.js'

/** The report for programs. Fields are only ever added; NaN and infinities are strings. */
export const json: Reporter = {
  id: 'json',
  summary: 'one JSON document for programs',
  render: (report, exitCode) => `${toJson(recordOf(report, exitCode), 2)}\n`,
}
