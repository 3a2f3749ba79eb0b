import { describe, expect, it } from 'vitest'
import { unstable } from '../../src/diagnoses/unstable.js'
import {
  answers,
  type Curve,
  falls,
  finding,
  type Log,
  NOISES,
  report,
  rises,
  testLimits,
  testUnknown,
  waves,
  zigzag,
} from './logs.js'

const { id, limits } = unstable

/** From 2 down to 1 at once, and up by a height for three epochs, as often as told. */
const bumps =
  (height: number, often: number): Curve =>
  (epoch) => {
    const bump = Math.floor(epoch / 8)
    return epoch < 3 ? 2 : bump >= 1 && bump <= often && epoch % 8 < 3 ? 1 + height : 1
  }
/** From 2 down to 1 at once, with one value higher. */
const spike =
  (height: number, at = 20): Curve =>
  (epoch) =>
    epoch < 3 ? 2 : epoch === at ? 1 + height : 1
/** From 2 down to 1 in a few epochs, and up by a height for some of them. */
const burst =
  (height: number, from = 15, lasts = 6): Curve =>
  (epoch) =>
    falls(2, 1, 2)(epoch) + (epoch >= from && epoch < from + lasts ? height : 0)
/** A hill of a height, so many epochs wide, in a loss that has fallen. */
const waved =
  (height: number, width: number): Curve =>
  (epoch) =>
    falls(2, 1, 2)(epoch) + height * Math.exp(-(((epoch - 22) / width) ** 2))

describe.each(NOISES)('unstable, $name', (noise) => {
  it.each(['val_loss', 'loss'])('is a warning where %s swings by as much as the run got on', (name) => {
    const own = finding(id, { curves: { [name]: bumps(0.9, 4) } }, noise)
    expect(own.severity).toBe('warning')
    expect(own.from).toBeGreaterThanOrEqual(8)
    expect(own.from).toBeLessThanOrEqual(10)
    expect(own.to).toBeGreaterThanOrEqual(32)
    expect(own.to).toBeLessThanOrEqual(34)
    expect(own.claim).toContain(`${name} swings`)
    expect(own.evidence).toEqual([
      expect.objectContaining({
        series: name,
        actual: 4,
        limit: limits.swings?.value,
        from: own.from,
        to: own.to,
      }),
    ])
    expect(own.advice.length).toBeGreaterThan(0)
  })

  it('is a warning where one value lies higher than all the rest', () => {
    const own = finding(id, { curves: { loss: spike(2.5) } }, noise)
    expect(own).toMatchObject({ severity: 'warning', from: 20, to: 20 })
    expect(own.claim).toMatch(/^loss jumps up at epoch 20/)
    expect(own.evidence).toEqual([
      expect.objectContaining({ series: 'loss', limit: limits.spike?.value, from: 20, to: 20 }),
    ])
    expect(own.evidence[0]?.actual).toBeGreaterThan(2)
    expect(own.evidence[0]?.actual).toBeLessThan(3)
  })

  it.each([2, 3, 4, 6, 10])('is a warning where a loss blows up for %i epochs and comes back', (lasts) => {
    for (const name of ['val_loss', 'loss'])
      for (const height of [4, 1000]) {
        const own = finding(id, { curves: { [name]: burst(height, 15, lasts) } }, noise)
        expect(own).toMatchObject({ severity: 'warning', from: 15, to: 14 + lasts })
        expect(own.claim).toBe(
          `${name} blows up at epoch 15, far above all the rest of the run, and is back at epoch ${15 + lasts}`,
        )
        expect(own.evidence).toEqual([
          expect.objectContaining({ series: name, limit: limits.burst?.value, from: 15, to: 14 + lasts }),
        ])
      }
  })

  it.each<[string, Curve]>([
    ['that fall back bit by bit', (e) => 1 + (e >= 15 && e < 23 ? 1000 * 0.4 ** (e - 15) : 0)],
    ['that become infinite', (e) => (e >= 15 && e < 18 ? Number.POSITIVE_INFINITY : falls(2, 1, 2)(e))],
    ['of two', (e) => burst(9, 15, 3)(e) + burst(9, 25, 4)(e)],
    ['of a loss below zero', (e) => (e >= 15 && e < 18 ? 40 : falls(2, -12, 8)(e))],
  ])('is a warning at bursts %s', (_, curve) => {
    expect(answers(id, { curves: { val_loss: curve } }, noise)).toBe('found')
    expect(answers(id, { curves: { loss: curve } }, noise)).toBe('found')
  })

  it.each<[string, Curve]>([
    ['validation', burst(1000)],
    ['training', falls(2, 1, 2)],
  ])('is all that a burst makes of %s', (_, validation) => {
    const train = validation(16) > 10 ? falls(2, 0.8, 2) : burst(1000)
    const { findings } = report({ curves: { loss: train, val_loss: validation } }, noise)
    expect(findings.filter(({ severity }) => severity !== 'note').map((own) => own.id)).toEqual([id])
  })

  it.each<[string, Log]>([
    ['a smooth run', { curves: { loss: falls(2, 0.5, 6), val_loss: falls(2, 0.6, 6) } }],
    ['small noise, however fast', { curves: { loss: zigzag(falls(2, 0.5, 6), 0.05) } }],
    ['a rise', { curves: { val_loss: rises(falls(2, 0.5, 4), 15, 0.05) } }],
    [
      'double descent',
      { curves: { val_loss: (e) => falls(2, 0.5, 4)(e) + 0.8 * Math.exp(-(((e - 20) / 5) ** 2)) } },
    ],
    ['a slow swing far above the rest', { curves: { val_loss: waved(4, 5) } }],
    ['a burst that does not end', { curves: { val_loss: burst(4, 25, 40) } }],
    ['a burst in the first epochs', { curves: { val_loss: burst(9, 2, 3) } }],
    ['a warm-up', { curves: { loss: (e) => (e < 6 ? 2 + e : falls(12, 1, 4)(e)) } }],
    ['one warm restart', { curves: { loss: (e) => falls(2, 0.3, 4)(e < 20 ? e : e - 19) } }],
    [
      'a restart that goes beyond the beginning, where the learning rate is logged',
      {
        curves: {
          val_loss: (e) => (e < 20 || e > 24 ? falls(2, 1, 2)(e) : 4.5),
          lr: (e) => 0.1 * (1 - (e < 20 ? e : e - 20) / 22),
        },
      },
    ],
    ['a spike as high as the start', { curves: { loss: spike(0.9) } }],
    [
      'batches that jump while their means do not',
      {
        curves: { train_loss: zigzag(falls(2, 1, 40), 0.5), val_loss: falls(2, 1, 40) },
        epochs: 160,
        every: { val_loss: 8 },
        axis: 'step',
      },
    ],
  ])('is clear in %s', (_, log) => {
    expect(answers(id, log, noise)).toBe('clear')
  })
})

