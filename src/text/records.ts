import type { Reading } from '../run/reading.js'
import { type Cell, readCell } from './cell.js'
import { isObject } from './json.js'
import { Table } from './table.js'

/** One object of a log with the line it stands on, counted from 1 (0 where the log has no lines). */
export interface LogRecord {
  readonly value: Readonly<Record<string, unknown>>
  readonly line: number
}

/** Reads objects as rows, nested objects one level deep: `{"val": {"loss": 1}}` is the column `val/loss`. */
export function readRecords(records: readonly LogRecord[], skippedLines: readonly number[] = []): Reading {
  const index = new Map<string, number>()
  const rows = records.map(({ value, line }) => ({ entries: [...flatten(value)], line }))
  for (const { entries } of rows) {
    for (const [name, cell] of entries) {
      if (cell !== undefined && !index.has(name)) index.set(name, index.size)
    }
  }
  const table = new Table([...index.keys()])
  for (const { entries, line } of rows) {
    const cells: Cell[] = Array.from({ length: index.size }, () => null)
    for (const [name, cell] of entries) {
      const k = index.get(name)
      if (k !== undefined) cells[k] = cell
    }
    if (entries.length > 0) table.add(cells, line)
  }
  for (const line of skippedLines) table.skip(line)
  return table.reading()
}

/** A value of a JSON document as a cell. */
export function cellOf(value: unknown): Cell {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return readCell(value)
  if (value === null) return null
  return Array.isArray(value) && value.length === 1 ? cellOf(value[0]) : undefined
}

function* flatten(record: Readonly<Record<string, unknown>>): Generator<[string, Cell]> {
  for (const [key, value] of Object.entries(record)) {
    if (!isObject(value)) yield [key, cellOf(value)]
    else for (const [inner, own] of Object.entries(value)) yield [`${key}/${inner}`, cellOf(own)]
  }
}
