import { readName } from '../run/names.js'
import type { Goal } from '../run/run.js'
import { changed, type Located } from './located.js'

/** So many lines it takes to tell what stands in brackets. */
const LINES_AT_LEAST = 3
/** What is in every line so many times as large or as small as the value before it is no mean of such values. */
const TIMES_APART = 4

/**
 * What stands in brackets behind a value is the mean of the epoch (`0.50 (0.48)`), unless it is the best so far or far from the
 * value in every line, as a deviation or a difference is: then the value before it counts.
 */
export function settleMeters(prints: readonly Located[]): readonly Located[] {
  const kinds = new Map<string, Map<string, [number, number][]>>()
  for (const { kind, lasts, cells } of prints) {
    if (!lasts) continue
    const names = kinds.get(kind) ?? new Map<string, [number, number][]>()
    kinds.set(kind, names)
    for (const [name, last] of lasts) {
      const points = names.get(name) ?? []
      names.set(name, points)
      points.push([Number.parseFloat(last), Number.parseFloat(cells.get(name) ?? '')])
    }
  }
  const none = new Map(
    [...kinds].map(([kind, names]) => [
      kind,
      new Set(
        [...names].filter(([name, points]) => isNoMean(points, readName(name).goal)).map(([name]) => name),
      ),
    ]),
  )
  if ([...none.values()].every(({ size }) => size === 0)) return prints
  return prints.map((print) => {
    const own = none.get(print.kind)
    if (!print.lasts || !own || own.size === 0) return print
    const cells = [...print.cells].map(([name, value]): [string, string] => [
      name,
      own.has(name) ? (print.lasts?.get(name) ?? value) : value,
    ])
    return changed(print, { cells: new Map(cells), meters: own.size < print.lasts.size })
  })
}

type Points = readonly (readonly [number, number])[]

function isNoMean(points: Points, goal: Goal): boolean {
  if (points.length < LINES_AT_LEAST) return false
  const far = points.every(([value, inner]) => {
    const [small, large] = [Math.abs(value), Math.abs(inner)].toSorted((a, b) => a - b)
    return (small ?? 0) * TIMES_APART < (large ?? 0)
  })
  return (
    far || (goal !== 'higher' && isBest(points, Math.min)) || (goal !== 'lower' && isBest(points, Math.max))
  )
}

/** The best of the values so far, with that of the line or up to that before it, and not just equal to them. */
function isBest(points: Points, better: (a: number, b: number) => number): boolean {
  const follows = (own: boolean) =>
    points.every(([value, inner], k) => {
      const [last, best] = points[k - 1] ?? []
      if (last === undefined || best === undefined) return better(value, inner) === inner
      return inner === better(best, own ? value : last)
    })
  const varies = points.some(([value]) => value !== points[0]?.[0])
  const apart = points.some(([value, inner]) => value !== inner)
  return varies && apart && (follows(true) || follows(false))
}
