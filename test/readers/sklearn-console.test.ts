import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { sklearnConsole } from '../../src/readers/sklearn-console.js'
import { readShort, recognises } from './short.js'

describe('sklearn-console', () => {
  it('reads the losses of a network, and its scores on the lines after them', () => {
    const { format, axis, bareSplit, runs } = readShort(
      'Iteration 1, loss = 2.5\nValidation score: 0.25\nIteration 2, loss = 1e-05\nValidation score: -0.5\nValidation score did not improve more than tol=0.000100 for 4 consecutive epochs. Stopping.\n',
    )
    expect({ format, axis, bareSplit }).toEqual({
      format: 'sklearn-console',
      axis: 'step',
      bareSplit: 'train',
    })
    expect(runs).toEqual([{ loss: '1: 2.5, 2: 0.00001', 'Validation score': '1: 0.25, 2: -0.5' }])
  })

  it('reads histogram boosting, losses as well as scores', () => {
    const text = [
      'Binning 0.000 GB of training data: 0.035 s',
      '[1/40] 1 tree, 6 leaves, max depth = 3, train loss: 0.5, val loss: 0.6, in 0.016s',
      '[2/40] 3 trees, 20 leaves (6 on avg), max depth = 4, train loss: 0.4, val loss: 0.5, in 0.001s',
    ].join('\n')
    expect(readShort(text).runs).toEqual([{ 'train loss': '1: 0.5, 2: 0.4', 'val loss': '1: 0.6, 2: 0.5' }])
    expect(Object.keys(readShort(text.replaceAll('loss', 'score')).runs[0] ?? {})).toEqual([
      'train score',
      'val score',
    ])
  })

  it('reads the table of gradient boosting, with and without subsampling', () => {
    expect(
      readShort(
        '      Iter       Train Loss      OOB Improve   Remaining Time \n         1           1.5           0.25            0.13s\n        10          0.5          -0.25            1.20m\n',
      ).runs,
    ).toEqual([{ 'Train Loss': '1: 1.5, 10: 0.5', 'OOB Improve': '1: 0.25, 10: -0.25' }])
    expect(
      readShort(
        '      Iter       Train Loss   Remaining Time \n         1          21.5            0.06s\n         2          19.5            0.05s\n',
      ).runs,
    ).toEqual([{ 'Train Loss': '1: 21.5, 2: 19.5' }])
  })

  it('reads epochs of stochastic gradient descent, a run for each class', () => {
    const epoch = (k: number, loss: number) =>
      `-- Epoch ${k}\nNorm: 137.33, NNZs: 30, Bias: 17.122894, T: 300, Avg. loss: ${loss}, Objective: ${loss + 1}\nTotal training time: 0.00 seconds.\n`
    const { axis, runs } = readShort(epoch(1, 5) + epoch(2, 4) + epoch(1, 3) + epoch(2, 2))
    expect(axis).toBe('epoch')
    expect(runs).toEqual([
      { 'Avg. loss': '1: 5, 2: 4', Objective: '1: 6, 2: 5' },
      { 'Avg. loss': '1: 3, 2: 2', Objective: '1: 4, 2: 3' },
    ])
  })

  it.each([
    [
      'boosting without early stopping, which prints no loss',
      '[1/40] 1 tree, 6 leaves, max depth = 3, in 0.016s\n',
    ],
    ['prose', 'Iteration 1 had a loss = 2.5 or so.\n-- Epoch 1 of the war\n'],
    ['a search', '[CV 1/5] END ..............alpha=0.1;, score=0.900 total time=   0.0s\n'],
  ])('does not recognise %s', (_, text) => {
    expect(recognises(sklearnConsole, text)).toBe(false)
  })

  it('says what is wrong where the lines are cut off', () => {
    const text = '      Iter       Train Loss   Remaining Time \n         1\n'
    expect(() => readShort(text)).toThrow(UserError)
    expect(() => readShort(text)).toThrow("scikit-learn's output without a loss")
  })
})
