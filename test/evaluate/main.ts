import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../fixtures/paths.js'
import { EARLY_REPEATS, evaluateEarly } from './early.js'
import { evaluate, valLossOf } from './evaluate.js'
import { intoReadme } from './readme.js'
import { generatedRuns, REPEATS, recordedRuns } from './runs.js'

const generated = evaluate(generatedRuns(REPEATS))
const early = evaluateEarly(generatedRuns(EARLY_REPEATS), valLossOf)
const recorded = recordedRuns()
const ofRecorded = evaluate(recorded)
process.stdout.write(
  [
    ...['## Generated runs', generated, early],
    ...['## Recorded runs', ofRecorded, evaluateEarly(recorded, valLossOf), ''],
  ].join('\n\n'),
)
if (process.argv.includes('--write')) {
  const readme = join(ROOT, 'README.md')
  const written = intoReadme(intoReadme(readFileSync(readme, 'utf8'), generated), early, ', watching')
  writeFileSync(readme, intoReadme(written, ofRecorded, ', recorded'))
}
