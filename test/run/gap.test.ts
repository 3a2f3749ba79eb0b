import { describe, expect, it } from 'vitest'
import { lossPair, measureGap } from '../../src/run/gap.js'
import type { Curves, Run, Series } from '../../src/run/run.js'

const loss = (split: 'train' | 'validation', y: readonly number[], quantity = 'loss'): Series => ({
  name: `${split}_${quantity}`,
  quantity,
  split,
  goal: 'lower',
  unit: 'plain',
  x: Float64Array.from(y, (_, k) => k + 1),
  y: Float64Array.from(y),
})
const runOf = (curves: Curves): Run => ({
  name: 'log',
  title: 'log',
  format: 'csv',
  axis: 'epoch',
  series: [],
  curves,
  facts: {},
  notes: [],
})
const gap = (train: readonly number[], validation: readonly number[]) => {
  const pair = lossPair(
    runOf({ trainLoss: loss('train', train), validationLoss: loss('validation', validation) }),
  )
  return pair && measureGap(pair)
}

describe('lossPair', () => {
  it('puts both losses side by side, finite points only', () => {
    const pair = lossPair(
      runOf({
        trainLoss: loss('train', [2, Number.NaN, 1]),
        validationLoss: loss('validation', [3, 2, 1.5]),
      }),
    )
    expect(pair?.train).toEqual({ x: [1, 3], y: [2, 1] })
    expect(pair?.validation).toEqual({ x: [1, 2, 3], y: [3, 2, 1.5] })
  })

  it.each([
    ['validation is missing', { trainLoss: loss('train', [2, 1]) }],
    ['training is missing', { validationLoss: loss('validation', [2, 1]) }],
    [
      'they differ in kind',
      { trainLoss: loss('train', [2]), validationLoss: loss('validation', [2], 'mae') },
    ],
    [
      'one holds no number',
      { trainLoss: loss('train', [Number.NaN]), validationLoss: loss('validation', [2]) },
    ],
  ])('is none where %s', (_, curves) => {
    expect(lossPair(runOf(curves))).toBeUndefined()
  })
})

describe('measureGap', () => {
  const falling = [8, 4, 4, 4, 4, 4, 4, 4, 4, 2, 2, 2]
  const standing = [8, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4]

  it('finds a gap that opens', () => {
    const measured = gap(falling, standing)
    expect(measured).toMatchObject({ from: 7, to: 12 })
    expect(measured?.before).toBeCloseTo(1, 10)
    expect(measured?.end).toBeCloseTo(2, 10)
    expect(measured?.steadiness).toBeGreaterThan(0)
  })

  it('finds that a gap stands still, or closes', () => {
    expect(gap(standing, standing)?.end).toBeCloseTo(1, 10)
    expect(gap(standing, falling)?.steadiness).toBeLessThan(0)
  })

  it('says how each loss changed over the last half', () => {
    const measured = gap(falling, standing)
    expect(measured?.validationChange).toBeCloseTo(0, 10)
    expect(measured?.trainChange).toBeCloseTo(-Math.log(2), 10)
  })

  it('compares validation with training half an epoch later', () => {
    const measured = gap([16, 12, 8, 6, 4, 2], [14, 10, 7, 5, 3, 2])
    expect(measured?.before).toBeCloseTo(1, 10)
    expect(measured?.end).toBeCloseTo(1, 10)
  })

  it('does not depend on the scale of the losses', () => {
    const times = (values: readonly number[]) => values.map((value) => 64 * value)
    expect(gap(times(falling), times(standing))).toEqual(gap(falling, standing))
  })

  it.each([
    ['fewer than four points', [3, 2, 1], [3, 2, 2]],
    ['a training loss of 0', [3, 2, 1, 0], [3, 2, 2, 2]],
    ['a negative training loss', [3, 1, -1, -3], [3, 2, 2, 2]],
    ['a negative validation loss', [3, 2, 1, 1], [3, 1, -1, -1]],
  ])('means nothing with %s', (_, train, validation) => {
    expect(gap(train, validation)).toBeUndefined()
  })
})
