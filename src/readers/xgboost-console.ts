import type { Column, Reading } from '../run/reading.js'
import { numberedTrainingSet } from '../text/evaluations.js'
import { readRounds } from '../text/rounds.js'
import type { Reader } from './reader.js'

const ROW = /\[\d{1,9}\](?:\t|#011| {1,4})[^\s:#]{1,80}-[^\s:#]{1,80}:(?:-?\d|[+-]?nan|[+-]?inf)/i
const ROUND = /^\[(\d{1,9})\]\s/
const PAIR =
  /\s([^\s:]{1,80}-[^\s:]{1,80}):([+-]?(?:[\d.]+(?:e[+-]?\d+)?|nan|inf)(?:\+[\d.]+(?:e[+-]?\d+)?|\+nan|\+inf)?)(?=\s|$)/gi
const HIGHER = /^(?:auc|aucpr|map|ndcg|pre|interval)/
/** `xgb.cv` prints the mean over the folds and its spread; `test` is the fold that is held out. */
const FOLDS = /\[\d{1,9}\](?:\t|#011| {1,4})train-[^\s:]{1,80}:[-\d.naif]{1,30}\+[\d.]/

/**
 * What XGBoost prints while it boosts (`verbose_eval`), and `xgb.cv`: `[0]\ttrain-logloss:0.6\teval-logloss:0.61`,
 * rounds from 0. Source: python-package/xgboost/callback.py, EvaluationMonitor.
 */
export const xgboostConsole: Reader = {
  id: 'xgboost-console',
  title: 'What XGBoost prints while it boosts, or xgb.cv',
  sample: '[0]  train-logloss:0.6543  valid-logloss:0.6601',
  recognises: ({ text }) => ROW.test(text),
  read(source) {
    const reading = readRounds(source, (text) => {
      const round = ROUND.exec(text)?.[1]
      const pairs = [...text.matchAll(PAIR)].map(([, name = '', value = '']) => [name, value] as const)
      return round === undefined || pairs.length === 0 ? undefined : new Map([['iteration', round], ...pairs])
    })
    return FOLDS.test(source.text) ? withHeldOutFolds(reading) : withNumberedSets(reading)
  },
}

/** The fold that is held out is validation data, though it is called `test`. */
function withHeldOutFolds(reading: Reading): Reading {
  return renamed(reading, (name) => name.replace(/^test-/, 'validation-'))
}

/** The wrappers for scikit-learn number the sets of `eval_set`, whatever they are. */
function withNumberedSets(reading: Reading): Reading {
  const columns = reading.phases.at(-1)?.columns ?? []
  const { set, notes } = numberedTrainingSet(evaluationsIn(columns), /^validation_\d+$/, HIGHER)
  const own = renamed(reading, (name) =>
    set !== undefined && name.startsWith(`${set}-`) ? `train-${name.slice(set.length + 1)}` : name,
  )
  return { ...own, notes: [...own.notes, ...notes] }
}

function evaluationsIn(columns: readonly Column[]): Map<string, Map<string, readonly number[]>> {
  const sets = new Map<string, Map<string, readonly number[]>>()
  for (const { name, y } of columns) {
    const [set = '', ...metric] = name.split('-')
    sets.set(set, (sets.get(set) ?? new Map()).set(metric.join('-'), y))
  }
  return sets
}

function renamed(reading: Reading, meaning: (name: string) => string): Reading {
  const phases = reading.phases.map((phase) => ({
    ...phase,
    columns: phase.columns.map((column): Column => {
      const means = meaning(column.name)
      return means === column.name ? column : { ...column, means }
    }),
  }))
  return { ...reading, phases }
}
