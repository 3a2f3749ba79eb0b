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
