import { UserError } from '../errors.js'
import type { Column } from '../run/reading.js'
import { columnOf } from '../text/evaluations.js'
import { isObject } from '../text/json.js'
import { cellOf } from '../text/records.js'
import type { Reader } from './reader.js'

/** What the attributes hold: `validation_scores_` are accuracies of a classifier, R2 of a regressor. */
const MEANING: ReadonlyMap<string, string> = new Map([
  ['loss_curve_', 'train loss'],
  ['validation_scores_', 'validation score'],
])

/**
 * What scikit-learn keeps of a fit, saved as JSON under its own names: `loss_curve_` and `validation_scores_` of
 * MLPClassifier and MLPRegressor, one value per epoch. `train_score_` is left to no one: a loss of
 * GradientBoosting, a score of HistGradientBoosting. Source: sklearn/neural_network/_multilayer_perceptron.py.
 */
export const sklearnLossCurve: Reader = {
  id: 'sklearn-loss-curve',
  title: 'scikit-learn loss_curve_ and validation_scores_ as JSON',
  sample: '{"loss_curve_": [1.97, 1.62], "validation_scores_": [0.31, 0.52]}',
  recognises: ({ json }) => isObject(json) && columnsOf(json).length > 0,
  read(source) {
    const columns = isObject(source.json) ? columnsOf(source.json) : []
    if (columns.length === 0) throw new UserError(`${source.title}: no loss_curve_ of scikit-learn`)
    return { axis: 'epoch', phases: [{ columns }], notes: [] }
  },
}

function columnsOf(json: Readonly<Record<string, unknown>>): Column[] {
  return [...MEANING].flatMap(([name, means]) => {
    const values = json[name]
    if (!Array.isArray(values) || values.length === 0) return []
    const cells = values.map(cellOf)
    return cells.every((cell) => cell !== undefined) ? [columnOf(name, cells, 1, means)] : []
  })
}
