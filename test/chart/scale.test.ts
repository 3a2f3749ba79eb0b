import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { niceTicks, scaleFor, tickLabels, wholeTicks } from '../../src/chart/scale.js'
import { spellEnd, yAxisOf } from '../../src/chart/y-axis.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)

const seeded = { seed: 31, numRuns: 300 }
const ROWS = 11

describe('limits of a panel', () => {
  it('are the extremes where nothing lies far out', () => {
    expect(scaleFor([0.1, 0.9, 0.4], ROWS)).toMatchObject({ low: 0.1, high: 0.9 })
  })

  it.each([0.5, 7, -3, 0, 1e-9, 3e12])('leave room around the constant %d and label it', (value) => {
    const { low, high, ticks } = scaleFor([value, value], ROWS)
    expect(low).toBeLessThan(value)
    expect(high).toBeGreaterThan(value)
    expect(ticks).toEqual([value])
  })

  it('leave out a single spike that would press the rest into one row', () => {
    const curve = Array.from({ length: 100 }, (_, k) => 1 + k / 100)
    expect(scaleFor([...curve, 1e6], ROWS).high).toBeLessThan(4)
    expect(scaleFor([...curve, -1e6], ROWS).low).toBeGreaterThan(-2)
    expect(scaleFor([...curve, 1e6], ROWS).low).toBe(1)
  })

  it('keep a rise that is no single spike', () => {
    const curve = Array.from({ length: 100 }, (_, k) => (k < 80 ? 1 : 1 + (k - 80)))
    expect(scaleFor(curve, ROWS).high).toBe(20)
  })

  it('are two different numbers, with ticks between them, for any values', () => {
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((x) => (Math.abs(x) < 1e-12 ? 0 : x))
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), (values) => {
        const { low, high, ticks } = scaleFor(values, ROWS)
        expect(low).toBeLessThan(high)
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(low - (high - low) * 1e-6)
          expect(tick).toBeLessThanOrEqual(high + (high - low) * 1e-6)
        }
      }),
      seeded,
    )
  })
})

describe('ticks of the y axis', () => {
  it.each([
    { low: 0, high: 1, about: 5, are: [0, 0.2, 0.4, 0.6, 0.8, 1] },
    { low: 0.13, high: 1.94, about: 4.4, are: [0.5, 1, 1.5] },
    { low: -3, high: 2, about: 5, are: [-3, -2, -1, 0, 1, 2] },
    { low: 0, high: 3e12, about: 3, are: [0, 1e12, 2e12, 3e12] },
    { low: 1e-9, high: 2e-9, about: 2, are: [1e-9, 1.5e-9, 2e-9] },
  ])('from $low to $high are $are', ({ low, high, about, are }) => {
    expect(niceTicks(low, high, about)).toEqual(are)
  })

  it('are few, inside, ascending, and a round step apart', () => {
    const bound = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(bound, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (low, size) => {
        const ticks = niceTicks(low, low + size, 4)
        expect(ticks.length).toBeGreaterThanOrEqual(1)
        expect(ticks.length).toBeLessThanOrEqual(10)
        const step = (ticks[1] ?? 1) - (ticks[0] ?? 0)
        if (ticks.length > 1) expect(['1', '2', '5']).toContain(step.toExponential(0).slice(0, 1))
      }),
      seeded,
    )
  })
})

