import { isPlainMetric, readName } from '../run/names.js'
import { type Cell, isPercent } from './cell.js'
import { isObject } from './json.js'
import { cellOf } from './records.js'

/** One array: its cells, and whether they carry percent signs. */
export interface Values {
  readonly cells: readonly Cell[]
  readonly percent: boolean
}

/** The arrays of one run by name. */
export type History = ReadonlyMap<string, Values>

/** What is chosen before a training: its arrays are no curves, whatever they are called. */
const SETTINGS =
  /^(?:(?:loss|task|term|class)?[_ -]?(?:weights?|coefficients?|coeffs?|lambdas?)|config(?:uration)?|args|hparams|hyperparameters|params)$/i

/** No one nests the history of a run deeper. */
const DEEPEST = 4

/**
 * The dictionaries of arrays in a JSON document: at its top, or one for each of several runs (`{"fold_0": {...}}`,
 * `[{...}, {...}]`, `{"history": {...}, "params": {...}}`). Sets of one run (`{"train": {...}, "val": {...}}`) are joined.
 */
export function findHistories(json: unknown, depth = 0): { history: History; label?: string }[] {
  if (depth > DEEPEST) return []
  if (Array.isArray(json))
    return json.every(isObject) ? json.flatMap((item) => findHistories(item, depth + 1)) : []
  if (!isObject(json)) return []
  const top = arraysOf(json)
  if (isCompiled(json, top)) return []
  const entries = Object.entries(json).filter(([label]) => !SETTINGS.test(label))
  const inner = entries.flatMap(([label, value]) => {
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
  const telling = inner.filter((one) => metrics.includes(one) || measures(one.arrays, depth + 1))
  if (measures(top, depth) || (metrics.length > 0 && metrics.length === telling.length))
    return measures(joined, depth) ? [{ history: joined }] : []
  return entries.flatMap(([label, value]) => {
    const found = findHistories(value, depth + 1)
    return found.length === 1 ? found.map(({ history }) => ({ history, label })) : found
  })
}

/** What is handed to `compile` of Keras: the weights of its losses beside the names of metrics. */
function isCompiled(json: Readonly<Record<string, unknown>>, arrays: History): boolean {
  const names = Object.values(json).some(
    (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((item) => typeof item === 'string' && isPlainMetric(item)),
  )
  return names && [...arrays.keys()].filter((name) => readName(name).kind !== 'other').length === 1
}

function isSplit(label: string): boolean {
  return readName(`${label} loss`).split !== undefined
}

/** Deep in a document arrays of scores may be those of classes or of thresholds: there a loss must be among them. */
function measures(history: History, depth: number): boolean {
  const kinds = [...history.keys()].map((name) => readName(name).kind)
  return depth > 1 ? kinds.includes('total') : kinds.some((kind) => kind !== 'other')
}

function arraysOf(object: Readonly<Record<string, unknown>>): Map<string, Values> {
  return new Map(
    Object.entries(object).flatMap(([name, value]): [string, Values][] => {
      const values = valuesOf(value)
      return values ? [[name, values]] : []
    }),
  )
}

/** An array, or what `DataFrame.to_json()` writes for a column: an object whose keys are the index. */
function valuesOf(value: unknown): Values | undefined {
  const items = Array.isArray(value) ? value : isIndexed(value) ? Object.values(value) : undefined
  if (!items || items.some(isObject)) return undefined
  const cells = items.map(cellOf)
  if (!cells.some((cell) => typeof cell === 'number')) return undefined
  return { cells, percent: items.some((item) => typeof item === 'string' && isPercent(item)) }
}

function isIndexed(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && Object.entries(value).every(([key, item]) => /^\d+$/.test(key) && isPlain(item))
}

function isPlain(item: unknown): boolean {
  return item === null || typeof item === 'number' || typeof item === 'string'
}
