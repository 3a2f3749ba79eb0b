import { evaluate } from './evaluate.js'
import { generatedRuns, recordedRuns } from './runs.js'

/** Runs of each shape, length and noise. */
const REPEATS = 12

process.stdout.write(
  [
    '## Generated runs',
    evaluate(generatedRuns(REPEATS)),
    '## Recorded runs',
    evaluate(recordedRuns()),
    '',
  ].join('\n\n'),
)
