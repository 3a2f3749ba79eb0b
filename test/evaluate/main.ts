import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../fixtures/paths.js'
import { evaluate } from './evaluate.js'
import { intoReadme } from './readme.js'
import { generatedRuns, REPEATS, recordedRuns } from './runs.js'

const generated = evaluate(generatedRuns(REPEATS))
process.stdout.write(
  ['## Generated runs', generated, '## Recorded runs', evaluate(recordedRuns()), ''].join('\n\n'),
)
if (process.argv.includes('--write')) {
  const readme = join(ROOT, 'README.md')
  writeFileSync(readme, intoReadme(readFileSync(readme, 'utf8'), generated))
}
