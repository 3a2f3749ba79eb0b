import { describe, expect, it } from 'vitest'
import { validationBelowTrain } from '../../src/diagnoses/validation-below-train.js'
import {
  always,
  answers,
  type Curve,
  exact,
  falls,
  few,
  finding,
  type Log,
  many,
  NOISES,
  report,
  testLimits,
  testUnknown,
} from './logs.js'

const { id, limits } = validationBelowTrain

const calm = falls(2, 0.8, 5)
const beside = (ratio: Curve, loss: Curve = calm): Log => ({
  curves: { loss, val_loss: (e) => ratio(e) * loss(e) },
})

describe.each(NOISES)('validation-below-train, $name', (noise) => {
  it('is a note where validation stays better', () => {
    const own = finding(id, beside(always(0.7)), noise)
    expect(own).toMatchObject({ severity: 'note', from: 21, to: 40 })
    expect(own.claim).toMatch(
      /^val_loss stays below loss: 0\.(?:69|70|71)\d? of it in the median of epochs 21 to 40$/,
    )
    expect(own.evidence).toEqual([
      expect.objectContaining({
        series: 'val_loss',
        actual: 1,
        limit: limits.often?.value,
        from: 21,
        to: 40,
      }),
    ])
    expect(own.advice.length).toBeGreaterThan(0)
  })

  it.each<[string, Log]>([
    ['validation above', beside(always(1.1))],
    ['both alike', beside(always(1))],
    ['half an epoch of lag', { curves: { loss: (e) => 0.85 ** e, val_loss: (e) => 0.85 ** (e + 0.5) } }],
    ['a start below that does not last', beside((e) => Math.min(1.05, 0.5 + 0.04 * e))],
    ['losses below zero', { curves: { loss: (e) => 5 - e, val_loss: (e) => 4 - e } }],
  ])('is clear with %s', (_, log) => {
    expect(answers(id, log, noise)).toBe('clear')
  })

  it('leaves a healthy run healthy', () => {
    expect(report(beside(always(0.7)), noise).verdict.status).toBe('healthy')
  })
})

describe('validation-below-train', () => {
  testUnknown(id, [
    ['without validation', { curves: { loss: calm } }, /validation loss of one kind; log both/],
    ['without training', { curves: { val_loss: calm } }, /validation loss of one kind; log both/],
    ['of two kinds of loss', { curves: { mse_loss: calm, val_mae_loss: calm } }, /of one kind/],
    ['of four epochs', { ...beside(always(0.7)), epochs: 4 }, /fewer than 5 values of val_loss; train on/],
  ])
})

describe('limits of validation-below-train', () => {
  const short = (epochs: number): Log => ({ ...beside(always(0.6), falls(2, 0.8, 1)), epochs })
  const but = (epochs: number): Log => beside((e) => (e > 25 && e <= 25 + epochs ? 1.2 : 0.7))
  testLimits(validationBelowTrain, [
    { limit: 'below', beyond: beside(always(0.92)), within: beside(always(0.97)), noises: [exact, many] },
    { limit: 'below', beyond: beside(always(0.8)), within: beside(always(1)), noises: [few] },
    { limit: 'often', beyond: but(1), within: but(5) },
    { limit: 'epochs', beyond: short(6), within: short(4), says: ['found', 'unknown'] },
  ])
})
