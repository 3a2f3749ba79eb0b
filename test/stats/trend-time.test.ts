import { expect, it } from 'vitest'
import { kendallTau, theilSen } from '../../src/stats/trend.js'

const line = (length: number, slope: number, start = 0) => Array.from({ length }, (_, k) => start + slope * k)

it('keeps the slope of long input within 2 % though it looks at part of it', () => {
  const wavy = line(50_000, 0.003).map((value, k) => value + Math.sin(k))
  expect(theilSen(wavy)).toBeGreaterThan(0.003 * 0.98)
  expect(theilSen(wavy)).toBeLessThan(0.003 * 1.02)
})

it('keeps its answer on input whose pairs are too many to look at', () => {
  const long = line(300_000, -1e-6, 4)
  expect(kendallTau(long)).toBe(-1)
  expect(theilSen(long)).toBeCloseTo(-1e-6, 12)
})
