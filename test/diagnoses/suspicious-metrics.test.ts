import { describe, expect, it } from 'vitest'
import { suspiciousMetrics } from '../../src/diagnoses/suspicious-metrics.js'
import {
  always,
  answers,
  falls,
  finding,
  type Log,
  listed,
  NOISES,
  rises,
  testLimits,
  testUnknown,
} from './logs.js'

const { id, limits } = suspiciousMetrics

const calm = falls(2, 0.6, 6)
const growing = falls(0.3, 0.8, 6)
const noiseless = ['loss', 'val_loss', 'accuracy', 'val_accuracy']

describe.each(NOISES)('suspicious-metrics, $name', (noise) => {
  it.each<[string, Log, RegExp, string, number, keyof typeof limits]>([
    [
      'identical losses',
      { curves: { loss: calm, val_loss: calm }, exact: noiseless },
      /^loss and val_loss are identical in every epoch$/,
      ...(['val_loss', 40, 'epochs'] as const),
    ],
    [
      'identical accuracies',
      { curves: { accuracy: growing, val_accuracy: growing }, exact: noiseless },
      /^accuracy and val_accuracy are identical in every epoch$/,
      ...(['val_accuracy', 40, 'epochs'] as const),
    ],
    [
      'an accuracy that is perfect from the start',
      { curves: { loss: calm, val_loss: (e) => 1.1 * calm(e), val_accuracy: always(1) } },
      /^val_accuracy is perfect from the first epoch on$/,
      ...(['val_accuracy', 1, 'perfect'] as const),
    ],
    [
      'losses on different scales',
      { curves: { loss: (e) => 300 * calm(e), val_loss: calm } },
      /^loss and val_loss are not on the same scale$/,
      ...(['val_loss', 300, 'scale'] as const),
    ],
  ])('is a warning for %s', (_, log, claim, series, actual, limit) => {
    const found = finding(id, log, noise)
    expect(found).toMatchObject({ severity: 'warning', from: 1, to: 40 })
    expect(found.claim).toMatch(claim)
    expect(found.evidence).toEqual([
      expect.objectContaining({ series, limit: limits[limit]?.value, from: 1, to: 40 }),
    ])
    expect((found.evidence[0]?.actual ?? 0) / actual).toBeGreaterThan(0.8)
    expect((found.evidence[0]?.actual ?? 0) / actual).toBeLessThan(1.25)
    expect(found.advice.length).toBeGreaterThan(0)
  })

  it('is found where one class is always answered while the loss learns the shares of the classes', () => {
    const log: Log = { curves: { loss: falls(0.8, 0.75, 3), val_accuracy: always(0.8) }, exact: noiseless }
    const own = finding(id, log, noise)
    expect(own.claim).toBe('val_accuracy is the same to the digit in every epoch')
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: 'val_accuracy', actual: 40, limit: limits.constant?.value }),
    ])
    expect(own.advice[0]).toMatch(/count the classes/)
  })

  it.each<[string, Log]>([
    [
      'a healthy run',
      {
        curves: {
          loss: calm,
          val_loss: (e) => 1.1 * calm(e),
          accuracy: growing,
          val_accuracy: (e) => 0.95 * growing(e),
        },
      },
    ],
    ['an accuracy that becomes perfect', { curves: { val_accuracy: (e) => Math.min(1, 0.9 + 0.01 * e) } }],
    ['a training accuracy that is perfect', { curves: { accuracy: always(1), val_accuracy: growing } }],
    ['a gap that memorising opens', { curves: { loss: falls(2, 0.01, 6), val_loss: falls(2, 0.7, 3) } }],
    ['two dead losses', { curves: { loss: always(0.69), val_loss: always(0.69) }, exact: noiseless }],
  ])('is clear in %s', (_, log) => {
    expect(answers(id, log, noise)).toBe('clear')
  })
})

