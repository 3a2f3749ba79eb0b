import { describe, expect, it } from 'vitest'
import { notLearning } from '../../src/diagnoses/not-learning.js'
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
  listed,
  many,
  NOISES,
  report,
  severities,
  testLimits,
  testUnknown,
  waves,
  zigzag,
} from './logs.js'

const { id, limits } = notLearning

const LN10 = Math.log(10)
/** Down from its first value by a share, within the first epochs. */
const down =
  (share: number, start = LN10): Curve =>
  (epoch) =>
    start * (1 - share * (1 - Math.exp(-(epoch - 1) / 3)))
const guessing: Curve = (epoch) => 0.1 + 0.004 * Math.sin(epoch)
const stuck = (loss: Curve, accuracy: Curve = guessing): Log => ({
  curves: { loss, accuracy, val_loss: always(LN10), val_accuracy: accuracy },
})

describe.each(NOISES)('not-learning, $name', (noise) => {
  it('is an error where loss and accuracy stay at chance', () => {
    const own = finding(id, { ...stuck(down(0)), facts: { classes: 10 } }, noise)
    expect(own).toMatchObject({ severity: 'error', from: 1, to: 40 })
    expect(own.claim).toMatch(/^loss never left where it began: from epoch 1 to 40 it (?:rose|fell) by/)
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: 'loss', limit: limits.fall?.value, from: 1, to: 40 }),
      expect.objectContaining({ series: 'accuracy', limit: limits.accuracy?.value, from: 1, to: 40 }),
    ])
    expect(Math.abs(own.evidence[0]?.actual ?? 1)).toBeLessThan(0.03)
    expect(Math.abs(own.evidence[1]?.actual ?? 1)).toBeLessThan(0.05)
    expect(own.evidence[1]?.what).toMatch(/chance is 1\/10$/)
    expect(own.advice.length).toBeGreaterThan(1)
  })

  it('is an error where all that falls is a penalty in the training loss alone', () => {
    const penalised = (accuracy: Curve, unseen: Curve = always(LN10)): Log => ({
      curves: { loss: (e) => LN10 + 2 * Math.exp(-e / 10) + 0.3, accuracy, val_loss: unseen },
    })
    if (noise !== few) {
      const own = finding(id, penalised(guessing), noise)
      expect(own).toMatchObject({ severity: 'error', from: 1, to: 40 })
      expect(own.claim).toMatch(/^val_loss never left where it began: loss fell by .* as a penalty$/)
      expect(own.evidence[0]).toMatchObject({ series: 'val_loss', limit: limits.fall?.value })
    }
    expect(
      answers(
        id,
        penalised((e) => 0.1 + 0.01 * e),
        noise,
      ),
    ).toBe('clear')
    expect(answers(id, penalised(guessing, down(0.2)), noise)).toBe('clear')
    expect(answers(id, penalised(guessing, always(2 * LN10)), noise)).toBe('clear')
  })

  it('tells the chance that it infers from the first loss', () => {
    expect(finding(id, stuck(down(0)), noise).evidence[1]?.what).toMatch(
      /chance is about 1\/10, inferred: the first loss is near ln 10$/,
    )
    expect(finding(id, stuck(down(0, 5.5)), noise).evidence[1]?.what).not.toContain('chance')
  })

  it.each<[string, Curve, RegExp]>([
    ['flat', down(0.005), /overfit 20 samples/],
    ['oscillating', zigzag(always(LN10), 0.1), /lower the learning rate/],
    ['dead', always(LN10), /weights are trained at all/],
  ])('tells a loss that is %s', (shape, loss, advice) => {
    const own = finding(id, { ...stuck(loss), exact: ['loss'] }, noise)
    expect(own.evidence[0]?.what).toMatch(new RegExp(`: ${shape}\\b`))
    expect(own.advice[0]).toMatch(advice)
  })

  it('is found where one answer is given for all, though it is right for most', () => {
    const log: Log = { ...stuck(always(0.45), always(0.85)), exact: ['accuracy'] }
    expect(severities(id, log, noise)).toBe('error')
    expect(finding(id, log, noise).evidence[1]?.what).toContain('one answer for all')
  })

  it('is found where the loss jumps about by more than what it seems to fall', () => {
    const jumping: Log = stuck((e) => LN10 * (1 + (e === 1 ? 0.12 : 0.07 * Math.sin(1.7 * e * e))))
    const own = finding(id, jumping, noise)
    expect(own.claim).toMatch(/ fell by [\d.]+ %, within its noise$/)
    expect(own.evidence[0]?.actual).toBeGreaterThan(limits.learning?.value ?? 1)
    expect(own.advice[0]).toContain('lower the learning rate')
  })

  it('is found without accuracy where the loss rises, unless validation falls', () => {
    const loss: Curve = (e) => 2 * (1 + 0.02 * e)
    const rising: Log = { curves: { loss, val_loss: loss }, exact: ['loss', 'val_loss'] }
    const own = finding(id, rising, noise)
    expect(own.claim).toBe('loss never came below where it began: from epoch 1 to 40 it rose by 72.5 %')
    expect(own.evidence[0]?.what).toContain(': rising (')
    expect(own.advice[0]).toContain('lower the learning rate, or turn the sign')
    expect(answers(id, { curves: { loss }, exact: ['loss'] }, noise)).toBe('found')
    expect(answers(id, { curves: { loss, val_loss: (e) => 2 - 0.01 * e } }, noise)).toBe('unknown')
  })

  it('is found where the loss rises', () => {
    expect(
      severities(
        id,
        stuck((e) => LN10 * (1 + 0.005 * e)),
        noise,
      ),
    ).toBe('error')
  })

  it('is found in a dead loss without accuracy', () => {
    expect(severities(id, { curves: { loss: always(Math.LN2) }, exact: ['loss'] }, noise)).toBe('error')
  })

  it.each<[string, Log]>([
    ['a run that learns', stuck(falls(LN10, 0.4, 8), falls(0.1, 0.9, 8))],
    [
      'a slow run that learns',
      stuck(
        (e) => LN10 * (1 - 0.004 * e),
        (e) => 0.1 + 0.003 * e,
      ),
    ],
    ['a loss that swings as it falls', stuck(waves(falls(LN10, 0.6, 10), 0.2, 5), falls(0.1, 0.8, 8))],
    ['a loss below zero that falls', { curves: { loss: (e) => 1 - 0.2 * e } }],
    ['a loss that hides what the accuracy shows', stuck(down(0.01), falls(0.1, 0.6, 8))],
    [
      'a model that was trained before: its loss lies below what one answer for all could reach',
      stuck(down(0.01, 0.2), (e) => 0.92 + 0.002 * Math.sin(e)),
    ],
  ])('is clear in %s', (_, log) => {
    expect(answers(id, log, noise)).toBe('clear')
  })

  it('makes what else a loss at chance looks like beside the point', () => {
    for (const loss of [down(0), zigzag(always(LN10), 0.1), always(LN10)]) {
      const { findings, verdict } = report(stuck(loss, always(0.1)), noise)
      expect(findings.map((own) => own.id)).toEqual([id])
      expect(verdict).toMatchObject({ status: 'failing', headline: id })
    }
  })
})

