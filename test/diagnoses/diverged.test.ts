import { describe, expect, it } from 'vitest'
import { diverged } from '../../src/diagnoses/diverged.js'
import {
  always,
  answers,
  type Curve,
  exact,
  falls,
  finding,
  type Log,
  NOISES,
  report,
  reportOf,
  severities,
  testLimits,
  testUnknown,
} from './logs.js'

const { id, limits } = diverged

const calm = falls(2.3, 0.8, 5)
/** The training loss of a run that goes well until an epoch, from which on it is as told. */
const until = (epoch: number, then: Curve, more: Log['curves'] = {}): Log => ({
  curves: { loss: (e) => (e < epoch ? calm(e) : then(e)), ...more },
})

describe.each(NOISES)('diverged, $name', (noise) => {
  it.each([
    ['NaN', Number.NaN],
    ['inf', Number.POSITIVE_INFINITY],
    ['-inf', Number.NEGATIVE_INFINITY],
  ])('is an error where the loss becomes %s and stays there', (word, value) => {
    const own = finding(id, until(21, always(value)), noise)
    expect(own).toMatchObject({ severity: 'error', from: 21, to: 40 })
    expect(own.claim).toBe(`loss is ${word} from epoch 21 to the end`)
    expect(own.evidence).toEqual([expect.objectContaining({ series: 'loss', actual: 20, from: 21, to: 40 })])
    expect(own.evidence[0]?.what).toContain('at epoch 20')
    expect(own.advice.join()).toContain('weights of epoch 20')
  })

  it('is an error where the loss runs away to the end', () => {
    const own = finding(id, until(31, always(50), { val_loss: calm }), noise)
    expect(own).toMatchObject({ severity: 'error', from: 31, to: 40 })
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: 'loss', limit: limits.times?.value, from: 31, to: 40 }),
    ])
    const first = calm(1)
    expect(own.evidence[0]?.actual).toBeGreaterThan(0.9 * (50 / first))
    expect(own.evidence[0]?.actual).toBeLessThan(1.1 * (50 / first))
    expect(own.advice.length).toBeGreaterThan(0)
  })

  it('is an error where all that was learned is lost again', () => {
    const own = finding(id, until(31, always(2.6)), noise)
    expect(own).toMatchObject({ severity: 'error', from: 31, to: 40 })
    expect(own.evidence[0]).toMatchObject({ series: 'loss', limit: limits.back?.value })
    expect(own.claim).toContain('after it had been down to')
  })

  it('is an error where one last value is out of all bounds, not where it is a spike', () => {
    expect(severities(id, until(40, always(1e38), { val_loss: calm }), noise)).toBe('error')
    expect(severities(id, until(40, always(1e3), { val_loss: calm }), noise)).toBe('none')
  })

  it('is none where the loss had been as high before and come down each time', () => {
    const cycles: Curve = (e) => (e <= 10 ? calm(e) : 0.9 + 0.8 * ((e - 11) % 10 < 5 ? 1 : 0))
    expect(severities(id, { epochs: 44, curves: { loss: cycles } }, noise)).toBe('none')
    const once: Curve = (e) => (e <= 38 ? calm(e) : 1.9)
    expect(severities(id, { epochs: 44, curves: { loss: once } }, noise)).not.toBe('none')
  })

  it('is a warning where the last two values alone are back at the start', () => {
    const own = finding(id, until(39, always(2.2), { val_loss: calm }), noise)
    expect(own).toMatchObject({ severity: 'warning', from: 39, to: 40 })
    expect(severities(id, until(40, always(2.2), { val_loss: calm }), noise)).toBe('none')
    const slowly = until(33, (e) => (e < 39 ? 1.75 : 2.2), { val_loss: calm })
    expect(severities(id, slowly, noise)).toBe('error')
  })

  it.each<[string, Log]>([
    ['the first epoch on', { curves: { loss: always(Number.NaN) } }],
    [
      'the validation loss alone',
      { curves: { loss: calm, val_loss: (e) => (e > 30 ? Number.NaN : calm(e)) } },
    ],
    ['a loss below zero', { curves: { loss: (e) => (e < 30 ? -e : 200 * (e - 29)) } }],
  ])('is found in %s', (_, log) => {
    expect(severities(id, log, noise)).toBe('error')
  })

  it.each<[string, Log]>([
    ['a NaN that passes', { curves: { loss: (e) => (e === 20 ? Number.NaN : calm(e)) } }],
    ['a blow-up that recovers', { curves: { loss: (e) => (e > 15 && e < 22 ? 900 : calm(e)) } }],
    ['a spike at the end', { curves: { loss: (e) => (e === 40 ? 900 : calm(e)) } }],
    ['a huge first epoch', { curves: { loss: (e) => (e === 1 ? 1e7 : calm(e)) } }],
    ['a validation loss that rises alone', { curves: { loss: calm, val_loss: (e) => 1 + 0.2 * e } }],
    ['a loss that never learns', { curves: { loss: always(2.3) } }],
    ['a loss below zero that falls', { curves: { loss: (e) => -e } }],
  ])('is clear in %s', (_, log) => {
    expect(answers(id, log, noise)).toBe('clear')
  })

  it.each<[string, Log]>([
    ['NaN', until(21, always(Number.NaN), { val_loss: (e) => (e < 21 ? calm(e) : Number.NaN) })],
    ['a blow-up', until(21, always(60), { val_loss: (e) => (e < 21 ? calm(e) : 70) })],
    [
      'swings',
      until(21, (e) => 30 + 20 * (-1) ** e, { val_loss: (e) => (e < 21 ? calm(e) : 40 + 30 * (-1) ** e) }),
    ],
    ['the fall back', until(31, always(2.6), { val_loss: (e) => (e < 31 ? calm(e) : 2.7) })],
  ])('makes all else that %s looks like beside the point', (_, { curves }) => {
    const accuracies: Log['curves'] = {
      accuracy: (e) => (e < 21 ? 0.1 + 0.02 * e : 0.1),
      val_accuracy: (e) => (e < 21 ? 0.1 + 0.02 * e : 0.1),
    }
    for (const more of [{}, accuracies]) {
      const { findings, checks, verdict } = report({ curves: { ...curves, ...more } }, noise)
      expect(findings.map((own) => own.id)).toEqual([id])
      expect(verdict).toMatchObject({ status: 'failing', headline: id })
      const beside = checks.filter(({ because }) => because?.startsWith('beside the point'))
      expect(beside.every(({ because }) => because === 'beside the point: diverged')).toBe(true)
    }
  })
})

