import { describe, expect, it } from 'vitest'
import { overfitting } from '../../src/diagnoses/overfitting.js'
import { dice } from '../evaluate/chance.js'
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
  rises,
  severities,
  testLimits,
  testUnknown,
  times,
  UNFOUND,
  waves,
  wobble,
  zigzag,
} from './logs.js'

const { id, limits } = overfitting

/** Validation at its lowest, 0.5, in epoch 15 of 40, and up by a share of that at the end. */
const up =
  (share: number): Curve =>
  (epoch) =>
    epoch < 15 ? 0.5 + 0.004 * (15 - epoch) ** 2 : 0.5 + (0.5 * share * (epoch - 15)) / 25
/** Training goes on falling, but stays above half of validation. */
const learning = falls(1.4, 0.32, 10)
const rising = (share: number, more: Log['curves'] = {}): Log => ({
  curves: { loss: learning, val_loss: up(share), ...more },
})
const accuracies: Log['curves'] = { accuracy: falls(0.5, 1, 8), val_accuracy: falls(0.5, 0.8, 5) }

/** Both losses in a ratio, validation level at 1 from epoch 10 on unless told otherwise. */
const apart = (ratio: Curve, validation: Curve = falls(3, 1, 2)): Log => ({
  curves: { loss: (epoch) => validation(epoch) / ratio(epoch), val_loss: validation },
})
/** A gap ratio that grows by `growth` (a logarithm) from the middle to the end, where it is `end`. */
const opening =
  (end: number, growth: number): Curve =>
  (epoch) =>
    end * Math.exp((growth * (epoch - 40)) / 20)

