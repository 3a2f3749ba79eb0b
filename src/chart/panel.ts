import { spell } from '../numerals.js'
import type { Axis, Series } from '../run/run.js'
import { Canvas, type Ink, type Span } from './canvas.js'
import { type Area, drawCurve, rowOf } from './curve.js'
import type { Glyphs } from './glyphs.js'
import { type Samples, sampleColumns } from './sample.js'
import { type Scale, scaleFor, tickLabels, wholeTicks } from './scale.js'

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
}

export interface PanelOptions {
  readonly width: number
  readonly rows: number
  readonly glyphs: Glyphs
  readonly axis: Axis
  /** First and last x of all panels, so that they stand in line. */
  readonly span: readonly [number, number]
  readonly highlights: Highlights
  /** Room for the y labels and for the legend, in columns; what this panel needs unless told otherwise. */
  readonly left?: number
  readonly right?: number
}

/** One curve of a panel. */
interface Line {
  readonly series: Series
  readonly samples: Samples
  readonly ink: Ink & ('train' | 'validation')
}

/** Room at the right for the name of the x axis, at least. */
const AXIS_NAME = 7

/** Draws the curves of one quantity: title, frame, curves, marks, x axis. One array of spans for each row. */
export function drawPanel(title: string, curves: readonly Series[], options: PanelOptions): Span[][] {
  const { width, rows, glyphs, span } = options
  const left = options.left ?? labelRoom(curves, rows)
  const columns = Math.max(8, width - left - (options.right ?? legendRoom(curves)))
  const area: Area = { top: 1, left, rows, columns }
  const columnOf = (x: number) =>
    span[1] > span[0] ? ((x - span[0]) / (span[1] - span[0])) * (columns - 1) : 0
  const lines = curves.map((series): Line => {
    const ink = series.split === 'train' ? 'train' : 'validation'
    return { series, ink, samples: sampleColumns(series.x, series.y, columns, columnOf) }
  })
  const canvas = new Canvas(width, rows + 3)
  canvas.write(0, left - 1, title, 'title')
  const scale = scaleOf(curves, rows)
  drawFrame(canvas, area, scale, glyphs)
  for (const line of lines) drawCurve(canvas, area, line.samples, scale, glyphs, glyphs[line.ink], line.ink)
  drawRegion(canvas, area, lines, scale, columnOf, options)
  drawBest(canvas, area, lines, scale, columnOf, options)
  drawXAxis(canvas, area, columnOf, options)
  drawLegend(canvas, area, lines, scale)
  return canvas.rows()
}

/** The scale of the curves by their finite values. */
function scaleOf(curves: readonly Series[], rows: number): Scale {
  const values = curves.flatMap(({ y }) => [...y.filter((value) => Number.isFinite(value))])
  return values.length > 0 ? scaleFor(values, rows) : { low: 0, high: 1, ticks: [] }
}

/** Columns that the y labels of these curves need, with a blank and the axis. */
export function labelRoom(curves: readonly Series[], rows: number): number {
  return tickLabels(scaleOf(curves, rows).ticks).reduce((most, label) => Math.max(most, label.length), 5) + 2
}

function drawFrame(canvas: Canvas, area: Area, scale: Scale, glyphs: Glyphs): void {
  for (let row = 0; row < area.rows; row++)
    canvas.set(area.top + row, area.left - 1, glyphs.axis.line, 'axis')
  const labels = tickLabels(scale.ticks)
  const taken = new Set<number>()
  for (const [k, tick] of scale.ticks.entries()) {
    const row = Math.round(rowOf(tick, scale, area.rows))
    if (taken.has(row)) continue
    taken.add(row)
    const label = labels[k] ?? ''
    canvas.set(area.top + row, area.left - 1, glyphs.axis.tick, 'axis')
    canvas.write(area.top + row, area.left - 2 - label.length, label, 'axis')
  }
}

/** Shades what lies between training and validation where a finding speaks of it. */
function drawRegion(
  canvas: Canvas,
  area: Area,
  lines: readonly Line[],
  scale: Scale,
  columnOf: (x: number) => number,
  { highlights, glyphs }: PanelOptions,
): void {
  const train = lines.find(({ ink }) => ink === 'train')
  const validation = lines.find(({ ink }) => ink === 'validation')
  if (!highlights.region || highlights.region.ruled || !train || !validation) return
  const last = Math.min(area.columns - 1, Math.round(columnOf(highlights.region.to)))
  for (let column = Math.max(0, Math.round(columnOf(highlights.region.from))); column <= last; column++) {
    const edges = [train, validation].map(({ samples }) =>
      rowOf(samples[column] ?? Number.NaN, scale, area.rows),
    )
    const [low, high] = [Math.min(...edges), Math.max(...edges)]
    for (let row = Math.max(0, Math.ceil(low)); row <= Math.min(area.rows - 1, high); row++)
      canvas.setBehind(area.top + row, area.left + column, glyphs.region, 'region')
  }
}

