import { UserError } from '../errors.js'
import {
  columnOf,
  columnsOf,
  curvesOf,
  type Evaluations,
  evaluationsOf,
  numberedTrainingSet,
} from '../text/evaluations.js'
import type { Reader } from './reader.js'

/** Metrics that LightGBM alone calls so. */
const METRIC =
  /^(?:l1|l2|binary_logloss|binary_error|multi_logloss|multi_error(?:@\d+)?|auc_mu|average_precision|cross_entropy(?:_lambda)?|xentropy|xentlambda|kullback_leibler|kldiv|gamma_deviance|r2)$/
/** Metrics that LightGBM shares with others. */
const SHARED = /^(?:auc|rmse|mape|huber|fair|poisson|quantile|tweedie|gamma|ndcg@\d+|map@\d+)$/
const SET = /^(?:training|valid_\d+)$/
const NUMBERED = /^valid_\d+$/
const HIGHER = /^(?:auc|average_precision|ndcg|map|r2)/
/** The result of `lightgbm.cv`: `valid binary_logloss-mean`, before 4.0 `binary_logloss-mean`. */
const FOLDS = /^(?:(train|valid) )?(\S+)-(mean|stdv)$/
/** What its metrics are called elsewhere. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['l1', 'mae'],
  ['l2', 'mse'],
  ['cross_entropy_lambda', 'cross_entropy'],
  ['xentropy', 'cross_entropy'],
  ['xentlambda', 'cross_entropy'],
  ['kullback_leibler', 'nll'],
  ['kldiv', 'nll'],
])

/**
 * The dictionary that `record_evaluation` fills, `evals_result_` of the scikit-learn interface, and the result of
 * `lightgbm.cv`, as JSON. Iterations are counted from 1, as LightGBM counts them. Source: lightgbm/callback.py.
 */
export const lightgbmJson: Reader = {
  id: 'lightgbm-json',
  title: 'LightGBM record_evaluation as JSON',
  sample: '{"training": {"binary_logloss": [0.68, ...]}, "valid_1": {...}}',
  recognises: ({ json }) => find(json) !== undefined || foldsOf(json) !== undefined,
  read(source) {
    const folds = foldsOf(source.json)
    if (folds) {
      const columns = [...folds].map(([name, cells]) => columnOf(name, cells, 1, meaningOf(name)))
      return { axis: 'step', phases: [{ columns }], notes: [] }
    }
    const evaluations = find(source.json)
    if (!evaluations) throw new UserError(`${source.title}: no record of LightGBM`)
    const { set: training, notes } = numberedTrainingSet(evaluations, NUMBERED, HIGHER)
    const columns = columnsOf(evaluations, 1, {
      set: (name) => (name === training ? 'train' : name.replace(NUMBERED, 'validation')),
      metric: plain,
    })
    return { axis: 'step', phases: [{ columns }], notes }
  },
}

function foldsOf(json: unknown): ReturnType<typeof curvesOf> {
  const curves = curvesOf(json, FOLDS)
  return [...(curves?.keys() ?? [])].some((name) => name.endsWith('-stdv')) ? curves : undefined
}

function meaningOf(name: string): string {
  const [, set = 'valid', metric = '', what = ''] = FOLDS.exec(name) ?? []
  return `${set}/${plain(metric)}/${what === 'stdv' ? 'std' : what}`
}

function plain(metric: string): string {
  return ELSEWHERE.get(metric) ?? metric
}

function find(json: unknown): Evaluations | undefined {
  const evaluations = evaluationsOf(json)
  const sets = [...(evaluations?.keys() ?? [])]
  const metrics = [...(evaluations?.values() ?? [])].flatMap((curves) => [...curves.keys()])
  const named =
    sets.every((set) => SET.test(set)) &&
    sets.some((set) => NUMBERED.test(set) || metrics.some((metric) => SHARED.test(metric)))
  return named || metrics.some((metric) => METRIC.test(metric)) ? evaluations : undefined
}
