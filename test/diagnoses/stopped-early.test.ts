import { describe, expect, it } from 'vitest'
import { stoppedEarly } from '../../src/diagnoses/stopped-early.js'
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
  severities,
  testLimits,
  testUnknown,
  UNFOUND,
  wobble,
  zigzag,
} from './logs.js'

const { id, limits } = stoppedEarly

/** A power law: learning that goes on. */
const power =
  (exponent: number): Curve =>
  (epoch) =>
    epoch ** -exponent
const validation = (curve: Curve, more: Log['curves'] = {}): Log => ({ curves: { val_loss: curve, ...more } })
/** Down to 1 in two epochs, and about it from then on, in zigzags, higher by `last` at the end. */
const swinging = (start: number, share: number, last = share): Log =>
  validation((e) => (e < 3 ? start : e === 40 ? 1 + last : zigzag(always(1), share)(e)))

describe.each(NOISES)('stopped-early, $name', (noise) => {
  it('is a warning where validation still falls, and says to where to train on', () => {
    const own = finding(id, validation(power(1), { loss: power(1.1) }), noise)
    expect(own).toMatchObject({ severity: 'warning', from: 21, to: 40 })
    expect(own.claim).toBe('val_loss was still falling when training stopped at epoch 40')
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: 'val_loss', limit: limits.gain?.value, from: 21, to: 40 }),
    ])
    expect(own.evidence[0]?.actual).toBeGreaterThan(0.3)
    expect(own.evidence[0]?.actual).toBeLessThan(0.65)
    expect(own.advice[0]).toContain('epoch 79')
  })

  it('is a warning where training stopped on an upswing, and says what to keep', () => {
    const own = finding(id, swinging(4, 0.2), noise)
    expect(own).toMatchObject({ severity: 'warning', from: 21, to: 40 })
    expect(own.claim).toContain('upswing')
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: 'val_loss', limit: limits.upswing?.value, from: 21, to: 40 }),
    ])
    expect(own.evidence[0]?.actual).toBeGreaterThan(0.45 - 4 * wobble(noise))
    expect(own.evidence[0]?.actual).toBeLessThan(0.5 + 5 * wobble(noise))
    expect(own.advice[0]).toMatch(/keep the weights of epoch \d*[13579],/)
  })

  it.each<[string, Log]>([
    ['a plateau', validation(falls(2, 0.5, 4))],
    ['a rise', validation((e) => (e < 12 ? 2 - 0.1 * e : 0.9 + 0.02 * (e - 12)))],
    ['a curve that levelled off after a long fall', validation((e) => Math.max(0.4, 2 - 0.07 * e))],
    ['a last dip', validation((e) => (e === 40 ? 0.4 : falls(2, 0.5, 4)(e)))],
  ])(`is ${noise === few ? 'not found' : 'clear'} in %s`, (_, log) => {
    expect(answers(id, log, noise)).toMatch(noise === few ? UNFOUND : /^clear$/)
  })

  it('is found in losses below zero that still fall', () => {
    const log: Log = { ...validation((e) => 2 - 0.2 * e), exact: ['val_loss'] }
    expect(severities(id, log, noise)).toBe('warning')
    expect(answers(id, { ...log, curves: { val_loss: (e) => -5 * (1 - 0.3 ** e) } }, noise)).toBe('clear')
  })

  it('advises a higher learning rate only to a calm curve', () => {
    const { advice } = finding(id, validation(power(1)), noise)
    const limit = limits.calm?.value ?? 0
    expect(advice.some((line) => line.includes('a higher learning rate'))).toBe(wobble(noise) < limit)
  })

  it('tells a schedule that is over from one that is not', () => {
    const log = (last: number): Log =>
      validation(power(1), { lr: (e) => 0.01 * (1 - ((1 - last) * (e - 1)) / 39) })
    const limit = limits.ranDown?.value ?? 0
    const over = finding(id, log(0.03), noise)
    expect(over.evidence[1]).toMatchObject({ series: 'lr', limit, from: 1, to: 40 })
    expect(over.evidence[1]?.actual).toBeCloseTo(0.03, 6)
    expect(over.advice[0]).toContain('schedule stretched to about epoch 79')
    const open = finding(id, log(0.08), noise)
    expect(open.evidence).toHaveLength(1)
    expect(open.advice[0]).toContain('train on')
  })

  it('is clear where all fell with one step of the learning rate, and was level since', () => {
    const log = validation((e) => (e < 30 ? 1 - 0.003 * e : 0.4 + 0.25 * Math.exp((30 - e) / 1.5)), {
      lr: (e) => (e < 30 ? 0.01 : 0.001),
    })
    expect(answers(id, { ...log, exact: ['val_loss'] }, noise)).toBe('clear')
  })

  it('is found where a learning rate that came down in steps long ago lets it go on falling', () => {
    const log = validation(power(1), { lr: (e) => (e < 12 ? 0.01 : 0.001) })
    expect(severities(id, log, noise)).toBe('warning')
  })

  it('is not found in ten epochs of an exponential that levels off, but in a power law', () => {
    const levels = { ...validation((e) => 0.45 + 1.6 * Math.exp((1 - e) / 1.7)), epochs: 10 }
    if (noise !== few) expect(answers(id, levels, noise)).toBe('clear')
    expect(severities(id, { ...validation(power(0.7)), epochs: 10 }, noise)).toBe('warning')
  })
})

