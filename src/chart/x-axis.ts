import { spell } from '../numerals.js'
import type { Axis } from '../run/run.js'
import type { Drop } from '../run/schedule.js'
import type { Canvas } from './canvas.js'
import type { Area } from './curve.js'
import type { Glyphs } from './glyphs.js'
import { endsFirst, wholeTicks } from './scale.js'

/** What a panel points out, in epochs or steps as logged. */
export interface Highlights {
  readonly best?: number
  /** The stretch that a finding speaks of. */
  readonly region?: {
    readonly from: number
    readonly to: number
    /** Rule the stretch along the axis instead of shading what lies between the curves. */
    readonly ruled?: boolean
  }
  /** Where the learning rate drops. */
  readonly drops?: readonly Drop[]
}

export interface XAxis {
  readonly span: readonly [number, number]
  readonly glyphs: Glyphs
  readonly axis: Axis
  readonly highlights: Highlights
}

/** Columns that a label takes on an axis, with what keeps it from the next. */
const COLUMNS_OF_A_LABEL = 12

/** Draws the axis under a panel: rule, ticks with their labels, best epoch, and under it where the learning rate drops. */
export function drawXAxis(
  canvas: Canvas,
  area: Area,
  columnOf: (x: number) => number,
  { span, glyphs, axis, highlights }: XAxis,
): void {
  const row = area.top + area.rows
  const end = area.left + area.columns
  canvas.set(row, area.left - 1, glyphs.axis.corner, 'axis')
  for (let column = 0; column < area.columns; column++)
    canvas.set(row, area.left + column, glyphs.axis.rule, 'axis')
  const { region, best, drops = [] } = highlights
  if (region?.ruled) {
    const last = Math.min(area.columns - 1, Math.round(columnOf(region.to)))
    for (let column = Math.round(columnOf(region.from)); column <= last; column++)
      canvas.set(row, area.left + column, glyphs.axis.ruled, 'mark')
  }
  const ticks = wholeTicks(span[0], span[1], Math.max(2, Math.floor(area.columns / COLUMNS_OF_A_LABEL)))
  for (const x of endsFirst(ticks)) {
    const column = Math.round(columnOf(x))
    const label = Number.isInteger(x) ? String(x) : spell(x)
    const middle = area.left + column - Math.floor((label.length - 1) / 2)
    const left = Math.max(0, Math.min(middle, end - label.length))
    canvas.set(row, area.left + column, glyphs.axis.mark, 'axis')
    if (canvas.isFree(row + 1, left - 1, label.length + 2)) canvas.write(row + 1, left, label, 'axis')
  }
  canvas.write(row + 1, end + 2, axis, 'axis')
  if (best !== undefined && columnOf(best) >= 0 && Math.round(columnOf(best)) < area.columns)
    canvas.set(row, area.left + Math.round(columnOf(best)), glyphs.best.onAxis, 'mark')
  drawDrops(canvas, row + 2, area, columnOf, drops, glyphs.drop)
  if (drops.length > 0) canvas.write(row + 2, Math.max(0, area.left - 4), 'lr', 'axis')
}

/** A mark at each drop of the learning rate, with the new rate behind it where there is room before the next. */
function drawDrops(
  canvas: Canvas,
  row: number,
  area: Area,
  columnOf: (x: number) => number,
  drops: readonly Drop[],
  mark: string,
): void {
  const marks = drops.map(({ at, to }) => ({
    place: area.left + Math.round(columnOf(at)),
    rate: spellRate(to),
  }))
  for (const { place } of marks) canvas.set(row, place, mark, 'axis')
  for (const [k, { place, rate }] of marks.entries()) {
    const end = (marks[k + 1]?.place ?? canvas.width + 1) - 1
    if (place + 1 + rate.length <= end) canvas.write(row, place + 1, rate, 'axis')
    else if (k === marks.length - 1 && canvas.isFree(row, place - rate.length - 1, rate.length + 1))
      canvas.write(row, place - rate.length, rate, 'axis')
  }
}

/** A learning rate as people write it: 0.01, 5e-4. */
export function spellRate(rate: number): string {
  const short = Number(rate.toPrecision(2))
  return short >= 1e-3 || short === 0 ? String(short) : short.toExponential()
}
