import { describe, expect, it } from 'vitest'
import { overconfident } from '../../src/diagnoses/overconfident.js'
import { overfitting } from '../../src/diagnoses/overfitting.js'
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
  UNFOUND,
  wobble,
} from './logs.js'

const { id, limits } = overconfident

/** Validation loss down to 0.5 in epoch 15 of 40, and up by a share of that at the end. */
const up =
  (share: number): Curve =>
  (epoch) =>
    epoch < 15 ? 0.5 + 0.004 * (15 - epoch) ** 2 : 0.5 + (0.5 * share * (epoch - 15)) / 25
const rising = (share: number, accuracy: Curve): Log => ({
  curves: { loss: falls(1.4, 0.32, 10), val_loss: up(share), val_accuracy: accuracy },
})
/** Accuracy at 0.8 when the loss is lowest, and `change` more at the end. */
const then =
  (change: number): Curve =>
  (epoch) =>
    epoch < 15 ? 0.5 + 0.02 * epoch : 0.8 + (change * Math.min(20, epoch - 15)) / 20

describe.each(NOISES)('overconfident, $name', (noise) => {
  it('is a warning where validation loss doubles and accuracy gains', () => {
    const log = rising(1, then(0.05))
    const own = finding(id, log, noise)
    const { best } = report(log, noise)
    expect(own).toMatchObject({ severity: 'warning', to: 40 })
    expect(Math.abs(own.from - 18)).toBeLessThanOrEqual(noise === few ? 4 : 2)
    expect(own.from).toBe(finding(overfitting.id, log, noise).from)
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: 'val_loss', limit: limits.rise?.value, to: 40 }),
      expect.objectContaining({ series: 'val_accuracy', limit: -(limits.lost?.value ?? 0), to: 40 }),
    ])
    expect(Math.abs((own.evidence[0]?.from ?? 0) - 15)).toBeLessThanOrEqual(noise === few ? 4 : 2)
    expect(own.evidence[0]?.actual).toBeGreaterThan(0.9 - 3 * wobble(noise))
    expect(own.evidence[0]?.actual).toBeLessThan(1.05 + 5 * wobble(noise))
    expect(Math.abs((own.evidence[1]?.actual ?? 0) - 0.05)).toBeLessThan(0.02)
    expect(own.claim).toContain(`from epoch ${own.from} on while val_accuracy holds`)
    expect(own.advice[0]).toContain(`epoch ${best?.at}`)
  })

  it('stands beside the overfitting of the loss', () => {
    const { findings } = report(rising(1, then(0.05)), noise)
    expect(findings.map((own) => own.id)).toEqual([overfitting.id, id])
  })

  it.each<[string, Log]>([
    ['both getting worse', rising(1, then(-0.1))],
    [
      'both getting better',
      { curves: { loss: falls(2, 0.3, 6), val_loss: falls(2, 0.3, 6), val_accuracy: falls(0.3, 0.9, 6) } },
    ],
    ['a gap without a rise', rising(0, then(0))],
    [
      'a spike at the end',
      { curves: { val_loss: (e) => (e === 40 ? 0.9 : falls(2, 0.5, 4)(e)), val_accuracy: always(0.8) } },
    ],
  ])(`is ${noise === few ? 'not found' : 'clear'} in %s`, (_, log) => {
    expect(answers(id, log, noise)).toMatch(noise === few ? UNFOUND : /^clear$/)
  })
})

describe('overconfident', () => {
  testUnknown(id, [
    [
      'without accuracy',
      { curves: { loss: falls(1.4, 0.3, 10), val_loss: up(1) } },
      /together; for a classifier, log both/,
    ],
    ['without a loss', { curves: { val_accuracy: then(0) } }, /log both/],
    ['of three epochs', { ...rising(1, then(0)), epochs: 3 }, /fewer than four epochs with both; train on/],
    [
      'where the rise rests on two wrong samples',
      {
        ...rising(0.12, always(0.96)),
        facts: { validationSamples: 50 },
        exact: ['val_accuracy', 'val_loss'],
      },
      /50 validation samples, 2 of them wrong.*validate on more/,
    ],
  ])
})

describe('overconfident needs four values of each', () => {
  const log: Log = { curves: { val_loss: (e) => [2, 1, 1.5, 2][e - 1] ?? 2, val_accuracy: always(0.8) } }
  const tooFew = /fewer than four epochs with both/

  it.each(['val_loss', 'val_accuracy'])('of %s', (name) => {
    expect(check(id, { ...log, every: { [name]: 20 } })?.because).toMatch(tooFew)
  })

  it('and no more', () => {
    expect(check(id, { ...log, epochs: 4 })?.because ?? '').not.toMatch(tooFew)
  })
})

describe('limits of overconfident', () => {
  it('of the rise are those of overfitting', () => {
    const { lost, ...rise } = limits
    expect(lost).toBeDefined()
    const theirs = new Map(Object.entries(overfitting.limits))
    for (const [name, limit] of Object.entries(rise)) expect(theirs.get(name)).toStrictEqual(limit)
  })

  testLimits(
    overconfident,
    [
      { limit: 'rise', beyond: rising(0.14, then(0.03)), within: rising(0.08, then(0.03)), noises: [exact] },
      { limit: 'rise', beyond: rising(0.16, then(0.03)), within: rising(0.06, then(0.03)), noises: [many] },
      {
        limit: 'rise',
        beyond: rising(0.5, then(0.03)),
        within: rising(0, then(0.03)),
        noises: [few],
        says: ['found', 'clear'],
      },
      { limit: 'lost', beyond: rising(1, then(-0.007)), within: rising(1, then(-0.016)), noises: [exact] },
      { limit: 'lost', beyond: rising(1, then(0)), within: rising(1, then(-0.04)), noises: [many] },
      { limit: 'lost', beyond: rising(1, then(0.02)), within: rising(1, then(-0.09)), noises: [few] },
    ],
    Object.keys(limits).filter((name) => name !== 'rise' && name !== 'lost'),
  )
})
