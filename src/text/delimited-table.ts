import { UserError } from '../errors.js'
import type { Reading } from '../run/reading.js'
import { axisOf, isIndex } from './axis.js'
import { type Cell, isPercent, readCell } from './cell.js'
import { settleCommas } from './decimal-comma.js'
import { eachRow, isOtherHeader, type Layout } from './delimited.js'
import { Order, refuseOtherRows, refuseSingleRows, refuseUnnumbered } from './doubts.js'
import { LastNumber } from './last-number.js'
import { readNumericTable } from './numeric-table.js'
import { findRunColumns, isRunColumn, RunRows } from './run-columns.js'
import { refuseRunTable } from './run-table.js'
import type { Source } from './source.js'
import { findSplitColumn, maySplit } from './splits.js'
import { refuseScatter, refuseSweep } from './sweeps.js'
import { type Rows, Table } from './table.js'
import { TablesApart } from './two-tables.js'

/** An epoch as people write it: `3`, `3/20`, `[3/20]`, `Epoch 3`. */
const NUMBERED = /^[^\d\n]{0,12}(\d{1,12})(?: ?\/ ?\d+)?\]?$/
/** What a classification report has beside each class. `support` counts the samples of a class. */
const CLASS_REPORT = ['precision', 'recall', 'support']
/** A time of day or a date: it names no thing. */
const TIME = /^\d{1,4}[-/:.]\d{1,2}[-/:.]\d{1,4}/

/** What a reader knows of a table, or wants of it. */
export interface TableOptions {
  /** What takes the rows of one run. */
  readonly make?: (names: readonly string[]) => Rows
  /** Nothing is known of the writer: a table that may be none of a training is refused. */
  readonly doubtful?: boolean
}

/**
 * Reads a table with a header as curves. A row with fewer or more cells than the header is counted and skipped, a
 * repeated header starts a new run unless its epochs continue, another header renames the columns. A column that tells
 * several runs apart (`fold`, `seed`) makes phases of them. A last row cut off within a number is left out. Throws a
 * UserError for a table of things, whose rows are named instead of numbered, or of runs.
 */
export function readDelimited(source: Source, layout: Layout, options: TableOptions = {}): Reading {
  const reading = readPlain(source, layout, options) ?? readRows(source, layout, options)
  if (options.doubtful) {
    refuseSweep(source.title, layout.header, reading)
    refuseScatter(source.title, layout.header, reading)
  }
  return reading
}

/** The quick way, for tables of numbers that nothing speaks against; undefined for any other. */
function readPlain(source: Source, layout: Layout, { make, doubtful }: TableOptions): Reading | undefined {
  const { header } = layout
  if (make || header.some(isRunColumn) || isClassReport(header)) return undefined
  const reading = readNumericTable(source.text, layout)
  if (reading === undefined) return undefined
  refuseRunTable(source.title, layout)
  refuseOtherRows(source.title, header)
  if (doubtful) refuseUnnumbered(source.title, header)
  return reading
}

