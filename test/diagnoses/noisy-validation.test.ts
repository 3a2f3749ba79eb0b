import { describe, expect, it } from 'vitest'
import { noisyValidation } from '../../src/diagnoses/noisy-validation.js'
import {
  answers,
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
  wobble,
  zigzag,
} from './logs.js'

const { id, limits } = noisyValidation

const level = falls(2, 0.6, 5)
/** Zigzags of this share make noise of one deviation: their second differences are four times as large. */
const ZIGZAG = Math.sqrt(6) / 4 / 1.4826
const jumping = (validation: number, training = 0): Log => ({
  curves: { loss: zigzag(falls(2, 0.5, 5), ZIGZAG * training), val_loss: zigzag(level, ZIGZAG * validation) },
})

describe.each(NOISES)('noisy-validation, $name', (noise) => {
  it('is a note where validation jumps and training does not', () => {
    const own = finding(id, jumping(0.2), noise)
    expect(own).toMatchObject({ severity: 'note', from: 1, to: 40 })
    expect(own.claim).toContain('val_loss is too noisy')
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: 'val_loss', limit: limits.noise?.value, from: 1, to: 40 }),
    ])
    expect(own.evidence[0]?.actual).toBeGreaterThan(0.17)
    expect(own.evidence[0]?.actual).toBeLessThan(0.2 + 2 * wobble(noise) + 0.03)
    expect(own.advice[0]).toMatch(/more samples/)
  })

  it('is a note where the steps of the accuracy betray few samples', () => {
    const log: Log = {
      curves: { val_loss: level, val_accuracy: (e) => Math.round(20 * falls(0.3, 0.8, 6)(e)) / 20 },
      exact: ['val_accuracy'],
    }
    const own = finding(id, log, noise)
    expect(own.severity).toBe('note')
    expect(own.claim).toMatch(/so few samples/)
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: 'val_loss', actual: 20, limit: limits.samples?.value }),
    ])
    expect(own.evidence[0]?.what).toContain('about 20 samples, by the steps of the accuracy')
    expect(finding(id, { ...log, facts: { validationSamples: 40 } }, noise).evidence[0]).toMatchObject({
      actual: 40,
      what: expect.stringMatching(/^40 samples/),
    })
  })

  it('does not fail a run', () => {
    expect(report({ ...jumping(0.2), epochs: 12 }, noise).verdict.status).not.toBe('failing')
  })

  it.each<[string, Log]>([
    ['a smooth run', jumping(0)],
    ['a step', { curves: { val_loss: (e) => (e < 20 ? 1 : 0.5) } }],
    ['one spike', { curves: { val_loss: (e) => (e === 20 ? 3 : level(e)) } }],
    ['a run whose training jumps as much', jumping(0.2, 0.2)],
    ['a steep fall', { curves: { val_loss: (e) => 0.8 ** e } }],
  ])('is clear in %s', (_, log) => {
    expect(answers(id, log, noise)).toBe('clear')
  })

  it('is found without training, too', () => {
    expect(severities(id, { curves: { val_loss: zigzag(level, 0.1) } }, noise)).toBe('note')
  })
})

describe('noisy-validation', () => {
  testUnknown(id, [
    ['without a validation loss', { curves: { loss: level } }, /no validation loss; log it/],
    ['of five epochs', { ...jumping(0.2), epochs: 5 }, /5 values of val_loss; train on/],
    ['of losses below zero', { curves: { val_loss: (e) => 5 - e } }, /not positive/],
  ])
})

describe('limits of noisy-validation', () => {
  const told = (validationSamples: number): Log => ({ ...jumping(0), facts: { validationSamples } })
  const short = (epochs: number): Log => ({ ...jumping(0.3), epochs })
  testLimits(noisyValidation, [
    { limit: 'noise', beyond: jumping(0.13), within: jumping(0.07), noises: [exact, many] },
    { limit: 'noise', beyond: jumping(0.2), within: jumping(0.02), noises: [few] },
    { limit: 'quieter', beyond: jumping(0.3, 0.1), within: jumping(0.3, 0.22) },
    { limit: 'samples', beyond: told(40), within: told(60) },
    { limit: 'epochs', beyond: short(7), within: short(5), says: ['found', 'unknown'] },
  ])
})
