// Says what part of src the tests have run, from what `vitest run --coverage` left, and fails below the least share. What
// stands after `list[k] ??` or `list.at(-1) ??` only because types know no lengths is no branch that a test could take.
import { readFileSync } from 'node:fs'

/** Of lines and branches so many per cent are run at least. */
const LEAST = 95
const ELEMENT = /(?:\]|\.at\([^()]*\))\s*\?\?\s*$/

const files = JSON.parse(readFileSync('coverage/coverage-final.json', 'utf8'))
const lines = { run: 0, all: 0 }
const branches = { run: 0, all: 0 }
const fallbacks = { run: 0, all: 0 }
for (const [path, { branchMap, b, statementMap, s }] of Object.entries(files)) {
  const source = readFileSync(path, 'utf8').split('\n')
  const hits = new Map()
  for (const [id, { start }] of Object.entries(statementMap))
    hits.set(start.line, Math.max(hits.get(start.line) ?? 0, s[id]))
  for (const count of hits.values()) add(lines, count)
  for (const [id, { locations, type }] of Object.entries(branchMap))
    for (const [k, count] of b[id].entries())
      add(type === 'binary-expr' && k > 0 && isFallback(source, locations[k]) ? fallbacks : branches, count)
}
process.stdout.write(
  `lines ${shareOf(lines)}, branches ${shareOf(branches)}; beside them fallbacks for missing elements ${shareOf(fallbacks)}\n`,
)
process.exitCode = [lines, branches].every(({ run, all }) => 100 * run >= LEAST * all) ? 0 : 1

function add(counts, hits) {
  counts.all++
  if (hits > 0) counts.run++
}

/** Does what stands before a place end in an element and `??`? */
function isFallback(source, { start }) {
  const before = [source[start.line - 2] ?? '', (source[start.line - 1] ?? '').slice(0, start.column)]
  return ELEMENT.test(before.join('\n').replace(/\(\s*$/, ''))
}

function shareOf({ run, all }) {
  return `${((100 * run) / all).toFixed(2)} % (${run} of ${all})`
}
