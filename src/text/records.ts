import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import { type Cell, isPercent, readCell } from './cell.js'
import { isNumbered, refuseNamedRows, refuseOtherRows, refuseSingleRows, refuseUnnumbered } from './doubts.js'
import { isObject } from './json.js'
import { findRunColumns, isRunColumn, type RunColumns, RunRows } from './run-columns.js'
import { findSplitColumn, maySplit } from './splits.js'
import { refuseScatter, refuseSweep } from './sweeps.js'
import { Table } from './table.js'

/** One object of a log with the line it stands on, counted from 1 (0 where the log has no lines). */
export interface LogRecord {
  readonly value: Readonly<Record<string, unknown>>
  readonly line: number
}

/** What merely holds the metrics, and is no part of their names. */
const CONTAINER = /^(?:metrics|scalars|values|logs?)$/i
/** Metrics are nested no deeper (`{"metrics": {"val": {"loss": 1}}}`). */
const DEEPEST = 3

/** Does the object hold a metric, at its top or further down? */
export function measures(record: Readonly<Record<string, unknown>>): boolean {
  let found = false
  visitFields(record, (name, value) => {
    found ||= readName(name).kind !== 'other' && typeof value !== 'boolean' && cellOf(value) !== undefined
  })
  return found
}

/** What is known of records beside their fields. */
export interface RecordsOptions {
  /** Lines that are no objects: they are counted. */
  readonly skipped?: readonly number[]
  /**
   * What the log is called, where nothing is known of its writer: records that may be none of a training are refused, and
   * a field that tells several runs apart (`fold`, `seed`) makes phases of them.
   */
  readonly doubtful?: string
  /** The field that numbers the records, where the format says which one does. */
  readonly by?: string
}

/**
 * Reads objects as rows, nested objects by their paths: `{"val": {"loss": 1}}` is the column `val/loss`. Throws a UserError
 * for doubtful records that are none of a training.
 */
export function readRecords(records: readonly LogRecord[], options: RecordsOptions = {}): Reading {
  const { doubtful, skipped = [], by } = options
  const places = placesIn(records)
  const names = [...places.keys()]
  const make = () => new Table(names)
  const cellsOf = ({ value }: LogRecord) => spread(value, places)
  const telling = names.some((name) => isRunColumn(name) || maySplit(name)) ? records.map(cellsOf) : []
  const splitColumn = findSplitColumn(names, telling)
  const splits = splitColumn?.at
  const runs: RunColumns = doubtful === undefined ? { at: [] } : findRunColumns(names, telling, splits)
  if (doubtful !== undefined) {
    refuseSingleRows(doubtful, runs.single)
    refuseOtherRows(doubtful, names)
    refuseUnnumbered(
      doubtful,
      names,
      [...runs.at, splits].map((k) => names[k ?? -1] ?? ''),
    )
    refuseNamedRows(doubtful, names, isNumbered(names) ? [] : records.map((record) => cellsOf(record)[0]))
  }
  const table = runs.at.length > 0 ? new RunRows(names, runs.at, make) : undefined
  const whole = make()
  for (const record of records) {
    const { line } = record
    const fields = cellsOf(record)
    if (fields.every((value) => value === undefined)) continue
    const target = table?.of(fields) ?? whole
    const split = splitColumn?.wordOf(fields[splitColumn.at]) ?? ''
    const cells = fields.map((value, k): Cell => {
      if (k === splits || value === undefined || (table && runs.at.includes(k))) return null
      if (typeof value === 'string' && isPercent(value)) target.markPercent(k, split)
      return cellOf(value)
    })
    target.add(cells, line, split)
  }
  for (const line of skipped) whole.skip(line)
  if (!table) {
    const reading = whole.reading(by)
    if (doubtful !== undefined) {
      refuseSweep(doubtful, names, reading)
      refuseScatter(doubtful, names, reading)
    }
    return reading
  }
  const reading = table.reading()
  return { ...reading, notes: [...whole.reading().notes, ...reading.notes] }
}

/** A value of a JSON document as a cell; a list of one number is that number. */
export function cellOf(value: unknown): Cell {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value
  if (typeof only === 'number') return only
  if (typeof only === 'string') return readCell(only)
  return only === null ? null : undefined
}

/** The names of all fields in the order in which they come, each with its place among them. */
function placesIn(records: readonly LogRecord[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const note = (name: string) => {
    if (!places.has(name)) places.set(name, places.size)
  }
  for (const { value } of records) visitFields(value, note)
  return places
}

/** The values of an object at the places of their names; made when they are asked for, since there may be millions. */
function spread(
  record: Readonly<Record<string, unknown>>,
  places: ReadonlyMap<string, number>,
): readonly unknown[] {
  const values: unknown[] = new Array(places.size).fill(undefined)
  visitFields(record, (name, value) => {
    const place = places.get(name)
    if (place !== undefined) values[place] = value
  })
  return values
}

/** Shows each field of an object with its path. */
function visitFields(
  record: Readonly<Record<string, unknown>>,
  visit: (name: string, value: unknown) => void,
  depth = 1,
): void {
  for (const key of Object.keys(record)) {
    const value = record[key]
    if (!isObject(value)) visit(key, value)
    else if (depth < DEEPEST)
      visitFields(
        value,
        (inner, own) => visit(CONTAINER.test(key) && !(inner in record) ? inner : `${key}/${inner}`, own),
        depth + 1,
      )
  }
}
