import { UserError } from '../errors.js'
import type { Reading } from '../run/reading.js'
import { axisOf } from './axis.js'
import { type Cell, isPercent, readCell } from './cell.js'
import { eachRow, type Layout } from './delimited.js'
import type { Source } from './source.js'
import { Table } from './table.js'

/** An epoch as people write it: `3`, `3/20`, `Epoch 3`. */
const NUMBERED = /^\D{0,12}?(\d+)(?:\s*\/\s*\d+)?$/

/**
 * Reads a table with a header as curves. A row with fewer or more cells than the header is counted and skipped, a
 * repeated header starts a new run unless its epochs continue. Throws a UserError for a table of things, whose
 * rows are named instead of numbered.
 */
export function readDelimited(source: Source, layout: Layout): Reading {
  const names = layout.header
  const table = new Table(names)
  const numbering = names.map((name) => axisOf(name) !== undefined)
  let rows = 0
  let named = 0
  eachRow(source.text, layout, (cells, line) => {
    const width = cells.length
    if (names.every((name, k) => cells[k] === name)) return table.breakHere()
    const complete =
      width === names.length ||
      (width > names.length && cells.slice(names.length).every((cell) => cell === ''))
    if (!complete) return table.skip(line)
    rows++
    const values = names.map((_, k): Cell => {
      const raw = cells[k] ?? ''
      const cell = readCell(raw, layout.decimalComma)
      if (cell === undefined && numbering[k]) return readCell(NUMBERED.exec(raw)?.[1] ?? raw)
      if (typeof cell === 'number' && isPercent(raw)) table.markPercent(k)
      return cell
    })
    if (values[0] === undefined) named++
    table.add(values, line)
  })
  if (rows === 0)
    throw new UserError(`${source.title}: a header and no rows`, 'the run may not have finished an epoch yet')
  if (named * 2 > rows && !names.slice(1).some((name) => axisOf(name) !== undefined)) {
    throw new UserError(
      `${source.title}: a table of things, not the log of a run: its rows are named (${names[0] || 'first column'}), not numbered`,
      'give the file with one row per epoch or step',
    )
  }
  return table.reading()
}
