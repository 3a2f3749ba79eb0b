import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { count, countPoints, spell, spellChange, spellPair, spellShare } from '../src/numerals.js'

const seeded = { seed: 12, numRuns: 500 }
const finite = fc.double({ min: -1e300, max: 1e300, noNaN: true })

describe('value of a curve', () => {
  it.each<[number, string]>([
    [0, '0'],
    [-0, '0'],
    [1, '1.000'],
    [0.705, '0.705'],
    [0.0001, '0.000100'],
    [0.00009999, '1.00e-4'],
    [1.249, '1.249'],
    [9.99996, '10.00'],
    [99.95, '99.95'],
    [123.456, '123.5'],
    [12345.6, '12346'],
    [999_999, '999999'],
    [1e6, '1.00e6'],
    [3e12, '3.00e12'],
    [1.5e-9, '1.50e-9'],
    [-0.705, '-0.705'],
    [-1234.5, '-1235'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('%d is spelt %s', (value, spelt) => {
    expect(spell(value)).toBe(spelt)
  })

  it.each<[number, number, string]>([
    [0.705, 5, '0.70500'],
    [1.249, 3, '1.25'],
    [0.1038, 3, '0.104'],
    [9.996, 3, '10.0'],
    [12345, 3, '12345'],
    [2.5e9, 2, '2.5e9'],
  ])('%d with %i digits is %s', (value, digits, spelt) => {
    expect(spell(value, digits)).toBe(spelt)
  })

  it('reads back as itself within half a percent, and is short', () => {
    fc.assert(
      fc.property(finite, (value) => {
        const spelt = spell(value)
        expect(Math.abs(Number(spelt) - value)).toBeLessThanOrEqual(Math.abs(value) * 0.005)
        expect(spelt.length).toBeLessThanOrEqual(10)
      }),
      seeded,
    )
  })
})

describe('pair of values', () => {
  it.each<[number, number, string, string]>([
    [0.705, 1.249, '0.705', '1.249'],
    [0.705123456, 0.705139, '0.70512', '0.70514'],
    [0.5, 0.5, '0.500', '0.500'],
    [1_000_000.1, 1_000_000.2, '1000000.1', '1000000.2'],
  ])('%d and %d are %s and %s', (from, to, ...spelt) => {
    expect(spellPair(from, to)).toEqual(spelt)
  })

  it('has no more digits than tell them apart', () => {
    expect(spellPair(1000.000001, 1000.0000000045166)).toEqual(['1000.000001', '1000.000000'])
  })

  it('of different values is spelt differently, of equal values alike', () => {
    const near = fc
      .tuple(finite, fc.constantFrom(0, 1e-15, 1e-9, 1e-6, 1e-3, 1))
      .map(([a, by]) => [a, a + a * by])
    const any = fc.oneof(near, fc.tuple(finite, finite))
    fc.assert(
      fc.property(any, ([from = 0, to = 0]) => {
        const [a, b] = spellPair(from, to)
        expect(a === b).toBe(from === to)
      }),
      seeded,
    )
  })

  it('of broken values is their words', () => {
    expect(spellPair(0.5, Number.NaN)).toEqual(['0.500', 'NaN'])
    expect(spellPair(Number.NaN, Number.NaN)).toEqual(['NaN', 'NaN'])
    expect(spellPair(1, Number.POSITIVE_INFINITY)).toEqual(['1.000', 'inf'])
  })
})

describe('change', () => {
  it.each<[number, string]>([
    [0.771, '+77%'],
    [-0.764, '-76%'],
    [0.05, '+5.0%'],
    [-0.0123, '-1.2%'],
    [0.0994, '+9.9%'],
    [0.0996, '+10%'],
    [0, '+0%'],
    [1, '+100%'],
    [12.5, '+1250%'],
    [1e6, '+1.0e8%'],
    [Number.POSITIVE_INFINITY, '+inf%'],
    [Number.NEGATIVE_INFINITY, '-inf%'],
  ])('of %d is %s', (share, spelt) => {
    expect(spellChange(share)).toBe(spelt)
  })

  it('always carries its sign, and one percent sign', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (share) => {
        expect(spellChange(share)).toMatch(/^[+-][\d.]+(?:e\d+)?%$/)
        expect(spellChange(share).startsWith('-')).toBe(share < 0)
      }),
      seeded,
    )
  })
})

describe('share', () => {
  it.each<[number, string]>([
    [0.1, '10 %'],
    [0.3, '30 %'],
    [0, '0 %'],
    [1, '100 %'],
    [0.1234567, '12.3 %'],
    [0.07, '7 %'],
    [2.5, '250 %'],
  ])('of %d is %s', (share, spelt) => {
    expect(spellShare(share)).toBe(spelt)
  })
})

describe('countPoints', () => {
  it('takes no logged value for a step', () => {
    expect(['epoch', 'step', 'row'].map((axis) => countPoints(12, axis))).toEqual([
      '12 epochs',
      '12 points',
      '12 rows',
    ])
    expect(countPoints(1, 'step')).toBe('1 point')
  })
})

describe('count', () => {
  it('has a plural for all but one', () => {
    expect([0, 1, 2].map((number) => count(number, 'epoch'))).toEqual(['0 epochs', '1 epoch', '2 epochs'])
  })
})
