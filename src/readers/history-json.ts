import * as z from 'zod/mini'
import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Phase, Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { axisOf } from '../text/axis.js'
import type { Cell } from '../text/cell.js'
import { isObject } from '../text/json.js'
import { cellOf } from '../text/records.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

const Values = z.array(z.union([z.number(), z.string(), z.null(), z.array(z.unknown())]))
/** What `DataFrame.to_json()` writes for a column: an object whose keys are the index. */
const IndexedValues = z.record(
  z.string().check(z.regex(/^\d+$/)),
  z.union([z.number(), z.string(), z.null()]),
)

/** The arrays of one run by name. */
type History = ReadonlyMap<string, readonly Cell[]>

/**
 * A dictionary of arrays, as in Keras' `History.history` and many a PyTorch script, at the top of a JSON document
 * or one level down (`{"history": {...}}`, `{"model_a": {...}, "model_b": {...}}`, `{"train": {...}, "val": {...}}`).
 */
export const historyJson: Reader = {
  id: 'history-json',
  title: 'Keras History.history as JSON, or any dictionary of arrays',
  recognises: (source) => findHistories(source.json).length > 0,
  read(source) {
    const histories = findHistories(source.json)
    if (histories.length === 0) throw new UserError(`${source.title}: no dictionary of arrays`)
    const readings = histories.map(({ history, label }) => readHistory(history, label))
    const keras = histories.every(({ history }) => writtenByKeras(history))
    const axis = readings[0]?.axis ?? 'row'
    return {
      axis: axis === 'row' && keras ? 'epoch' : axis,
      phases: readings.flatMap((reading) => reading.phases),
      notes: readings.flatMap((reading) => reading.notes),
      ...(keras && { bareSplit: 'train' as const }),
    }
  },
}

function writtenByKeras(history: History): boolean {
  const names = [...history.keys()]
  return names.includes('loss') && !names.some((name) => /^(?:train|valid|test|eval)/i.test(name))
}

function findHistories(json: unknown): { history: History; label?: string }[] {
  if (!isObject(json)) return []
  const top = historyOf(json)
  if (top) return [{ history: top }]
  const inner = Object.entries(json).flatMap(([label, value]) => {
    const history = isObject(value) ? historyOf(value) : undefined
    return history ? [{ history, label }] : []
  })
  const named = inner.filter(({ label }) => readName(`${label} loss`).split !== undefined)
  if (inner.length < 2 || named.length < inner.length) return inner
  const joined = inner.flatMap(({ history, label }) =>
    [...history].map(([name, cells]) => [`${label}/${name}`, cells] as const),
  )
  return [{ history: new Map(joined) }]
}

function historyOf(object: Readonly<Record<string, unknown>>): History | undefined {
  const arrays = Object.entries(object).flatMap(([name, value]): [string, readonly Cell[]][] => {
    const cells = cellsOf(value)
    return cells ? [[name, cells]] : []
  })
  return arrays.some(([name]) => readName(name).kind !== 'other') ? new Map(arrays) : undefined
}

function cellsOf(value: unknown): readonly Cell[] | undefined {
  const list = Array.isArray(value) ? z.safeParse(Values, value) : z.safeParse(IndexedValues, value)
  if (!list.success) return undefined
  const cells = (Array.isArray(list.data) ? list.data : Object.values(list.data)).map(cellOf)
  return cells.some((cell) => typeof cell === 'number') ? cells : undefined
}

function readHistory(history: History, label: string | undefined): Reading {
  const length = [...history.values()].reduce((most, cells) => Math.max(most, cells.length), 0)
  const notes = unevenNotes(history, length)
  const aligned = new Map(
    [...history].map(([name, cells]) => [name, axisOf(name) ? cells : align(cells, length)]),
  )
  const table = new Table([...aligned.keys()])
  for (let row = 0; row < length; row++) {
    table.add(
      [...aligned.values()].map((cells) => cells[row] ?? null),
      0,
    )
  }
  const reading = table.reading()
  const phases = reading.phases.map((phase): Phase => (label === undefined ? phase : { ...phase, label }))
  return { ...reading, phases, notes: [...notes, ...reading.notes] }
}

/**
 * Lays an array that is shorter than the others along the epochs: `validation_freq=k` keeps every k-th epoch, so
 * floor(epochs / k) values; anything else is taken to start with the first epoch.
 */
function align(cells: readonly Cell[], length: number): readonly Cell[] {
  const every = spacing(cells.length, length)
  if (every === undefined) return cells
  return Array.from({ length }, (_, k) => ((k + 1) % every === 0 ? cells[(k + 1) / every - 1] : null))
}

function spacing(own: number, length: number): number | undefined {
  const every = Math.floor(length / own)
  return every >= 2 && Math.floor(length / every) === own ? every : undefined
}

function unevenNotes(history: History, length: number): Note[] {
  const uneven = [...history].filter(([name, cells]) => cells.length < length && axisOf(name) === undefined)
  const lengths = new Set(uneven.map(([, cells]) => cells.length))
  return [...lengths].map((own) => {
    const every = spacing(own, length)
    const names = uneven.filter(([, cells]) => cells.length === own).map(([name]) => name)
    const taken = every === undefined ? 'taken to start with the first' : `taken as one in ${every}`
    return { because: `${own} values beside ${length}, ${taken}: ${names.join(', ')}` }
  })
}
