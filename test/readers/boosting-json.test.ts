import { describe, expect, it } from 'vitest'
import { catboostJson } from '../../src/readers/catboost-json.js'
import { catboostTsv } from '../../src/readers/catboost-tsv.js'
import { lightgbmJson } from '../../src/readers/lightgbm-json.js'
import { sklearnLossCurve } from '../../src/readers/sklearn-loss-curve.js'
import { xgboostJson } from '../../src/readers/xgboost-json.js'
import { Source } from '../../src/text/source.js'
import { readPoints } from './points.js'

const source = (json: object) => new Source('log', JSON.stringify(json))
const read = (json: object) => readPoints(JSON.stringify(json))
const FALLING = [1.5, 1, 0.5]
const HIGHER = [1.75, 1.5, 1.25]

describe('xgboost-json', () => {
  it.each([
    ['evals_result', { train: { logloss: FALLING }, eval: { logloss: HIGHER, error: HIGHER } }],
    ['a metric of its own beside those it knows', { validation_0: { my_metric: FALLING } }],
    ['the result of cv', { 'train-auc-mean': FALLING, 'test-auc-mean': HIGHER }],
    ['the result of cv as pandas saves it', { 'test-rmse-mean': { 0: 1.5, 1: 1.25 } }],
  ])('recognises %s', (_, json) => {
    expect(xgboostJson.recognises(source(json))).toBe(true)
  })

  it.each([
    ['histories of a loss', { train: { loss: FALLING }, val: { loss: HIGHER } }],
    ['metrics that others have too', { train: { rmse: FALLING }, val: { rmse: HIGHER } }],
    ['LightGBM', { training: { binary_logloss: FALLING } }],
    ['final values', { train: { logloss: 0.5 } }],
  ])('leaves %s to others', (_, json) => {
    expect(xgboostJson.recognises(source(json))).toBe(false)
  })

  it('counts the rounds from 0 and reads the names of the sets as people give them', () => {
    const { axis, points, curves } = read({
      dtrain: { mlogloss: FALLING },
      dvalid: { mlogloss: [1.75, 'NaN', 1.25] },
    })
    expect(axis).toBe('step')
    expect(points).toEqual({
      'dtrain/mlogloss': '0: 1.5, 1: 1, 2: 0.5',
      'dvalid/mlogloss': '0: 1.75, 1: NaN, 2: 1.25',
    })
    expect(curves()).toEqual(['dtrain/mlogloss: train mlogloss', 'dvalid/mlogloss: validation mlogloss'])
  })

  it('takes the first of two numbered sets for training where it fares better, and says so', () => {
    const { curves, notes } = read({ validation_0: { logloss: FALLING }, validation_1: { logloss: HIGHER } })
    expect(curves()).toEqual([
      'validation_0/logloss: train logloss',
      'validation_1/logloss: validation logloss',
    ])
    expect(notes).toEqual([expect.stringMatching(/^assumed: validation_0 is the training data/)])
  })

  it('takes it so by a metric that rises, too', () => {
    const { curves } = read({
      validation_0: { aucpr: HIGHER, logloss: FALLING },
      validation_1: { aucpr: FALLING, logloss: HIGHER },
    })
    expect(curves()[0]).toBe('validation_0/logloss: train logloss')
  })

  it('takes numbered sets for validation where the first fares no better, and a single one always', () => {
    const { curves, notes } = read({ validation_0: { logloss: HIGHER }, validation_1: { logloss: FALLING } })
    expect(curves()).toEqual(['validation_0/logloss: validation logloss'])
    expect(notes).toEqual([expect.stringMatching(/does not fare better/)])
    expect(read({ validation_0: { logloss: FALLING } }).curves()).toEqual([
      'validation_0/logloss: validation logloss',
    ])
  })

  it('takes the fold that cv calls test for validation, and no spread for a curve', () => {
    const { curves } = read({
      'train-logloss-mean': FALLING,
      'train-logloss-std': FALLING,
      'test-logloss-mean': HIGHER,
      'test-logloss-std': FALLING,
    })
    expect(curves()).toEqual(['train-logloss-mean: train logloss', 'test-logloss-mean: validation logloss'])
  })
})