describe('stopped-early', () => {
  const drop: Log['curves'] = { lr: (e) => (e < 34 ? 0.01 : 0.001) }
  testUnknown(id, [
    ['without a validation loss', { curves: { loss: power(1) } }, /no validation loss; log it/],
    ['of seven epochs', { ...validation(power(1)), epochs: 7 }, /7 values of val_loss; 8 are needed/],
    [
      'so soon after a step of the learning rate',
      validation(power(1), drop),
      /7 epochs since lr became 0\.0010*.*train on/,
    ],
    [
      'of a fall that the noise of few values could have made',
      {
        ...validation(
          (e) => [0.874, 0.622, 0.565, 0.525, 0.478, 0.467, 0.498, 0.502, 0.453, 0.44][e - 1] ?? 0,
        ),
        exact: ['val_loss'],
        epochs: 10,
      },
      /may lower the loss by 12 %, or by 4\.5 % only, within the noise; train on/,
    ],
  ])
})

describe('limits of stopped-early', () => {
  /** Still falling, its lowest value so many epochs before the end. */
  const since = (epochs: number, exponent = 1.2): Log =>
    validation((e) => (e > 40 - epochs ? power(exponent)(40 - epochs) * 1.0001 : power(exponent)(e)))
  const jagged = (share: number): Log => ({ ...validation(zigzag(power(0.4), share)), epochs: 41 })
  /** Zigzags that rise a little, in even epochs or in all: the fewer pairs, the smaller Kendall's tau. */
  const creeping = (slope: number, odd: number): Log =>
    validation((e) => (e < 3 ? 4 : zigzag((k) => 1 + slope * k * (k % 2 === 0 ? 1 : odd), 0.15)(e)))
  /** Twelve epochs that jump about by a share and end low. */
  const wild = (share: number): Log => ({
    ...validation((e) => Math.exp(share * Math.sin(2.3 * e * e) - (e === 12 ? share : 0))),
    epochs: 12,
  })
  /** An upswing beside training that zigzags by a share. */
  const beside = (share: number): Log => {
    const log = swinging(3, 0.11)
    return { ...log, curves: { ...log.curves, loss: zigzag(falls(2, 0.5, 4), share) } }
  }
  testLimits(
    stoppedEarly,
    [
      {
        limit: 'gain',
        beyond: validation(power(0.26)),
        within: validation(power(0.12)),
        noises: [exact, many],
      },
      { limit: 'gain', beyond: validation(power(1)), within: validation(power(0)), noises: [few] },
      {
        limit: 'epochs',
        beyond: { ...validation(power(1.5)), epochs: 10 },
        within: { ...validation(power(1.5)), epochs: 7 },
        says: ['found', 'unknown'],
      },
      {
        limit: 'certainty',
        beyond: jagged(0.075),
        within: jagged(0.18),
        says: ['found', 'unknown'],
        noises: [exact, many],
      },
      {
        limit: 'left',
        beyond: validation((e) => Math.exp(-e / 10)),
        within: validation((e) => Math.exp(-e / 6)),
      },
      { limit: 'recent', beyond: since(1), within: since(5), noises: [exact] },
      { limit: 'recent', beyond: since(2), within: since(9), noises: [many] },
      { limit: 'recent', beyond: since(0, 1.5), within: since(12, 1.5), noises: [few] },
      { limit: 'upswing', beyond: swinging(3, 0.11), within: swinging(3, 0.06) },
      { limit: 'swings', beyond: swinging(3, 0.06, 0.25), within: swinging(3, 0.025, 0.25) },
      {
        limit: 'blur',
        beyond: { ...wild(0.55), exact: ['val_loss'] },
        within: { ...wild(0.12), exact: ['val_loss'] },
        says: ['unknown', 'clear'],
      },
      {
        limit: 'shared',
        beyond: beside(0.09),
        within: beside(0.02),
        says: ['found', 'unknown'],
        noises: [exact, many],
      },
      { limit: 'trend', beyond: creeping(0.01, 0), within: creeping(0.01, 1), noises: [exact, many] },
      { limit: 'trend', beyond: creeping(0, 0), within: creeping(0.04, 1), noises: [few] },
      { limit: 'givenBack', beyond: swinging(3.5, 0.1), within: swinging(8, 0.1) },
    ],
    ['ranDown', 'calm'],
  )
})

