import type { Series } from '../run/run.js'
import { Canvas, type Ink, type Span } from './canvas.js'
import { type Area, cellOf, drawCurve, rowOf } from './curve.js'
import type { Glyphs } from './glyphs.js'
import { splitOf } from './plan.js'
import { onRows } from './rows.js'
import { type Samples, sampleColumns } from './sample.js'
import { drawXAxis, type XAxis } from './x-axis.js'
import { positionsOf, sideOf, spellEnd, type YAxis, yAxisOf } from './y-axis.js'

export type { Highlights } from './x-axis.js'

/** `span`: first and last x of all panels, so that they stand in line. */
export interface PanelOptions extends XAxis {
  readonly width: number
  readonly rows: number
  /** The y axis, on rows; by the values of the curves unless told otherwise. */
  readonly y?: YAxis
  /** Room for the y labels and for the legend, in columns; what this panel needs unless told otherwise. */
  readonly left?: number
  readonly right?: number
}

/** One curve of a panel. */
interface Line {
  readonly series: Series
  /** Positions on the y axis. */
  readonly samples: Samples
  readonly ink: Ink & ('train' | 'validation')
}

/** Room at the right for the name of the x axis, at least. */
const AXIS_NAME = 7

/** Draws the curves of one quantity: title, frame, curves, marks, x axis. One array of spans for each row. */
export function drawPanel(title: string, curves: readonly Series[], options: PanelOptions): Span[][] {
  const { width, rows, glyphs, span, highlights } = options
  const y = options.y ?? onRows(yAxisOf(curves, rows), rows)
  const left = options.left ?? labelRoom(y)
  const columns = Math.max(8, width - left - (options.right ?? legendRoom(curves, y)))
  const area: Area = { top: 1, left, rows, columns }
  const columnOf = (x: number) =>
    span[1] > span[0] ? ((x - span[0]) / (span[1] - span[0])) * (columns - 1) : 0
  /** A curve ends at its last value, beside which that stands, be there other values in that column; what leaves the frame there stays. */
  const upToLast = (samples: Samples, { x }: Series, positions: ArrayLike<number>): Samples => {
    const last = positions[x.length - 1] ?? Number.NaN
    const column = Math.round(columnOf(x.at(-1) ?? Number.NaN))
    const shown = samples[column] ?? Number.NaN
    return Number.isFinite(last) && Number.isFinite(shown) && sideOf(shown, y) === 0
      ? samples.with(column, last)
      : samples
  }
  /** A validation curve runs through its best value, be there other values in that column. */
  const through = (samples: Samples, { x }: Series, positions: ArrayLike<number>): Samples => {
    const best = positions[x.indexOf(highlights.best ?? Number.NaN)] ?? Number.NaN
    const column = Math.round(columnOf(highlights.best ?? Number.NaN))
    return Number.isFinite(best) && Number.isFinite(samples[column]) ? samples.with(column, best) : samples
  }
  const lines = curves.map((series): Line => {
    const ink = series.split === 'train' ? 'train' : 'validation'
    const positions = positionsOf(series, y)
    const samples = upToLast(sampleColumns(series.x, positions, columns, columnOf), series, positions)
    return { series, ink, samples: ink === 'train' ? samples : through(samples, series, positions) }
  })
  const canvas = new Canvas(width, rows + (highlights.drops?.length ? 4 : 3))
  canvas.write(0, left - 1, title, 'title')
  drawFrame(canvas, area, y, glyphs)
  for (const { samples, ink } of lines) drawCurve(canvas, area, samples, y, glyphs, ink)
  drawRegion(canvas, area, lines, y, columnOf, options)
  drawBest(canvas, area, lines, y, columnOf, options)
  drawXAxis(canvas, area, columnOf, options)
  drawLegend(canvas, area, lines, y)
  return canvas.rows()
}

/** Columns that the labels of a y axis need, with a blank and the axis. */
export function labelRoom({ ticks }: YAxis): number {
  return ticks.reduce((most, { label }) => Math.max(most, label.length), 5) + 2
}

