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

  it('name the highest spike, against the spread of all others', () => {
    const { spike } = measureSwings([3, 2, 2, 12, 1, 1.5, 1], 0.3)
    expect(spike).toEqual({ index: 3, height: 10 / 2 })
  })

  it('know no spike in a curve that only falls, nor at its start', () => {
    expect(measureSwings([900, 4, 3, 2, 1, 0.5], 0.3).spike).toEqual({ index: -1, height: 0 })
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
