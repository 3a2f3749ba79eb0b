// Changes the source in small ways and counts the changes that no test notices: `npm run mutate [-- PART...]`, where a part
// is a file of src/stats or src/diagnoses, or exit-code: `stats/order`. Fails below the least score. Keeps the last counts of
// each part in last.json beside this file.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'

/** Of the changes so many per cent are noticed at least, over all parts asked for. */
const LEAST_SCORE = 80
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LAST = fileURLToPath(new URL('last.json', import.meta.url))
/** Part of no behaviour that has to be the same tomorrow: the words of claims and advice, which are reviewed in transcripts. */
const LEFT_OUT = ['StringLiteral']

process.chdir(ROOT)
const asked = process.argv.slice(2)
const parts = partsIn().filter((part) => asked.length === 0 || asked.some((own) => part.startsWith(own)))
if (parts.length === 0) {
  process.stderr.write(`no part is called ${asked.join(', ')}\n`)
  process.exit(2)
}
const counts = {}
for (const part of parts) {
  const results = await mutate(part)
  counts[part] = countOf(results)
  for (const { status, location, mutatorName, replacement } of results)
    if (['Survived', 'NoCoverage', 'RuntimeError'].includes(status))
      process.stdout.write(
        `  src/${part}.ts:${location.start.line}:${location.start.column} ${status} ${mutatorName} ${replacement.replace(/\s+/g, ' ').slice(0, 100)}\n`,
      )
  process.stdout.write(lineOf(part, counts[part]))
  keep(part, counts[part])
}
const all = Object.values(counts).reduce(add)
const table = Object.entries(counts).map(([part, count]) => lineOf(part, count))
process.stdout.write(`\n${table.join('')}${lineOf('all', all)}`)
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
    timeoutMS: 15_000, // and half as long again as the tests take; most of what runs in circles is told by its turns
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

/** How many changes a test noticed, of them by running in circles; how many none did; how many say nothing. */
function countOf(results) {
  const count = (...states) => results.filter(({ status }) => states.includes(status)).length
  return {
    noticed: count('Killed', 'Timeout'),
    circles: count('Timeout'),
    missed: count('Survived', 'NoCoverage'),
    broken: count('RuntimeError', 'CompileError'),
    leftOut: count('Ignored'),
  }
}

function add(one, other) {
  return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, value + other[name]]))
}

function scoreOf({ noticed, missed }) {
  return (100 * noticed) / (noticed + missed)
}

function lineOf(part, count) {
  const { noticed, circles, missed, broken } = count
  const more = [circles > 0 ? `${circles} run in circles` : '', broken > 0 ? `${broken} broke the tests` : '']
  const words = [`${noticed} of ${noticed + missed} noticed`, ...more.filter(Boolean)].join(', ')
  return `${part.padEnd(36)} ${scoreOf(count).toFixed(1).padStart(5)} %  ${words}\n`
}

/** Puts the counts of a part into what is kept, without parts that are no more. */
function keep(part, count) {
  const before = existsSync(LAST) ? JSON.parse(readFileSync(LAST, 'utf8')).parts : {}
  const scored = ({ score: _, ...own }) => ({ score: Number(scoreOf(own).toFixed(1)), ...own })
  const known = { ...before, [part]: count }
  const kept = partsIn().flatMap((name) => (known[name] ? [[name, scored(known[name])]] : []))
  const total = scored(kept.map(([, own]) => own).reduce(add))
  const told = { least: LEAST_SCORE, all: total, parts: Object.fromEntries(kept) }
  writeFileSync(LAST, `${JSON.stringify(told, null, 2)}\n`)
}
