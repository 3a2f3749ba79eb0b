import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeLog, writeMany } from './logs.mjs'
import { measureNode, measurePython } from './measure.mjs'

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} to the name of what it is compared with
 * @property {number} rounds how often it is measured
 * @property {() => import('./measure.mjs').Usage} run
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BIN = join(ROOT, 'bin', 'epochwise.js')
export const BARE = 'node -e 0'

/** @param {readonly string[]} args */
const epochwise = (...args) => measureNode([BIN, ...args])
/** @param {string} name */
const besides = (name) => fileURLToPath(new URL(name, import.meta.url))

/**
 * What is measured. Python's yardsticks are left out where they are not installed.
 * @param {string} folder for the logs
 * @param {boolean} quick
 * @returns {Case[]}
 */
export function casesIn(folder, quick) {
  const rounds = quick ? 1 : 20
  const log = join(ROOT, 'fixtures', 'diagnoses', 'overfitting.csv')
  const starts = [
    { name: BARE, run: () => measureNode(['-e', '0']) },
    { name: '--version', run: () => epochwise('--version') },
    { name: '--help', run: () => epochwise('--help') },
    { name: '40 epochs', run: () => epochwise(log) },
  ]
  return [
    ...starts.map(({ name, run }) => ({ name, to: BARE, rounds, run })),
    ...growth(folder, quick),
    ...many(folder, quick),
    ...(quick ? [] : yardsticks(folder)),
  ]
}

/**
 * @param {string} folder
 * @param {boolean} quick
 * @returns {Case[]}
 */
function growth(folder, quick) {
  const sizes = quick ? [1e2, 1e3] : [1e2, 1e3, 1e4, 1e5, 1e6]
  return /** @type {const} */ (['csv', 'jsonl', 'console']).flatMap((kind) =>
    sizes.map((rows) => {
      const path = writeLog(folder, kind, rows)
      const rounds = quick ? 1 : rows >= 1e6 ? 2 : rows >= 1e5 ? 5 : 10
      return { name: `${kind} ${rows.toExponential(0)}`, to: BARE, rounds, run: () => epochwise(path) }
    }),
  )
}

/**
 * @param {string} folder
 * @param {boolean} quick
 * @returns {Case[]}
 */
function many(folder, quick) {
  const count = quick ? 10 : 1000
  const paths = writeMany(folder, count, 100)
  const [one = ''] = paths
  const rounds = quick ? 1 : 3
  return [
    { name: '1 log', to: BARE, rounds, run: () => epochwise(one) },
    { name: `${count} logs`, to: '1 log', rounds, run: () => epochwise(...paths) },
  ]
}

/**
 * @param {string} folder
 * @returns {Case[]}
 */
function yardsticks(folder) {
  const has = (/** @type {string} */ code) => spawnSync('python3', ['-c', code]).status === 0
  const scripts = [
    { what: 'csv 1e6', of: join(folder, '1000000.csv'), by: 'pandas', rounds: 5, there: 'import pandas' },
    { what: 'csv 1e5', of: join(folder, '100000.csv'), by: 'loop', rounds: 5, there: 'import csv, resource' },
  ]
  return scripts
    .filter(({ there }) => has(there))
    .flatMap(({ what, of, by, rounds }) => [
      { name: by, to: BARE, rounds, run: () => measurePython(besides(`by_${by}.py`), [of]) },
      { name: `${what} by ${by}`, to: by, rounds, run: () => epochwise(of) },
    ])
}
