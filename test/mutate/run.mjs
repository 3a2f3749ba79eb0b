// Changes the source in small ways and counts the changes that no test notices: `npm run mutate [-- PART...]`, where a part
// is a file of src/stats or src/diagnoses, or exit-code: `stats/order`. Fails below the least score.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'

/** Of the changes so many per cent are noticed at least, over all parts asked for. */
const LEAST_SCORE = 80
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Part of no behaviour that has to be the same tomorrow: the words of claims and advice, which are reviewed in transcripts. */
const LEFT_OUT = ['StringLiteral']

process.chdir(ROOT)
const asked = process.argv.slice(2)
const parts = partsIn().filter((part) => asked.length === 0 || asked.some((own) => part.startsWith(own)))
const counts = []
for (const part of parts) {
  const results = await mutate(part)
  const count = (...states) => results.filter(({ status }) => states.includes(status)).length
  const [noticed, missed] = [count('Killed', 'Timeout'), count('Survived', 'NoCoverage')]
  counts.push({ part, noticed, missed })
  for (const { status, location, mutatorName, replacement } of results)
    if (status === 'Survived' || status === 'NoCoverage')
      process.stdout.write(
        `  src/${part}.ts:${location.start.line}:${location.start.column} ${status} ${mutatorName} ${replacement.replace(/\s+/g, ' ').slice(0, 100)}\n`,
      )
  process.stdout.write(lineOf(counts.at(-1)))
}
const all = {
  part: 'all',
  noticed: counts.reduce((sum, { noticed }) => sum + noticed, 0),
  missed: counts.reduce((sum, { missed }) => sum + missed, 0),
}
process.stdout.write(counts.map(lineOf).join('') + lineOf(all))
process.exitCode = scoreOf(all) >= LEAST_SCORE ? 0 : 1

function partsIn() {
  const files = ['stats', 'diagnoses'].flatMap((folder) =>
    readdirSync(`src/${folder}`).map((name) => `${folder}/${name.replace(/\.ts$/, '')}`),
  )
  return [...files, 'exit-code'].filter((part) => existsSync(testOf(part)))
}

function testOf(part) {
  return `test/${part}.test.ts`
}

/** The tests that have to notice: its own, and for a diagnosis what it says of the recorded runs. */
function testsOf(part) {
  return [testOf(part), ...(part.startsWith('diagnoses/') ? ['test/diagnoses/evidence.test.ts'] : [])]
}

async function mutate(part) {
  process.env.MUTATE_TESTS = testsOf(part).join()
  const stryker = new Stryker({
    mutate: [`src/${part}.ts`],
    mutator: { excludedMutations: LEFT_OUT },
    testRunner: 'in-process',
    plugins: [join(ROOT, 'test/mutate/runner.mjs')],
    coverageAnalysis: 'perTest',
    ignoreStatic: true, // limits and explanations are data, held by tests of the registry and the README
    timeoutMS: 15_000, // beside half as much again as the tests take: what runs in circles is mostly noticed by its turns,
    concurrency: Number(process.env.MUTATE_AT_ONCE ?? 2),
    ignorePatterns: [
      '/*',
      '!/src',
      '!/test',
      '!/fixtures',
      '/test/transcripts',
      '!/package.json',
      '!/tsconfig.json',
    ],
    tsconfigFile: 'test/mutate/none.json', // there is none: Stryker would want an older TypeScript for it
    checkers: [],
    reporters: ['json'],
    jsonReporter: { fileName: '.mutants/report.json' },
    logLevel: 'warn',
    allowConsoleColors: false,
    tempDirName: '.mutants',
    cleanTempDir: 'always',
  })
  return stryker.runMutationTest()
}

function scoreOf({ noticed, missed }) {
  return (100 * noticed) / (noticed + missed)
}

function lineOf(count) {
  const { part, noticed, missed } = count
  return `${part.padEnd(36)} ${scoreOf(count).toFixed(1).padStart(5)} %  ${noticed} of ${noticed + missed} noticed\n`
}
