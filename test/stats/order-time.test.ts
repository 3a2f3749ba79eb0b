import { expect, it } from 'vitest'
import { median } from '../../src/stats/order.js'

it('the median of a million values is found within seconds: a square of their number would take an hour', () => {
  const wave = Float64Array.from({ length: 1e6 }, (_, k) => Math.sin(k))
  const start = performance.now()
  expect(median(wave)).toBeCloseTo(0, 4)
  expect(performance.now() - start).toBeLessThan(5000)
})