describe('diverged', () => {
  testUnknown(id, [
    ['without a loss', { curves: { accuracy: falls(0, 1, 5) } }, /no loss.*log the training loss/],
    [
      'with a validation loss of nothing but NaN',
      { curves: { loss: falls(2, 0.5, 8), val_loss: always(Number.NaN) } },
      /val_loss is NaN or infinite in every epoch; look at the validation set/,
    ],
    ['of three epochs', { ...until(2, always(50)), epochs: 3 }, /3 finite values of loss; train on/],
    [
      'of three numbers and many NaN',
      { curves: { loss: (e) => (e < 3 || e === 40 ? 1 : Number.NaN) } },
      /3 finite values/,
    ],
  ])
})

describe('a loss that was learned and lost', () => {
  it.each([
    ['half of the gain and more', 1.6, 'error'],
    ['less than half of it, but more than twice the lowest', 1.1, 'error'],
    ['less than twice the lowest', 0.7, 'warning'],
    ['hardly more than the lowest', 0.48, 'none'],
  ])('%s', (_, level, expected) => {
    const loss = (e: number) => (e < 30 ? 2.3 * Math.exp(-e / 6) + 0.4 : level)
    expect(severities(id, { curves: { loss } })).toBe(expected)
  })

  it('is a matter of training: validation alone that rises so is not called diverged', () => {
    const val_loss = (e: number) => (e < 30 ? 2.3 * Math.exp(-e / 6) + 0.4 : 0.7)
    expect(answers(id, { curves: { val_loss } })).toBe('clear')
    expect(answers(id, { curves: { loss: falls(2, 0.4, 6), val_loss } })).toBe('clear')
  })

  it('is no loss of zero throughout', () => {
    expect(answers(id, { curves: { loss: always(0) } })).toBe('clear')
  })
})

