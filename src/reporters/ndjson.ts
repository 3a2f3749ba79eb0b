import { recordOfRun } from '../record.js'
import { toJson } from '../text/json-text.js'
import type { Reporter } from './reporter.js'

/** The report for programs that read line by line: the runs of the JSON document, then the logs that were not read. */
export const ndjson: Reporter = {
  id: 'ndjson',
  summary: 'one JSON object per run and per log that was not read, each on a line',
  render: ({ runs, errors, comparisons = [] }) =>
    [...runs.map(recordOfRun), ...errors, ...comparisons].map((object) => `${toJson(object)}\n`).join(''),
}
