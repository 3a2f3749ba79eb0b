import { describe, expect, it } from 'vitest'
import { inferSampleSize } from '../../src/stats/sample-size.js'

/** How many of `n` were right in each of twelve epochs of an ordinary run, without a common divisor. */
function rightAnswers(n: number): number[] {
  return Array.from({ length: 12 }, (_, k) =>
    Math.round(n * (0.9 - 0.4 * Math.exp(-k / 4) + 0.02 * Math.sin(5 * k))),
  )
}
const float32 = (n: number) => rightAnswers(n).map((right) => Math.fround(right / n))
const rounded = (n: number, digits: number) =>
  rightAnswers(n).map((right) => Number((right / n).toFixed(digits)))

describe('size of the set behind accuracies', () => {
  it.each([25, 80, 300, 1000, 1999])(
    'of 32-bit accuracies of %i samples divides the size, and is no accident',
    (n) => {
      const size = inferSampleSize(float32(n))
      expect(size).toBeDefined()
      expect(n % (size ?? 0)).toBe(0)
      expect(size).toBeGreaterThan(n / 6)
    },
  )

  it.each([25, 80, 300, 399])('of %i samples survives the rounding to four digits', (n) => {
    const size = inferSampleSize(rounded(n, 4))
    expect(n % (size ?? 0)).toBe(0)
    expect(size).toBeGreaterThan(n / 6)
  })

  it.each([7, 11, 80, 97])('of exact fractions of %i is found', (n) => {
    expect(inferSampleSize([1 / n, 3 / n, (n - 2) / n])).toBe(n)
  })

  it('is the smallest that fits: eighths, though 80 samples may stand behind them', () => {
    expect(inferSampleSize([10 / 80, 30 / 80, 70 / 80])).toBe(8)
  })

  it.each([
    ['steps too fine for the digits', rounded(10_000, 4)],
    ['few values with steps too fine', [0.9813, 0.9791, 0.9831, 0.9807]],
    ['a set beyond what can be told', float32(7919)],
    ['values that count nothing', [0.123456, 0.234567, 0.345671, 0.456712]],
  ])('is unknown for %s', (_, values) => {
    expect(inferSampleSize(values)).toBeUndefined()
  })

  it.each([
    ['nothing', []],
    ['all right', [1, 1, 1]],
    ['all right or all wrong', [0, 1, 0]],
    ['one value, however often', [0.5, 0.5, 0.5, 0.5, 0.5]],
    ['no number', [Number.NaN, Number.POSITIVE_INFINITY]],
  ])('is unknown for %s', (_, values) => {
    expect(inferSampleSize(values)).toBeUndefined()
  })

  it('is told by three different values, or by ten samples and more', () => {
    expect(inferSampleSize([1 / 9, 2 / 9])).toBeUndefined()
    expect(inferSampleSize([1 / 9, 2 / 9, 4 / 9])).toBe(9)
    expect(inferSampleSize([1 / 10, 3 / 10])).toBe(10)
    expect(inferSampleSize([1 / 11, 2 / 11])).toBe(11)
  })

  it.each([
    [1999, 1999],
    [1998, 1998],
    [2001, undefined],
  ])('is sought up to 2000 samples: of %i it is %s', (n, size) => {
    expect(inferSampleSize([1, 7, 11, n - 1].map((right) => right / n))).toBe(size)
  })

  it.each([
    [400, 400],
    [397, 397],
    [401, undefined],
  ])('is sought up to 400 where the log has four digits: of %i it is %s', (n, size) => {
    const spelt = rightAnswers(n).map((right) => Number((right / n).toFixed(4)))
    expect(inferSampleSize([...spelt, Number((1 / n).toFixed(4)), Number((7 / n).toFixed(4))])).toBe(size)
  })

  it('leaves out all wrong and all right, which any number of samples can be', () => {
    expect(inferSampleSize([0, 1, 1 / 7, 2 / 7, 5 / 7])).toBe(7)
  })

  it('is not feigned by exact hundredths and thousandths, but told by other exact steps', () => {
    expect(inferSampleSize([0.01, 0.07, 0.83])).toBeUndefined()
    expect(inferSampleSize([0.0125, 0.2875, 0.9375])).toBe(80)
  })

  it('leaves out what is no share', () => {
    expect(inferSampleSize([Number.NaN, -1, 3, 1 / 7, 2 / 7, 5 / 7])).toBe(7)
  })

  it('does not take hundredths for a set of a hundred: consoles round to two digits', () => {
    expect(inferSampleSize(rounded(10_000, 2))).toBeUndefined()
    expect(inferSampleSize(rounded(1234, 2))).toBeUndefined()
  })

  it('finds nothing in a long curve that is no share', () => {
    const long = Array.from({ length: 100_000 }, (_, k) => Math.fround(0.5 + 0.4 * Math.sin(k)))
    expect(inferSampleSize(long)).toBeUndefined()
  })

  it('is none of a loss near zero, of which no value is a whole sample', () => {
    expect(inferSampleSize([1e-6, 1.3e-6, 1.7e-6, 2.2e-6, 2.9e-6])).toBeUndefined()
  })
})
