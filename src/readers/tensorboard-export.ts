import * as z from 'zod/mini'
import type { Reading } from '../run/reading.js'
import { type Cell, readCell } from '../text/cell.js'
import { commaLayout, eachRow } from '../text/delimited.js'
import { nameFromExport } from '../text/path-name.js'
import type { Source } from '../text/source.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

const HEADER = 'Wall time,Step,Value'
const Value = z.union([z.number(), z.string()])
/** Wall time in seconds, step, value; NaN and infinities are strings. */
const Points = z.array(z.tuple([z.number().check(z.gt(1e8)), z.int(), Value])).check(z.minLength(1))

/**
 * One curve as TensorBoard's page exports it, as CSV or JSON; which curve it is only the name of the file tells
 * (`run-<run>-tag-<tag>.csv`). Source: tensorboard/plugins/scalar/scalars_plugin.py.
 */
export const tensorboardExport: Reader = {
  id: 'tensorboard-export',
  title: 'TensorBoard export of one curve, CSV or JSON',
  sample: 'Wall time,Step,Value',
  recognises: ({ head, json }) => head[0] === HEADER || pointsOf(json) !== undefined,
  read(source) {
    const table = new Table(['Step', nameFromExport(source.name) ?? 'Value'], { spellsNaN: true })
    const points = pointsOf(source.json)
    if (points) for (const [, step, value] of points) table.add([step, cellOf(value)], 0)
    else addRows(source, table)
    return withCapNote(table.reading())
  },
}

function pointsOf(json: unknown): z.infer<typeof Points> | undefined {
  if (!Array.isArray(json) || !Array.isArray(json[0])) return undefined
  const points = z.safeParse(Points, json)
  return points.success ? points.data : undefined
}

function cellOf(value: string | number): Cell {
  return typeof value === 'number' ? value : readCell(value)
}

function addRows(source: Source, table: Table): void {
  eachRow(source.text, commaLayout(HEADER), (cells, line) => {
    if (cells.length !== 3) table.skip(line)
    else if (cells[1] !== 'Step') table.add([readCell(cells[1] ?? ''), readCell(cells[2] ?? '')], line)
  })
}

/** TensorBoard keeps at most so many points of a curve, unless told otherwise. */
const KEPT = 1000

function withCapNote(reading: Reading): Reading {
  const longest = reading.phases.flatMap(({ columns }) => columns).some(({ x }) => x.length === KEPT)
  const because = `${KEPT} points: TensorBoard exports a sample of longer curves`
  return longest ? { ...reading, notes: [...reading.notes, { because }] } : reading
}