describe('not-learning', () => {
  testUnknown(id, [
    ['without a training loss', { curves: { val_loss: always(LN10) } }, /no training loss; log it/],
    ['of two epochs', { ...stuck(down(0)), epochs: 2 }, /2 finite values of loss; train on/],
    [
      'of a flat loss without accuracy',
      { curves: { loss: zigzag(always(LN10), 0.001) } },
      /log the accuracy/,
    ],
    ['of a fall of 4.5 %', { ...stuck(down(0.045)), exact: ['loss'] }, /fell by 4\.5 % only.*train on/],
    [
      'where ten classes are told, and loss and accuracy were beyond chance from the first epoch on',
      { ...stuck(down(0.01, 0.6), (e) => 0.82 + 0.002 * Math.sin(e)), facts: { classes: 10 } },
      /before the first epoch/,
    ],
    [
      'of a model that was good before the log began, however many classes there are',
      stuck(always(0.45), (e) => 0.85 + 0.004 * Math.sin(e)),
      /flat at an accuracy of 0\.8\d+: learned before the first epoch.*give --classes/,
    ],
  ])
})

describe('a loss at chance, without accuracy, where the classes are told', () => {
  const told = (level: number, classes: number): Log => ({
    curves: { loss: zigzag(always(level), 0.001) },
    facts: { classes },
  })

  it.each([2, 10, 50_257])('is an error among %i', (classes) => {
    const own = finding(id, told(Math.log(classes), classes))
    expect(own.claim).toMatch(/^loss never left where it began/)
    expect(own.evidence[0]?.what).toContain(`: flat; ln ${classes} is`)
  })

  it('is one too where it came down to it', () => {
    const own = finding(id, { curves: { loss: falls(4, LN10, 3) }, facts: { classes: 10 } })
    expect(own.claim).toMatch(/^loss came down to chance .* guessing among 10, ln 10$/)
  })

  testUnknown(id, [
    ['where it lies 4 % lower', told(0.96 * LN10, 10), /log the accuracy/],
    ['of other classes', told(LN10, 8), /log the accuracy/],
  ])
})

