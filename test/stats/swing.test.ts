import { describe, expect, it } from 'vitest'
import { measureSwings, measureUpswing } from '../../src/stats/swing.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)

describe('swings', () => {
  it.each<[string, readonly number[], readonly number[]]>([
    ['a curve that only falls', [5, 4, 3, 2, 1], []],
    ['a constant', [1, 1, 1, 1], []],
    ['a zigzag', [2, 1, 2, 1, 2], [2, 4]],
    ['a rise at the end', [4, 3, 2, 1, 4], [4]],
    ['wiggles that are small beside the progress', [10, 8, 8.2, 6, 6.3, 4, 4.1, 2], []],
    ['one large wiggle among small ones', [10, 8, 8.2, 2, 9, 1, 1.2], [4]],
  ])('of %s', (_, y, peaks) => {
    expect(measureSwings(y, 0.3)).toMatchObject({ count: peaks.length, peaks })
  })

  it('of a wave are its periods', () => {
    const wave = range(100).map((k) => Math.cos((2 * Math.PI * k) / 20))
    expect(measureSwings(wave, 0.5).count).toBe(5)
  })

  it('are the same in any unit and at any level', () => {
    const y = range(60).map((k) => 2 * Math.exp(-k / 15) + 0.5 * Math.sin(k))
    const own = measureSwings(y, 0.2)
    expect(
      measureSwings(
        y.map((value) => 64 * value),
        0.2,
      ).peaks,
    ).toEqual(own.peaks)
    expect(
      measureSwings(
        y.map((value) => value - 1000),
        0.2,
      ).peaks,
    ).toEqual(own.peaks)
  })

  it('are measured against the progress, or the spread where that is larger, all but the highest values', () => {
    expect(measureSwings([5, 5, 4, 7, 9, 9], 0.5)).toMatchObject({ span: 5, least: 2.5 })
    expect(measureSwings([9, 7, 2, ...Array(98).fill(1), 90], 0.1)).toMatchObject({ span: 7 })
    expect(measureSwings([9, 1, ...Array(98).fill(2), 90], 0.1)).toMatchObject({ span: 4 })
  })

  it('as large as the least count, smaller ones do not', () => {
    const steps = [4, 4, 0, 2, 0, 4]
    expect(measureSwings(steps, 0.5)).toMatchObject({ span: 4, least: 2, peaks: [3, 5] })
    expect(measureSwings(steps, 0.51).peaks).toEqual([5])
  })

  it('have their peak at the last of equal values', () => {
    expect(measureSwings([3, 1, 3, 3, 1, 1, 3], 0.5).peaks).toEqual([3, 6])
  })

  it('of a constant are none, though its span is nothing', () => {
    expect(measureSwings([1, 1, 1, 1], 0)).toEqual({
      ...{ count: 0, peaks: [], span: 0, least: 0 },
      spike: { index: -1, height: 0 },
    })
  })

  it('are no smaller than a share of the values, where these are positive', () => {
    const noisy = [10, 9.9, 9.6, 9.9, 9.5, 9.8, 9.5]
    expect(measureSwings(noisy, 0.3, 0.05)).toMatchObject({ least: 0.05 * 9.8, peaks: [] })
    expect(measureSwings(noisy, 0.3).peaks).toEqual([3, 5])
    for (const lowered of [9.5, 20])
      expect(
        measureSwings(
          noisy.map((value) => value - lowered),
          0.3,
          0.9,
        ).peaks,
      ).toEqual([3, 5])
  })

  it('name the highest spike, against the spread of all others', () => {
    const { spike } = measureSwings([3, 2, 2, 12, 1, 1.5, 1], 0.3)
    expect(spike).toEqual({ index: 3, height: 10 / 2 })
  })

  it('know no spike in a curve that only falls, nor at its start', () => {
    expect(measureSwings([900, 4, 3, 2, 1, 0.5], 0.3).spike).toEqual({ index: -1, height: 0 })
  })

  it('take a single value above equal ones for a spike beyond measure', () => {
    expect(measureSwings([1, 1, 3, 1, 1], 0.3).spike).toEqual({ index: 2, height: Number.POSITIVE_INFINITY })
  })

  it('take no shoulder for a spike, nor what is as high as its neighbour', () => {
    expect(measureSwings([0, 4, 4, 0], 0.3).spike).toEqual({ index: -1, height: 0 })
    expect(measureSwings([0, 2, 3, 4, 0, 0], 0.3).spike).toEqual({ index: 3, height: 1 / 3 })
  })

  it('take a last value far above the one before for a spike', () => {
    expect(measureSwings([9, 4, 3, 2, 1, 50], 0.3).spike).toEqual({ index: 5, height: 49 / 8 })
  })
})

describe('upswing at the end', () => {
  const fall = range(10).map((k) => 2 - k / 10)

  it('is the last value above the level of the last half, as a share', () => {
    const flat = Array(20).fill(0.5)
    const upswing = measureUpswing([...fall, ...flat, 0.75])
    expect(upswing?.level).toBeCloseTo(0.5, 12)
    expect(upswing?.above).toBeCloseTo(0.5, 12)
    expect(upswing?.givenBack).toBeCloseTo(0.25 / (1.95 - 0.5), 12)
  })

  it('is next to nothing on a plateau, whose trend is none', () => {
    const upswing = measureUpswing([...fall, ...Array(20).fill(1)])
    expect(upswing).toMatchObject({ above: 0, givenBack: 0, trend: 0 })
  })

  it('gives back more than all where nothing was gained', () => {
    for (const y of [
      [1, 1, 1, 1, 1, 1, 1, 2],
      [1, 1, 3, 3, 3, 3, 3, 3.3],
    ])
      expect(measureUpswing(y)?.givenBack).toBe(Number.POSITIVE_INFINITY)
  })

  it('is told of six values, by the last three of them', () => {
    expect(measureUpswing([8, 8, 8, 1, 1, 2])).toMatchObject({ level: 1, above: 1, givenBack: 1 / 7 })
  })

  it('is the same in any unit', () => {
    const y = range(30).map((k) => 1 + Math.abs(k - 18) / 10 + 0.01 * Math.sin(5 * k))
    const [own, scaled] = [measureUpswing(y), measureUpswing(y.map((value) => 64 * value))]
    for (const key of ['above', 'givenBack', 'noise', 'trend'] as const)
      expect(scaled?.[key]).toBeCloseTo(own?.[key] ?? Number.NaN, 9)
  })

  it.each([
    ['fewer than six values', [5, 4, 3, 2, 1]],
    ['a value below zero', [5, 4, 3, 2, 1, -1, 1]],
    ['a zero', [5, 4, 3, 2, 1, 0, 1]],
  ])('is unknown of %s', (_, y) => {
    expect(measureUpswing(y)).toBeUndefined()
  })
})
