import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../fixtures/paths.js'
import { EARLY_REPEATS, evaluateEarly } from './early.js'
import { evaluate, evaluateKinds, valLossOf } from './evaluate.js'
import { intoReadme } from './readme.js'
import { generatedRuns, REPEATS, recordedRuns } from './runs.js'

const runs = generatedRuns(REPEATS)
const generated = evaluate(runs)
const kinds = evaluateKinds(runs)
const early = evaluateEarly(generatedRuns(EARLY_REPEATS), valLossOf)
const recorded = recordedRuns()
const ofRecorded = evaluate(recorded)
process.stdout.write(
  [
    ...['## Generated runs', generated, kinds, early],
    ...['## Recorded runs', ofRecorded, evaluateEarly(recorded, valLossOf), ''],
  ].join('\n\n'),
)
if (process.argv.includes('--write')) {
  const readme = join(ROOT, 'README.md')
  const tables = [
    [generated, ''],
    [kinds, ', by kind'],
    [early, ', watching'],
    [ofRecorded, ', recorded'],
  ] as const
  const written = tables.reduce(
    (text, [table, of]) => intoReadme(text, table, of),
    readFileSync(readme, 'utf8'),
  )
  writeFileSync(readme, written)
}