describe('unstable', () => {
  testUnknown(id, [
    [
      'without a loss',
      { curves: { accuracy: falls(0.3, 0.9, 5) } },
      /fewer than 6 values of any loss; train on/,
    ],
    [
      'of five epochs',
      { curves: { loss: bumps(1, 4) }, epochs: 5 },
      /fewer than 6 values of any loss; train on/,
    ],
  ])
})

describe('a spike', () => {
  const spiking = (level: number, height: number, at = 20): Log => ({
    curves: { loss: (e) => (e === at ? level + height : level) },
  })

  it.each<[string, Log, string]>([
    ['as high as all the rest', { curves: { loss: spike(1) } }, 'found'],
    ['a little lower', { curves: { loss: spike(0.99) } }, 'clear'],
    ['of a seventh of the loss', spiking(20, 3), 'found'],
    ['of less, however calm the rest', spiking(20, 2.9), 'clear'],
    ['in a loss below zero', { curves: { loss: (e) => (e === 20 ? 2 : -Math.log(e)) } }, 'found'],
  ])('%s', (_, log, expected) => {
    expect(answers(id, log)).toBe(expected)
  })

  it('is told with its neighbours', () => {
    const loss: Curve = (e) => (e === 20 ? 4 : e < 20 ? 2 : 1)
    expect(finding(id, { curves: { loss } }).evidence[0]?.what).toMatch(
      /^4\.000 at epoch 20, between 2\.000 and 1\.000 \(limit 1\.0 x the spread of the rest/,
    )
  })

  it('is told as the last value where it is', () => {
    const loss: Curve = (e) => (e === 40 ? 4 : e < 39 ? 2 : 1)
    expect(finding(id, { curves: { loss } }).evidence[0]?.what).toMatch(
      /^4\.000 at epoch 40, the last, after 1\.000 \(/,
    )
  })
})

describe('swings', () => {
  it('are found from three on, and told with the first and the last', () => {
    const own = finding(id, { curves: { val_loss: bumps(0.9, 3) } })
    expect(own.evidence[0]).toMatchObject({ actual: 3, limit: 3 })
    expect(own.evidence[0]?.what).toMatch(
      /^3 swings of 0\.400 or more, up to 1\.900; progress of the run 1\.00/,
    )
    expect(own.claim).toContain('swings by 40 % and more of what the run got on')
  })
})

describe('training that is logged more often than validation', () => {
  const often = (train: Curve, every: number): Log => ({
    curves: { loss: train, val_loss: falls(1.5, 1, 10) },
    epochs: 156,
    every: { val_loss: every },
  })
  const alone = (loss: Curve, epochs: number, axis = 'epoch'): Log => ({ curves: { loss }, epochs, axis })
  const jumpy = zigzag(falls(1.5, 1, 10), 0.5)
  const turning = waves(falls(1.5, 1, 10), 0.6, 3)

  it.each<[string, Log, string]>([
    ['three times as often is averaged', often(turning, 3), 'clear'],
    ['twice as often is not', often(jumpy, 2), 'found'],
    ['alone, of 150 values, is averaged', alone(turning, 150), 'clear'],
    ['alone, of fewer, is not', alone(turning, 149), 'found'],
    ['by steps is averaged by threes', alone(turning, 90, 'step'), 'clear'],
    ['by steps, of few, is not', alone(turning, 29, 'step'), 'found'],
  ])('%s', (_, log, expected) => {
    expect(answers(id, log)).toBe(expected)
  })

  it('is averaged to the end of each interval, and told where it was highest', () => {
    const loss: Curve = (e) => (e > 80 && e < 85 ? (e === 83 ? 10 : 9) : 1)
    const { from, to, claim, evidence } = finding(id, alone(loss, 200))
    expect([from, to]).toEqual([83, 83])
    expect(claim).toBe('loss jumps up at epoch 83, in the mean higher than in all the rest of the run')
    expect(evidence[0]?.what).toMatch(
      /^10\.00 at epoch 83, between 9\.000 and 9\.000; mean of epochs 81 to 84 9\.250, means beside it 1\.000 and 1\.000 \(/,
    )
  })

  it('is told from the value on with which a burst begins', () => {
    const loss: Curve = (e) => (e > 901 && e < 1100 ? 700 + 50 * Math.sin(e) : falls(2, 1, 200)(e))
    const { from, claim, evidence } = finding(id, alone(loss, 1800, 'step'))
    expect(from).toBe(902)
    expect(claim).toMatch(
      /^loss blows up at step 902, far above all the rest of the run, and is back at step /,
    )
    expect(evidence[0]?.what).toMatch(
      /^750\.0 at step \d+, between a mean of 1\.01\d at step 900 and a mean of 1\.003 at step 1200 \(/,
    )
  })

  it('keeps its last values, though they are fewer than an interval', () => {
    const loss: Curve = (e) => (e === 1 ? 3 : e > 160 ? 1.8 : 1)
    const { from, to, evidence } = finding(id, alone(loss, 163))
    expect([from, to]).toEqual([161, 161])
    expect(evidence[0]?.what).toMatch(
      /^1\.800 at epoch 161, between 1\.000 and 1\.800; mean of epochs 161 to 163 1\.800, means beside it 1\.000 \(/,
    )
  })
})

describe('limits of unstable', () => {
  const swings = (height: number, often: number): Log => ({ curves: { val_loss: bumps(height, often) } })
  const spikes = (height: number, epochs = 40): Log => ({ curves: { val_loss: spike(height, 4) }, epochs })
  /** Batches that jump, without validation to average them to. */
  const finer = (epochs: number, axis = 'epoch'): Log => ({
    curves: { train_loss: zigzag(falls(2, 1, epochs / 4), 0.4) },
    epochs,
    axis,
  })
  /** A run that hardly falls, in waves of a share of its loss. */
  const fine = (share: number): Log => ({
    curves: { val_loss: waves((e) => 1 + 0.05 * Math.exp(-e / 5), share / 2, 8) },
  })
  /** From 2 down to 1 in a few epochs, and up for some. */
  const bursts = (height: number, from = 15, lasts = 6, epochs = 40): Log => ({
    curves: { val_loss: burst(height, from, lasts) },
    epochs,
  })
  testLimits(unstable, [
    { limit: 'burst', beyond: bursts(1.4), within: bursts(0.7) },
    { limit: 'settled', beyond: bursts(9, 7), within: bursts(9, 4) },
    { limit: 'lasting', beyond: bursts(9, 12, 17), within: bursts(9, 12, 23) },
    { limit: 'swing', beyond: swings(0.6, 4), within: swings(0.25, 4) },
    { limit: 'material', beyond: fine(0.3), within: fine(0.08) },
    { limit: 'swings', beyond: swings(0.9, 4), within: swings(0.9, 2) },
    { limit: 'spike', beyond: spikes(1.5), within: spikes(0.7) },
    { limit: 'epochs', beyond: spikes(2, 7), within: spikes(2, 5), says: ['found', 'unknown'] },
    { limit: 'finer', beyond: finer(120), within: finer(180) },
  ])

  it('are held against averages of batches, however many there are, where the loss is logged by steps', () => {
    for (const steps of [30, 60, 120, 150, 300]) expect(answers(id, finer(steps, 'step'))).toBe('clear')
    for (const steps of [60, 150, 300]) {
      const swinging = (e: number) => 1.2 + 0.5 * Math.max(0, Math.sin((25 * e) / steps))
      expect(answers(id, { ...finer(steps, 'step'), curves: { train_loss: swinging } })).toBe('found')
    }
  })
})
