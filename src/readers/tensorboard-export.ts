import * as z from 'zod/mini'
import { once } from '../once.js'
import type { Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { type Cell, readCell } from '../text/cell.js'
import { commaLayout, eachRow } from '../text/delimited.js'
import { LastNumber } from '../text/last-number.js'
import { nameFromExport, runFromExport } from '../text/path-name.js'
import { runNotes } from '../text/run-columns.js'
import type { Source } from '../text/source.js'
import { Table } from '../text/table.js'
import { readTimeline, type TimedPoint } from '../text/timeline.js'
import { onOneCount } from '../text/two-counts.js'
import type { Reader } from './reader.js'

const HEADER = 'Wall time,Step,Value'
/** Wall time in seconds, step, value; NaN and infinities are strings. */
const Points = once(() => {
  const value = z.union([z.number(), z.string()])
  return z.array(z.tuple([z.number().check(z.gt(1e8)), z.int(), value])).check(z.minLength(1))
})
type Points = z.infer<ReturnType<typeof Points>>

/**
 * One curve as TensorBoard's page exports it, as CSV or JSON; which curve it is only the name of the file tells
 * (`run-<run>-tag-<tag>.csv`). Source: tensorboard/plugins/scalar/scalars_plugin.py.
 */
export const tensorboardExport: Reader = {
  id: 'tensorboard-export',
  title: 'TensorBoard export of one curve, CSV or JSON',
  sample: 'Wall time,Step,Value',
  recognises: (source) =>
    source.files.every(({ head, json }) => head[0] === HEADER || pointsOf(json) !== undefined),
  read(source) {
    return source.parts.length > 0 ? readTogether(source.parts) : readCurve(source)
  },
}

function readCurve(source: Source): Reading {
  const table = new Table(['Step', nameFromExport(source.name) ?? 'Value'], { spellsNaN: true })
  const notes: Note[] = []
  for (const { step, value, line } of valuesOf(source, notes, (line) => table.skip(line)))
    table.add([step, value], line)
  const reading = withCapNote(table.reading())
  return { ...reading, notes: [...notes, ...reading.notes] }
}

interface Value {
  readonly time: Cell
  readonly step: Cell
  readonly value: Cell
  readonly line: number
}

/** The curves of one directory: those of the same run are put together, several runs are phases. */
function readTogether(parts: readonly Source[]): Reading {
  const runs = new Map<string, Source[]>()
  for (const part of parts) {
    const run = runFromExport(part.name)
    runs.set(run, [...(runs.get(run) ?? []), part])
  }
  const readings = [...runs].map(([label, files]) => ({ label, reading: readRun(files) }))
  const phases = readings.flatMap(({ label, reading }) =>
    reading.phases.map((phase) => (label === '' ? phase : { ...phase, label })),
  )
  const notes = readings.flatMap(({ reading }) => reading.notes)
  return {
    axis: readings[0]?.reading.axis ?? 'row',
    phases,
    notes: [...(runs.size > 1 ? runNotes(phases) : []), ...notes],
  }
}

/** The curves of one run by the time at which their points were logged. */
function readRun(files: readonly Source[]): Reading {
  const notes: Note[] = []
  const curves = new Map<string, readonly Value[]>()
  for (const file of files) {
    const name = nameFromExport(file.name) ?? file.name
    if (curves.has(name)) notes.push({ because: `${file.name}: ${name} was exported twice, passed over` })
    else curves.set(name, valuesOf(file, notes))
  }
  const logged = [...curves].flatMap(([name, values]) =>
    values.flatMap(({ time, step, value }) =>
      typeof time === 'number' && typeof step === 'number' && typeof value === 'number'
        ? [{ name, wallTime: time, step, value }]
        : [],
    ),
  )
  logged.sort((a, b) => a.wallTime - b.wallTime)
  const timeline = new Map<string, TimedPoint[]>([...curves.keys()].map((name) => [name, []]))
  for (const [time, { name, step, value }] of logged.entries())
    timeline.get(name)?.push({ time, step, value })
  const one = onOneCount(timeline)
  const reading = readTimeline(one.timeline)
  return withCapNote({ ...reading, notes: [...notes, ...one.notes, ...reading.notes] })
}

function pointsOf(json: unknown): Points | undefined {
  if (!Array.isArray(json) || !Array.isArray(json[0])) return undefined
  const points = z.safeParse(Points(), json)
  return points.success ? points.data : undefined
}

function cellOf(value: string | number): Cell {
  return typeof value === 'number' ? value : readCell(value)
}

/** The points of a curve; `skip` is told of lines that are none, and `notes` of a torn end. */
function valuesOf(source: Source, notes: Note[], skip: (line: number) => void = () => {}): Value[] {
  const points = pointsOf(source.json)
  if (points) return points.map(([time, step, value]) => ({ time, step, value: cellOf(value), line: 0 }))
  const values: Value[] = []
  const ending = new LastNumber(source.text)
  const take = ([time = '', step = '', value = '']: readonly string[], line: number) =>
    values.push({ time: readCell(time), step: readCell(step), value: readCell(value), line })
  eachRow(source.text, commaLayout(HEADER), (cells, line) => {
    if (cells.length !== 3) skip(line)
    else if (cells[1] !== 'Step') ending.add(cells, line, take)
  })
  notes.push(...ending.settle(take))
  return values
}

/** TensorBoard keeps at most so many points of a curve, unless told otherwise. */
const KEPT = 1000

function withCapNote(reading: Reading): Reading {
  const longest = reading.phases.flatMap(({ columns }) => columns).some(({ x }) => x.length === KEPT)
  const because = `${KEPT} points: TensorBoard exports a sample of longer curves`
  return longest ? { ...reading, notes: [...reading.notes, { because }] } : reading
}
