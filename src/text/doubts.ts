import { UserError } from '../errors.js'
import { isBookkeeping, readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import { axisOf, isIndex } from './axis.js'
import { type Cell, readCell } from './cell.js'

const GIVE_A_LOG = 'give the file with one row per epoch or step'
/** What scikit-learn's learning curve is drawn along. */
const TRAINING_SIZE =
  /^(?:train(?:ing)?[ _-]?(?:set[ _-]?)?sizes?(?:[ _-]?abs)?|n[ _-]?(?:train|samples)|(?:num|number of)[ _-]train(?:ing)?[ _-](?:samples|examples))$/i

/** What `cross_validate` of scikit-learn times for each of its folds. */
const OF_FOLDS = ['fit_time', 'score_time']

/** What numbers the parts of a model. */
const LAYER = /^(?:layer|block)(?:[ _-]?(?:id|idx|index|no|num|number|name))?$/i

/** What data has for each of its rows. An index that pandas saved is no number of epochs beside one of these. */
const DATA =
  /^(?:(?:\w+_)?id|label|labels|target|targets|class|pred(?:s|icted|ictions?)?|y|y_?(?:true|pred)|age|year|sex|gender|name|text|filename|file|image|path|price|premium|amount|category)$/i

/** Does a column number the rows by its name, as opposed to an index that pandas saved without one? */
export function isNumbered(names: readonly string[]): boolean {
  return names.some((name) => axisOf(name) !== undefined && !isIndex(name))
}

/** Throws a UserError where the rows are sizes of the training set, as in a learning curve of scikit-learn, or layers. */
export function refuseOtherRows(title: string, names: readonly string[]): void {
  if (isNumbered(names)) return
  if (OF_FOLDS.every((own) => names.includes(own))) refuseSingleRows(title, 'fold of a cross-validation')
  const layer = names.find((name) => LAYER.test(name.trim()))
  if (layer !== undefined) refuseSingleRows(title, layer)
  const size = names.find((name) => TRAINING_SIZE.test(name.trim()))
  if (size === undefined) return
  throw new UserError(
    `${title}: a learning curve by the size of the training set (${size}), not by epochs`,
    'each of its rows is a training of its own; give the log of one of them',
  )
}

/** Throws a UserError for a table with one row for each of several runs. */
export function refuseSingleRows(title: string, single: string | undefined): void {
  if (single === undefined) return
  throw new UserError(
    `${title}: a table of things, one row for each ${single}, not the log of a run: it holds no curve`,
    GIVE_A_LOG,
  )
}

/** Throws a UserError where nothing numbers the rows, and the first column (`firsts`) names each of them differently. */
export function refuseNamedRows(title: string, names: readonly string[], firsts: readonly unknown[]): void {
  const [name = ''] = names
  if (isNumbered(names) || firsts.length < 2 || isBookkeeping(name)) return
  const words = new Set(firsts)
  const text = [...words].every((word) => typeof word === 'string' && readCell(word) === undefined)
  if (text && words.size === firsts.length) refuseSingleRows(title, name)
}

/**
 * Throws a UserError for a table whose rows nothing numbers and whose columns are not those of a history: no metric names
 * its split, and beside the loss there are columns that belong to no training (`id`, `label`, `premium`). It may be data.
 */
export function refuseUnnumbered(
  title: string,
  names: readonly string[],
  known: readonly string[] = [],
): void {
  if (isNumbered(names)) return
  const meanings = names.map(readName)
  const metrics = meanings.filter(({ kind }) => kind !== 'other')
  if (metrics.some(({ split }) => split !== undefined)) return
  const indexed = names.some(isIndex)
  const foreign = names.filter(
    (name, k) =>
      !isIndex(name) &&
      !known.includes(name) &&
      meanings[k]?.kind === 'other' &&
      !isBookkeeping(name) &&
      (!indexed || DATA.test(name.trim())),
  )
  if (foreign.length === 0 && metrics.some(({ kind }) => kind !== 'score')) return
  const metric = names.find((_, k) => meanings[k]?.kind !== 'other') ?? ''
  const beside = foreign.length > 0 ? ` beside ${foreign.slice(0, 3).join(', ')}` : ' alone'
  throw new UserError(
    `${title}: nothing numbers its rows, and ${metric}${beside} may be data instead of the curve of a run`,
    'add a column epoch (or step), or name the split in the header: train_loss, val_loss',
  )
}

/** A search for a learning rate spans so many decades at least; a warm-up stays below. */
const SEARCHED = 1000

/** Throws a UserError for a search for a learning rate, whose rate rises from row to row, and which nothing numbers. */
export function refuseRateSearch(title: string, { axis, phases }: Reading): void {
  const [phase] = phases
  const rate = phase?.columns.find(({ name }) => /^(?:lr|learning[ _-]?rate)$/i.test(name.trim()))
  if (axis !== 'row' || phases.length > 1 || rate === undefined || rate.y.length < ROWS_AT_LEAST) return
  const rises = rate.y.every((y, k) => k === 0 || y > Number(rate.y[k - 1]))
  if (!rises || Number(rate.y.at(-1)) < SEARCHED * Number(rate.y[0])) return
  throw new UserError(
    `${title}: a search for a learning rate (${rate.name} rises from ${rate.y[0]} to ${rate.y.at(-1)}), not the log of a run`,
    GIVE_A_LOG,
  )
}

/** So many rows it takes to tell that they are in no order. */
const ROWS_AT_LEAST = 8
/** Share of the rows whose number lies below that of the row before: a log restarts, it does not jump about. */
const FALLING = 0.25

/** More rows are not put in order. */
const MOST_SORTED = 100_000

/** Watches whether the numbers of rows go on from one to the next, as those of epochs and steps do. */
export class Order {
  readonly #axis: number
  readonly #first: { x?: number } = {}
  #before: readonly Cell[] = []
  #rows = 0
  #falls = 0
  /** The numbers, while each has come once. */
  #numbers: Set<number> | undefined = new Set()

  constructor(readonly names: readonly string[]) {
    const own = (axis: string) => names.findIndex((name) => axisOf(name) === axis && !isIndex(name))
    this.#axis = own('epoch') >= 0 ? own('epoch') : own('step')
  }

  /** A row that fills none of the columns of the one before may be of another split, and count otherwise. */
  add(cells: readonly Cell[]): void {
    const [x, before] = [cells[this.#axis], this.#before[this.#axis]]
    if (typeof x !== 'number') return
    this.#rows++
    this.#first.x ??= x
    if (this.#numbers?.has(x) || this.#rows > MOST_SORTED) this.#numbers = undefined
    this.#numbers?.add(x)
    const again = cells.some(
      (cell, k) => k !== this.#axis && typeof cell === 'number' && typeof this.#before[k] === 'number',
    )
    if (typeof before === 'number' && x < before && x !== this.#first.x && again) this.#falls++
    this.#before = cells
  }

  /** Throws a UserError for numbers that jump about, and come again: those of things, not of a training. */
  refuseDisorder(title: string): void {
    if (this.#rows < ROWS_AT_LEAST || this.#falls < FALLING * this.#rows || this.#isPermutation()) return
    throw new UserError(
      `${title}: its rows are in no order: ${this.names[this.#axis]} falls ${this.#falls} times in ${this.#rows} rows, so it counts no training`,
      GIVE_A_LOG,
    )
  }

  /** Each number from the least to the greatest is there once: the rows have only changed places. */
  #isPermutation(): boolean {
    const numbers = [...(this.#numbers ?? [])].sort((a, b) => a - b)
    const [least = 0] = numbers
    return numbers.length > 0 && numbers.every((x, k) => x === least + k)
  }
}