describe('labels of ticks', () => {
  it.each([
    { ticks: [0.5, 1, 1.5, 2], are: ['0.50', '1.00', '1.50', '2.00'] },
    { ticks: [0, 20, 40, 60], are: ['0', '20', '40', '60'] },
    { ticks: [0.002, 0.0025, 0.003], are: ['0.0020', '0.0025', '0.0030'] },
    { ticks: [0.025, 0.05, 0.075], are: ['0.025', '0.050', '0.075'] },
    { ticks: [0, 2.5e6, 5e6], are: ['0', '2.5e6', '5.0e6'] },
    { ticks: [0, 1e12, 2e12], are: ['0', '1e12', '2e12'] },
    { ticks: [-2, -1, 0], are: ['-2.00', '-1.00', '0.00'] },
    { ticks: [0.5], are: ['0.50'] },
    { ticks: [], are: [] },
  ])('$ticks are $are', ({ ticks, are }) => {
    expect(tickLabels(ticks)).toEqual(are)
  })

  it('tell ticks apart and read back as their values', () => {
    const from = fc.integer({ min: -40, max: 40 })
    const step = fc.constantFrom(
      ...[-9, -5, -4, -3, -2, -1, 0, 1, 2, 4, 5, 9].flatMap((e) => [1, 2, 5].map((m) => m * 10 ** e)),
    )
    fc.assert(
      fc.property(from, step, (first, size) => {
        const ticks = [0, 1, 2, 3].map((k) => Number(((first + k) * size).toPrecision(12)))
        const labels = tickLabels(ticks)
        expect(new Set(labels).size).toBe(4)
        for (const [k, label] of labels.entries())
          expect(Math.abs(Number(label) - (ticks[k] ?? 0))).toBeLessThan(size * 0.06)
      }),
      seeded,
    )
  })
})

describe('ticks of the x axis', () => {
  it.each([
    { first: 1, last: 40, about: 3 },
    { first: 0, last: 39, about: 3 },
    { first: 17, last: 56, about: 4 },
    { first: 1, last: 2, about: 4 },
    { first: 1, last: 3, about: 5 },
    { first: 0, last: 1_000_000, about: 4 },
    { first: 1, last: 100_000, about: 6 },
  ])('from $first to $last are whole, distinct, with both ends', ({ first, last, about }) => {
    const ticks = wholeTicks(first, last, about)
    expect(ticks[0]).toBe(first)
    expect(ticks.at(-1)).toBe(last)
    expect(ticks.every(Number.isInteger)).toBe(true)
    expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b))
    expect(ticks.length).toBeLessThanOrEqual(2 * about + 2)
  })

  it('of a single epoch is that epoch', () => {
    expect(wholeTicks(17, 17, 4)).toEqual([17])
  })

  it.each([
    { first: 0.13, last: 12.87, about: 3, are: [1, 5, 10, 12] },
    { first: 0.25, last: 3.75, about: 5, are: [1, 2, 3] },
    { first: 0.5, last: 6, about: 3, are: [1, 2, 4, 6] },
    { first: 0.02, last: 2.3, about: 5, are: [1, 2] },
  ])('between fractions of epochs are whole: $first to $last', ({ first, last, about, are }) => {
    expect(wholeTicks(first, last, about)).toEqual(are)
  })

  it('of less than two whole epochs are the ends', () => {
    expect(wholeTicks(0.1, 0.9, 4)).toEqual([0.1, 0.9])
    expect(wholeTicks(0.5, 1.5, 4)).toEqual([0.5, 1, 1.5])
  })
})

describe('a last value', () => {
  it.each([
    [1000020, range(30).map((k) => 1_000_000 + k * 2), '1.00002e6'],
    [0.00051234, range(30).map((k) => 5.12e-4 + k * 1e-8), '5.123e-4'],
    [0.5, range(30).map((k) => k / 30), '0.500'],
    [2, range(30).map((k) => 10 ** (k / 3)), '2.00'],
  ])('has the digits of its axis: %d', (value, y, is) => {
    expect(Number(spellEnd(value, yAxisOf([{ y }], 11)))).toBe(Number(is))
  })

  it.each([
    [1e-4, '1.00e-4'],
    [0.01, '0.0100'],
    [25_000, '2.50e4'],
    [Number.NaN, 'NaN'],
  ])('is spelt on a log scale as its ticks are: %d', (value, is) => {
    const y = yAxisOf([{ y: [1e-4, 1e-3, 1e-2, 1, 1e5] }], 11, true)
    expect(spellEnd(value, y)).toBe(is)
  })
})