describe('warm restarts', () => {
  /** Falls from 2 to 0.5 in each of several cycles, the last of which ends early. */
  const cycles =
    (length: number): Curve =>
    (e) =>
      0.5 + 1.5 * Math.exp((-5 * (e % length)) / length)

  it('are not still falling where they only come down to where they had been', () => {
    for (const epochs of [35, 47, 57]) {
      const log: Log = { epochs, curves: { loss: cycles(12), val_loss: cycles(12) } }
      expect(check(id, log)?.state).toBe('clear')
    }
  })

  /** Three cycles of twenty epochs; the first starts at 2, each reaches its own lowest value. */
  const annealed = (floors: readonly number[]): Log => {
    const phase = (e: number) => ((e - 1) % 20) / 19
    const rate: Curve = (e) => 0.0005 + 0.05 * (1 + Math.cos(Math.PI * phase(e)))
    const curve: Curve = (e) => {
      const cycle = Math.floor((e - 1) / 20)
      return (floors[cycle] ?? 0) + (cycle === 0 ? 1.5 : 0.2) * (1 - phase(e))
    }
    return { epochs: 60, curves: { loss: curve, val_loss: curve, lr: rate }, exact: ['lr'] }
  }

  it('promise what one more cycle brought, where the learning rate was logged', () => {
    for (const noise of [exact, many]) {
      expect(answers(id, annealed([0.52, 0.5, 0.495]), noise)).toBe('clear')
      expect(answers(id, annealed([0.7, 0.5, 0.35]), noise)).toBe('found')
    }
  })

  /** Each restart lifts the loss by half, and each cycle of twenty epochs brings it lower; no learning rate is logged. */
  const restarting = (epochs: number): Log => {
    const curve: Curve = (e) => {
      const phase = ((e - 1) % 20) / 19
      return 0.95 ** e * (e <= 20 ? 1 : 1 + 0.5 * (1 - phase))
    }
    return { epochs, curves: { loss: curve, val_loss: curve } }
  }

  it.each([exact, many])(
    'are cut short in the middle of a cycle, and neither diverged nor overfit, $name',
    (noise) => {
      const cut = finding(id, restarting(64), noise)
      expect(cut.claim).toBe(
        'training stopped at epoch 64 in the middle of a cycle, which began after epoch 60',
      )
      expect(cut.evidence[0]?.actual).toBeGreaterThan(0.1)
      for (const other of ['diverged', 'overfitting'])
        expect(check(other, restarting(64), noise)?.state).not.toBe('found')
    },
  )

  it('are not cut short by a first jump, nor by one that is larger than those before', () => {
    expect(
      report(restarting(24))
        .findings.map(({ claim }) => claim)
        .join(),
    ).not.toContain('cycle')
    const { loss = always(1), val_loss = always(1) } = restarting(64).curves
    const leap: Log = { epochs: 64, curves: { loss: (e) => loss(e) * (e > 60 ? 2 : 1), val_loss } }
    expect(
      report(leap)
        .findings.map(({ claim }) => claim)
        .join(),
    ).not.toContain('cycle')
  })
})
