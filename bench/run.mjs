// What the program costs, as ratios in one run: `npm run bench`. Fails where one has become worse than the last kept;
// `--write` keeps the ratios, `--quick` only tries that everything runs.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { casesIn } from './cases.mjs'
import { median, tableOf, worse } from './table.mjs'

const LAST = new URL('last.json', import.meta.url)
const { values: asked } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
})
if (asked.quick && asked.write) throw new Error('--quick measures nothing that is worth to be kept')
const last = JSON.parse(readFileSync(LAST, 'utf8')).ratios
const folder = mkdtempSync(join(tmpdir(), 'epochwise-bench-'))
try {
  const figures = figuresOf(casesIn(folder, asked.quick))
  process.stdout.write(tableOf(figures, last))
  const bad = asked.quick ? [] : worse(figures, last)
  for (const words of bad) process.stderr.write(`${words}\n`)
  if (asked.write) writeFileSync(LAST, `${JSON.stringify(kept(figures), undefined, 2)}\n`)
  else if (bad.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}

/**
 * Runs all cases in turn, round by round, so that what slows the machine down slows all of them.
 * @param {ReturnType<typeof casesIn>} cases
 * @returns {import('./table.mjs').Figure[]}
 */
function figuresOf(cases) {
  const measured = cases.flatMap((own) => ('run' in own ? [{ ...own, usages: [own.run()] }] : []))
  const most = Math.max(...measured.map(({ rounds }) => rounds))
  for (let round = 1; round < most; round++)
    for (const { rounds, usages, run } of measured) if (usages.length < rounds) usages.push(run())
  const usagesOf = (/** @type {string} */ name) => measured.find((own) => own.name === name)?.usages ?? []
  const cpuOf = (/** @type {string} */ name) => median(usagesOf(name).map(({ cpu }) => cpu))
  return cases.map((own) => {
    const of = 'of' in own ? own.of : own.name
    const usages = usagesOf(of)
    return {
      ...{ name: own.name, to: own.to, runs: usages.length, cpu: cpuOf(of) },
      ratio: cpuOf(of) / cpuOf(own.to),
      memory: Math.max(...usages.map(({ memory }) => memory)),
    }
  })
}

/** @param {readonly import('./table.mjs').Figure[]} figures */
function kept(figures) {
  const entries = figures.map(({ name, ratio, memory }) => [
    name,
    { ratio: Number(ratio.toFixed(2)), memory: Math.round(memory) },
  ])
  return { node: process.version, ratios: Object.fromEntries(entries) }
}
