import * as z from 'zod/mini'
import { UserError } from '../errors.js'
import { once } from '../once.js'
import { readName } from '../run/names.js'
import type { Column } from '../run/reading.js'
import type { Cell } from '../text/cell.js'
import { columnOf, columnsOf, type Evaluations, evaluationsOf } from '../text/evaluations.js'
import { isObject } from '../text/json.js'
import { cellOf } from '../text/records.js'
import type { Reader } from './reader.js'

const Training = once(() => {
  const metrics = z.array(z.object({ name: z.string(), best_value: z.optional(z.unknown()) }))
  return z.object({
    meta: z.object({
      learn_metrics: metrics,
      test_metrics: metrics,
      learn_sets: z.array(z.string()),
      test_sets: z.array(z.string()),
    }),
    iterations: z.array(z.record(z.string(), z.unknown())),
  })
})
type Training = z.infer<ReturnType<typeof Training>>

/**
 * `catboost_training.json`, or `get_evals_result()` as JSON. What CatBoost calls `test` is its `eval_set`: the data by which
 * it picks the best iteration. Iterations are counted from 0. Source: catboost/libs/loggers/logger.h.
 */
export const catboostJson: Reader = {
  id: 'catboost-json',
  title: 'CatBoost catboost_training.json, or its evals_result as JSON',
  sample: '{"meta": {"learn_sets": ["learn"], ...}, "iterations": [{"learn": [0.65], ...',
  recognises: ({ json }) => trainingOf(json) !== undefined || evaluated(json) !== undefined,
  read(source) {
    const training = trainingOf(source.json)
    const evaluations = evaluated(source.json)
    if (!training && !evaluations) throw new UserError(`${source.title}: no record of CatBoost`)
    const columns = training
      ? columnsOfTraining(training)
      : columnsOf(evaluations ?? new Map(), 0, { set: splitOf, metric: (name) => name })
    if (columns.every(({ x }) => x.length === 0))
      throw new UserError(
        `${source.title}: no iteration with a metric`,
        'the run may not have finished one yet',
      )
    return { axis: 'step', phases: [{ columns }], notes: [] }
  },
}

function trainingOf(json: unknown): Training | undefined {
  if (!isObject(json)) return undefined
  const training = z.safeParse(Training(), json)
  return training.success ? training.data : undefined
}

/** `{"learn": {"Logloss": [...]}, "validation": {...}}`. */
function evaluated(json: unknown): Evaluations | undefined {
  const evaluations = evaluationsOf(json)
  const sets = [...(evaluations?.keys() ?? [])]
  return sets.includes('learn') && sets.every((set) => /^(?:learn|validation(?:_\d+)?)$/.test(set))
    ? evaluations
    : undefined
}

function splitOf(set: string): string {
  return set === 'learn' ? 'train' : 'validation'
}

function columnsOfTraining({ meta, iterations }: Training): Column[] {
  const sets = [
    ...meta.learn_sets.map((set) => ({ set, metrics: meta.learn_metrics })),
    ...meta.test_sets.map((set) => ({ set, metrics: meta.test_metrics })),
  ]
  const numbers = iterations.map(({ iteration }, k) => cellOf(iteration) ?? k)
  const ascends = numbers.every((number, k) => k === 0 || number > (numbers[k - 1] ?? number))
  return sets.flatMap(({ set, metrics }) =>
    metrics.map(({ name, best_value }, k) => {
      const cells = iterations.map((iteration): Cell => {
        const values = iteration[set]
        return Array.isArray(values) ? cellOf(values[k] ?? null) : null
      })
      const lossOfItsOwn = k === 0 && best_value === 'Min' && readName(name).kind === 'other'
      const column = columnOf(
        `${set}/${name}`,
        cells,
        0,
        `${splitOf(set)}/${lossOfItsOwn ? 'objective' : name}`,
      )
      return ascends ? { ...column, x: column.x.map((place) => numbers[place] ?? place) } : column
    }),
  )
}
