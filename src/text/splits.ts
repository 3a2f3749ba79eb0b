import { isCommonName, readName } from '../run/names.js'
import { axisOf, isIndex } from './axis.js'
import { readCell } from './cell.js'

/** Column names that may say of each row which part of a training it is of. */
const SPLIT_COLUMN =
  /^(?:phase|split|mode|stage|set|subset|partition|dataset|data|loader|part|prefix|state|category|group|event|kind|tag|name|(?:run|step|row|log|epoch)?[ _]?type)$/i
/** A flag that says of a row whether it is of training. */
const TRAINING = /^is[ _]?train(?:ing)?$/i
/** What follows the word for a split without saying more of it: `train_epoch`, `val_set`, `valid_log`. */
const SPLIT_WORD =
  /^([a-z]+?)(?:[ _-]?(?:epoch|step|set|dataset|data|split|phase|loop|log|loss|metrics?|results?|end))*$/i
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['t', 'train'],
  ['v', 'val'],
])
/** A column of more different words names its rows. */
const MOST_WORDS = 8
/** Share of the epochs (or steps) that must have rows of several words. */
const COLLIDING = 0.5

type RowCells = readonly unknown[]

/** The column that says of each row which data it was measured on. */
export interface SplitColumn {
  readonly at: number
  /** The word for the split that a cell says, which goes before the names of the metrics; '' for none. */
  wordOf(cell: unknown): string
}

/** May a column of this name tell the rows of training and validation apart? */
export function maySplit(name: string): boolean {
  return SPLIT_COLUMN.test(name.trim()) || TRAINING.test(name.trim())
}

/** Is this the name of a flag that tells rows of training from those of validation? */
export function isTrainingFlag(name: string): boolean {
  return !isCommonName(name) && TRAINING.test(name.trim())
}

/**
 * The column, if there is one, that says of each row whether it is of training or validation: all its cells are words
 * for a split, and there are at least two of them. Only rows that hold a metric count.
 */
export function findSplitColumn(
  names: readonly string[],
  rows: readonly RowCells[],
): SplitColumn | undefined {
  if (names.length < 2) return undefined
  const measured = rows.filter(measures(names))
  for (const [at, name] of names.entries()) {
    if (!maySplit(name)) continue
    const words = wordsAt(measured, at)
    if (words.size < 2) continue
    const splits = splitsOf(name, [...words])
    if (splits)
      return { at, wordOf: (cell) => (isBlank(cell) ? '' : (splits.get(textOf(cell)) ?? textOf(cell))) }
  }
  return undefined
}

/** What goes before the metrics for each word; undefined where one of them is no word for a split. */
function splitsOf(name: string, words: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (TRAINING.test(name.trim())) {
    const flags = words.map((word) => FLAGS.get(word.toLowerCase()))
    return flags.every((flag) => flag !== undefined)
      ? new Map(words.map((word, k) => [word, flags[k] ?? '']))
      : undefined
  }
  const letters = words.map((word) => LETTERS.get(word.trim().toLowerCase()))
  const splits = letters.every((word) => word !== undefined) ? letters : words.map(splitWordOf)
  if (splits.some((split) => split === undefined)) return undefined
  const shared = new Set(splits).size < splits.length
  return new Map(words.map((word, k) => [word, shared ? word : (splits[k] ?? word)]))
}

const FLAGS: ReadonlyMap<string, string> = new Map([
  ...['true', '1', 'yes'].map((word) => [word, 'train'] as const),
  ...['false', '0', 'no'].map((word) => [word, 'val'] as const),
])

/** The word for a split in a value: `train` of `train_epoch`. */
function splitWordOf(value: string): string | undefined {
  const word = value.trim()
  if (isSplitWord(word)) return word
  const own = SPLIT_WORD.exec(word)?.[1]
  return own !== undefined && isSplitWord(own) ? own : undefined
}

/** Is this one word, and one for a split? */
export function isSplitWord(word: string): boolean {
  return /^[A-Za-z]+$/.test(word.trim()) && readName(`${word} loss`).split !== undefined
}

/**
 * A column that tells the rows of an epoch apart, in words that say nothing of a split (`warmup`, `main`), or with a flag:
 * most epochs have rows of several of its values that fill one metric. To average them would mix what is not the same.
 */
export function findApartColumn(names: readonly string[], rows: readonly RowCells[]): number | undefined {
  const candidates = [...names.keys()].filter((k) => maySplit(names[k] ?? ''))
  if (candidates.length === 0) return undefined
  const own = (axis: string) => names.findIndex((name) => axisOf(name) === axis && !isIndex(name))
  const axis = own('epoch') >= 0 ? own('epoch') : own('step')
  if (axis < 0) return undefined
  const metrics = metricsOf(names)
  const measured = rows.filter(measures(names))
  return candidates.find((at) => {
    const words = wordsAt(measured, at)
    if (words.size < 2 || words.size > MOST_WORDS) return false
    const fillers = new Map<string, Map<number, string>>()
    const colliding = new Set<string>()
    for (const cells of measured) {
      const x = textOf(cells[axis])
      const filled = fillers.get(x) ?? new Map<number, string>()
      fillers.set(x, filled)
      for (const metric of metrics) {
        if (isBlank(cells[metric])) continue
        const word = textOf(cells[at])
        if ((filled.get(metric) ?? word) !== word) colliding.add(x)
        filled.set(metric, word)
      }
    }
    return colliding.size > 0 && colliding.size >= COLLIDING * fillers.size
  })
}

function metricsOf(names: readonly string[]): number[] {
  return [...names.keys()].filter((k) => {
    const name = names[k] ?? ''
    return axisOf(name) === undefined && readName(name).kind !== 'other'
  })
}

function measures(names: readonly string[]): (cells: RowCells) => boolean {
  const metrics = metricsOf(names)
  return (cells) =>
    metrics.some((k) => {
      const cell = cells[k]
      return typeof cell === 'number' || (typeof cell === 'string' && typeof readCell(cell) === 'number')
    })
}

function wordsAt(rows: readonly RowCells[], at: number): ReadonlySet<string> {
  const words = new Set<string>()
  for (const cells of rows) if (!isBlank(cells[at])) words.add(textOf(cells[at]))
  return words
}

function isBlank(cell: unknown): boolean {
  return cell === undefined || cell === null || cell === ''
}

function textOf(cell: unknown): string {
  return typeof cell === 'object' ? '' : String(cell)
}
