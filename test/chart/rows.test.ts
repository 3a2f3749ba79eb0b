import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellOf, rowOf } from '../../src/chart/curve.js'
import { evenRows, onRows } from '../../src/chart/rows.js'
import { sideOf, yAxisOf } from '../../src/chart/y-axis.js'

const axisOf = (y: readonly number[], rows: number, log?: boolean) =>
  onRows(yAxisOf([{ y }], rows, log), rows)
const placesOf = (y: readonly number[], rows: number, log?: boolean) => {
  const axis = axisOf(y, rows, log)
  return axis.ticks.map(({ at, label }) => [label, Math.round(1e6 * rowOf(at, axis, rows)) / 1e6])
}

describe('an axis on rows', () => {
  it.each<[string, readonly number[], number, boolean, readonly (readonly [string, number])[]]>([
    [
      'on every second row',
      [0.91, 0.65],
      11,
      false,
      [
        ['0.65', 10],
        ['0.70', 8],
        ['0.75', 6],
        ['0.80', 4],
        ['0.85', 2],
        ['0.90', 0],
      ],
    ],
    [
      'of what is never below zero ends there',
      [2.3, 0.005],
      11,
      false,
      [
        ['0.00', 10],
        ['0.50', 8],
        ['1.00', 6],
        ['1.50', 4],
        ['2.00', 2],
        ['2.50', 0],
      ],
    ],
    [
      'of a log scale',
      [100, 0.0011],
      11,
      true,
      [
        ['0.001', 10],
        ['0.01', 8],
        ['0.1', 6],
        ['1', 4],
        ['10', 2],
        ['100', 0],
      ],
    ],
  ])('has ticks at equal distances: %s', (_, y, rows, log, ticks) => {
    expect(placesOf(y, rows, log).sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual(ticks)
  })

  it('takes quarters where no other step is even', () => {
    const labels = placesOf([0.92, 0.11], 8).map(([label]) => label)
    expect(labels).toEqual(['0.00', '0.25', '0.50', '0.75'])
  })

  it('is left as it is where even ticks would cost more than a row and a half', () => {
    const axis = axisOf([2.004, 0.0977], 11)
    expect(rowOf(2.004, axis, 11)).toBeCloseTo(0)
    expect(rowOf(0.0977, axis, 11)).toBeCloseTo(10)
  })

  it('takes a row more or less where ticks stand at equal distances then', () => {
    const y = yAxisOf([{ y: [2.004, 0.0977] }], 11)
    expect(evenRows([y], 11)).toBe(12)
    const places = onRows(y, 12).ticks.map(({ at }) => rowOf(at, onRows(y, 12), 12))
    expect(places.map((place) => place.toFixed(6).replace('-0.', '0.'))).toEqual([
      '9.000000',
      '6.000000',
      '3.000000',
      '0.000000',
    ])
    expect(evenRows([yAxisOf([{ y: [2.3, 0.005] }], 11)], 11)).toBe(11)
    expect(evenRows([yAxisOf([{ y: [1, 1] }], 11)], 11)).toBe(11)
  })

  it('shows all values, spares few rows, and keeps its ticks in the frame', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((x) => (Math.abs(x) < 1e-9 ? 0 : x))
    const limits = fc
      .tuple(value, value)
      .filter(([a, b]) => Math.abs(a - b) > 1e-6 * Math.max(Math.abs(a), Math.abs(b)))
    fc.assert(
      fc.property(limits, fc.integer({ min: 2, max: 30 }), ([a, b], rows) => {
        const axis = axisOf([a, b], rows)
        expect([sideOf(a, axis), sideOf(b, axis)]).toEqual([0, 0])
        expect(Math.abs(cellOf(a, axis, rows) - cellOf(b, axis, rows))).toBeGreaterThanOrEqual(
          Math.max(1, rows - 4),
        )
        const places = axis.ticks.map(({ at }) => rowOf(at, axis, rows))
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(-0.5001)
          expect(place).toBeLessThanOrEqual(rows - 0.4999)
        }
      }),
      { seed: 31, numRuns: 1000 },
    )
  })
})
