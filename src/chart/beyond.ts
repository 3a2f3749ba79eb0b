import { countPoints, spell } from '../numerals.js'
import type { Axis, Series } from '../run/run.js'
import type { Glyphs } from './glyphs.js'
import { positionsOf, sideOf, type YAxis } from './y-axis.js'

/** What leaves the frame of a panel, in words: which curve, how far, where. One line for each curve and side. */
export function describeBeyond(
  curves: readonly Series[],
  y: YAxis,
  axis: Axis,
  { beyond }: Pick<Glyphs, 'beyond'>,
): string[] {
  return curves.flatMap((series) => {
    const positions = positionsOf(series, y)
    return ([1, -1] as const).flatMap((side) => {
      let [number, first, furthest] = [0, Number.NaN, Number.NaN]
      for (let k = 0; k < positions.length; k++) {
        if (sideOf(positions[k] ?? Number.NaN, y) !== side) continue
        const value = series.y[k] ?? Number.NaN
        if (number === 0) first = series.x[k] ?? Number.NaN
        if (number === 0 || (value - furthest) * side > 0) furthest = value
        number++
      }
      if (number === 0) return []
      const arrow = side > 0 ? beyond.above : beyond.below
      const where = number === 1 ? `${axis} ${first}` : `${countPoints(number, axis)}, first ${first}`
      return [`${arrow} ${series.name} ${number === 1 ? 'is' : 'reaches'} ${spell(furthest, 3)} (${where})`]
    })
  })
}
