import type { Column } from '../run/reading.js'
import type { Axis, Note } from '../run/run.js'
import type { Numbering } from './numbering.js'
import type { TableColumn } from './table-column.js'

/**
 * One column of a phase. Where an x occurs twice the later row counts; where most do, the log is finer than its
 * epochs and the rows of each are averaged.
 */
export function layOut(
  column: TableColumn,
  rows: readonly number[],
  numbering: Numbering,
): Column & { rowsEach: number; repeated: readonly number[] } {
  const { name, percent } = column
  const plain = inOrder(column, rows, numbering)
  if (plain) return { name, ...plain, percent, rowsEach: 1, repeated: [] }
  const points: { x: number; y: number }[] = []
  for (const [place, value] of column.along(rows))
    points.push({ x: numbering.at(rows[place] ?? 0, place), y: value })
  if (points.some((point, k) => point.x < (points[k - 1]?.x ?? point.x))) points.sort((a, b) => a.x - b.x)
  const x: number[] = []
  const latest: number[] = []
  const sums: number[] = []
  const sizes: number[] = []
  for (const point of points) {
    const last = x.length - 1
    if (last < 0 || x[last] !== point.x) {
      x.push(point.x)
      latest.push(point.y)
      sums.push(point.y)
      sizes.push(1)
    } else {
      latest[last] = point.y
      sums[last] = (sums[last] ?? 0) + point.y
      sizes[last] = (sizes[last] ?? 0) + 1
    }
  }
  const repeated = x.filter((_, k) => (sizes[k] ?? 1) > 1)
  if (repeated.length < 2 || repeated.length * 2 <= sizes.length)
    return { name, x, y: latest, percent, rowsEach: 1, repeated }
  const rowsEach = sizes.reduce((most, size) => Math.max(most, size), 0)
  return { name, x, y: sums.map((sum, i) => sum / (sizes[i] ?? 1)), percent, rowsEach, repeated: [] }
}

/** The points of a column whose x ascend, each but once, as those of most do; undefined for any other. */
function inOrder(
  column: TableColumn,
  rows: readonly number[],
  numbering: Numbering,
): Pick<Column, 'x' | 'y'> | undefined {
  const x: number[] = []
  const y: number[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const [place, value] of column.along(rows)) {
    const at = numbering.at(rows[place] ?? 0, place)
    if (!(at > last)) return undefined
    last = at
    x.push(at)
    y.push(value)
  }
  return { x, y }
}

/** Says which columns were averaged. */
export function averageNote(averaged: readonly (Column & { rowsEach: number })[], axis: Axis): Note {
  const most = averaged.reduce((high, column) => Math.max(high, column.rowsEach), 0)
  const names = averaged.slice(0, 4).map((column) => column.name)
  return {
    because: `up to ${most} rows per ${axis}, averaged: ${names.join(', ')}${averaged.length > 4 ? ', ...' : ''}`,
  }
}