describe.each(NOISES)('overfitting, $name', (noise) => {
  it('is an error where validation doubles, with the epochs and the numbers of the log', () => {
    for (const seed of [1, 2, 3, 4]) {
      const log = rising(1, accuracies)
      const own = finding(id, log, noise, seed)
      const { run, best, verdict } = report(log, noise, seed)
      expect(verdict).toMatchObject({ status: 'failing', headline: id, summary: own.claim })
      expect(own).toMatchObject({ severity: 'error', to: 40 })
      expect(own.from).toBeGreaterThan(15)
      expect(own.from).toBeLessThanOrEqual(24)
      const [rise, ...others] = own.evidence
      const values = [...(run.curves.validationLoss?.y ?? [])]
      expect(rise).toMatchObject({ series: 'val_loss', limit: limits.rise?.value, to: 40 })
      expect(rise?.from).toBe(values.indexOf(Math.min(...values)) + 1)
      expect(Math.abs((rise?.from ?? 0) - 15)).toBeLessThanOrEqual(noise === few ? 4 : 2)
      expect(rise?.actual).toBeGreaterThan(0.9 - 3 * wobble(noise))
      expect(rise?.actual).toBeLessThan(1.05 + 5 * wobble(noise))
      expect(others.map(({ series }) => series)).toEqual(['loss', 'val_accuracy', 'accuracy'])
      expect(own.claim).toContain(`from epoch ${own.from} on`)
      expect(own.claim).toContain(`best was epoch ${best?.at}`)
      expect(own.advice[0]).toContain(`epoch ${best?.at}`)
    }
  })

  it('is a warning where the gap keeps widening while validation stands still', () => {
    const own = finding(id, apart(opening(4, 0.8)), noise)
    expect(own).toMatchObject({ severity: 'warning', from: 21, to: 40 })
    expect(own.evidence.map(({ series }) => series)).toEqual(['val_loss', 'val_loss', 'loss'])
    expect(own.evidence[0]).toMatchObject({ limit: limits.gap?.value, from: 21, to: 40 })
    expect(own.evidence[0]?.actual).toBeGreaterThan(2.6)
    expect(own.evidence[0]?.actual).toBeLessThan(3.4)
    expect(own.evidence[2]?.actual).toBeLessThan(-0.45)
    expect(own.advice.length).toBeGreaterThan(0)
  })

  it('is found though the last value dipped after a long rise', () => {
    const dip: Curve = (epoch) => (epoch === 40 ? up(1)(32) : up(1)(epoch))
    expect(severities(id, { curves: { loss: learning, val_loss: dip } }, noise)).toBe('error')
  })

  const level = falls(2, 0.5, 4)
  it.each<[string, Log]>([
    ['a flat curve', { curves: { loss: falls(1, 0.6, 12), val_loss: falls(2, 0.7, 3) } }],
    ['a gap that was there from the start', apart(always(3), falls(3, 1, 8))],
    ['a gap that validation opened by standing still early on', apart((e) => 1 + 0.8 * Math.min(1, e / 15))],
    [
      'a gap that widens while validation still falls',
      { curves: { loss: falls(3, 0, 9), val_loss: falls(3, 0, 14) } },
    ],
    [
      'double descent',
      {
        epochs: 60,
        curves: {
          loss: learning,
          val_loss: (e) => falls(2, 0.5, 10)(e) + 0.6 * Math.exp(-(((e - 25) / 6) ** 2)),
        },
      },
    ],
    [
      'a validation loss that comes back',
      { curves: { loss: learning, val_loss: (e) => (e > 15 && e < 30 ? 0.9 : 0.55) + Math.exp(-e / 4) } },
    ],
    [
      'a drop of the learning rate',
      {
        curves: {
          loss: (e) => (e < 25 ? 0.7 : 0.4) + Math.exp(-e / 4),
          val_loss: (e) => (e < 25 ? 0.8 : 0.55) + Math.exp(-e / 4),
          lr: (e) => (e < 25 ? 0.1 : 0.01),
        },
      },
    ],
    [
      'both losses rising',
      { curves: { loss: rises(level, 20, 0.02), val_loss: rises(falls(2, 0.55, 4), 20, 0.02) } },
    ],
  ])(`is ${noise === few ? 'not found' : 'clear'} in %s`, (_, log) => {
    expect(answers(id, log, noise)).toMatch(noise === few ? UNFOUND : /^clear$/)
  })

  it('is found in losses below zero, by what had been gained', () => {
    const log = (back: number): Log => ({
      curves: {
        loss: falls(2, -4, 10),
        val_loss: (e) => (e < 15 ? -2 - 0.2 * e : -5 + (back * 5 * (e - 15)) / 25),
      },
      exact: ['loss', 'val_loss'],
    })
    expect(finding(id, log(0.5), noise)).toMatchObject({ severity: 'error' })
    expect(finding(id, log(0.5), noise).evidence[0]?.what).toMatch(/\+\d+% of the [\d.]+ gained/)
    expect(answers(id, log(0.03), noise)).toBe('clear')
  })

  it.each([64, 1 / 64, 50_000])('is the same where losses are %d times as large, as sums are', (factor) => {
    expect(severities(id, times(rising(1), factor, 'loss', 'val_loss'), noise)).toBe('error')
    expect(severities(id, times(rising(1), factor, 'val_loss'), noise)).toBe('error')
    expect(answers(id, times(apart(always(1.2), falls(3, 1, 8)), factor, 'val_loss'), noise)).toMatch(UNFOUND)
    expect(answers(id, times(rising(0), factor, 'loss', 'val_loss'), noise)).toMatch(UNFOUND)
  })

  it('makes epochs that were wasted and an accuracy that stands still beside the point', () => {
    const { findings } = report(rising(1, accuracies), noise)
    expect(findings.map((one) => one.id)).not.toContain('wasted-epochs')
    expect(findings.map((one) => one.id)).not.toContain('loss-without-accuracy')
  })
})

/** A language model: down from ln 50257 to 3.2 in 20 of 40 epochs, then up by a share; training falls on. */
const language = (rise: number, lowest = 3.2): Log => {
  const fall = (e: number) => lowest + (10.8 - lowest) * Math.exp(-Math.min(e, 20) / 3)
  return {
    curves: {
      loss: (e) => fall(e) * (e < 20 ? 1 : 1 - 0.015 * (e - 20)),
      val_loss: (e) => fall(e) * (1 + (rise * Math.max(0, e - 20)) / 20),
    },
  }
}

describe.each([exact, many])('overfitting of language models, $name', (noise) => {
  it('is a warning where the loss rises steadily, however high it began', () => {
    // Noise like that of 5000 samples hides it: it is below six of its standard deviations.
    expect(severities(id, language(0.07), noise)).toBe(noise === exact ? 'warning' : 'none')
  })

  it.each<[string, Log]>([
    ['a smaller rise', language(0.02)],
    ['the same rise of a loss near zero', language(0.09, 0.3)],
  ])('is not found in %s', (_, log) => {
    expect(answers(id, log, noise)).toMatch(UNFOUND)
  })
})

