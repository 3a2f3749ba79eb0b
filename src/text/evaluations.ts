import type { Column } from '../run/reading.js'
import type { Note } from '../run/run.js'
import type { Cell } from './cell.js'
import { isObject } from './json.js'
import { cellOf } from './records.js'

/** What boosting records: for each data set, for each metric, one value per round. */
export type Evaluations = ReadonlyMap<string, ReadonlyMap<string, readonly Cell[]>>

/** `{"train": {"logloss": [...]}, "valid": {...}}`, and nothing else; undefined for any other document. */
export function evaluationsOf(json: unknown): Evaluations | undefined {
  if (!isObject(json)) return undefined
  const sets = Object.entries(json).map(([set, metrics]) => {
    const curves = isObject(metrics) ? Object.entries(metrics) : []
    const read = curves.map(([metric, values]) => [metric, curveOf(values)] as const)
    return {
      set,
      curves: read.flatMap(([metric, values]) => (values ? [[metric, values] as const] : [])),
      of: read.length,
    }
  })
  if (sets.length === 0 || sets.some(({ curves, of }) => curves.length === 0 || curves.length < of))
    return undefined
  return new Map(sets.map(({ set, curves }) => [set, new Map(curves)]))
}

/** A dictionary of arrays whose names all match, as cross-validation gives it (a table saved by pandas, too). */
export function curvesOf(json: unknown, name: RegExp): ReadonlyMap<string, readonly Cell[]> | undefined {
  if (!isObject(json)) return undefined
  const curves = Object.entries(json).map(([key, values]) => [key, curveOf(values)] as const)
  const read = curves.flatMap(([key, cells]) => (cells && name.test(key) ? [[key, cells] as const] : []))
  return read.length > 0 && read.length === curves.length ? new Map(read) : undefined
}

function curveOf(values: unknown): readonly Cell[] | undefined {
  const indexed = isObject(values) && Object.keys(values).every((key) => /^\d+$/.test(key))
  if (!Array.isArray(values) && !indexed) return undefined
  const cells = Object.values(values).map(cellOf)
  return cells.length > 0 && cells.every((cell) => cell !== undefined) ? cells : undefined
}

/**
 * The curves of all sets as `<set>/<metric>`, their rounds numbered from `first`. `meaning` says what a set and what a
 * metric are called elsewhere.
 */
export function columnsOf(
  evaluations: Evaluations,
  first: number,
  meaning: { set(name: string): string; metric(name: string): string },
): Column[] {
  return [...evaluations].flatMap(([set, metrics]) =>
    [...metrics].map(([metric, cells]) =>
      columnOf(`${set}/${metric}`, cells, first, `${meaning.set(set)}/${meaning.metric(metric)}`),
    ),
  )
}

/** One curve whose values are numbered from `first`. */
export function columnOf(name: string, cells: readonly Cell[], first: number, means: string): Column {
  const present = cells.flatMap((y, k) => (typeof y === 'number' ? [{ x: k + first, y }] : []))
  return { name, x: present.map(({ x }) => x), y: present.map(({ y }) => y), percent: false, means }
}

/**
 * Which of the sets that the scikit-learn interface numbers (`validation_0`, `valid_0`) is the training set: by custom the
 * first, taken so where another follows and it fares better than that in nearly all rounds.
 */
export function numberedTrainingSet(
  evaluations: Evaluations,
  numbered: RegExp,
  higher: RegExp,
): { set: string | undefined; notes: Note[] } {
  const [first, second, ...others] = [...evaluations.keys()]
  if (first === undefined || second === undefined) return { set: undefined, notes: [] }
  if (![first, second, ...others].every((name) => numbered.test(name))) return { set: undefined, notes: [] }
  const [metric, own] = [...(evaluations.get(first) ?? [])][0] ?? []
  const other = metric === undefined ? undefined : evaluations.get(second)?.get(metric)
  if (metric === undefined || !own || !other) return { set: undefined, notes: [] }
  const sign = higher.test(metric) ? -1 : 1
  const rounds = own.flatMap((value, k) => {
    const beside = other[k]
    return typeof value === 'number' && typeof beside === 'number' ? [sign * (beside - value)] : []
  })
  const better = rounds.filter((gain) => gain > 0).length
  if (better < 0.9 * rounds.length || rounds.length === 0)
    return {
      set: undefined,
      notes: [{ because: `${first} does not fare better than ${second}: both taken as validation data` }],
    }
  return {
    set: first,
    notes: [
      {
        because: `assumed: ${first} is the training data, as its ${metric} is better than that of ${second}`,
      },
    ],
  }
}