describe('lightgbm-json', () => {
  it.each([
    ['record_evaluation', { training: { binary_logloss: FALLING }, valid_1: { binary_logloss: HIGHER } }],
    ['names that people give', { tr: { l2: FALLING }, va: { l2: HIGHER } }],
    ['the result of cv', { 'valid l2-mean': FALLING, 'valid l2-stdv': FALLING }],
  ])('recognises %s', (_, json) => {
    expect(lightgbmJson.recognises(source(json))).toBe(true)
  })

  it.each([
    ['histories of a loss', { training: { loss: FALLING } }],
    ['XGBoost', { train: { logloss: FALLING }, eval: { logloss: HIGHER } }],
    ['means of others', { 'loss-mean': FALLING, 'val_loss-mean': HIGHER }],
  ])('leaves %s to others', (_, json) => {
    expect(lightgbmJson.recognises(source(json))).toBe(false)
  })

  it('counts the iterations from 1, l2 is the squared error', () => {
    const { axis, points, curves } = read({ training: { l2: FALLING }, valid_1: { l2: HIGHER } })
    expect(axis).toBe('step')
    expect(points['valid_1/l2']).toBe('1: 1.75, 2: 1.5, 3: 1.25')
    expect(curves()).toEqual(['training/l2: train mse', 'valid_1/l2: validation mse'])
  })

  it('reads cv, before 4.0 too, as validation', () => {
    const folds = { 'multi_logloss-mean': FALLING, 'multi_logloss-stdv': FALLING }
    expect(read(folds).curves()).toEqual(['multi_logloss-mean: validation logloss'])
    const both = {
      'train l1-mean': FALLING,
      'train l1-stdv': FALLING,
      'valid l1-mean': HIGHER,
      'valid l1-stdv': HIGHER,
    }
    expect(read(both).curves()).toEqual(['train l1-mean: train mae', 'valid l1-mean: validation mae'])
  })
})

const META = {
  learn_sets: ['learn'],
  test_sets: ['test', 'test1'],
  learn_metrics: [{ name: 'YetiRank', best_value: 'Min' }],
  test_metrics: [
    { name: 'YetiRank', best_value: 'Min' },
    { name: 'AUC', best_value: 'Max' },
  ],
}

describe('catboost-json', () => {
  it('reads each set by its metrics: what is called test is the eval_set', () => {
    const { axis, points, curves } = read({
      meta: META,
      iterations: [
        { iteration: 0, learn: [1.5], test: [1.75, 0.5], test1: [2, 0.5] },
        { iteration: 1, learn: ['nan'], test: [1.5, 0.75], test1: [1.75, 0.5] },
      ],
    })
    expect(axis).toBe('step')
    expect(points).toEqual({
      'learn/YetiRank': '0: 1.5, 1: NaN',
      'test/YetiRank': '0: 1.75, 1: 1.5',
      'test/AUC': '0: 0.5, 1: 0.75',
      'test1/YetiRank': '0: 2, 1: 1.75',
      'test1/AUC': '0: 0.5, 1: 0.5',
    })
    expect(curves()).toEqual(['learn/YetiRank: train loss', 'test/YetiRank: validation loss'])
  })

  it('reads get_evals_result()', () => {
    const json = { learn: { MultiClass: FALLING }, validation: { MultiClass: HIGHER } }
    expect(catboostJson.recognises(source(json))).toBe(true)
    expect(read(json).curves()).toEqual([
      'learn/MultiClass: train logloss',
      'validation/MultiClass: validation logloss',
    ])
  })

  it('says that no iteration is there', () => {
    expect(() => read({ meta: META, iterations: [] })).toThrow(/no iteration/)
  })
})

describe('catboost-tsv', () => {
  const TSV = 'iter\tMultiClassOneVsAll\n0\t0.5\n1\t0.25\n'

  it.each([
    ['catboost_info/learn_error.tsv', 'train'],
    ['test_error.tsv', 'validation'],
  ])('%s is of the %s data', (name, split) => {
    expect(readPoints(TSV, name)).toMatchObject({
      format: 'catboost-tsv',
      axis: 'step',
      points: { MultiClassOneVsAll: '0: 0.5, 1: 0.25' },
    })
    expect(readPoints(TSV, name).curves()).toEqual([`MultiClassOneVsAll: ${split} logloss`])
  })

  it('leaves the times and tables of others alone', () => {
    expect(
      catboostTsv.recognises(new Source('time_left.tsv', 'iter\tPassed\tRemaining\n0\t54\t3244\n')),
    ).toBe(false)
    expect(catboostTsv.recognises(new Source('a.tsv', 'iter\tloss\n0\t5\n'))).toBe(false)
  })
})

describe('sklearn-loss-curve', () => {
  it('reads loss and validation scores by the epoch, from 1', () => {
    const { axis, points, curves } = read({
      loss_curve_: FALLING,
      validation_scores_: [0.5, 0.75, 0.75],
      best_loss_: null,
    })
    expect(axis).toBe('epoch')
    expect(points).toEqual({
      loss_curve_: '1: 1.5, 2: 1, 3: 0.5',
      validation_scores_: '1: 0.5, 2: 0.75, 3: 0.75',
    })
    expect(curves()).toEqual(['loss_curve_: train loss'])
  })

  it('leaves alone what is a loss here and a score there', () => {
    expect(sklearnLossCurve.recognises(source({ train_score_: FALLING }))).toBe(false)
  })
})
