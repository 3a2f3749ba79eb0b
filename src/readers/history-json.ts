import * as z from 'zod/mini'
import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Phase, Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { axisOf } from '../text/axis.js'
import { type Cell, isPercent } from '../text/cell.js'
import { isObject } from '../text/json.js'
import { cellOf } from '../text/records.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

const ValueList = z.array(z.union([z.number(), z.string(), z.null(), z.boolean(), z.array(z.unknown())]))
/** What `DataFrame.to_json()` writes for a column: an object whose keys are the index. */
const IndexedValues = z.record(
  z.string().check(z.regex(/^\d+$/)),
  z.union([z.number(), z.string(), z.null()]),
)

/** One array: its cells, and whether they carry percent signs. */
interface Values {
  readonly cells: readonly Cell[]
  readonly percent: boolean
}

/** The arrays of one run by name. */
type History = ReadonlyMap<string, Values>

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
  const top = arraysOf(json)
  const inner = Object.entries(json).flatMap(([label, value]) => {
    const arrays = isObject(value) && !valuesOf(value) ? arraysOf(value) : new Map<string, Values>()
    return arrays.size > 0 ? [{ label, arrays }] : []
  })
  const nested = inner
    .flatMap(({ label, arrays }) =>
      [...arrays].map(([name, values]) => [`${label}/${name}`, values] as const),
    )
    .filter(([name]) => readName(name).kind !== 'other')
  const joined = new Map([...top, ...nested])
  const metrics = inner.filter(({ label }) => isSplit(label) || readName(label).kind !== 'other')
  if (measures(top) || (metrics.length > 0 && metrics.length === inner.length))
    return measures(joined) ? [{ history: joined }] : []
  return inner
    .filter(({ arrays }) => measures(arrays))
    .map(({ label, arrays }) => ({ history: arrays, label }))
}

function isSplit(label: string): boolean {
  return readName(`${label} loss`).split !== undefined
}

function measures(history: History): boolean {
  return [...history.keys()].some((name) => readName(name).kind !== 'other')
}

function arraysOf(object: Readonly<Record<string, unknown>>): Map<string, Values> {
  return new Map(
    Object.entries(object).flatMap(([name, value]): [string, Values][] => {
      const values = valuesOf(value)
      return values ? [[name, values]] : []
    }),
  )
}

function valuesOf(value: unknown): Values | undefined {
  const list = Array.isArray(value) ? z.safeParse(ValueList, value) : z.safeParse(IndexedValues, value)
  if (!list.success) return undefined
  const items: readonly unknown[] = Array.isArray(list.data) ? list.data : Object.values(list.data)
  const cells = items.map(cellOf)
  if (!cells.some((cell) => typeof cell === 'number')) return undefined
  return { cells, percent: items.some((item) => typeof item === 'string' && isPercent(item)) }
}

function readHistory(history: History, label: string | undefined): Reading {
  const length = lengthOf(history)
  const columns = [...history].map(([name, { cells, percent }]) => {
    return { name, percent, cells: axisOf(name) ? cells : align(cells, length) }
  })
  const table = new Table(columns.map(({ name }) => name))
  for (let row = 0; row < length; row++) {
    table.add(
      columns.map(({ cells }) => cells[row] ?? null),
      0,
    )
  }
  for (const [k, { percent }] of columns.entries()) if (percent) table.markPercent(k)
  const reading = table.reading()
  const phases = reading.phases.map((phase): Phase => (label === undefined ? phase : { ...phase, label }))
  return { ...reading, phases, notes: [...unevenNotes(history, length), ...reading.notes] }
}

/** How many epochs there are: as many as the longest metric has values. */
function lengthOf(history: History): number {
  const lengths = (kept: (name: string) => boolean) =>
    [...history].reduce((most, [name, { cells }]) => (kept(name) ? Math.max(most, cells.length) : most), 0)
  return lengths((name) => readName(name).kind !== 'other') || lengths(() => true)
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
  const uneven = [...history].filter(
    ([name, { cells }]) => cells.length < length && axisOf(name) === undefined,
  )
  const lengths = new Set(uneven.map(([, { cells }]) => cells.length))
  return [...lengths].map((own) => {
    const every = spacing(own, length)
    const names = uneven.filter(([, { cells }]) => cells.length === own).map(([name]) => name)
    const taken = every === undefined ? 'taken to start with the first' : `taken as one in ${every}`
    return { because: `${own} values beside ${length}, ${taken}: ${names.join(', ')}` }
  })
}
