import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureRise, onsetOf, startOf, staysAbove, withoutSpikes } from '../../src/stats/rise.js'

const seeded = { seed: 2026, numRuns: 200 }
/** Falls by exp to `low` in `epochs` epochs, strictly. */
const fall = (epochs: number, high = 2, low = 0.5) =>
  Array.from({ length: epochs }, (_, k) => low + (high - low) * (1 - k / (epochs - 1)) ** 2)
const climb = (epochs: number, from: number, to: number) =>
  Array.from({ length: epochs }, (_, k) => from + ((to - from) * (k + 1)) / epochs)
/** The smaller of both readings: what a rise must have in either to be called one. */
const sure = (y: readonly number[]) => {
  const { bare, smooth } = measureRise(y, y[0] ?? 0)
  return Math.min(bare, smooth)
}

describe('rise of a curve', () => {
  it('is told in the numbers of the curve', () => {
    const y = [2, 1.5, 1, 0.8, 0.9, 1, 1.1, 1.2]
    const rise = measureRise(y, 2)
    expect(rise).toMatchObject({ best: 3, after: 4, steadiness: 1 })
    expect(rise.bare).toBeCloseTo(1.2 / 0.8 - 1, 12)
    expect(rise.smooth).toBeCloseTo(1.1 / 0.9 - 1, 1)
    expect(rise.share).toBeGreaterThan(rise.smooth)
    expect(rise.share).toBeLessThan(rise.bare)
    expect(rise.givenBack).toBeGreaterThan(0.2)
    expect(rise.givenBack).toBeLessThan(0.4)
  })

  it('of a curve that only falls is 0', () => {
    for (const length of [2, 3, 4, 10, 100]) {
      const rise = measureRise(fall(length), 2)
      expect(rise).toMatchObject({ share: 0, bare: 0, smooth: 0, givenBack: 0, after: 0 })
      expect(rise.best).toBe(length - 1)
    }
  })

  it('of a single value is 0', () => {
    expect(measureRise([0.7], 0.7)).toMatchObject({ best: 0, share: 0, after: 0, end: 0.7 })
  })

  it('is a share: the same in any unit', () => {
    const positive = fc.array(fc.integer({ min: 1, max: 4096 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(positive, fc.constantFrom(1 / 64, 64, 1024), (y, unit) => {
        const [own, scaled] = [
          measureRise(y, 4096),
          measureRise(
            y.map((v) => v * unit),
            4096 * unit,
          ),
        ]
        for (const key of ['share', 'bare', 'smooth', 'givenBack', 'steadiness', 'best', 'after'] as const)
          expect(scaled[key]).toBeCloseTo(own[key], 9)
      }),
      seeded,
    )
  })

  it('is never negative, and steadiness lies between -1 and 1', () => {
    const any = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(any, (y) => {
        const rise = measureRise(y, y[0] ?? 0)
        for (const key of ['share', 'bare', 'smooth', 'givenBack'] as const)
          expect(rise[key]).toBeGreaterThanOrEqual(-1e-12)
        expect(Math.abs(rise.steadiness)).toBeLessThanOrEqual(1)
      }),
      seeded,
    )
  })

  describe('at its end', () => {
    it('is not hidden by a last dip', () => {
      const y = [...fall(10), ...climb(20, 0.5, 1)]
      expect(measureRise([...y, 0.8], 2).share).toBeGreaterThan(0.5)
      expect(measureRise([...y, 0.55], 2).smooth).toBeGreaterThan(0.7)
    })

    it('is not hidden by a last dip almost to the best', () => {
      const rise = measureRise([...fall(10), ...climb(20, 0.5, 1), 0.502], 2)
      expect(rise.smooth).toBeGreaterThan(0.7)
      expect(rise.share).toBeGreaterThan(0.2)
    })

    it('is not made by a last spike on a plateau', () => {
      const plateau = [...fall(10), ...Array.from({ length: 10 }, (_, k) => 0.5 + 0.001 * ((k * 7) % 5))]
      expect(sure([...plateau, 5])).toBeLessThan(0.02)
    })

    it.each([0, 1, 2])('is not made by a last spike with %i epochs between it and the best', (between) => {
      expect(sure([...fall(20), ...Array(between).fill(0.501), 1.5])).toBeLessThan(0.02)
    })

    it('is not made by a spike in the middle', () => {
      const y = fall(30)
      y[15] = 50
      expect(sure(y)).toBe(0)
    })

    it('is seen when it is the last three values', () => {
      expect(sure([...fall(20), 0.8, 0.9, 1])).toBeGreaterThan(0.5)
    })
  })

  describe('of a loss below zero', () => {
    const elbo = [10, 2, -5, -9, -10, -9, -8, -7, -6]

    it('is a share of what had been gained, since a share of the loss means nothing there', () => {
      const rise = measureRise(elbo, 10)
      expect(rise.bare).toBeCloseTo(4 / 20, 12)
      expect(rise.share).toBeGreaterThan(0.1)
      expect(rise.share).toBeLessThan(0.25)
      expect(rise.share).toBeCloseTo(rise.givenBack, 1)
    })

    it('is no less for a huge first value', () => {
      const fall = [1, 0, -1, -2, -2.5, -2.8, -3, -2.6, -2.2]
      const usual = measureRise(fall, 1)
      expect(usual.bare).toBeCloseTo(0.8 / 4, 12)
      const huge = measureRise([1000, ...fall.slice(1)], 1000)
      expect(huge.gained).toBeCloseTo(4 * (3 - 2), 12)
      expect(huge.bare).toBeCloseTo(0.8 / 4, 12)
    })

    it('does not change when the zero is moved and all stays below it', () => {
      const moved = measureRise(
        elbo.map((v) => v - 100),
        -90,
      )
      expect(moved.share).toBeCloseTo(measureRise(elbo, 10).share, 12)
    })

    it('is 0 when it only falls', () => {
      expect(measureRise([1, -1, -2, -3, -4], 1)).toMatchObject({ share: 0, givenBack: 0 })
    })

    it('counts a best of exactly 0 as one without a share', () => {
      expect(measureRise([1, 0.5, 0, 0.1, 0.1, 0.1], 1).bare).toBeCloseTo(0.1, 12)
    })
  })

  it('gives back more than all where nothing had been gained', () => {
    expect(measureRise([1, 2, 3, 4, 5], 1).givenBack).toBe(Number.POSITIVE_INFINITY)
  })

  it('counts from where training began, where that was higher', () => {
    const y = [1, 0.8, 0.9, 0.9, 0.9, 0.9]
    expect(measureRise(y, 5).givenBack).toBeLessThan(measureRise(y, 1).givenBack)
  })
})

describe('without spikes', () => {
  it.each([
    [
      [3, 1],
      [3, 1],
    ],
    [
      [3, 1, 2],
      [3, 2, 2],
    ],
    [
      [5, 4, 9, 3, 2, 8],
      [5, 5, 4, 3, 3, 3],
    ],
  ])('%j is %j: its end is the median of three', (y, smooth) => {
    expect(withoutSpikes(y)).toEqual(smooth)
  })
})

describe('what a rise had gained', () => {
  it('is counted from the start of either split, whichever is higher', () => {
    expect(measureRise([3, 1, 1, 2, 2, 2], 5)).toMatchObject({ gained: 4, givenBack: 0.25 })
    expect(measureRise([5, 1, 1, 2, 2, 2], 3)).toMatchObject({ gained: 4 })
    expect(measureRise([0, -4, -3, -3, -3], -2)).toMatchObject({ gained: 4, bare: 0.25 })
  })

  it('is nothing where the first value was the lowest, and nothing was given back of a level curve', () => {
    expect(measureRise([1, 2, 3], 1)).toMatchObject({ gained: 0, givenBack: Number.POSITIVE_INFINITY })
    expect(measureRise([1, 2, 3], 0.5)).toMatchObject({ gained: 0, givenBack: Number.POSITIVE_INFINITY })
    expect(measureRise([2, 2, 2], 2)).toMatchObject({ gained: 0, givenBack: 0, share: 0, lowest: 2, end: 2 })
  })
})

describe('where a fall began', () => {
  it.each<[readonly number[], number, number]>([
    [[4, 3, 2, 1, 9], 4, 4],
    [[4, 3, 2, 1, 9], 6, 6],
    [[4, 3, 2, 1, 9], 8, 7],
    [[100, 3, 2, 1, 9], 0, 7],
    [[100, 1, 0, 9], 0, 100],
    [[100, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0], 0, 22],
  ])('%j from %d: at %d', (y, start, from) => {
    expect(startOf(y, start)).toBe(from)
  })

  it('is its own first value where the other one is of another scale', () => {
    expect(startOf([-7.5, -8, -8.5, -8], -2900)).toBe(-7.5)
    expect(startOf([-7.5, -8, -8.5, -8], -5)).toBe(-5)
    expect(startOf([-7.5, -8, -8.5, -8], -0.01)).toBe(-7.5)
  })
})

describe('the onset of a rise', () => {
  const onset = (y: readonly number[], limit: number) => onsetOf(y, measureRise(y, y[0] ?? 0), limit)

  it('is where it stays above a third of itself', () => {
    expect(onset([4, 2, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.5, 2.5], 9)).toBe(5)
    expect(onset([4, 2, 1, 1.25, 1.5, 1.25, 1.25, 1.75, 2.5, 2.5, 2.5], 9)).toBe(7)
  })

  it('is where it stays above the limit, where that is less', () => {
    expect(onset([4, 2, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.5, 2.5], 0.2)).toBe(3)
    expect(onset([40, 20, 10, 10, 10.5, 11, 12, 25, 25, 25], 0.1)).toBe(6)
  })

  it('is a third of the rise of a loss that is not positive', () => {
    for (const shift of [1, 9])
      expect(
        onset(
          [4, 2, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.5, 2.5].map((y) => y - shift),
          0.01,
        ),
      ).toBe(5)
  })
})

describe('where a curve stays above a level', () => {
  it.each([
    { y: [5, 1, 2, 3, 4], level: 1.5, from: 2 },
    { y: [5, 1, 3, 1, 4, 4], level: 2, from: 4 },
    { y: [5, 5, 5], level: 1, from: 0 },
    { y: [1, 1, 1], level: 2, from: 2 },
    { y: [1, 2, 3, 1], level: 1.5, from: 3 },
    { y: [1, 2, 2, 2], level: 2, from: 3 },
  ])('$y above $level is from $from on', ({ y, level, from }) => {
    expect(staysAbove(y, level)).toBe(from)
  })
})
