import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {'csv' | 'jsonl' | 'console'} Kind */

/** How one row of each kind is spelt, and what stands before all rows. */
const SPELLINGS = {
  csv: {
    ending: 'csv',
    head: 'epoch,loss,val_loss,accuracy,val_accuracy\n',
    row: (/** @type {number} */ k, /** @type {readonly string[]} */ [a, b, c, d]) =>
      `${k},${a},${b},${c},${d}\n`,
  },
  jsonl: {
    ending: 'jsonl',
    head: '',
    row: (/** @type {number} */ k, /** @type {readonly string[]} */ [a, b, c, d]) =>
      `{"epoch": ${k}, "loss": ${a}, "val_loss": ${b}, "accuracy": ${c}, "val_accuracy": ${d}}\n`,
  },
  console: {
    ending: 'txt',
    head: '',
    row: (/** @type {number} */ k, /** @type {readonly string[]} */ [a, b, c, d]) =>
      `Epoch ${k}: loss ${a}, val_loss ${b}, accuracy ${c}, val_accuracy ${d}\n`,
  },
}
/** So many rows are written at once. */
const CHUNK = 10_000

/**
 * Writes a log of a run that learns, with a little noise, and returns its path.
 * @param {string} folder
 * @param {Kind} kind
 * @param {number} rows
 * @param {string} [name]
 */
export function writeLog(folder, kind, rows, name = `${rows}`) {
  const { ending, head, row } = SPELLINGS[kind]
  const path = join(folder, `${name}.${ending}`)
  const file = openSync(path, 'w')
  writeSync(file, head)
  for (let start = 0; start < rows; start += CHUNK) {
    let text = ''
    for (let k = start; k < Math.min(start + CHUNK, rows); k++) text += row(k, valuesAt(k, rows))
    writeSync(file, text)
  }
  closeSync(file)
  return path
}

/**
 * Losses and accuracies of a row: power laws with noise that is the same on every machine.
 * @param {number} k
 * @param {number} rows
 */
function valuesAt(k, rows) {
  const part = (k + 1) / rows
  const noise = 0.01 * (((k * 7919) % 101) / 101 - 0.5)
  const loss = 2 * Math.exp(-3 * part) + 0.2 + noise
  const accuracy = 0.95 - 0.7 * Math.exp(-3 * part) - noise
  return [loss, loss * 1.04 + noise, accuracy, accuracy - 0.02].map((value) => value.toFixed(12))
}

/**
 * Many short logs in a folder of their own; their paths.
 * @param {string} folder
 * @param {number} count
 * @param {number} rows
 */
export function writeMany(folder, count, rows) {
  const inner = join(folder, `many-${count}`)
  mkdirSync(inner)
  const text = Array.from({ length: rows }, (_, k) => SPELLINGS.csv.row(k, valuesAt(k, rows))).join('')
  return Array.from({ length: count }, (_, k) => {
    const path = join(inner, `run-${k}.csv`)
    writeFileSync(path, SPELLINGS.csv.head + text)
    return path
  })
}