/** The same with csv-parse and the table that takes rows as they come, whatever is in them. */
export function readRows(source: Source, told: Layout, options: TableOptions = {}): Reading {
  const layout = settleCommas(source, told)
  const { make = (columns: readonly string[]) => new Table(columns, { sums: true }), doubtful = false } =
    options
  const { title } = source
  refuseRunTable(title, layout)
  refuseOtherRows(title, layout.header)
  let names = layout.header
  const telling = tellingRows(source, layout)
  const splitColumn = findSplitColumn(names, telling)
  const runs = findRunColumns(names, telling, splitColumn?.at)
  refuseSingleRows(title, runs.single)
  const table = runs.at.length > 0 ? new RunRows(names, runs.at, make) : undefined
  const whole = new TablesApart(names, make)
  let splits = splitColumn?.at
  const splitName = names[splits ?? -1]
  const apart = [...runs.at, splits].map((k) => names[k ?? -1] ?? '')
  if (isClassReport(names))
    throw new UserError(
      `${title}: a classification report, not the log of a run: a row per class (precision, recall, support)`,
      'give the file with one row per epoch or step',
    )
  if (doubtful) refuseUnnumbered(title, names, apart)
  const orders = [new Order(names)]
  let rows = 0
  let named = 0
  const take = (cells: readonly string[], line: number) => {
    rows++
    const target = table?.of(cells) ?? whole.rows
    whole.count()
    const split = splits === undefined ? '' : (splitColumn?.wordOf(cells[splits]) ?? '')
    const values = names.map((name, k): Cell => {
      if (k === splits || (table && apart.includes(name))) return null
      const raw = cells[k] ?? ''
      const cell = readCell(raw, layout.decimalComma)
      if (cell === undefined)
        return axisOf(name) && !isIndex(name) ? readCell(NUMBERED.exec(raw)?.[1] ?? raw) : undefined
      if (cell !== null && isPercent(raw)) target.markPercent(k, split)
      return cell
    })
    if (values[0] === undefined && !TIME.test(cells[0] ?? '')) named++
    if (!table && splits === undefined) orders.at(-1)?.add(values)
    target.add(values, line, split)
  }
  const ending = new LastNumber(source.text)
  eachRow(source.text, layout, (cells, line) => {
    const again = isSameHeader(cells, names)
    if (again || isOtherHeader(cells, names)) {
      ending.flush(take)
      if (!again) {
        names = numberedAlike(cells, layout.header)
        splits = splitName === undefined ? undefined : names.indexOf(splitName)
        orders.push(new Order(names))
        table?.rename(names)
        whole.rename(names)
      }
      return whole.rows.breakHere()
    }
    const width = cells.length
    const complete =
      width === names.length ||
      (width > names.length && cells.slice(names.length).every((cell) => cell === ''))
    if (!complete) return whole.rows.skip(line)
    ending.add(cells, line, take)
  })
  const torn = ending.settle(take)
  if (rows === 0)
    throw new UserError(`${title}: a header and no rows`, 'the run may not have finished an epoch yet')
  if (named * 2 > rows && !names.slice(1).some((name) => axisOf(name) !== undefined)) {
    throw new UserError(
      `${title}: a table of things, not the log of a run: its rows are named (${names[0] || 'first column'}), not numbered`,
      'give the file with one row per epoch or step',
    )
  }
  if (doubtful) for (const order of orders) order.refuseDisorder(title)
  const reading = (table ?? whole).reading()
  return { ...reading, notes: [...(table ? whole.reading().notes : []), ...torn, ...reading.notes] }
}

/** All rows of a table in which a column may tell runs or splits apart; they are gone through only there. */
function tellingRows(source: Source, layout: Layout): (readonly string[])[] {
  const names = layout.header
  const rows: (readonly string[])[] = []
  if (!names.some((name) => isRunColumn(name) || maySplit(name))) return rows
  let own = true
  eachRow(source.text, layout, (cells) => {
    const again = isSameHeader(cells, names)
    own = again || (own && !isOtherHeader(cells, names))
    if (own && !again && cells.length >= names.length) rows.push(cells)
  })
  return rows
}

function isClassReport(names: readonly string[]): boolean {
  return CLASS_REPORT.every((column) => names.includes(column))
}

function isSameHeader(cells: readonly string[], names: readonly string[]): boolean {
  return names.length === cells.length && names.every((name, k) => cells[k] === name)
}

/** Another header under which epochs and steps go by the names of the first: `Epoch` counts on where `epoch` did. */
function numberedAlike(cells: readonly string[], first: readonly string[]): readonly string[] {
  return cells.map((cell) => {
    const axis = axisOf(cell)
    const own = axis && !first.includes(cell) ? first.filter((name) => axisOf(name) === axis) : []
    return own.length === 1 && own[0] !== undefined && !cells.includes(own[0]) ? own[0] : cell
  })
}
