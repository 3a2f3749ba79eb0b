import { describe, expect, it } from 'vitest'
import type { Facts, Run, Series, Unit } from '../../src/run/run.js'
import { validationSize } from '../../src/run/validation-size.js'

function runOf(accuracies: readonly number[] | undefined, facts: Facts = {}, unit: Unit = 'fraction'): Run {
  const validationAccuracy: Series | undefined = accuracies && {
    name: 'val_accuracy',
    quantity: 'accuracy',
    split: 'validation',
    goal: 'higher',
    unit,
    x: Float64Array.from(accuracies, (_, k) => k + 1),
    y: Float64Array.from(accuracies),
  }
  return {
    name: 'log',
    title: 'log',
    format: 'csv',
    axis: 'epoch',
    series: [],
    curves: { ...(validationAccuracy && { validationAccuracy }) },
    facts,
    notes: [],
  }
}

describe('validationSize', () => {
  it('infers the number of samples from the steps of the accuracy', () => {
    const size = validationSize(runOf([11, 14, 16, 16, 17].map((right) => right / 25)))
    expect(size).toMatchObject({ samples: 25, inferred: true })
    expect(size?.wrong).toBeCloseTo(25 * (1 - (16 + 16 + 17) / 75), 10)
  })

  it('takes a round size where training shows that the log does not round, and not else', () => {
    const hundredths = [0.51, 0.63, 0.66, 0.7, 0.72]
    const beside = (train: readonly number[]): Run => {
      const run = runOf(hundredths)
      const own = run.curves.validationAccuracy
      if (!own) throw new Error('no accuracy')
      return {
        ...run,
        curves: { ...run.curves, trainAccuracy: { ...own, split: 'train', y: Float64Array.from(train) } },
      }
    }
    expect(validationSize(beside([0.50333334, 0.61, 0.66, 0.71, 0.73]))?.samples).toBe(100)
    expect(validationSize(beside([0.5, 0.61, 0.66, 0.71, 0.73]))).toBeUndefined()
    expect(validationSize(runOf(hundredths))).toBeUndefined()
  })

  it('infers it from percentages as well', () => {
    expect(validationSize(runOf([55, 65, 70, 85], {}, 'percent'))).toMatchObject({
      samples: 20,
      inferred: true,
    })
  })

  it('infers it from four digits, as consoles print them', () => {
    expect(validationSize(runOf([0.6333, 0.7333, 0.7667, 0.8]))).toMatchObject({ samples: 30 })
  })

  it('believes the user before the curve', () => {
    const size = validationSize(runOf([0.44, 0.56, 0.6, 0.6], { validationSamples: 5000 }))
    expect(size).toMatchObject({ samples: 5000, inferred: false })
    expect(size?.wrong).toBeCloseTo(5000 * (1 - (0.56 + 0.6 + 0.6) / 3), 8)
  })

  it('takes all samples for wrong where the user tells their number and no accuracy is logged', () => {
    expect(validationSize(runOf(undefined, { validationSamples: 200 }))).toEqual({
      samples: 200,
      inferred: false,
      wrong: 200,
    })
  })

  it('knows nothing without an accuracy', () => {
    expect(validationSize(runOf(undefined))).toBeUndefined()
  })

  it('knows nothing where no number of samples fits', () => {
    expect(validationSize(runOf([0.5127419, 0.6281933, 0.6343571]))).toBeUndefined()
  })

  it('cannot count where not one answer was ever wrong', () => {
    expect(validationSize(runOf([1, 1, 1]))).toMatchObject({ inferred: true, wrong: 0 })
  })

  it('is not misled by a NaN among the accuracies', () => {
    expect(validationSize(runOf([0.44, Number.NaN, 0.56, 0.64]))?.samples).toBe(25)
  })
})
