import { describe, expect, it } from 'vitest'
import { underfitting } from '../../src/diagnoses/underfitting.js'
import {
  always,
  answers,
  type Curve,
  check,
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

const { id, limits } = underfitting

/** Two classes; losses that level off at once, a training accuracy that has gone a share of the way to perfect. */
const weak = (way: number, ratio = 1.03, loss: Curve = falls(1.2, 0.65, 2)): Log => ({
  curves: { loss, val_loss: (e) => ratio * loss(e), accuracy: falls(0.5, 0.5 + way / 2, 2) },
  facts: { classes: 2 },
})

describe.each(NOISES)('underfitting, $name', (noise) => {
  it('is a warning where both losses are level, close together and far from perfect', () => {
    const log = weak(0.2)
    const own = finding(id, log, noise)
    expect(own).toMatchObject({ severity: 'warning', from: 21, to: 40 })
    expect(own.claim).toMatch(/only \S+ % of the way from chance to perfect/)
    expect(own.evidence.map(({ series }) => series)).toEqual(['loss', 'val_loss', 'accuracy'])
    expect(own.evidence[2]).toMatchObject({ limit: limits.way?.value, from: 21, to: 40 })
    expect(Math.abs((own.evidence[2]?.actual ?? 0) - 0.2)).toBeLessThan(0.03)
    expect(own.evidence[2]?.what).toContain('chance is 0.5')
    expect(own.advice.length).toBeGreaterThan(0)
  })

  it('is relative to chance, which classes that are told make known', () => {
    const log: Log = { ...weak(0), curves: { ...weak(0).curves, accuracy: falls(0.3, 0.6, 2) } }
    expect(answers(id, { ...log, facts: { classes: 2 } }, noise)).toBe('found')
    expect(answers(id, { ...log, facts: { classes: 10 } }, noise)).toBe('clear')
  })

  it('cannot be told where the classes are not known and would decide', () => {
    const reaching = (accuracy: number): Log => ({
      curves: { ...weak(0).curves, accuracy: always(accuracy) },
    })
    expect(answers(id, reaching(0.35), noise)).toBe('found')
    expect(answers(id, reaching(0.6), noise)).toBe('unknown')
    expect(check(id, reaching(0.6), noise)?.because).toMatch(/accuracy of 0\.\d{3}.*give --classes/)
    expect(answers(id, reaching(0.75), noise)).toBe('clear')
  })

  it('is relative to the chance that the first loss tells', () => {
    const loss = (e: number) => (e === 1 ? Math.log(10) : 1.3)
    const log: Log = { curves: { loss, val_loss: always(1.35), accuracy: (e) => (e === 1 ? 0.1 : 0.55) } }
    expect(answers(id, log, noise)).toBe('clear')
  })

  it.each<[string, Log]>([
    ['a run that fits', weak(0.9)],
    ['losses that still fall', weak(0.2, 1.03, (e) => 2 * 0.97 ** e)],
    ['a gap', weak(0.2, 1.5)],
  ])('is clear in %s', (_, log) => {
    expect(answers(id, log, noise)).toBe('clear')
  })

  it('is beside the point where nothing was learned', () => {
    const log: Log = {
      curves: { loss: always(Math.LN2), val_loss: always(Math.LN2), accuracy: always(0.5) },
      exact: ['loss'],
    }
    expect(report(log, noise).findings.map((own) => own.id)).toEqual(['not-learning'])
  })
})

describe('underfitting', () => {
  const { loss, val_loss, accuracy } = weak(0.2).curves
  testUnknown(id, [
    [
      'without validation',
      { curves: { ...(loss && { loss }), ...(accuracy && { accuracy }) } },
      /validation loss of one kind; log both/,
    ],
    [
      'without a training accuracy',
      { curves: { ...(loss && { loss }), ...(val_loss && { val_loss }) } },
      /no training accuracy.*log the accuracy/,
    ],
    ['of seven epochs', { ...weak(0.2), epochs: 7 }, /fewer than 8 epochs with both losses; train on/],
  ])
})

/** Level curves, with an accuracy half of the way to what is asked for at least. */
const level = (loss: Curve, val_loss: Curve, accuracy = 0.55, epochs = 40): Log => ({
  curves: { loss, val_loss, accuracy: always(accuracy) },
  facts: { classes: 2 },
  epochs,
})
/** At a level from the third epoch on, so that something was learned. */
const sinks =
  (to: number): Curve =>
  (e) =>
    e < 3 ? 1.5 * to : to
/** From 32 down to a level for some epochs, and up to 20. */
const returning =
  (lowest: number): Curve =>
  (e) =>
    e < 3 ? 32 : e < 15 ? lowest : 20
const slow = (e: number) => 2 * 0.99 ** e

describe('underfitting is told by the numbers of the log', () => {
  it.each<[string, Log, string]>([
    ['as far apart as the limit', level(sinks(20), always(23)), 'found'],
    ['further apart', level(sinks(20), always(23.1)), 'clear'],
    ['validation as far below', level(sinks(20), always(17)), 'found'],
    ['validation further below', level(sinks(20), always(16.9)), 'clear'],
    ['training that had been lower by as much as the limit', level(returning(17), always(20)), 'found'],
    ['training that had been lower by more', level(returning(16.5), always(20)), 'clear'],
    ['training alone that still falls', level(slow, always(slow(40))), 'clear'],
    ['validation alone that still falls', level(always(slow(40)), slow), 'clear'],
    ['eight epochs', level(sinks(1), always(1), 0.55, 8), 'found'],
    ['four values of validation', { ...level(sinks(1), always(1)), every: { val_loss: 10 } }, 'unknown'],
    [
      'an accuracy that has gone as much of the way as the limit',
      { ...level(sinks(1), always(1), 0.5), facts: { classes: 6 } },
      'found',
    ],
    [
      'an accuracy of as much as the limit, of classes that nobody counted',
      { ...level(sinks(1), always(1), 0.4), facts: {} },
      'found',
    ],
  ])('%s', (_, log, expected) => {
    expect(answers(id, log)).toBe(expected)
  })

  it('cannot be told where the losses are on two scales, and says so', () => {
    const own = check(id, level(sinks(60), always(1)))
    expect(own).toMatchObject({ state: 'unknown' })
    expect(own?.because).toMatch(/loss and val_loss are not on one scale.*log both as means/)
  })

  it('cannot be told by an accuracy that never is a number', () => {
    const own = check(id, level(sinks(1), always(1), Number.NaN))
    expect(own?.because).toMatch(/no training accuracy/)
  })
})

describe('limits of underfitting', () => {
  const power = (exponent: number): Log => weak(0.2, 1.03, (e) => e ** -exponent)
  testLimits(underfitting, [
    { limit: 'gain', beyond: power(0.05), within: power(0.13), noises: [exact] },
    { limit: 'gain', beyond: weak(0.2), within: power(0.25), noises: [many] },
    { limit: 'gain', beyond: { ...weak(0.2), exact: ['val_loss'] }, within: power(0.8), noises: [few] },
    { limit: 'apart', beyond: weak(0.2, 1.1), within: weak(0.2, 1.22), noises: [exact, many] },
    {
      limit: 'apart',
      beyond: { ...weak(0.2, 1.1), exact: ['val_loss'] },
      within: weak(0.2, 1.4),
      noises: [few],
    },
    { limit: 'way', beyond: weak(0.33), within: weak(0.5), noises: [exact, many] },
    { limit: 'way', beyond: { ...weak(0.33), exact: ['val_loss'] }, within: weak(0.5), noises: [few] },
    {
      limit: 'epochs',
      beyond: { ...weak(0.2, 1.03, falls(1.2, 0.6, 0.4)), epochs: 10 },
      within: { ...weak(0.2), epochs: 7 },
      says: ['found', 'unknown'],
      noises: [exact],
    },
    {
      limit: 'epochs',
      beyond: { ...weak(0.2, 1.03, falls(1.2, 0.6, 0.4)), epochs: 10, exact: ['val_loss', 'loss'] },
      within: { ...weak(0.2), epochs: 7 },
      says: ['found', 'unknown'],
      noises: [many, few],
    },
  ])
})
