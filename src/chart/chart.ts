import type { Run, Series } from '../run/run.js'
import type { Span } from './canvas.js'
import type { Glyphs } from './glyphs.js'
import { drawPanel, type Highlights, labelRoom, legendRoom } from './panel.js'

export interface ChartOptions {
  /** Columns of the terminal. */
  readonly width: number
  readonly glyphs: Glyphs
  readonly highlights: Highlights
}

/** From this width on loss and accuracy stand side by side. */
const SIDE_BY_SIDE = 110
const LOSS_ROWS = 11
const ACCURACY_ROWS = 8
/** Columns between two panels. */
const BETWEEN = 2

/** Draws the curves of a run: loss and accuracy, one above the other or side by side as the width allows. */
export function drawChart(run: Run, { width, glyphs, highlights }: ChartOptions): Span[][] {
  const { trainLoss, validationLoss, trainAccuracy, validationAccuracy } = run.curves
  const panels = [
    { title: 'loss', curves: present([trainLoss, validationLoss]), rows: LOSS_ROWS },
    { title: 'accuracy', curves: present([trainAccuracy, validationAccuracy]), rows: ACCURACY_ROWS },
  ].filter(({ curves }) => curves.length > 0)
  const span = spanOf(panels.flatMap(({ curves }) => curves))
  const right = legendRoom(panels.flatMap(({ curves }) => curves))
  const left = panels.reduce((most, { curves, rows }) => Math.max(most, labelRoom(curves, rows)), 0)
  const beside = width >= SIDE_BY_SIDE && panels.length > 1
  const drawn = panels.map(({ title, curves, rows }) => {
    const own = beside ? Math.floor((width - BETWEEN) / panels.length) : width
    const unit = curves[0]?.unit === 'percent' ? ' (%)' : ''
    const options = {
      width: own,
      rows: beside ? LOSS_ROWS : rows,
      glyphs,
      axis: run.axis,
      span,
      highlights,
      left,
      right,
    }
    return { own, rows: drawPanel(title + unit, curves, options) }
  })
  if (!beside) return drawn.flatMap(({ rows }, k) => (k === 0 ? rows : [[], ...rows]))
  const [first, second] = drawn
  if (!first || !second) return first?.rows ?? []
  return first.rows.map((row, k) => [...padded(row, first.own + BETWEEN), ...(second.rows[k] ?? [])])
}

function present(curves: readonly (Series | undefined)[]): Series[] {
  return curves.filter((curve) => curve !== undefined)
}

function spanOf(curves: readonly Series[]): [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { x } of curves) {
    first = Math.min(first, x[0] ?? first)
    last = Math.max(last, x.at(-1) ?? last)
  }
  return Number.isFinite(first) ? [first, last] : [0, 0]
}

function padded(row: readonly Span[], width: number): Span[] {
  const length = row.reduce((sum, { text }) => sum + [...text].length, 0)
  return [...row, { text: ' '.repeat(Math.max(0, width - length)), ink: 'plain' }]
}
