import { describe, expect, it } from 'vitest'
import { luckOfLowest, noiseBesideCurve, noiseLevel, relativeNoise, wander } from '../../src/stats/noise.js'

/** Normal numbers that are the same in every run: mulberry32 through Box and Muller. */
function gaussian(seed: number, length: number): number[] {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32
  }
  return Array.from({ length }, () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()))
}

const TRENDS: Readonly<Record<string, (k: number) => number>> = {
  'no trend': () => 0.5,
  'a steep line': (k) => 5 - 0.4 * k,
  'a learning curve': (k) => 0.3 + 2 * Math.exp(-k / 60),
  'a slow wave': (k) => Math.sin(k / 40),
}

describe('noise level', () => {
  describe.each(Object.entries(TRENDS))('with %s', (_, trend) => {
    it.each([0.02, 0.1])('is the standard deviation %f of Gaussian noise, within 25 %%', (sigma) => {
      for (const seed of [1, 2, 3, 4, 5]) {
        const level = noiseLevel(gaussian(seed, 300).map((z, k) => trend(k) + sigma * z))
        expect(Math.abs(level / sigma - 1)).toBeLessThan(0.25)
      }
    })
  })

  it('is the same from third differences, in which a bend shows less', () => {
    for (const seed of [1, 2, 3]) {
      const noise = gaussian(seed, 300).map((z) => 0.02 * z)
      expect(Math.abs(noiseBesideCurve(noise) / 0.02 - 1)).toBeLessThan(0.25)
    }
    const bend = Array.from({ length: 6 }, (_, k) => k ** 2)
    expect(noiseBesideCurve(bend)).toBe(0)
    expect(noiseLevel(bend)).toBeGreaterThan(1)
    expect(noiseBesideCurve([1, 5, 2])).toBe(0)
  })

  it('ignores spikes', () => {
    const quiet = gaussian(9, 300).map((z) => 0.01 * z)
    const spiky = quiet.map((value, k) => (k % 25 === 7 ? value + 1000 : value))
    expect(noiseLevel(spiky) / noiseLevel(quiet)).toBeGreaterThan(0.8)
    expect(noiseLevel(spiky) / noiseLevel(quiet)).toBeLessThan(1.4)
  })

  it('is 0 on a line and on a constant', () => {
    expect(noiseLevel(Array.from({ length: 30 }, (_, k) => 64 - 2 * k))).toBe(0)
    expect(noiseLevel(Array(10).fill(0.25))).toBe(0)
  })

  it('grows with the unit of the values, and does not change with their level', () => {
    const values = gaussian(4, 50).map((z) => Math.round(z * 1024) / 1024)
    expect(noiseLevel(values.map((value) => value * 64))).toBe(64 * noiseLevel(values))
    expect(noiseLevel(values.map((value) => value + 8))).toBe(noiseLevel(values))
    expect(noiseLevel(values.map((value) => -value))).toBe(noiseLevel(values))
  })

  it('is told of four values on: second differences of four mean four times the size of a zigzag', () => {
    expect(noiseLevel([1, -1, 1, -1])).toBeCloseTo((4 * 1.4826) / Math.sqrt(6), 12)
  })

  it.each([[[]], [[1]], [[1, 2]], [[1, 5, 1]]])('of %j, too short to tell, is 0', (values) => {
    expect(noiseLevel(values)).toBe(0)
  })
})

describe('relative noise', () => {
  const zigzag = (size: number) => [1, -1, 1, -1, 1, -1].map((sign) => Math.exp(size * sign))

  it('is that of the logarithms: the same in any unit', () => {
    expect(relativeNoise(zigzag(0.1))).toBeCloseTo((0.4 * 1.4826) / Math.sqrt(6), 12)
    expect(relativeNoise(zigzag(0.1).map((value) => 64 * value))).toBeCloseTo(relativeNoise(zigzag(0.1)), 12)
  })

  it.each([0, -1])('is 0 where %d is among the values, of which there is no share', (value) => {
    expect(relativeNoise([...zigzag(0.1), value])).toBe(0)
  })
})

describe('luck of the lowest', () => {
  it.each([10, 40, 200])(
    'is about how far level curves of %i values end above their lowest, less a sixth',
    (n) => {
      const seeds = Array.from({ length: 400 }, (_, k) => k + 1)
      const depths = seeds.map((seed) => -gaussian(seed, n).reduce((low, z) => Math.min(low, z), 0))
      const mean = depths.reduce((sum, depth) => sum + depth, 0) / depths.length
      expect(Math.abs(luckOfLowest(n) / ((5 / 6) * mean) - 1)).toBeLessThan(0.12)
    },
  )

  it('is told of three values on', () => {
    expect(luckOfLowest(3)).toBeCloseTo(0.497, 3)
  })

  it('is none of two values', () => {
    expect(luckOfLowest(2)).toBe(0)
  })
})

describe('wander', () => {
  it('sees slow drifts that the noise level does not', () => {
    const wave = Array.from({ length: 400 }, (_, k) => Math.sin(k / 15))
    expect(noiseLevel(wave)).toBeLessThan(0.01)
    expect(wander(wave)).toBeGreaterThan(0.6)
  })

  it('is that of the last half', () => {
    const late = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    expect(wander([...Array(11).fill(1000), ...late])).toBeCloseTo(3.4, 12)
    expect(wander([1000, 0, 1, 2, 3])).toBeCloseTo(1.02, 12)
  })

  it('of Gaussian noise is its standard deviation', () => {
    expect(Math.abs(wander(gaussian(7, 2000)) - 1)).toBeLessThan(0.1)
  })
})
