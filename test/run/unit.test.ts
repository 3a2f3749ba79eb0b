import { describe, expect, it } from 'vitest'
import { unitOfShares } from '../../src/run/unit.js'

describe('unitOfShares', () => {
  it.each([
    ['fractions', [0.1, 0.5, 0.99], 'fraction'],
    ['fractions up to 1', [0, 1], 'fraction'],
    ['fractions a little over 1', [0.9, 1.002], 'fraction'],
    ['percentages that stay low', [0.9, 1.2], 'percent'],
    ['percentages', [10, 55.5, 98], 'percent'],
    ['percentages that begin low', [0.9, 40], 'percent'],
    ['a full 100 percent', [99, 100], 'percent'],
    ['counts', [812, 9310], 'plain'],
    ['something negative', [-0.2, 0.5], 'plain'],
    ['something infinite', [0.5, Infinity], 'plain'],
    ['fractions with a NaN', [0.5, Number.NaN, 0.6], 'fraction'],
    ['percentages with a NaN', [Number.NaN, 50], 'percent'],
    ['nothing', [], 'fraction'],
  ])('tells %s', (_, values, unit) => {
    expect(unitOfShares(values)).toBe(unit)
    expect(unitOfShares(Float64Array.from(values))).toBe(unit)
  })
})