describe('overfitting', () => {
  testUnknown(id, [
    ['without a validation loss', { curves: { loss: learning } }, /no validation loss; log it/],
    ['of three epochs', { ...rising(1), epochs: 3 }, /3 values of val_loss; train on/],
    [
      'where a rise rests on two wrong samples',
      {
        ...rising(0.12, { val_accuracy: always(0.96) }),
        facts: { validationSamples: 50 },
        exact: ['val_accuracy', 'val_loss'],
      },
      /50 validation samples, 2 of them wrong.*validate on more/,
    ],
    [
      'where 50 samples may hide a rise',
      {
        ...rising(0.08),
        facts: { validationSamples: 50 },
        exact: ['val_loss'],
      },
      /7\.67 % above its best.*50 validation samples.*more or nothing; validate on more/,
    ],
  ])

  it('is doubtful in a curve that drifts about its level beside training that stands still', () => {
    const still: Curve = (e) => 0.4 + 1.6 * Math.exp(-e / 2)
    const drifting: Curve = (e) => 0.5 * (1 + 0.06 * Math.sin(e / 2)) + 1.5 * Math.exp(-e / 2)
    const log: Log = { epochs: 42, curves: { loss: still, val_loss: drifting } }
    expect(answers(id, log)).toBe('unknown')
    expect(check(id, log)?.because).toMatch(/drifts by [\d.]+ % about its level while training stands still/)
    expect(answers(id, { ...log, curves: { ...log.curves, loss: falls(2, 0.2, 12) } })).toBe('found')
  })

  it.each([20, 40])(
    'is an error in at most one in ten level curves of %d epochs, though luck makes the lowest value and the last',
    (epochs) => {
      const level: Log = { epochs, curves: { loss: falls(2, 0.5, 3), val_loss: falls(2, 0.7, 3) } }
      const spike: Log = {
        epochs,
        curves: { loss: falls(2, 0.5, 3), val_loss: (e) => (e === epochs ? 1.4 : falls(2, 0.7, 3)(e)) },
      }
      for (const log of [level, spike])
        for (const samples of [5000, 300, 100]) {
          const seeds = Array.from({ length: 20 }, (_, k) => k + 1)
          const errors = seeds.filter((seed) =>
            report(log, { name: '', samples }, seed).findings.some((own) => own.id === id),
          )
          expect(errors.length).toBeLessThanOrEqual(2)
        }
    },
  )
})

