import { describe, expect, it } from 'vitest'
import { yAxisOf } from '../../src/chart/y-axis.js'
import { arrowsOf, type Frame, pathOf } from '../../src/page/curve.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)

function frameOf(y: readonly number[], log?: boolean): Frame {
  const axis = yAxisOf([{ y }], 11, log)
  return { left: 0, top: 0, width: 100, height: 50, span: [0, y.length - 1], y: axis }
}
const draw = (y: readonly number[], log?: boolean) => pathOf({ x: range(y.length), y }, frameOf(y, log))
const arrows = (y: readonly number[]) => arrowsOf({ x: range(y.length), y }, frameOf(y))

describe('path of a curve', () => {
  it('has each point at its place', () => {
    expect(draw([2, 1, 0])).toEqual({ path: 'M0 0L50 25L100 50', dots: '', points: 3 })
  })

  it('has powers of ten at equal distances on a log scale', () => {
    expect(draw([100, 10, 1], true).path).toBe('M0 0L50 25L100 50')
  })

  it('breaks at NaN, and shows a point between two gaps as a dot', () => {
    const { path, dots, points } = draw([2, 2, Number.NaN, 0, Number.NaN, 2, 2])
    expect(path.match(/M/g)).toHaveLength(2)
    expect(dots).toBe('M50 50h0')
    expect(points).toBe(5)
  })

  it.each([10, 40, 200])('has all of %i points', (length) => {
    expect(draw(range(length)).points).toBe(length)
  })

  it('of very many points keeps the extremes', () => {
    const y = range(100_000).map((k) => (k === 51_234 ? 2 : k === 71_234 ? -2 : Math.sin(k)))
    const { path, points } = draw(y)
    expect(points).toBeLessThan(500)
    expect(path).toMatch(/L51(?:\.\d)? 0L/)
    expect(path).toMatch(/L71(?:\.\d)? 50L/)
  })

  it('goes to the edge where it leaves the frame, with an arrow there', () => {
    const y = [1, 1, 1, Number.POSITIVE_INFINITY, 2, 2, 2, Number.NEGATIVE_INFINITY, 1]
    expect(draw(y).path).toContain('L37.5 0L')
    expect(draw(y).path).toContain('L87.5 50L')
    expect(arrows(y)).toEqual(['M37.5 -9L41.5 -1L33.5 -1Z', 'M87.5 59L91.5 51L83.5 51Z'])
  })

  it('has an arrow at each edge where it leaves the frame at both, close together', () => {
    const y = Array.from({ length: 60 }, (_, k) =>
      k === 30 ? Number.NEGATIVE_INFINITY : k === 31 ? Number.POSITIVE_INFINITY : k / 60,
    )
    expect(arrows(y)).toHaveLength(2)
  })

  it('has no arrow where it stays inside or is missing', () => {
    expect(arrows([1, Number.NaN, 2, 3])).toEqual([])
  })
})
