import { describe, expect, it } from 'vitest'
import { lossWithoutAccuracy } from '../../src/diagnoses/loss-without-accuracy.js'
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
  severities,
  testLimits,
  testUnknown,
  zigzag,
} from './logs.js'

const { id, limits } = lossWithoutAccuracy

/** From 1 down by a share in 41 epochs, by the same share in each. */
const down =
  (share: number): Curve =>
  (epoch) =>
    (1 - share) ** ((epoch - 1) / 40)
const split = (loss: Curve, accuracy: Curve): Log => ({
  epochs: 41,
  curves: { val_loss: loss, val_accuracy: accuracy },
})

describe.each(NOISES)('loss-without-accuracy, $name', (noise) => {
  it.each([
    ['validation', 'val_loss', 'val_accuracy'],
    ['training', 'loss', 'accuracy'],
  ])('is a warning where the loss of %s halves and its accuracy stands still', (_, loss, accuracy) => {
    const log: Log = { epochs: 41, curves: { [loss]: down(0.5), [accuracy]: always(0.6) } }
    const own = finding(id, log, noise)
    expect(own).toMatchObject({ severity: 'warning', from: 2, to: 40 })
    expect(own.claim).toMatch(
      new RegExp(`^${loss} fell by \\d+% from epoch 2 to 40 while ${accuracy} stood still$`),
    )
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: loss, limit: limits.fall?.value, from: 2, to: 40 }),
      expect.objectContaining({ series: accuracy, limit: limits.step?.value, from: 2, to: 40 }),
    ])
    expect(own.evidence[0]?.actual).toBeGreaterThan(0.43)
    expect(own.evidence[0]?.actual).toBeLessThan(0.53)
    expect(Math.abs(own.evidence[1]?.actual ?? 1)).toBeLessThan(0.03)
    expect(own.advice.length).toBeGreaterThan(1)
  })

  it('is clear where the training loss falls by a penalty that it alone holds', () => {
    const penalised = (last: number): Log => ({
      epochs: 41,
      curves: {
        loss: (e) => 0.7 + down(0.5)(e),
        accuracy: (e) => 0.7 - 0.4 * Math.exp(-e / 3),
        val_loss: (e) => 0.6 + Math.exp(-e / 3) - (last * Math.max(0, e - 20)) / 20,
        val_accuracy: (e) => 0.7 - 0.4 * Math.exp(-e / 3),
      },
    })
    expect(severities(id, penalised(0), noise)).toBe('none')
    expect(severities(id, penalised(0.2), noise)).toBe('warning')
  })

  it('names the balance of the classes first where the accuracy is constant to the digit', () => {
    const log: Log = { ...split(down(0.5), always(0.9)), exact: ['val_accuracy'] }
    const own = finding(id, log, noise)
    expect(own.advice[0]).toMatch(/count the classes/)
    expect(own.evidence[1]?.what).toContain('in each of 41 epochs, to the digit')
    const moving = split(down(0.5), (e) => 0.6 + 0.001 * Math.sin(e))
    expect(finding(id, moving, noise).advice[0]).toMatch(/confusion matrix/)
  })

  it('is found in percent as in fractions', () => {
    expect(severities(id, { ...split(down(0.5), always(60)), exact: ['val_accuracy'] }, noise)).toBe(
      'warning',
    )
  })

  it('is found where the accuracy stalled in the last half alone', () => {
    const log = split(down(0.8), (e) => Math.min(0.6, 0.2 + 0.03 * e))
    expect(finding(id, log, noise).from).toBeGreaterThan(18)
  })

  it.each<[string, Log]>([
    ['both getting better', split(down(0.8), falls(0.3, 0.9, 12))],
    ['an accuracy near its ceiling', split(down(0.5), always(0.99))],
    ['a loss that stands still', split(always(0.7), always(0.6))],
    ['a loss that rises', split((e) => 0.5 + 0.02 * e, always(0.6))],
    ['losses below zero', split((e) => -e, always(0.6))],
  ])('is clear in %s', (_, log) => {
    expect(answers(id, log, noise)).toBe('clear')
  })

  it('makes a constant accuracy beside the point', () => {
    const log: Log = { ...split(down(0.5), always(0.9)), exact: ['val_accuracy'] }
    expect(report(log, noise).findings.map((own) => own.id)).not.toContain('suspicious-metrics')
  })
})

describe('loss-without-accuracy', () => {
  testUnknown(id, [
    [
      'without accuracy',
      { curves: { loss: down(0.5), val_loss: down(0.5) } },
      /same split; for a classifier, log both/,
    ],
    [
      'of two splits',
      { curves: { loss: down(0.5), val_accuracy: always(0.6) } },
      /same split; for a classifier, log both/,
    ],
    [
      'of five epochs',
      { ...split(down(0.5), always(0.6)), epochs: 5 },
      /5 values of val_accuracy; 6 are needed/,
    ],
    [
      'with five losses',
      split((e) => (e <= 4 || e === 41 ? 1 / e : Number.NaN), always(0.6)),
      /5 values of val_loss; 6 are needed/,
    ],
  ])
})

describe('limits of loss-without-accuracy', () => {
  /** Errors that fall by a share of what the loss falls, from a tenth. */
  const reaching = (share: number): Log => split(down(0.5), (e) => 1 - 0.1 * 0.5 ** ((share * (e - 1)) / 40))
  /** An accuracy that gains as told in the last half. */
  const gaining = (gain: number): Log => split(down(0.5), (e) => 0.5 + (gain * Math.max(0, e - 21)) / 18)
  const swinging = (share: number): Log => split(zigzag(down(0.3), share), always(0.5))
  /** So many samples, whose answers changed but once. */
  const of = (validationSamples: number): Log => ({
    ...split(down(0.5), (e) => (e === 1 ? 0.65 : 0.7)),
    facts: { validationSamples },
  })
  testLimits(lossWithoutAccuracy, [
    {
      limit: 'fall',
      beyond: split(down(0.16), always(0.5)),
      within: split(down(0.07), always(0.5)),
      noises: [exact, many],
    },
    {
      limit: 'fall',
      beyond: split(down(0.3), always(0.5)),
      within: split(down(0), always(0.5)),
      noises: [few],
    },
    { limit: 'reach', beyond: reaching(0.14), within: reaching(0.28) },
    { limit: 'step', beyond: gaining(0.014), within: gaining(0.034) },
    { limit: 'worth', beyond: split(down(0.5), always(0.93)), within: split(down(0.5), always(0.973)) },
    { limit: 'samples', beyond: of(200), within: of(20) },
    {
      limit: 'epochs',
      beyond: { ...split(down(0.99), always(0.6)), epochs: 7 },
      within: { ...split(down(0.99), always(0.6)), epochs: 5 },
      says: ['found', 'unknown'],
    },
    { limit: 'noise', beyond: swinging(0.03), within: swinging(0.06) },
  ])
})