describe('a loss that comes down to chance', () => {
  it('is told with the number of classes among which the model guesses', () => {
    const { claim, evidence } = finding(id, { curves: { loss: falls(4, LN10, 3), accuracy: guessing } })
    expect(claim).toMatch(
      /^loss came down to chance and no further: 2\.30\d is that of guessing among about 10, ln 10$/,
    )
    expect(evidence[0]?.what).toContain('at chance (limit within 3 % of ln 10')
  })
})

describe('not-learning is told by the numbers of the log', () => {
  const told = (loss: Curve, epochs = 40, accuracy: Curve = guessing): Log => ({
    curves: { loss, accuracy },
    epochs,
  })

  it.each<[string, Log, number, RegExp]>([
    [
      'the end as the middle of the last quarter',
      told(listed(2.3, 2.31, 2.3, 2.31, 2.3, 2.3, 2.29, 2.28), 8),
      0.015 / 2.3,
      /^2\.300 at epoch 1, 2\.285 at the end \(median of \d\): flat/,
    ],
    ['a loss of zero throughout', told(always(0)), 0, /^0 at epoch 1, 0 at the end \(median of 5\): dead/],
    [
      'a loss about zero, by the largest value',
      told((e) => (e === 1 ? 1 : 2 * (-1) ** (e + 1))),
      1.5,
      /^1\.000 at epoch 1, -2\.000 at the end \(median of \d\): oscillating/,
    ],
    ['less than a hundredth of noise as flat', told(zigzag(always(LN10), 0.005)), -0.01, /: flat \(/],
    ['more noise as oscillating', told(zigzag(always(LN10), 0.05)), -0.1, /: oscillating \(/],
  ])('%s', (_, log, actual, what) => {
    const [own] = finding(id, log).evidence
    expect(own?.actual).toBeCloseTo(actual, 1)
    expect(own?.what).toMatch(what)
  })

  it('cannot be told of three values only where they are fewer', () => {
    expect(answers(id, told(always(LN10), 3))).toBe('found')
    expect(check(id, told(always(LN10), 2))?.because).toContain('only 2 finite values of loss')
  })

  it('tells a flat loss by the accuracy of the last three epochs', () => {
    const right: Curve = (e) => (e > 37 ? ([0.7, 0.75, 0.71][e - 38] ?? 0) : 0.64 + 0.02 * Math.sin(e))
    const { curves } = told(always(0.62), 40, right)
    const own = check(id, { curves: { ...curves, val_accuracy: right } })
    expect(own?.state).toBe('unknown')
    expect(own?.because).toContain('flat at an accuracy of 0.710')
  })
})

describe('limits of not-learning', () => {
  const between = ['unknown', 'clear'] as const
  const ending =
    (end: number): Curve =>
    (e) =>
      0.1 + (end - 0.1) * (1 - Math.exp(-(e - 1) / 3))
  const blind = (loss: number): Log => stuck(down(0, loss), (e) => 0.55 + 0.002 * Math.sin(e))
  const spread = (share: number): Log => ({
    curves: { loss: (e) => LN10 * (1 + (share * (e % 3)) / 2) },
    exact: ['loss'],
  })
  /** From far above chance down to a multiple of it. */
  const toChance = (multiple: number): Log => ({
    curves: { loss: falls(4, multiple * LN10, 3), accuracy: guessing },
  })
  /** Jumps about by some 5 %, above chance, after a first loss that lies above that by a share. */
  const jumping = (share: number): Log => ({
    ...stuck((e) => 3 * (1 + (e === 1 ? share : 0.07 * Math.sin(1.7 * e * e)))),
    exact: ['accuracy'],
  })
  testLimits(notLearning, [
    { limit: 'noise', beyond: jumping(0.1), within: jumping(0.4) },
    { limit: 'chance', beyond: toChance(1), within: toChance(0.92), noises: [exact, many] },
    {
      limit: 'fall',
      beyond: stuck(down(0.022)),
      within: stuck(down(0.045)),
      says: ['found', 'unknown'],
      noises: [exact, many],
    },
    {
      limit: 'fall',
      beyond: stuck(down(0)),
      within: stuck(down(0.045)),
      says: ['found', 'clear or unknown'],
      noises: [few],
    },
    {
      limit: 'learning',
      beyond: stuck(down(0.045)),
      within: stuck(down(0.09)),
      says: between,
      noises: [exact, many],
    },
    {
      limit: 'learning',
      beyond: stuck(down(0.045)),
      within: stuck(down(0.09)),
      says: ['clear or unknown', 'clear'],
      noises: [few],
    },
    { limit: 'accuracy', beyond: stuck(down(0), ending(0.2)), within: stuck(down(0), ending(0.35)) },
    { limit: 'blind', beyond: blind(0.65), within: blind(0.5) },
    { limit: 'dead', beyond: spread(0.7e-5), within: spread(1.5e-5), says: ['found', 'unknown'] },
  ])
})

describe('a language model that was good before the log began', () => {
  const slowly: Curve = (e) => 1.6 - 0.0004 * e
  const tuned = (val: Curve, accuracy = 0.5): Log => ({
    curves: {
      loss: slowly,
      accuracy: (e) => accuracy + 0.0005 * e,
      val_loss: val,
      val_accuracy: () => accuracy,
    },
  })
  const falling: Curve = (e) => 1.62 - 0.002 * e

  it('cannot be told where its accuracy is beyond chance and validation falls steadily', () => {
    expect(check(id, tuned(falling))).toMatchObject({ state: 'unknown' })
    expect(check(id, tuned(falling))?.because).toMatch(/^loss hardly moves, but val_loss falls steadily/)
  })

  const level: Curve = (e) => 1.62 + 0.001 * Math.sin(e * e)

  it('cannot be told where training alone falls steadily', () => {
    expect(check(id, tuned(level))?.because).toMatch(/^loss hardly moves, but steadily: learned before/)
  })

  it('is an error where both stand still, or such an accuracy is chance', () => {
    const { curves } = tuned(level)
    expect(answers(id, { curves: { ...curves, loss: (e) => level(e) - 0.02 } })).toBe('found')
    expect(answers(id, tuned(falling, 0.2))).toBe('found')
  })
})
