import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'

function read(text: string, name = 'cv.csv') {
  const [report] = diagnose(text, { name })
  const { curves, axis, notes } = report?.run ?? {}
  return {
    axis,
    train: curves?.trainLoss?.name,
    validation: curves?.validationLoss?.name,
    split: curves?.validationLoss?.split,
    says: notes?.map(({ because }) => because).join('; '),
  }
}

const rows = (header: string, row: (k: number) => string) => [header, ...[1, 2, 3, 4].map(row), ''].join('\n')

describe('tables of boosting', () => {
  it.each([
    [
      'of xgb.cv',
      rows(
        'train-logloss-mean,train-logloss-std,test-logloss-mean,test-logloss-std',
        (k) => `${1 / k},1,${2 / k},9`,
      ),
      { axis: 'row', train: 'train-logloss-mean', validation: 'test-logloss-mean' },
    ],
    [
      'of xgb.cv with its index',
      rows(
        ',train-rmse-mean,train-rmse-std,test-rmse-mean,test-rmse-std',
        (k) => `${k - 1},${1 / k},1,${2 / k},9`,
      ),
      { axis: 'step', train: 'train-rmse-mean', validation: 'test-rmse-mean' },
    ],
    [
      'of CatBoost',
      rows(
        'iterations,test-RMSE-mean,test-RMSE-std,train-RMSE-mean,train-RMSE-std',
        (k) => `${k - 1},${2 / k},1,${1 / k},1`,
      ),
      { axis: 'step', train: 'train-RMSE-mean', validation: 'test-RMSE-mean' },
    ],
  ])('take the fold left out for validation: frames %s', (_, text, expected) => {
    const { says, ...found } = read(text)
    expect(found).toEqual({ ...expected, split: 'validation' })
    expect(says).toMatch(/test is the one left out each time/)
  })

  it.each([
    ['as CSV', rows('validation_0-logloss,validation_1-logloss', (k) => `${1 / k},${2 / k}`), '-'],
    [
      'as JSON beside settings',
      '{"validation_0": {"rmse": [6, 3, 2]}, "validation_1": {"rmse": [7, 4, 3]}, "params": {"eta": [0.1]}}',
      '/',
    ],
  ])('find the training data among numbered sets, %s', (_, text, mark) => {
    const { train, validation, says } = read(text)
    expect(train?.startsWith(`validation_0${mark}`)).toBe(true)
    expect(validation?.startsWith(`validation_1${mark}`)).toBe(true)
    expect(says).toMatch(/assumed: validation_0 is the training data/)
  })

  it.each([
    ['a test set beside training', rows('epoch,train-loss,test-loss', (k) => `${k},${1 / k},${2 / k}`)],
    [
      'means without their spread',
      rows('epoch,train-loss-mean,test-loss-mean', (k) => `${k},${1 / k},${2 / k}`),
    ],
  ])('leave alone %s', (_, text) => {
    expect(read(text)).toMatchObject({ axis: 'epoch', split: 'test' })
  })
})
