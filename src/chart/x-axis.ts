import { spell } from '../numerals.js'
import type { Axis } from '../run/run.js'
import type { Drop } from '../run/schedule.js'
import type { Canvas } from './canvas.js'
import type { Area } from './curve.js'
import type { Glyphs } from './glyphs.js'
import { wholeTicks } from './scale.js'

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
  for (const x of [...ticks].sort((a, b) => priority(a, span) - priority(b, span))) {
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
  for (const { at, to } of drops) {
    const place = area.left + Math.round(columnOf(at))
    const label = `${glyphs.drop}${spellRate(to)}`
    const left = Math.min(place, canvas.width - label.length)
    if (canvas.isFree(row + 2, left - 1, label.length + 1)) canvas.write(row + 2, left, label, 'axis')
    else canvas.set(row + 2, place, glyphs.drop, 'axis')
  }
  if (drops.length > 0) canvas.write(row + 2, Math.max(0, area.left - 4), 'lr', 'axis')
}

/** A learning rate as people write it: 0.01, 5e-4. */
function spellRate(rate: number): string {
  const short = Number(rate.toPrecision(2))
  return short >= 1e-3 || short === 0 ? String(short) : short.toExponential()
}

/** The ends of the axis are labelled before what lies between. */
function priority(x: number, span: readonly [number, number]): number {
  return x === span[0] || x === span[1] ? 0 : 1
}
