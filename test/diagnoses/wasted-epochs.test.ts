import { describe, expect, it } from 'vitest'
import { wastedEpochs } from '../../src/diagnoses/wasted-epochs.js'
import {
  answers,
  type Curve,
  exact,
  falls,
  few,
  finding,
  type Log,
  listed,
  many,
  NOISES,
  report,
  testLimits,
  testUnknown,
  UNFOUND,
} from './logs.js'

const { id, limits } = wastedEpochs

/** Down to 1, there until an epoch, and a little above from then on. */
const bestAt =
  (best: number, after = 1.05): Curve =>
  (epoch) =>
    epoch <= best ? Math.max(1, 2.5 - (1.5 * epoch) / (best - 3)) : after
const run = (best: number, epochs = 40, after?: number): Log => ({
  curves: { loss: falls(2, 0.9, 5), val_loss: bestAt(best, after) },
  epochs,
})

describe.each([exact, many])('wasted-epochs, $name', (noise) => {
  it('is a note where the best epoch lies far behind', () => {
    const log = run(12, 40, 1.05)
    const own = finding(id, log, noise)
    const { best, run: judged, verdict } = report(log, noise)
    expect(own).toMatchObject({ severity: 'note', from: best?.at, to: 40 })
    expect(own.claim).toBe(
      `the best was epoch ${best?.at}; the ${best?.epochsAfter} epochs after it brought nothing`,
    )
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: 'val_loss', limit: limits.behind?.value, from: best?.at, to: 40 }),
    ])
    expect(own.evidence[0]?.actual).toBeCloseTo((best?.epochsAfter ?? 0) / 40, 10)
    expect(judged.curves.validationLoss?.y[(best?.at ?? 0) - 1]).toBe(best?.value)
    expect(own.advice[0]).toMatch(/^stop there next time/)
    expect(verdict.status).toBe('healthy')
    if (noise === exact) expect(best?.at).toBeLessThanOrEqual(12)
  })
})

describe.each(NOISES)('wasted-epochs, $name', (noise) => {
  it.each<[string, Log]>([
    ['a run that gets better to the end', { curves: { val_loss: falls(2, 0.3, 25) } }],
    ['a best epoch not far behind', run(32)],
  ])('is clear in %s', (_, log) => {
    expect(answers(id, log, noise)).toBe('clear')
  })

  it('is beside the point where validation rises since: that is overfitting', () => {
    const log: Log = {
      curves: { loss: falls(2, 0.5, 8), val_loss: (e) => (e < 12 ? 2 - 0.08 * e : 1 + 0.05 * (e - 12)) },
    }
    expect(report(log, noise).findings.map((own) => own.id)).toEqual(['overfitting'])
    expect(answers(id, log, noise)).toMatch(UNFOUND)
  })
})

describe('wasted-epochs', () => {
  testUnknown(id, [
    ['without a validation loss', { curves: { loss: falls(2, 0.5, 5) } }, /no validation loss; log it/],
    ['of nine epochs', run(2, 9), /9 values of val_loss; train on/],
  ])
})

describe('wasted-epochs is told by the numbers of the log', () => {
  /** The best in an epoch, and from then on so much. */
  const wasted = (epochs: number, best: number, then: number, lowest = 10): Log => ({
    curves: { val_loss: (e) => (e < best ? 30 - e : e === best ? lowest : then) },
    epochs,
  })

  it.each<[string, Log, string]>([
    ['ten epochs after the best, of twenty', wasted(20, 10, 10.5), 'found'],
    ['nine', wasted(19, 10, 10.5), 'clear'],
    ['ten of twenty-one', wasted(21, 11, 10.5), 'clear'],
    ['a loss a tenth above its best', wasted(40, 10, 11), 'found'],
    ['a loss further above', wasted(40, 10, 11.1), 'clear'],
    ['a loss of zero, beside which there is no share', wasted(40, 10, 0, 0), 'found'],
    [
      'ten values, of which none was wasted',
      { curves: { val_loss: listed(9, 8, 7, 6, 5, 4, 3, 2, 1, 0.5) }, epochs: 10 },
      'clear',
    ],
  ])('%s', (_, log, expected) => {
    expect(answers(id, log)).toBe(expected)
  })
})

describe('limits of wasted-epochs', () => {
  testLimits(wastedEpochs, [
    { limit: 'behind', beyond: run(14), within: run(26), noises: [exact, many] },
    { limit: 'epochs', beyond: run(6, 20), within: run(6, 14), noises: [exact] },
    { limit: 'epochs', beyond: run(6, 22, 1.06), within: run(9, 12), noises: [many] },
    { limit: 'lost', beyond: run(12, 40, 1.07), within: run(12, 40, 1.13), noises: [exact] },
    { limit: 'lost', beyond: run(12, 40, 1.06), within: run(12, 40, 1.18), noises: [many] },
  ])

  it(`are within the noise of 300 samples: the lowest value and the last lie a tenth apart by luck`, () => {
    expect(answers(id, run(14, 40, 1), few)).toBe('clear or found')
    expect(answers(id, run(32), few)).toBe('clear')
    expect(answers(id, run(12, 40, 1.4), few)).toBe('clear')
  })
})

describe('losses below zero', () => {
  const ended = (end: number): Log => ({
    curves: { loss: falls(100, -4, 2), val_loss: (e) => (e < 12 ? falls(100, -3, 1.5)(e) : end) },
  })

  it('were in vain where they stay about as low, and not where half of that is lost', () => {
    expect(answers(id, ended(-2.9), exact)).toBe('found')
    expect(answers(id, ended(-1.5), exact)).toBe('clear')
  })
})