describe('validation that guesses beside training that learns', () => {
  it('is told with what to look at', () => {
    const own = finding(id, {
      curves: {
        loss: falls(0.7, 0.05, 5),
        val_loss: (e) => Math.LN2 + 0.01 * Math.sin(e),
        accuracy: falls(0.5, 0.98, 5),
        val_accuracy: (e) => 0.5 + 0.01 * Math.sin(3 * e),
      },
    })
    expect(own.claim).toMatch(/^val_accuracy stays at chance while accuracy reaches 0\.9/)
    expect(own.evidence[0]?.what).toMatch(/guessing among 2 \(/)
    expect(own.advice[0]).toContain('prepared as training is')
  })

  it('is a warning where its loss rises from that of guessing, as where the labels are not those of the inputs', () => {
    const log: Log = {
      curves: {
        loss: falls(2.3, 0.05, 8),
        accuracy: falls(0.1, 1, 8),
        val_loss: (e) => 2.3 + 0.03 * e,
        val_accuracy: (e) => 0.1 + 0.004 * Math.sin(3 * e),
      },
    }
    expect(finding(id, log).evidence[0]?.what).toMatch(/val_loss never below 2\.3\d*: guessing among 10 \(/)
  })
})

describe('suspicious-metrics', () => {
  testUnknown(id, [
    ['of one loss', { curves: { loss: calm } }, /neither two losses nor an accuracy.*log them/],
    [
      'of three epochs',
      { curves: { loss: calm, val_loss: calm }, epochs: 3 },
      /fewer than 4 epochs; train on/,
    ],
  ])
})

describe('suspicious-metrics is told by the numbers of the log', () => {
  const guesses: Log['curves'] = {
    ...{ loss: listed(2.3, 1.5, 1, 0.5), val_loss: always(Math.log(10)) },
    ...{ accuracy: listed(0.1, 0.5, 0.9, 0.875), val_accuracy: always(0.1) },
  }
  it.each<[string, Log, string, { actual: number; limit: number; what: RegExp }]>([
    [
      'four identical values',
      { curves: { loss: calm, val_loss: calm }, epochs: 4 },
      'val_loss',
      { actual: 4, limit: 4, what: /^4 values, all equal to those of loss/ },
    ],
    [
      'an accuracy that is perfect but for rounding',
      { curves: { val_accuracy: always(0.9999) }, epochs: 4 },
      'val_accuracy',
      { actual: 0.9999, limit: 0.9999, what: /in each of 4 epochs/ },
    ],
    [
      'validation that guesses in four epochs',
      { curves: guesses, epochs: 4 },
      'val_accuracy',
      { actual: 0.775, limit: 0.3, what: /never above 0\.100.*guessing among 10/ },
    ],
    [
      'an accuracy that stands still for eight epochs, as high as that counts',
      { curves: { loss: calm, val_accuracy: always(0.97) }, epochs: 8 },
      'val_accuracy',
      { actual: 8, limit: 8, what: /^0\.970 in each of 8 epochs/ },
    ],
    [
      'losses that were on other scales in the first half',
      { curves: { loss: listed(32, 32, 6.4, 4.8), val_loss: listed(2, 2, 1.6, 1.2) }, epochs: 4 },
      'val_loss',
      { actual: 16, limit: 5, what: /^0\.0625 x loss from the start/ },
    ],
  ])('%s', (_, log, series, { actual, limit, what }) => {
    const [own] = finding(id, log).evidence
    expect(own).toMatchObject({ series, limit })
    expect(own?.actual).toBeCloseTo(actual, 6)
    expect(own?.what).toMatch(what)
  })

  it.each<[string, Log]>([
    ['three identical values', { curves: { loss: calm, val_loss: calm }, epochs: 3 }],
    ['seven epochs of one accuracy', { curves: { loss: calm, val_accuracy: always(0.5) }, epochs: 7 }],
    ['an accuracy that stands still above', { curves: { loss: calm, val_accuracy: always(0.98) } }],
    [
      'a first value that is on another scale',
      { curves: { loss: (e) => (e < 2 ? 300 : 1) * calm(e), val_loss: calm } },
    ],
  ])('but not %s', (_, log) => {
    expect(answers(id, log)).not.toBe('found')
  })

  it('is told of long curves beside a short one', () => {
    const log: Log = {
      curves: { loss: calm, val_loss: calm, val_accuracy: growing },
      every: { val_accuracy: 20 },
    }
    expect(answers(id, log)).toBe('found')
  })

  it('is told of training at the end, as the middle of three', () => {
    expect(finding(id, { curves: guesses, epochs: 4 }).claim).toContain('accuracy reaches 0.875')
  })
})

describe('limits of suspicious-metrics', () => {
  const twins = (epochs: number): Log => ({
    curves: { loss: calm, val_loss: calm },
    exact: noiseless,
    epochs,
  })
  const stuck = (value: number, epochs = 40): Log => ({
    curves: { loss: calm, val_accuracy: always(value) },
    exact: noiseless,
    epochs,
  })
  const perfect = (value: number): Log => ({
    curves: { val_accuracy: (e) => value + 0.00002 * Math.sin(e) },
    exact: noiseless,
  })
  const scaled = (factor: number): Log => ({
    curves: { loss: falls(2, 1, 15), val_loss: (e) => factor * falls(2, 1, 15)(e) },
  })
  /** Ten times training, but up again from the middle on. */
  const turning = (slope: number): Log => ({
    curves: { loss: falls(2, 1, 8), val_loss: rises((e) => 10 * falls(2, 1, 8)(e), 20, slope) },
  })
  /** Validation at a multiple of chance among ten, beside training that ends so far above it. */
  const guessing = (multiple: number, learned: number): Log => ({
    curves: {
      loss: falls(2.3, 0.2, 8),
      val_loss: (e) => multiple * Math.LN10 * (1 + 0.01 * Math.sin(e)),
      accuracy: falls(0.1, 0.1 + learned, 5),
      val_accuracy: (e) => 0.1 + 0.004 * Math.sin(e),
    },
    exact: ['val_accuracy'],
  })
  testLimits(suspiciousMetrics, [
    { limit: 'chance', beyond: guessing(1.05, 0.8), within: guessing(1.4, 0.8) },
    { limit: 'learned', beyond: guessing(1, 0.4), within: guessing(1, 0.2) },
    { limit: 'epochs', beyond: twins(5), within: twins(3), says: ['found', 'unknown'] },
    { limit: 'constant', beyond: stuck(0.7, 10), within: stuck(0.7, 6) },
    { limit: 'ceiling', beyond: stuck(0.95), within: stuck(0.985) },
    { limit: 'perfect', beyond: perfect(0.99995), within: perfect(0.9997) },
    { limit: 'scale', beyond: scaled(8), within: scaled(3.5) },
    { limit: 'together', beyond: turning(0.1), within: turning(0.25) },
  ])
})
