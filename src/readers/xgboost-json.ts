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

/** Metrics that XGBoost alone calls so. */
const METRIC =
  /^(?:logloss|mlogloss|merror|rmsle|aucpr|mphe|map@\d+-?|ndcg@?\d*-?|pre@\d+|(?:cox|gamma|poisson|aft)-nloglik|(?:gamma|tweedie)-(?:deviance|nloglik(?:@[\d.]+)?)|interval-regression-accuracy)$/
/** Metrics that XGBoost shares with others. */
const SHARED = /^(?:rmse|mae|mape|auc|error(?:@[\d.]+)?|map|ndcg|quantile|expectile)$/
const NUMBERED = /^validation_\d+$/
const HIGHER = /^(?:auc|aucpr|map|ndcg|pre|interval)/
/** Columns of `xgb.cv`: `test` is the fold left out. */
const FOLDS = /^(train|test)-(.+)-(mean|std)$/

/**
 * The dictionary that `xgb.train(evals_result=...)` fills, `evals_result()` of the scikit-learn interface, and the result
 * of `xgb.cv`, as JSON. Rounds are counted from 0, as XGBoost counts them. Source: xgboost/callback.py.
 */
export const xgboostJson: Reader = {
  id: 'xgboost-json',
  title: 'XGBoost evals_result as JSON',
  sample: '{"train": {"logloss": [0.65, ...]}, "valid": {"logloss": [0.66, ...]}}',
  recognises: ({ json }) => find(json) !== undefined || curvesOf(json, FOLDS) !== undefined,
  read(source) {
    const folds = curvesOf(source.json, FOLDS)
    if (folds) {
      const columns = [...folds].map(([name, cells]) => columnOf(name, cells, 0, meaningOf(name)))
      return { axis: 'step', phases: [{ columns }], notes: [] }
    }
    const evaluations = find(source.json)
    if (!evaluations) throw new UserError(`${source.title}: no evals_result of XGBoost`)
    const { set: training, notes } = numberedTrainingSet(evaluations, NUMBERED, HIGHER)
    const columns = columnsOf(evaluations, 0, {
      set: (name) =>
        name === training
          ? 'train'
          : name.replace(NUMBERED, 'validation').replace(/^d(?=train|val|test|eval)/i, ''),
      metric: plain,
    })
    return { axis: 'step', phases: [{ columns }], notes }
  },
}

/** The fold left out is validation data, though it is called `test`. */
function meaningOf(name: string): string {
  const [, set = '', metric = '', what = ''] = FOLDS.exec(name) ?? []
  return `${set === 'test' ? 'validation' : set}/${plain(metric)}/${what}`
}

function plain(metric: string): string {
  return /nloglik|deviance/.test(metric) ? 'nll' : metric
}

function find(json: unknown): Evaluations | undefined {
  const evaluations = evaluationsOf(json)
  const names = [...(evaluations ?? [])].flatMap(([set, metrics]) =>
    [...metrics.keys()].map((metric) => ({ set, metric })),
  )
  const known = names.every(({ metric }) => METRIC.test(metric) || SHARED.test(metric))
  const own = names.some(({ set, metric }) => METRIC.test(metric) || NUMBERED.test(set))
  return own && (known || names.every(({ set }) => NUMBERED.test(set))) ? evaluations : undefined
}