function drawFrame(canvas: Canvas, area: Area, y: YAxis, glyphs: Glyphs): void {
  for (let row = 0; row < area.rows; row++)
    canvas.set(area.top + row, area.left - 1, glyphs.axis.line, 'axis')
  const taken = new Set<number>()
  for (const { at, label } of y.ticks) {
    const row = Math.round(rowOf(at, y, area.rows))
    if (taken.has(row)) continue
    taken.add(row)
    canvas.set(area.top + row, area.left - 1, glyphs.axis.tick, 'axis')
    canvas.write(area.top + row, area.left - 2 - label.length, label, 'axis')
  }
}

/** Shades what lies between training and validation where a finding speaks of it. */
function drawRegion(
  canvas: Canvas,
  area: Area,
  lines: readonly Line[],
  y: YAxis,
  columnOf: (x: number) => number,
  { highlights, glyphs }: PanelOptions,
): void {
  const train = lines.find(({ ink }) => ink === 'train')
  const validation = lines.find(({ ink }) => ink === 'validation')
  if (!highlights.region || highlights.region.ruled || !train || !validation) return
  const last = Math.min(area.columns - 1, Math.round(columnOf(highlights.region.to)))
  for (let column = Math.max(0, Math.round(columnOf(highlights.region.from))); column <= last; column++) {
    const edges = [train, validation].map(({ samples }) => rowOf(samples[column] ?? Number.NaN, y, area.rows))
    const [low, high] = [Math.min(...edges), Math.max(...edges)]
    for (let row = Math.max(0, Math.ceil(low)); row <= Math.min(area.rows - 1, high); row++)
      canvas.setBehind(area.top + row, area.left + column, glyphs.region, 'region')
  }
}

/** Marks the best epoch on the validation curve, at its own value even where it shares a column with others. */
function drawBest(
  canvas: Canvas,
  area: Area,
  lines: readonly Line[],
  y: YAxis,
  columnOf: (x: number) => number,
  { highlights: { best }, glyphs }: PanelOptions,
): void {
  if (best === undefined) return
  const column = Math.round(columnOf(best))
  const line = lines.find(({ ink }) => ink === 'validation') ?? lines[0]
  const index = line?.series.x.indexOf(best) ?? -1
  const position =
    line && index >= 0 ? positionsOf(line.series, y)[index] : (line?.samples[column] ?? Number.NaN)
  for (let row = 0; row < area.rows; row++)
    canvas.setBehind(area.top + row, area.left + column, glyphs.best.above, 'mark')
  if (position === undefined || Number.isNaN(position) || line?.series.goal === 'none') return
  canvas.set(area.top + cellOf(position, y, area.rows), area.left + column, glyphs.best.onCurve, 'mark')
}

/** Last values at the ends of the lines, moved apart where they would fall on one row. */
function drawLegend(canvas: Canvas, area: Area, lines: readonly Line[], y: YAxis): void {
  const entries = lines.map(({ series, ink }) => {
    const position = positionsOf({ y: series.y.slice(-1) }, y)[0] ?? Number.NaN
    const row = cellOf(Number.isNaN(position) ? y.high : position, y, area.rows)
    return { row, value: position, text: legendOf(series, y), ink }
  })
  entries.sort((a, b) => a.row - b.row || b.value - a.value)
  let free = 0
  for (const [k, { row, text, ink }] of entries.entries()) {
    const place = Math.min(Math.max(row, free), area.rows - (entries.length - k))
    canvas.write(area.top + place, area.left + area.columns + 1, text, ink)
    free = place + 1
  }
}

function legendOf(series: Series, y: YAxis): string {
  return `${spellEnd(series.y.at(-1) ?? Number.NaN, y)} ${splitOf(series)}`.trimEnd()
}

/** Columns that the legends of these curves and the name of the axis need at the right. */
export function legendRoom(curves: readonly Series[], y: YAxis): number {
  return curves.reduce((most, curve) => Math.max(most, legendOf(curve, y).length + 1), AXIS_NAME)
}
