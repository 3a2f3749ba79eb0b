import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import { readCell } from '../text/cell.js'
import { eachRow, recogniseLayout } from '../text/delimited.js'
import { isObject } from '../text/json.js'
import { readObjects } from '../text/json-lines.js'
import { LastNumber } from '../text/last-number.js'
import { findPairs, readPairs } from '../text/pairs.js'
import { nameFromExport } from '../text/path-name.js'
import { cellOf, type LogRecord } from '../text/records.js'
import { Source } from '../text/source.js'
import { findTidyColumns, readTidy, type TidyColumns } from '../text/tidy.js'
import type { Reader } from './reader.js'

/** Records that are looked at to tell what their fields are. */
const SAMPLE = 50
/** Lines in which so many stand, even where each takes several. */
const LOOKED_AT = 500

/**
 * A row for each value instead of one for each epoch: tidy (long) tables as CSV, as records in JSON or JSON Lines (Comet's
 * `metricName`, `metricValue`), series of one metric (Neptune's `fetch_values()`, named by its file), and dictionaries
 * of pairs of step and value.
 */
export const tidy: Reader = {
  id: 'tidy',
  title: 'Tidy table, a row for each value: CSV or JSON, of Comet or Neptune too',
  sample: 'epoch,metric,value',
  recognises: (source) =>
    csvColumns(source) !== undefined ||
    recordColumns(source.json === undefined ? beginningOf(source) : source) !== undefined ||
    findPairs(source.json) !== undefined,
  read(source) {
    const layout = recogniseLayout(source.head)
    const columns = csvColumns(source)
    if (layout && columns) {
      const rows: { cells: readonly string[]; line: number }[] = []
      const skipped: number[] = []
      const take = (cells: readonly string[], line: number) => rows.push({ cells, line })
      const ending = new LastNumber(source.text)
      eachRow(source.text, layout, (cells, line) => {
        if (cells.length < layout.header.length) skipped.push(line)
        else if (cells[columns.value] !== layout.header[columns.value]) ending.add(cells, line, take)
      })
      const torn = ending.settle(take)
      const read = (cell: unknown) =>
        typeof cell === 'string' ? readCell(cell, layout.decimalComma) : undefined
      const { name, notes } = nameOf(source, columns)
      return withNotes(readTidy(columns, rows, read, name), [...notes, ...skippedNotes(skipped), ...torn])
    }
    const pairs = findPairs(source.json)
    if (pairs) return readPairs(pairs)
    const records = recordColumns(source)
    if (records) {
      const { name, notes } = nameOf(source, records.columns)
      const rows = records.records.map(({ value, line }) => ({
        cells: records.columns.names.map((field) => value[field]),
        line,
      }))
      return withNotes(readTidy(records.columns, rows, cellOf, name), notes)
    }
    throw new UserError(`${source.title}: no table with a row for each value`)
  },
}

/** So much of a text without end as tells what its records hold. */
function beginningOf({ name, head }: Source): Source {
  return new Source(name, head.slice(0, LOOKED_AT).join('\n'))
}

function csvColumns({ head }: Source): TidyColumns | undefined {
  const layout = recogniseLayout(head)
  return layout && findTidyColumns(layout.header, layout.sample)
}

/** Records of values at the top of a JSON document, under one key of it, or one per line. */
function recordColumns(source: Source): { columns: TidyColumns; records: readonly LogRecord[] } | undefined {
  const records = recordsOf(source)
  const sample = records.slice(0, SAMPLE).map(({ value }) => value)
  const names = [...new Set(sample.flatMap((value) => Object.keys(value)))]
  const columns = findTidyColumns(
    names,
    sample.map((value) => names.map((name) => value[name])),
  )
  return columns && { columns, records }
}

function recordsOf(source: Source): readonly LogRecord[] {
  const { json } = source
  const lists = isObject(json) ? Object.values(json) : [json]
  const list: unknown = lists.find((candidate) => Array.isArray(candidate) && candidate.some(isObject))
  if (Array.isArray(list)) return list.filter(isObject).map((value) => ({ value, line: 0 }))
  if (json !== undefined || !/^\s*\{/.test(source.head[0] ?? '')) return []
  const { records } = readObjects(source)
  return records
}

/** The metric of a table that does not name it: the name of its file. */
function nameOf(source: Source, { metric }: TidyColumns): { name: string; notes: Reading['notes'] } {
  if (metric !== undefined) return { name: '', notes: [] }
  const name = nameFromExport(source.name)
  if (name === undefined || readName(name).kind === 'other')
    throw new UserError(
      `${source.title}: the values of one metric, and nothing says which`,
      'name the file for it, such as val_loss.csv',
    )
  return { name, notes: [{ because: `assumed: the values are those of ${name}, by the name of the file` }] }
}

function skippedNotes([line, ...others]: readonly number[]): Reading['notes'] {
  if (line === undefined) return []
  const rows =
    others.length === 0
      ? '1 line that is no complete row'
      : `${others.length + 1} lines that are no complete rows`
  return [{ line, because: `skipped ${rows}` }]
}

function withNotes(reading: Reading, notes: Reading['notes']): Reading {
  return { ...reading, notes: [...notes, ...reading.notes] }
}
