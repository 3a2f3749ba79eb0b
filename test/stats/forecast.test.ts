import { describe, expect, it } from 'vitest'
import { forecast } from '../../src/stats/forecast.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)
const power = (exponent: number, length = 60) => range(length).map((k) => (k + 1) ** -exponent)
/** Noise that is the same in every run. */
const jitter = (k: number) => Math.sin(k * 12.9898) * Math.cos(k * 78.233)

describe('forecast', () => {
  it.each([0.5, 0.7, 1])('of a power law with exponent %d holds what comes within its range', (exponent) => {
    const { gain, range: between } = forecast(power(exponent))
    const truth = 1 - 2 ** -exponent
    expect(between[0]).toBeLessThan(truth)
    expect(between[1]).toBeGreaterThan(truth)
    expect(gain).toBeGreaterThanOrEqual(between[0])
    expect(gain).toBeLessThanOrEqual(between[1])
  })

  it.each([
    ['a constant', range(40).map(() => 0.5)],
    ['a rising curve', range(40).map((k) => 1 + k / 10)],
    ['a curve that turned at its middle', range(40).map((k) => 1 + Math.abs(k - 20) / 10)],
    ['a curve that rises again, still below its start', range(40).map((k) => 1 + Math.abs(k - 25) / 10)],
  ])('of %s is no gain', (_, y) => {
    expect(forecast(y)).toMatchObject({ gain: 0, range: [0, 0] })
  })

  it('of a curve that has levelled off is next to nothing', () => {
    expect(forecast(range(80).map((k) => 0.5 + 2 * Math.exp(-k / 8))).gain).toBeLessThan(0.01)
  })

  it.each([
    [4, 0.4, 1.4],
    [6, 0.1, 2.2],
    [3, 0.5, 2],
    [2, 0.5, 2],
  ])(
    'of an exponential with %d time constants and an offset of %d reaches what comes',
    (times, offset, size) => {
      const at = (share: number) => offset + size * Math.exp(-times * share)
      const truth = 1 - at(2) / at(1)
      for (const length of [12, 30, 100]) {
        const { gain, range: between } = forecast(range(length).map((k) => at((k + 1) / length)))
        expect(between[0]).toBeLessThan(truth + 0.03)
        expect(between[1]).toBeGreaterThan(truth)
        if (times >= 4) expect(gain).toBeLessThan(truth + 0.08)
      }
    },
  )

  it('of a fall that is over is nothing, where the last eighth tells', () => {
    const dropped = range(40).map((k) => (k < 30 ? 1 - 0.003 * k : 0.5))
    expect(forecast(dropped).gain).toBeLessThan(0.01)
  })

  /** Level, then down to half in the middle of so late a place. */
  const late = (place: number, width: number) =>
    range(60).map((k) => 0.5 + 0.5 / (1 + Math.exp((k - place) / width)) + 0.004 * jitter(k))

  it('of a fall that came late and is nearly over is small, and is none where it is not', () => {
    expect(forecast(late(45, 2.5)).gain).toBeLessThan(0.06)
    expect(forecast(late(58, 2.5)).gain).toBeGreaterThan(0.1)
    const { gain, range: between } = forecast(late(45, 2.5))
    expect(between[0]).toBeLessThanOrEqual(gain)
    expect(gain).toBeLessThanOrEqual(between[1])
    expect(forecast(range(60).map((k) => (k < 35 ? 1 : 0.98 ** (k - 34)))).gain).toBeGreaterThan(0.1)
  })

  it('is a share: the same in any unit', () => {
    const [own, scaled] = [forecast(power(0.7)), forecast(power(0.7).map((value) => value * 64))]
    expect(scaled.gain).toBeCloseTo(own.gain, 9)
    expect(scaled.range[1]).toBeCloseTo(own.range[1], 9)
  })

  it('lies between 0 and 1, its ends in order, for losses of any sign', () => {
    for (const shift of [0, -0.5, -3]) {
      const { gain, range: between } = forecast(power(0.7).map((value) => value + shift))
      for (const share of [between[0], gain, between[1]]) {
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }
      expect(between[0]).toBeLessThanOrEqual(between[1])
    }
  })

  it('does not change when the zero is moved among losses below zero', () => {
    const below = power(0.7).map((value) => value - 3)
    expect(forecast(below.map((value) => value - 50)).gain).toBeCloseTo(forecast(below).gain, 9)
  })

  it('is the surer the less noise there is', () => {
    const noisy = (size: number) =>
      forecast(power(0.5).map((value, k) => value * (1 + size * jitter(k)))).certainty
    expect(noisy(0.001)).toBeGreaterThan(10)
    expect(noisy(0.001)).toBeGreaterThan(noisy(0.3))
    expect(noisy(1)).toBeLessThan(3)
  })
})

/** A curve whose logarithm falls by `slopeAt` from each value to the next. */
function fallingBy(slopeAt: (k: number) => number, length: number): number[] {
  let level = 0
  return range(length).map((k) => {
    if (k > 0) level -= slopeAt(k)
    return Math.exp(level)
  })
}
/** What is promised at most, as a fall of the logarithm: the pace of as many values again. */
const mostOf = (y: readonly number[]) => -Math.log1p(-forecast(y).range[1])

