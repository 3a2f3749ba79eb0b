import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import { axisOf, isIndex } from './axis.js'
import type { Cell } from './cell.js'
import { findRunColumns, RunRows } from './run-columns.js'
import { type Rows, Table } from './table.js'

const NAME = /^(?:metric(?:[ _]?name)?|tag|variable|series|measure|key|name|curve)$/i
const VALUE = /^(?:value|metric[ _]?value)$/i
const SPLIT = /^(?:split|phase|mode|stage|set|subset|partition|dataset|(?:run[ _]?)?context)$/i
/** What stands beside a value and is none. */
const TIME = /^(?:timestamp|time|date|created(?:[ _]?at)?)$/i

/** Where a table with a row for each value has what. */
export interface TidyColumns {
  readonly names: readonly string[]
  readonly value: number
  /** Absent in a table of one metric. */
  readonly metric?: number
  readonly split?: number
}

/** One value of a table: the cells of its row as they are written, read by `cell`. */
export interface TidyRow {
  readonly cells: readonly unknown[]
  readonly line: number
}

/**
 * The columns of a table that has a row for each value (`epoch,metric,value`, `step,tag,value`); undefined for another
 * table. Without a column for the name of the metric, it is of one metric, and holds nothing else but times.
 */
export function findTidyColumns(
  names: readonly string[],
  sample: readonly (readonly unknown[])[],
): TidyColumns | undefined {
  const value = names.findIndex((name) => VALUE.test(name.trim()))
  if (value < 0 || !names.some((name) => axisOf(name) !== undefined && !isIndex(name))) return undefined
  const rest = [...names.keys()].filter((k) => k !== value && axisOf(names[k] ?? '') === undefined)
  const metric = rest.find(
    (k) => NAME.test((names[k] ?? '').trim()) && sample.some((row) => isMetric(row[k])),
  )
  if (metric === undefined)
    return rest.every((k) => TIME.test((names[k] ?? '').trim())) ? { names, value } : undefined
  const split = rest.find((k) => SPLIT.test((names[k] ?? '').trim()))
  return { names, value, metric, ...(split !== undefined && { split }) }
}

function isMetric(cell: unknown): boolean {
  return typeof cell === 'string' && readName(cell).kind !== 'other'
}

/** Reads the rows of such a table as curves; `metric` names the one of a table that does not. */
export function readTidy(
  columns: TidyColumns,
  rows: readonly TidyRow[],
  read: (cell: unknown) => Cell,
  metric = 'value',
): Reading {
  const { names } = columns
  const axes = [...names.keys()].filter(
    (k) => axisOf(names[k] ?? '') !== undefined && !isIndex(names[k] ?? ''),
  )
  const numbers = axes.map((k) => names[k] ?? '')
  const others = names.map((name, k) => (k === columns.metric || k === columns.split ? '' : name))
  const repeated = findRunColumns(
    others,
    rows.map(({ cells }) => cells),
  ).at
  const make = () => new Table(numbers, { spellsNaN: true })
  const runs = repeated.length > 0 ? new RunRows(names, repeated, make) : undefined
  const whole: Rows = make()
  for (const { cells, line } of rows) {
    const target = runs?.of(cells) ?? whole
    const own = columns.metric === undefined ? metric : wordOf(cells[columns.metric])
    const value = read(cells[columns.value])
    if (own === '') continue
    const split = columns.split === undefined ? '' : wordOf(cells[columns.split])
    target.rename([...numbers, split === '' || readName(own).split ? own : `${split}/${own}`])
    target.add([...axes.map((k) => read(cells[k]) ?? null), value], line)
  }
  return (runs ?? whole).reading()
}

function wordOf(cell: unknown): string {
  return typeof cell === 'string' && !/^(?:none|null|nan)$/i.test(cell) ? cell.trim() : ''
}