/** A run of values as they are told. */
const values = (list: readonly number[], more: Log['curves'] = {}): Log => ({
  curves: { loss: (e) => list[e - 1] ?? Number.NaN, ...more },
  epochs: list.length,
})
const repeated = (often: number, value: number) => Array<number>(often).fill(value)
/** A training loss of forty epochs: one value, then another, and the last ten epochs at a third. */
const steps = (first: number, best: number, end: number): Log =>
  values([first, ...repeated(29, best), ...repeated(10, end)])

describe('diverged is told by the numbers of the log', () => {
  it.each<[string, Log, string | undefined, { limit: number; actual: number }]>([
    ['above the start', steps(1, 1, 2), 'at or above 2.000', { limit: 2, actual: 2 }],
    ['back at the start', steps(4, 2, 3), 'at or above 3.000', { limit: 0.5, actual: 0.5 }],
    ['at twice the lowest', steps(12, 2, 4), 'at or above 4.000', { limit: 0.2, actual: 0.2 }],
    ['above the lowest', steps(8, 4, 5), 'at or above 5.000', { limit: 0.25, actual: 0.25 }],
  ])('%s, exactly at the limit', (_, log, words, numbers) => {
    const own = finding(id, log)
    expect(own.claim).toContain(words)
    expect(own).toMatchObject({ from: 31, to: 40 })
    expect(own.evidence[0]).toMatchObject(numbers)
    expect(own.advice.join()).toContain('weights of epoch 30')
  })

  it.each<[string, Log, string]>([
    ['half of the gain lost', steps(4, 2, 3), 'error'],
    ['a fifth lost, at twice the lowest', steps(6, 1, 2), 'error'],
    ['less than a fifth lost, at twice the lowest', steps(21, 1, 2), 'warning'],
    ['less than a twentieth lost, at twice the lowest', steps(26, 1, 2), 'none'],
    ['a quarter above the lowest', steps(8, 4, 5), 'warning'],
    ['a tenth learned and lost', steps(1, 0.9, 1), 'error'],
    ['less than a tenth learned and lost', steps(4, 3.625, 4), 'none'],
    ['zero reached and left, beside which all is infinitely much', steps(1, 0, 0.3), 'none'],
    ['below zero, a third lost', steps(1, -2, -1), 'none'],
    ['below zero, nearly all lost', steps(1, -2, 0.9), 'warning'],
    ['four values', values([1, 3, 3, 3]), 'error'],
    [
      'a rise within the noise',
      values(Array.from({ length: 40 }, (_, k) => (k === 0 ? 3 : k > 35 ? 1.7 : 1 + 0.1 * (-1) ** k))),
      'none',
    ],
    [
      'a fall within the noise',
      values(Array.from({ length: 40 }, (_, k) => (k > 35 ? 2.15 : 1 + 0.1 * (-1) ** k))),
      'none',
    ],
  ])('of %s: %s', (_, log, expected) => {
    expect(severities(id, log)).toBe(expected)
  })

  it.each<[string, readonly number[], string]>([
    ['short of five times the first', [...repeated(30, 2), ...repeated(10, 6)], 'none'],
    ['at five times the first', [...repeated(30, 2), ...repeated(10, 10)], 'error'],
    [
      'below zero, above its start by all that had been gained',
      [1, ...repeated(29, -2), ...repeated(10, 4)],
      'error',
    ],
  ])('of validation alone %s: %s', (_, list, expected) => {
    const log: Log = { curves: { val_loss: (e) => list[e - 1] ?? 0 } }
    expect(severities(id, log)).toBe(expected)
  })

  it('counts the epochs without a number, and knows no weights to go back to where there never was one', () => {
    const own = finding(id, { curves: { loss: always(Number.NaN), accuracy: falls(0.3, 0.9, 5) } })
    expect(own).toMatchObject({ from: 1, to: 40 })
    expect(own.evidence[0]).toMatchObject({ what: 'NaN for 40 of 40', actual: 40 })
    expect(own.advice.join()).not.toContain('go back')
  })

  it('goes back to the best epoch, or to the last good one where the best came after', () => {
    const val_loss: Curve = (e) => Math.abs(e - 12) + 1
    expect(finding(id, until(21, always(50), { val_loss })).advice.join()).toContain('weights of epoch 12')
    const late: Curve = (e) => Math.abs(e - 30) + 1
    expect(finding(id, until(21, always(50), { val_loss: late })).advice.join()).toContain(
      'weights of epoch 20',
    )
  })

  it('is told of training beside a validation loss that is no number', () => {
    expect(severities(id, until(21, always(50), { val_loss: always(Number.NaN) }))).toBe('error')
  })
})