describe('a rise after a first loss that dwarfs all others', () => {
  const start: Curve = (e) => 500 * Math.exp(-(e - 1) / 1.2)
  const turned = (share: number, more: Log['curves'] = {}): Log => ({
    curves: {
      loss: (e) => start(e) + 0.3 + 1.8 * Math.exp(-e / 25),
      val_loss: (e) => start(e) + 2 * (1 + (share * Math.max(0, e - 13)) / 27),
      ...more,
    },
  })

  it.each(NOISES)('counts where it is large, long and steady, $name', (noise) => {
    expect(severities(id, turned(0.5), noise)).toBe('error')
  })

  it.each<[string, Log]>([
    ['is smaller', turned(0.12)],
    ['took a few epochs', turned(0.5, { val_loss: (e) => start(e) + 2 + 0.3 * Math.max(0, e - 37) })],
    ['is of a model that is nearly always right', turned(0.5, { val_accuracy: always(0.99) })],
  ])('does not where it %s', (_, log) => {
    expect(report(log).findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('overfitting in three epochs, as fine-tuning leaves them', () => {
  const three = (loss: readonly number[], validation: readonly number[]): Log => ({
    epochs: 3,
    curves: { loss: (e) => loss[e - 1] ?? 0, val_loss: (e) => validation[e - 1] ?? 0 },
  })

  it('is a warning where validation rises at each step while training falls', () => {
    const own = finding(id, three([0.45, 0.2, 0.09], [0.31, 0.36, 0.46]))
    expect(own).toMatchObject({ severity: 'warning', from: 2, to: 3 })
    expect(own.claim).toContain('best was epoch 1')
  })

  it.each<[string, Log]>([
    ['a smaller rise', three([0.45, 0.2, 0.09], [0.31, 0.33, 0.36])],
    ['a rise that took one step only', three([0.45, 0.2, 0.09], [0.31, 0.3, 0.37])],
    ['training that stands still', three([0.45, 0.44, 0.43], [0.31, 0.36, 0.46])],
  ])('cannot be told of %s', (_, log) => {
    expect(check(id, log)).toMatchObject({ state: 'unknown', because: 'only 3 values of val_loss; train on' })
  })
})

describe('overfitting by accuracy, without a validation loss', () => {
  const training: Curve = (e) => 1 - 0.5 * Math.exp(-e / 4)
  const peak =
    (fall: number): Curve =>
    (e) =>
      0.8 - 0.3 * Math.exp(-e / 4) - (fall * Math.max(0, e - 10)) / 30
  const scored = (fall: number, accuracy: Curve = training): Log => ({
    curves: { accuracy, val_accuracy: peak(fall) },
  })

  it.each(NOISES)('is a warning where the wrong answers grow in number, $name', (noise) => {
    const own = finding(id, scored(0.15), noise)
    expect(own.severity).toBe('warning')
    expect(own.claim).toMatch(/^val_accuracy falls after epoch \d+ while accuracy does not$/)
    expect(own.evidence[0]).toMatchObject({ series: 'val_accuracy', limit: limits.rise.value, to: 40 })
    expect(own.evidence.map(({ series }) => series)).toEqual(['val_accuracy', 'accuracy'])
    expect(own.advice[1]).toContain('log the validation loss too')
  })

  it.each<[string, Log]>([
    ['validation holds', scored(0)],
    ['training falls along', scored(0.15, peak(0.15))],
    ['there are few epochs', { ...scored(0.15), epochs: 5 }],
    ['training was not scored', { curves: { val_accuracy: peak(0.15) } }],
  ])('cannot be told where %s', (_, log) => {
    expect(check(id, log)).toMatchObject({
      state: 'unknown',
      because: 'no validation loss; log it for each epoch',
    })
  })

  it('reads percentages as it reads fractions', () => {
    const percent =
      (curve: Curve): Curve =>
      (e) =>
        100 * curve(e)
    const log: Log = { curves: { acc: percent(training), val_acc: percent(peak(0.15)) } }
    expect(finding(id, log).evidence[0]?.actual).toBeCloseTo(
      finding(id, scored(0.15)).evidence[0]?.actual ?? 0,
      6,
    )
  })
})

describe('limits of overfitting', () => {
  /** Up by a share within so many epochs after the best, steadily but for a wiggle. */
  const steady = (share: number, after: number, wiggle = 0): Log => {
    const curve: Curve = (e) => (e <= 20 ? 1 + 0.001 * (20 - e) ** 2 : 1 + (share * (e - 20)) / after)
    const swung: Curve = (e) => (e <= 20 || e >= 18 + after ? curve(e) : zigzag(curve, wiggle)(e))
    return { epochs: 20 + after, curves: { loss: falls(1.3, 0.6, 30), val_loss: swung } }
  }
  /** A rise of 30 % from 1, having come down by `gained`, of a model that is nearly always right. */
  const from = (gained: number): Log => ({
    curves: {
      val_accuracy: always(0.99),
      loss: falls(1 + gained, 0.7, 3),
      val_loss: rises((e) => 1 + gained * 0.2 ** (e - 1), 15, 0.3 / 25),
    },
  })
  /** A rise of a fifth in a curve that swings by a share, ending at a multiple of training. */
  const swinging = (wiggle: number, multiple: number): Log => ({
    curves: {
      loss: falls(2, 1.2 / multiple, 8),
      val_loss: (e) => {
        if (e > 37) return 1.2
        const calm = (k: number) => (k < 15 ? 1 + 0.01 * (15 - k) ** 2 : 1 + (0.2 * (k - 15)) / 25)
        return Math.max(1, zigzag(calm, wiggle)(e))
      },
    },
  })
  /** A rise with so many of a thousand samples wrong. */
  const resting = (share: number, wrong: number, loss: Curve = learning): Log => ({
    curves: { loss, val_loss: up(share), val_accuracy: always(1 - wrong / 1000) },
    exact: ['val_accuracy'],
    facts: { validationSamples: 1000 },
  })
  const above: Curve = falls(2, 0.7, 9)
  /** Training below validation, down by a share since the best epoch. */
  const fell =
    (share: number): Curve =>
    (e) =>
      e < 15 ? 0.45 + 0.004 * (15 - e) ** 2 : 0.45 * (1 - (share * (e - 15)) / 25)
  const doubtful = ['found', 'unknown'] as const

  testLimits(
    overfitting,
    [
      { limit: 'rise', beyond: rising(0.14), within: rising(0.08, accuracies), noises: [exact] },
      { limit: 'rise', beyond: rising(0.16), within: rising(0.06), noises: [many] },
      {
        limit: 'rise',
        beyond: rising(0.4),
        within: rising(0),
        noises: [few],
        says: ['found', 'clear'],
      },
      { limit: 'steadyRise', beyond: steady(0.06, 120), within: steady(0.03, 120), noises: [exact] },
      {
        limit: 'clearSteadiness',
        beyond: steady(0.06, 40, 0.001),
        within: steady(0.06, 40, 0.004),
        noises: [exact],
      },
      {
        limit: 'clearNoise',
        beyond: steady(0.08, 40, 0.004),
        within: steady(0.08, 40, 0.012),
        noises: [exact],
      },
      { limit: 'givenBack', beyond: from(3.8), within: from(9) },
      { limit: 'noise', beyond: swinging(0.02, 1.2), within: swinging(0.07, 1.2), noises: [exact, many] },
      {
        limit: 'noise',
        beyond: swinging(0, 1.2),
        within: swinging(0.09, 1.2),
        noises: [few],
        says: ['found', 'clear'],
      },
      { limit: 'apart', beyond: swinging(0.09, 2.6), within: swinging(0.09, 1.6) },
      {
        limit: 'certainty',
        beyond: resting(0.12, 4),
        within: resting(0.12, 2),
        says: doubtful,
        noises: [exact, many],
      },
      {
        limit: 'certainty',
        beyond: resting(0.16, 20),
        within: resting(0.12, 1),
        noises: [few],
        says: doubtful,
      },
      {
        limit: 'certaintyBelow',
        beyond: resting(0.2, 20, above),
        within: resting(0.2, 5, above),
        says: doubtful,
      },
      {
        limit: 'falling',
        beyond: resting(0.15, 44, fell(0.07)),
        within: resting(0.15, 44, fell(0.03)),
        says: doubtful,
        noises: [exact, many],
      },
      {
        limit: 'falling',
        beyond: resting(0.15, 44, fell(0.2)),
        within: resting(0.15, 44, fell(0)),
        noises: [few],
        says: doubtful,
      },
      {
        limit: 'drift',
        beyond: resting(0.15, 100, fell(0)),
        within: resting(0.15, 44, fell(0)),
        says: doubtful,
        noises: [exact, many],
      },
      {
        limit: 'drift',
        beyond: resting(0.25, 100, fell(0)),
        within: resting(0.12, 20, fell(0)),
        says: doubtful,
        noises: [few],
      },
      { limit: 'gap', beyond: apart(opening(2.6, 0.4)), within: apart(opening(1.7, 0.4)) },
      {
        limit: 'widening',
        beyond: apart(opening(4, 0.25)),
        within: apart(opening(4, 0.1)),
        noises: [exact, many],
      },
      { limit: 'widening', beyond: apart(opening(4, 0.6)), within: apart(opening(4, 0.05)), noises: [few] },
      {
        limit: 'widens',
        beyond: apart(opening(4, 0.3)),
        within: apart(waves(opening(4, 0.3), 0.15, 9.5)),
        noises: [exact, many],
      },
      {
        limit: 'widens',
        beyond: apart(opening(4, 0.6)),
        within: apart(waves(opening(4, 0.3), 0.3, 9.5)),
        noises: [few],
      },
    ],
    ['values', 'steadiness', 'steadyEpochs'],
  )

  it.each([
    ['steadiness', steady(0.06, 120, 0.001), steady(0.06, 120, 0.004)],
    ['steadyEpochs', steady(0.06, 120), steady(0.06, 80)],
  ])('%s: an error on one side, a warning on the other', (_, beyond, within) => {
    expect([severities(id, beyond), severities(id, within)]).toEqual(['error', 'warning'])
  })
})

describe('a rise below the limit', () => {
  /** A language model: its loss comes down to 3 within four epochs, then rises by a share to epoch 16. */
  const slight =
    (share: number, gained = 4): Curve =>
    (e) =>
      e < 4 ? 3 + gained * 0.3 ** e : 3 * (1 + (share * (e - 4)) / 12)
  const log = (val_loss: Curve, loss: Curve = falls(5, 2, 4)): Log => ({
    epochs: 16,
    curves: { loss, val_loss },
  })

  it('is a warning where it is steady, with its numbers and the smaller limit', () => {
    const own = finding(id, log(slight(0.085)))
    expect(own).toMatchObject({ severity: 'warning', to: 16 })
    expect(own.evidence[0]).toMatchObject({ series: 'val_loss', limit: limits.steadyRise.value })
    expect(own.evidence[0]?.what).toMatch(/lowest 3\.000 at epoch 4, 3\.255 at epoch 16: \+8\.5%/)
  })

  it('is none before four epochs after the best', () => {
    const ended = (epochs: number): Log => ({
      epochs,
      curves: { loss: falls(5, 1, 4), val_loss: (e) => (e < 4 ? slight(0)(e) : 2.7 + 0.075 * e) },
    })
    expect([7, 9].map((epochs) => severities(id, ended(epochs)))).toEqual(['none', 'warning'])
  })

  it('is none where training stands still, or where it is small', () => {
    expect(severities(id, log(slight(0.085), falls(5, 2, 0.8)))).toBe('none')
    expect(severities(id, log(slight(0.035)))).toBe('none')
  })

  it('is a warning beside a huge first loss only from a tenth on, and not of a model without errors', () => {
    expect(severities(id, log(slight(0.13, 400)))).toBe('warning')
    expect(severities(id, log(slight(0.08, 400)))).toBe('none')
    const right = log(slight(0.13, 400))
    expect(severities(id, { ...right, curves: { ...right.curves, val_accuracy: always(0.99) } })).toBe('none')
  })
})

describe('a clear rise', () => {
  it('is an error whatever the last value is', () => {
    const ended =
      (last: number): Curve =>
      (e) =>
        e === 40 ? last : up(0.8)(e)
    for (const last of [0.51, 0.6, 0.9])
      expect(severities(id, { curves: { loss: learning, val_loss: ended(last) } })).toBe('error')
  })

  it('is not said to begin before the epoch to keep', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const log = rising(0.5, accuracies)
      expect(finding(id, log, few, seed).from).toBeGreaterThanOrEqual(report(log, few, seed).best?.at ?? 0)
    }
  })
})

describe('a jump of both losses', () => {
  it('is none of validation alone', () => {
    const jump =
      (low: number): Curve =>
      (e) =>
        (low + 2 * Math.exp(-e / 4)) * (e > 30 ? 1.4 : 1)
    expect(severities(id, { curves: { loss: jump(0.4), val_loss: jump(0.45) } })).toBe('none')
  })
})

describe('a rise after so few values that medians hide it', () => {
  const log = (epochs: number): Log => ({
    curves: { loss: falls(1, 0.05, 1), val_loss: (e) => [0.8, 0.6, 0.9, 1.4, 1.5, 1.6][e - 1] ?? 1.6 },
    epochs,
  })

  it.each([
    [4, 'warning'],
    [5, 'error'],
    [6, 'error'],
  ])('%i values: %s', (epochs, expected) => {
    expect(severities(id, log(epochs))).toBe(expected)
  })

  it('cannot be told where it is small', () => {
    const small: Curve = (e) => [0.8, 0.6, 0.61, 0.69][e - 1] ?? 0
    const own = check(id, { ...log(4), curves: { ...log(4).curves, val_loss: small } })
    expect(own).toMatchObject({ state: 'unknown' })
    expect(own?.because).toMatch(/rose at the end of only 4 values/)
  })
})

it('says of a validation loss without a number what to look at, not to train on', () => {
  const log: Log = { curves: { loss: falls(2, 0.5, 6), val_loss: always(Number.NaN) } }
  expect(check(id, log)?.because).toBe('val_loss holds no number; look at what it is measured on')
})

describe('spikes near the end', () => {
  const spiky = (spikes: readonly number[]): Log => ({
    epochs: 72,
    curves: {
      loss: falls(2, 0.27, 9),
      val_loss: (e) => falls(2, 0.3, 9)(e) * (spikes.includes(e) ? 1.6 : 1) + (e > 66 ? 0.008 : 0),
    },
  })

  it('are no overfitting where the last value is back at the best', () => {
    expect(severities(id, spiky([70, 71]))).toBe('none')
    expect(severities(id, spiky([69, 71]))).toBe('none')
  })

  it('do not hide a rise that five values bear out, be the last one a dip', () => {
    const dip = (e: number) => (e === 72 ? 0.315 : e < 30 ? falls(2, 0.3, 5)(e) : 0.3 + 0.01 * (e - 29))
    expect(severities(id, { epochs: 72, curves: { loss: falls(2, 0.05, 15), val_loss: dip } })).toBe('error')
  })

  it('are luck in a level curve, be training as noisy', () => {
    const counts = Array.from({ length: 60 }, (_, seed) => {
      const chance = dice(seed)
      const noisy =
        (curve: Curve): Curve =>
        (e) =>
          curve(e) * Math.exp(0.08 * chance.normal())
      const curves = { loss: noisy(falls(2, 0.3, 5)), val_loss: noisy(falls(2, 0.35, 5)) }
      return severities(id, { epochs: 60, curves, exact: ['loss', 'val_loss'] })
    })
    expect(counts.filter((severity) => severity === 'error').length).toBeLessThan(3)
  })
})

describe('a jump in the last two values', () => {
  const jumps = (since: number, train: Curve): Log => ({
    curves: { loss: train, val_loss: (e) => falls(2, 0.5, 6)(e) + (e < since ? 0 : 0.3) },
  })
  const still = (e: number) => falls(2, 0.45, 4)(Math.min(e, 36))

  it('cannot be told where training stands still, and asks for more epochs', () => {
    for (const noise of [exact, many]) expect(answers(id, jumps(39, still), noise)).toBe('unknown')
    expect(check(id, jumps(39, still))?.because).toMatch(/only in its last two values; train on$/)
  })

  it('is overfitting where it is four values and training falls, and none where it is one', () => {
    expect(severities(id, jumps(37, falls(2, 0.3, 20)))).toBe('error')
    expect(severities(id, jumps(40, falls(2, 0.3, 20)))).toBe('none')
  })
})

describe('losses below zero', () => {
  it('are no overfitting where they only waver about their level', () => {
    for (const level of [-0.49, -2]) {
      const wavering: Curve = (e) => level + 3 * Math.exp(-e) + 0.05 * Math.sin(2.3 * e * e)
      expect(severities(id, { curves: { loss: falls(1, level - 0.1, 6), val_loss: wavering } })).toBe('none')
    }
  })

  it('are no overfitting where training rises as well', () => {
    const both =
      (start: number): Curve =>
      (e) =>
        e < 20 ? -3 * (1 - Math.exp(-e / 5)) : start + (e - 20) * 0.2
    expect(answers(id, { curves: { loss: both(-3), val_loss: both(-2.9) } })).not.toBe('found')
  })
})

describe('a gap that widens', () => {
  const [quiet] = NOISES
  const gap = (validation: Curve) => {
    const log = apart(opening(4, 0.8), validation)
    return { own: finding(id, log, quiet), best: report(log, quiet).best?.at }
  }

  it('is overfitting from the best epoch on where validation comes up from there', () => {
    const { own, best } = gap(
      (epoch) => 1 + 0.0003 * (epoch - 27) ** 2 + (epoch > 27 ? 0.02 * (epoch % 2) : 0),
    )
    expect(best).toBe(27)
    expect(own).toMatchObject({ severity: 'warning', from: 27 })
    expect(own.claim).toMatch(/keeps widening from epoch 27 on, which was the best$/)
  })

  it('is so from where it was measured on where validation stands still', () => {
    const { own, best } = gap((epoch) => 1 + 0.00003 * (epoch - 27) ** 2)
    expect(best).toBe(27)
    expect(own).toMatchObject({ severity: 'warning', from: 21 })
    expect(own.claim).toMatch(/keeps widening from epoch 21 on$/)
  })
})
