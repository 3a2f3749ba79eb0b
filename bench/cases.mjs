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
/**
 * What was measured already, compared with something else.
 * @typedef {object} Comparison
 * @property {string} name
 * @property {string} to the name of what it is compared with
 * @property {string} of the name of the case
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BIN = join(ROOT, 'bin', 'epochwise.js')
export const BARE = 'node -e 0'

/** @param {readonly string[]} args */
const epochwise = (...args) => measureNode([BIN, ...args])
/** @param {string} name */
const besides = (name) => fileURLToPath(new URL(name, import.meta.url))

/** So often the start-up is measured: it is short, and what counts of it are a few per cent. */
const OFTEN = 20
/** Runs of logs of so many rows and more, long ones being steady: the whole has to end within five minutes. */
const ROUNDS = /** @type {const} */ ([
  [1e6, { csv: 3, jsonl: 1, console: 1 }],
  [1e5, { csv: 3, jsonl: 3, console: 3 }],
  [0, { csv: 10, jsonl: 10, console: 10 }],
])

/**
 * What is measured. Python's yardsticks are left out where they are not installed.
 * @param {string} folder for the logs
 * @param {boolean} quick
 * @returns {(Case | Comparison)[]}
 */
export function casesIn(folder, quick) {
  const rounds = quick ? 1 : OFTEN
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
      const [, most] = ROUNDS.find(([least]) => rows >= least) ?? ROUNDS[0]
      const rounds = quick ? 1 : most[kind]
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
 * @returns {(Case | Comparison)[]}
 */
function yardsticks(folder) {
  const has = (/** @type {string} */ code) => spawnSync('python3', ['-c', code]).status === 0
  const scripts = [
    { of: 'csv 1e+6', log: join(folder, '1000000.csv'), by: 'pandas', there: 'import pandas' },
    { of: 'csv 1e+5', log: join(folder, '100000.csv'), by: 'loop', there: 'import csv, resource' },
  ]
  return scripts
    .filter(({ there }) => has(there))
    .flatMap(({ of, log, by }) => [
      { name: by, to: BARE, rounds: 3, run: () => measurePython(besides(`by_${by}.py`), [log]) },
      { name: `${of} by ${by}`, to: by, of },
    ])
}
