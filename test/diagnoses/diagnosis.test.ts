import { describe, expect, it } from 'vitest'
import {
  against,
  defaultLimits,
  describeTraining,
  found,
  moved,
  unknown,
  witnesses,
} from '../../src/diagnoses/diagnosis.js'
import { underfitting } from '../../src/diagnoses/underfitting.js'
import type { Curves, Run, Series } from '../../src/run/run.js'

const series = (name: string, goal: Series['goal'], y: readonly number[]): Series => ({
  ...{ name, quantity: name, split: 'train', goal, unit: 'plain' },
  ...{ x: Float64Array.from(y, (_, k) => k + 1), y: Float64Array.from(y) },
})
const loss = (...y: number[]) => series('loss', 'lower', y)
const accuracy = (...y: number[]) => series('accuracy', 'higher', y)
const runOf = (curves: Curves): Run => ({
  ...{ name: '', title: '', format: 'csv', axis: 'epoch', series: [], facts: {}, notes: [] },
  curves,
})
const zigzag = (size: number) => [1, -1, 1, -1, 1, -1].map((sign) => Math.exp(size * sign))

it('limits are handed on by their values', () => {
  expect(defaultLimits(underfitting)).toEqual({
    ...{ way: underfitting.limits.way.value, gain: underfitting.limits.gain.value },
    ...{ apart: underfitting.limits.apart.value, epochs: underfitting.limits.epochs.value },
  })
})

it('answers name their state', () => {
  expect(unknown('too short')).toEqual({ state: 'unknown', because: 'too short' })
  const finding = { severity: 'note', claim: '', from: 1, to: 2, evidence: [], advice: [] } as const
  expect(found(finding)).toEqual({ state: 'found', finding })
})

describe('how a curve moved', () => {
  it('is a share of a loss', () => {
    expect(moved(loss(), 0.5, 0.75, 3, 9)).toEqual({
      ...{ series: 'loss', what: '0.500, then 0.750: +50%', actual: 0.5, from: 3, to: 9 },
    })
  })

  it.each([
    [-2, '-2.000, then 1.000'],
    [0, '0, then 1.000'],
  ])('is a difference of a loss of %d, of which there is no share', (start, what) => {
    expect(moved(loss(), start, 1, 3, 9)).toMatchObject({ what, actual: 1 - start })
  })

  it('is a difference of an accuracy', () => {
    expect(moved(accuracy(), 0.5, 0.75, 3, 9)).toMatchObject({ what: '0.500, then 0.750', actual: 0.25 })
  })
})

describe('a measurement', () => {
  it('stands beside its limit, and beside what else is to be known', () => {
    expect(against('rose by 12 %', '10 %')).toBe('rose by 12 % (limit 10 %)')
    expect(against('rose by 12 %', '10 %', [], '3 epochs')).toBe('rose by 12 % (3 epochs; limit 10 %)')
  })

  it('stands beside the noise of its curve, as far as it is worth its digits', () => {
    expect(against('rose', '10 %', zigzag(0.1))).toBe('rose (limit 10 %; noise 24 %)')
    expect(against('rose', '10 %', zigzag(1e-4))).toBe('rose (limit 10 %; noise under 0.1 %)')
    expect(against('rose', '10 %', [4, 3, 2, -1])).toBe('rose (limit 10 %)')
  })
})

describe('what training did meanwhile', () => {
  it.each([
    [[2, 1.5, 1], ' while loss falls'],
    [[1, 1.001, 1.002], ' while loss stands still'],
    [[1, 0.995, 0.992], ' while loss stands still'],
    [[1, 2, 3], ' while loss rises far less'],
    [[-1, -2, -3], ' while loss falls'],
    [[Number.NaN, Number.NaN, Number.NaN], ''],
  ])('%j:%s', (y, said) => {
    expect(describeTraining(runOf({ trainLoss: loss(...y) }), 1, 3)).toBe(said)
  })

  it('is not said where it is not logged', () => {
    expect(describeTraining(runOf({ validationLoss: loss(1, 2) }), 1, 2)).toBe('')
  })

  it('is told of the places asked for alone', () => {
    expect(describeTraining(runOf({ trainLoss: loss(9, 1, 1, 9) }), 2, 3)).toBe(' while loss stands still')
  })

  it('is witnessed by the curves that are there and hold numbers', () => {
    const none = series('val_accuracy', 'higher', [Number.NaN, Number.NaN, Number.NaN])
    const curves = { trainLoss: loss(4, 2, 1), trainAccuracy: accuracy(0.5, 0.5, 0.75) }
    const told = [
      expect.objectContaining({ series: 'loss', what: '2.000, then 1.000: -50%', from: 2, to: 3 }),
      expect.objectContaining({ series: 'accuracy', actual: 0.25 }),
    ]
    expect(witnesses(runOf({ ...curves, validationAccuracy: none }), 2, 3)).toEqual(told)
    expect(witnesses(runOf(curves), 2, 3)).toEqual(told)
    expect(witnesses(runOf({}), 2, 3)).toEqual([])
  })
})