describe('the arithmetic of a forecast', () => {
  it('lets a fall that never slowed down go on, or keep a third of its pace', () => {
    const { gain, range: between, least } = forecast(fallingBy(() => 0.02, 40))
    expect(gain).toBeCloseTo(1 - Math.exp(-0.8), 9)
    expect(least).toBeCloseTo(gain, 9)
    expect(between[0]).toBeCloseTo(1 - Math.exp(-0.8 / 3), 9)
    expect(between[1]).toBeCloseTo(1 - Math.exp(-0.8), 9)
  })

  it('goes by the last quarter, at the pace of the last half where that is smaller', () => {
    expect(mostOf(fallingBy((k) => (k > 30 && k < 35 ? 0.004 : 0.02), 40)) / 40).toBeCloseTo(0.013, 2)
    expect(mostOf(fallingBy((k) => (k > 30 ? 0.03 : 0.01), 40)) / 40).toBeCloseTo(0.02, 2)
  })

  it('is worked out so for a fall at half its pace since the last quarter, in noise', () => {
    // Alternating noise, of which second differences are four times its size. The slopes of its even pairs are exact.
    const [fast, slow, length] = [0.02, 0.01, 40]
    const deviation = (0.2 * fast * 10 ** 1.5) / Math.sqrt(12) / Math.hypot(1, 0.5)
    const size = (deviation * Math.sqrt(6)) / (4 * 1.4826)
    const y = fallingBy((k) => (k > 30 ? slow : fast), length).map(
      (value, k) => value * Math.exp(k % 2 === 0 ? size : -size),
    )
    // As sure of its own ratio, 0.5, as of the usual one, 0.6; less so of the one before, 1, which may have changed since.
    const each = 1 / 0.2 ** 2
    const earlier = 1 / (((0.2 / Math.hypot(1, 0.5)) * Math.SQRT2) ** 2 + 0.2 ** 2)
    const ratio = (each * 0.5 + each * 0.6 + earlier) / (2 * each + earlier)
    const off = 1 / Math.sqrt(2 * each + earlier)
    const quarters = (pace: number) => pace + pace ** 2 + pace ** 3 + pace ** 4
    const left = (pace: number) => Math.min(1, quarters(pace) / quarters(0.6))
    const pace = slow * length
    const gained = 0.67 + 2 * size
    const kept = (1 / 3 + ((2 / 3) * pace) / gained) * left(ratio)
    const error = (length * deviation * Math.sqrt(12)) / 20 ** 1.5
    const own = forecast(y, 2)
    expect(own.error).toBeCloseTo(error, 9)
    expect(own.certainty).toBeCloseTo(pace / error, 9)
    expect(own.gain).toBeCloseTo(1 - Math.exp(-pace * kept), 9)
    expect(own.least).toBeCloseTo(1 - Math.exp(-(pace - 2 * error) * kept), 9)
    expect(forecast(y).least).toBeCloseTo(1 - Math.exp(-(pace - error) * kept), 9)
    expect(own.range[0]).toBeCloseTo(1 - Math.exp((-(pace - error) / 3) * left(ratio - 2 * off)), 9)
    expect(own.range[1]).toBeCloseTo(1 - Math.exp(-pace * left(ratio + off)), 9)
  })

  it('leaves nothing of a fall that is over but what noise may hide', () => {
    const y = fallingBy((k) => (k > 30 ? 0 : 0.02), 40)
    expect(forecast(y)).toMatchObject({ gain: 0, least: 0, range: [0, 0], certainty: 0 })
  })

  it('does not ask for the slowing down of fewer than eight values', () => {
    const { range: short, error } = forecast(fallingBy((k) => (k > 3 ? 0.02 : 0.1), 7))
    expect(Math.log1p(-short[1]) + error).toBeCloseTo(3 * Math.log1p(-short[0]), 9)
    expect(mostOf(fallingBy((k) => (k > 9 ? 0.02 : 0.1), 12))).toBeLessThan((0.02 * 12) / 2)
  })

  it.each([8, 9, 10, 11])('does not take the bend of %d values of an exponential for noise', (length) => {
    const { gain, range: between } = forecast(
      range(length).map((k) => 0.45 + 1.6 * Math.exp((-6 * k) / length)),
    )
    expect(gain).toBeLessThan(0.09)
    expect(between[0]).toBeLessThanOrEqual(gain)
    const law = forecast(power(0.5, length))
    expect(law.gain).toBeGreaterThan(0.15)
    expect(law.range[1]).toBeGreaterThan(1 - 2 ** -0.5)
  })

  it('asks of a curve that is not positive what it has gained so far', () => {
    for (const end of [0, -8]) {
      const { gain, certainty } = forecast(range(33).map((k) => end + 32 - k))
      expect(gain).toBeCloseTo(1 - Math.exp(-33 / 32), 9)
      expect(certainty).toBe(Number.POSITIVE_INFINITY)
    }
  })

  it.each([
    ['a constant zero', [0, 0, 0, 0, 0]],
    ['a constant below zero', [-1, -1, -1, -1]],
    ['a rise from below zero', [-3, -2, -1, 0, 1, 2]],
  ])('promises nothing of %s', (_, y) => {
    expect(forecast(y)).toMatchObject({ gain: 0, least: 0, range: [0, 0], certainty: 0 })
  })
})
