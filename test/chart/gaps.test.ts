import { describe, expect, it } from 'vitest'
import { bridges, missingFrom } from '../../src/chart/gaps.js'
import { sampleColumns } from '../../src/chart/sample.js'
import { yAxisOf } from '../../src/chart/y-axis.js'
import { pathOf } from '../../src/page/curve.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)
const without = (x: readonly number[], ...gone: readonly number[]) => x.filter((at) => !gone.includes(at))
const gapsIn = (x: readonly number[]) => {
  const leads = bridges(x)
  return range(x.length - 1)
    .filter((k) => !leads(k))
    .map((k) => x[k])
}

describe('gaps of a curve', () => {
  it('are none over regular distances, of one epoch or of several', () => {
    expect(gapsIn(range(40))).toEqual([])
    expect(gapsIn(range(40).map((k) => 5 * k))).toEqual([])
    expect(gapsIn([1, 5, 10, 15, 20, 25, 27])).toEqual([])
  })

  it('are none where the rhythm changes', () => {
    expect(gapsIn([...range(40), 44, 49, 54, 59, 64])).toEqual([])
    expect(gapsIn([...range(40), 49, 59, 69, 79])).toEqual([])
  })

  it.each([
    ['ends off its rhythm', [10, 20, 30, 40, 43]],
    ['begins off its rhythm', [0, 9, 19, 29, 39, 49, 52]],
    ['became seldom, and ends off its rhythm', [...range(40), 49, 59, 69, 72]],
    ['became dense after a few at other distances', [3, 13, 23, 33, ...range(40).map((k) => k + 34)]],
    ['is of few values', [9, 19, 24]],
  ])('are none in validation that %s', (_, x) => {
    expect(gapsIn(x)).toEqual([])
    expect(missingFrom(x)).toBe(0)
  })

  it('are where values are missing from a seldom rhythm, be its ending off it', () => {
    expect(gapsIn([10, 20, 40, 50, 60, 70, 80, 90, 100, 103])).toEqual([20])
    expect(missingFrom([10, 20, 40, 50, 60, 70, 80, 90, 100, 103])).toBe(1)
    expect(gapsIn([...range(40), 49, 59, 69, 99])).toEqual([69])
  })

  it('are where values are missing from a denser rhythm', () => {
    const x = without(range(40), 9, 20, 21, 22)
    expect(gapsIn(x)).toEqual([8, 19])
    expect(missingFrom(x)).toBe(4)
    const samples = sampleColumns(
      x,
      x.map(() => 1),
      40,
      (at) => at,
    )
    expect(range(40).filter((k) => Number.isNaN(samples[k]))).toEqual([9, 20, 21, 22])
  })

  it('break the line on a page, and leave a lone point as a dot', () => {
    const x = without(range(40), 9, 11)
    const y = x.map((at) => at)
    const frame = { left: 0, top: 0, width: 390, height: 50, span: [0, 39] as const, y: yAxisOf([{ y }], 11) }
    const { path, dots } = pathOf({ x, y }, frame)
    expect(path.match(/M/g)).toHaveLength(2)
    expect(dots.match(/M/g)).toHaveLength(1)
  })
})
