import { UserError } from '../errors.js'
import type { Reading } from '../run/reading.js'
import { axisOf, isIndex } from './axis.js'
import { type Cell, isPercent, readCell } from './cell.js'
import { eachRow, type Layout } from './delimited.js'
import { refuseRunTable } from './run-table.js'
import type { Source } from './source.js'
import { findSplitColumn } from './splits.js'
import { type Rows, Table } from './table.js'

/** An epoch as people write it: `3`, `3/20`, `[3/20]`, `Epoch 3`. */
const NUMBERED = /^[^\d\n]{0,12}(\d{1,12})(?: ?\/ ?\d+)?\]?$/
/** What a classification report has beside each class. `support` counts the samples of a class. */
const CLASS_REPORT = ['precision', 'recall', 'support']
/** A time of day or a date: it names no thing. */
const TIME = /^\d{1,4}[-/:.]\d{1,2}[-/:.]\d{1,4}/

/**
 * Reads a table with a header as curves. A row with fewer or more cells than the header is counted and skipped, a
 * repeated header starts a new run unless its epochs continue, another header renames the columns. `table` takes the
 * rows. Throws a UserError for a table of things, whose rows are named instead of numbered, or of runs.
 */
export function readDelimited(
  source: Source,
  layout: Layout,
  table: Rows = new Table(layout.header),
): Reading {
  refuseRunTable(source.title, layout)
  let names = layout.header
  const splits = findSplitColumn(names, layout.sample)
  const known = new Set(names)
  let rows = 0
  let named = 0
  eachRow(source.text, layout, (cells, line) => {
    if (isHeaderAgain(cells, names, known)) {
      if (cells.length !== names.length) {
        names = cells
        table.rename(names)
      }
      return table.breakHere()
    }
    const width = cells.length
    const complete =
      width === names.length ||
      (width > names.length && cells.slice(names.length).every((cell) => cell === ''))
    if (!complete) return table.skip(line)
    rows++
    const split = splits === undefined ? '' : (cells[splits] ?? '')
    const values = names.map((name, k): Cell => {
      if (k === splits) return null
      const raw = cells[k] ?? ''
      const cell = readCell(raw, layout.decimalComma)
      if (cell === undefined)
        return axisOf(name) && !isIndex(name) ? readCell(NUMBERED.exec(raw)?.[1] ?? raw) : undefined
      if (cell !== null && isPercent(raw)) table.markPercent(k, split)
      return cell
    })
    if (values[0] === undefined && !TIME.test(cells[0] ?? '')) named++
    table.add(values, line, split)
  })
  if (rows === 0)
    throw new UserError(`${source.title}: a header and no rows`, 'the run may not have finished an epoch yet')
  if (named * 2 > rows && !names.slice(1).some((name) => axisOf(name) !== undefined)) {
    throw new UserError(
      `${source.title}: a table of things, not the log of a run: its rows are named (${names[0] || 'first column'}), not numbered`,
      'give the file with one row per epoch or step',
    )
  }
  if (CLASS_REPORT.every((column) => names.includes(column)))
    throw new UserError(
      `${source.title}: a classification report, not the log of a run: a row per class (precision, recall, support)`,
      'give the file with one row per epoch or step',
    )
  return table.reading()
}

/** The header once more, or one with other columns: nothing but names, most of which are known. */
function isHeaderAgain(
  cells: readonly string[],
  names: readonly string[],
  known: ReadonlySet<string>,
): boolean {
  if (names.length === cells.length) return names.every((name, k) => cells[k] === name)
  const told = cells.filter((cell) => cell !== '')
  const among = told.filter((cell) => known.has(cell)).length
  return cells[0] === names[0] && among * 2 > Math.min(told.length, names.length)
}