describe('limits of diverged', () => {
  const ends = (epochs: number, value: number, before: Curve): Log => ({
    curves: { loss: (e) => (e > 40 - epochs ? value : before(e)) },
  })
  const dips =
    (to: number): Curve =>
    (e) =>
      e === 1 ? 1 : to
  /** The same of validation, where training was not logged. */
  testLimits(
    diverged,
    [
      { limit: 'times', beyond: ends(10, 2.6, always(1)), within: ends(10, 1.6, always(1)) },
      { limit: 'tail', beyond: ends(6, 3, always(1)), within: ends(3, 3, always(1)) },
      { limit: 'far', beyond: ends(2, 7, always(1)), within: ends(2, 4, always(1)) },
      { limit: 'learned', beyond: ends(10, 1.2, dips(0.75)), within: ends(10, 1.2, dips(0.96)) },
      { limit: 'part', beyond: ends(10, 0.55, dips(0.1)), within: ends(10, 0.115, dips(0.1)) },
      { limit: 'risen', beyond: ends(10, 0.66, dips(0.5)), within: ends(10, 0.58, dips(0.5)) },
      { limit: 'givenBack', beyond: ends(10, 0.2, dips(0.1)), within: ends(10, 0.014, dips(0.01)) },
    ],
    ['back'],
  )

  it('back: an error on one side, a warning on the other', () => {
    const sides = [ends(10, 0.9, dips(0.5)), ends(10, 0.7, dips(0.5))]
    expect(sides.map((log) => severities(id, log))).toEqual(['error', 'warning'])
  })

  it('leaves the rise of a validation loss alone to overfitting, short of five times its first value', () => {
    const alone = (log: Log): Log => ({ curves: { val_loss: log.curves.loss ?? always(1) } })
    const sides = [ends(10, 0.9, dips(0.5)), ends(10, 3, dips(0.5)), ends(10, 6, dips(0.5))].map(alone)
    expect(sides.map((log) => severities(id, log))).toEqual(['none', 'none', 'error'])
    expect(sides.map((log) => severities('overfitting', log))).toEqual(['error', 'error', 'none'])
  })

  it('is seen in three epochs at the end that have lost all, and never called standing still', () => {
    const lost = (epochs: number) => ({
      ...ends(41 - epochs, 1, dips(0.3)),
      curves: { loss: (e: number) => (e > 40 - epochs ? 1 : 0.3 + 0.7 * Math.exp(-e / 5)) },
    })
    expect(severities(id, lost(3))).toBe('error')
    expect([2, 3, 8].map((epochs) => severities('not-learning', lost(epochs)))).toEqual([
      'none',
      'none',
      'none',
    ])
  })

  it('is a warning of a loss below zero that comes back to its start', () => {
    const below: Log = { curves: { loss: (e) => (e > 25 ? 1 : -2 + 3 * Math.exp(-e / 5)) } }
    expect(severities(id, below)).toBe('warning')
  })
  it('ask for three epochs at least, however short the run', () => {
    expect(answers(id, { ...ends(38, 3, always(1)), epochs: 5 }, exact)).toBe('found')
    expect(answers(id, { curves: { loss: (e) => (e > 3 ? 3 : 1) }, epochs: 5 }, exact)).toBe('clear')
  })
})

it.each([
  ['Loss is nan, stopping training', 'error'],
  ['Loss is fine, going on', undefined],
])('a log that ends with "%s" tells of a divergence or not', (line, severity) => {
  const epochs = [1, 2, 3, 4, 5].map((e) => `Epoch ${e}: train_loss ${2 / e} val_loss ${2.2 / e}\n`)
  const found = reportOf(`${epochs.join('')}${line}\n`).findings.find((own) => own.id === id)
  expect(found?.severity).toBe(severity)
})
