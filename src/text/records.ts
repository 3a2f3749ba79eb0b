import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import { type Cell, isPercent, readCell } from './cell.js'
import { isObject } from './json.js'
import { findSplitColumn } from './splits.js'
import { Table } from './table.js'

/** One object of a log with the line it stands on, counted from 1 (0 where the log has no lines). */
export interface LogRecord {
  readonly value: Readonly<Record<string, unknown>>
  readonly line: number
}

/** Rows that are looked at to tell whether a field says training or validation. */
const SAMPLE = 50

/** Does the object hold a metric, at its top or one level down? */
export function measures(record: Readonly<Record<string, unknown>>): boolean {
  return [...flatten(record)].some(
    ([name, value]) =>
      readName(name).kind !== 'other' && typeof value !== 'boolean' && cellOf(value) !== undefined,
  )
}

/** What is known of records beside their fields. */
export interface RecordsOptions {
  /** Lines that are no objects: they are counted. */
  readonly skipped?: readonly number[]
  /** The field that numbers the records, where the format says which one does. */
  readonly by?: string
}

/** Reads objects as rows, nested objects one level deep: `{"val": {"loss": 1}}` is the column `val/loss`. */
export function readRecords(records: readonly LogRecord[], options: RecordsOptions = {}): Reading {
  const rows = records.map(({ value, line }) => ({ fields: new Map(flatten(value)), line }))
  const names = [...new Set(rows.flatMap(({ fields }) => [...fields.keys()]))]
  const table = new Table(names)
  const splits = findSplitColumn(
    names,
    rows.slice(0, SAMPLE).map(({ fields }) => names.map((name) => fields.get(name))),
  )
  for (const { fields, line } of rows) {
    if (fields.size === 0) continue
    const split = splits === undefined ? '' : String(fields.get(names[splits] ?? '') ?? '')
    const cells = names.map((name, k): Cell => {
      const value = fields.get(name)
      if (k === splits || value === undefined) return null
      if (typeof value === 'string' && isPercent(value)) table.markPercent(k, split)
      return cellOf(value)
    })
    table.add(cells, line, split)
  }
  for (const line of options.skipped ?? []) table.skip(line)
  return table.reading(options.by)
}

/** A value of a JSON document as a cell; a list of one number is that number. */
export function cellOf(value: unknown): Cell {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof only === 'number') return only
  if (typeof only === 'string') return readCell(only)
  return only === null ? null : undefined
}

function* flatten(record: Readonly<Record<string, unknown>>): Generator<[string, unknown]> {
  for (const [key, value] of Object.entries(record)) {
    if (!isObject(value)) yield [key, value]
    else for (const [inner, own] of Object.entries(value)) yield [`${key}/${inner}`, own]
  }
}