function drawBest(
  canvas: Canvas,
  area: Area,
  lines: readonly Line[],
  scale: Scale,
  columnOf: (x: number) => number,
  { highlights, glyphs }: PanelOptions,
): void {
  if (highlights.best === undefined) return
  const column = Math.round(columnOf(highlights.best))
  const line = lines.find(({ ink }) => ink === 'validation') ?? lines[0]
  const value = line?.samples[column] ?? Number.NaN
  for (let row = 0; row < area.rows; row++)
    canvas.setBehind(area.top + row, area.left + column, glyphs.best.above, 'mark')
  if (Number.isNaN(value)) return
  const row = Math.max(0, Math.min(area.rows - 1, Math.round(rowOf(value, scale, area.rows))))
  canvas.set(area.top + row, area.left + column, glyphs.best.onCurve, 'mark')
}

function drawXAxis(
  canvas: Canvas,
  area: Area,
  columnOf: (x: number) => number,
  { span, glyphs, axis, highlights }: PanelOptions,
): void {
  const row = area.top + area.rows
  canvas.set(row, area.left - 1, glyphs.axis.corner, 'axis')
  for (let column = 0; column < area.columns; column++)
    canvas.set(row, area.left + column, glyphs.axis.rule, 'axis')
  const region = highlights.region
  if (region?.ruled) {
    const last = Math.min(area.columns - 1, Math.round(columnOf(region.to)))
    for (let column = Math.round(columnOf(region.from)); column <= last; column++)
      canvas.set(row, area.left + column, glyphs.axis.ruled, 'mark')
  }
  const ticks = wholeTicks(span[0], span[1], Math.max(2, Math.floor(area.columns / 12)))
  for (const x of [...ticks].sort((a, b) => priority(a, span) - priority(b, span))) {
    const column = Math.round(columnOf(x))
    const label = Number.isInteger(x) ? String(x) : spell(x)
    const end = area.left + area.columns
    const left = Math.max(
      0,
      Math.min(area.left + column - Math.floor((label.length - 1) / 2), end - label.length),
    )
    canvas.set(row, area.left + column, glyphs.axis.mark, 'axis')
    if (canvas.isFree(row + 1, left - 1, label.length + 2)) canvas.write(row + 1, left, label, 'axis')
  }
  canvas.write(row + 1, area.left + area.columns + 2, axis, 'axis')
  if (highlights.best !== undefined)
    canvas.set(row, area.left + Math.round(columnOf(highlights.best)), glyphs.best.onAxis, 'mark')
}

/** The ends of the axis are labelled before what lies between. */
function priority(x: number, span: readonly [number, number]): number {
  return x === span[0] || x === span[1] ? 0 : 1
}

/** Last values at the ends of the lines, moved apart where they would fall on one row. */
function drawLegend(canvas: Canvas, area: Area, lines: readonly Line[], scale: Scale): void {
  const entries = lines.map(({ series, ink }) => {
    const value = series.y.at(-1) ?? Number.NaN
    const height = rowOf(Number.isFinite(value) ? value : scale.high, scale, area.rows)
    return {
      row: Math.max(0, Math.min(area.rows - 1, Math.round(height))),
      value,
      text: legendOf(series),
      ink,
    }
  })
  entries.sort((a, b) => a.row - b.row || b.value - a.value)
  let free = 0
  for (const [k, { row, text, ink }] of entries.entries()) {
    const place = Math.min(Math.max(row, free), area.rows - (entries.length - k))
    canvas.write(area.top + place, area.left + area.columns + 1, text, ink)
    free = place + 1
  }
}

function legendOf({ y, split }: Series): string {
  const name = split === 'train' ? 'train' : split === 'test' ? 'test' : 'val'
  return `${spell(y.at(-1) ?? Number.NaN, 3)} ${name}`
}

/** Columns that the legends of these curves and the name of the axis need at the right. */
export function legendRoom(curves: readonly Series[]): number {
  return curves.reduce((most, curve) => Math.max(most, legendOf(curve).length + 1), AXIS_NAME)
}
