import { count } from '../numerals.js'
import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'
import { axisOf, isIndex } from './axis.js'
import type { TableColumn } from './table-column.js'

export const NO_ROWS: ReadonlySet<number> = new Set()

/**
 * The rows of single steps in a table that has a row for each epoch as well, with the epoch and no step (`1,,2.1,7.1` below
 * `1,20,2.2,,`), which tells every metric that those of the steps tell; none in any other table.
 */
export function rowsOfSteps(
  curves: readonly TableColumn[],
  columns: readonly TableColumn[],
): ReadonlySet<number> {
  const epoch = columns.find(({ name }) => axisOf(name) === 'epoch' && !isIndex(name))
  const step = columns.find(({ name }) => axisOf(name) === 'step')
  if (!epoch || !step || step.texts > 0) return NO_ROWS
  const single = new Set(step.rows)
  const whole = epoch.rows.filter((row) => !single.has(row))
  const epochsOf = (rows: (row: number) => boolean) =>
    new Set(epoch.values.filter((_, k) => rows(epoch.rows[k] ?? -1)))
  const [summed, parted] = [epochsOf((row) => !single.has(row)), epochsOf((row) => single.has(row))]
  const inEach = whole.length === summed.size && [...parted].filter((at) => !summed.has(at)).length <= 1
  const told = curves.filter(
    ({ name, rows }) => readName(name).kind !== 'other' && rows.some((row) => single.has(row)),
  )
  const all = told.every((column) => whole.every((row) => column.has(row)))
  return whole.length > 1 && single.size > 0 && inEach && all ? single : NO_ROWS
}

export function stepsNote(rows: number): Note {
  return {
    because: `${count(rows, 'row')} of single steps left aside: the table tells the same of whole epochs`,
  }
}
