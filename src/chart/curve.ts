import asciichart from 'asciichart'
import type { Canvas, Ink } from './canvas.js'
import type { Glyphs, Strokes } from './glyphs.js'
import type { Samples } from './sample.js'
import { depthOf, sideOf, type YAxis } from './y-axis.js'

/** Where the plot area lies on the canvas. */
export interface Area {
  readonly top: number
  readonly left: number
  readonly rows: number
  readonly columns: number
}

/** The row of a position on the y axis, from the top of the area; unrounded and unbounded. The limits are those of rows. */
export function rowOf(position: number, y: YAxis, rows: number): number {
  return depthOf(position, y) * rows - 0.5
}

/** The row of the area in which a position is shown: the first or the last one for what lies beyond. */
export function cellOf(position: number, y: YAxis, rows: number): number {
  return Math.max(0, Math.min(rows - 1, Math.round(rowOf(position, y, rows))))
}

/**
 * Draws one curve: asciichart draws each finite stretch on values scaled to rows, and what it drew is laid on the
 * canvas. Where another curve stands already, one sign shows both. Values beyond the limits leave the frame with an
 * arrow at its edge; NaN leaves a gap.
 */
export function drawCurve(
  canvas: Canvas,
  area: Area,
  samples: Samples,
  y: YAxis,
  glyphs: Glyphs,
  ink: Ink & ('train' | 'validation'),
): void {
  const strokes = glyphs[ink]
  const heights = samples.map((position) =>
    Number.isNaN(position) ? Number.NaN : area.rows - 1 - cellOf(position, y, area.rows),
  )
  for (const [start, end] of finiteStretches(heights)) {
    const stretch = heights.slice(start, end)
    const drawn = plotStretch(stretch, area.rows, strokes)
    for (const [row, line] of drawn.entries()) {
      for (const [k, glyph] of [...line].entries())
        if (glyph !== ' ') lay(canvas, area.top + row, area.left + start + k, glyph, ink, glyphs)
    }
  }
  for (const [column, position] of samples.entries()) {
    const side = sideOf(position, y)
    if (side > 0) canvas.set(area.top, area.left + column, glyphs.beyond.above, ink)
    if (side < 0) canvas.set(area.top + area.rows - 1, area.left + column, glyphs.beyond.below, ink)
  }
}

/** Sets a stroke; over one of another curve both are shown, in the colours of both by turns. */
function lay(canvas: Canvas, row: number, column: number, glyph: string, ink: Ink, glyphs: Glyphs): void {
  const under = canvas.at(row, column)
  const both = under === ' ' ? undefined : glyphs.crossing(under, glyph)
  canvas.set(row, column, both ?? glyph, both !== undefined && column % 2 === 0 ? 'train' : ink)
}

/** Rows of characters for heights 0 to rows - 1, one character for each height. */
function plotStretch(heights: readonly number[], rows: number, strokes: Strokes): string[] {
  const closed = [...heights, heights.at(-1) ?? 0]
  const config = { height: rows - 1, min: 0, max: rows - 1, offset: 1, format: () => ' ', symbols: strokes }
  return asciichart
    .plot(closed, config)
    .split('\n')
    .map((line) => [...line].slice(1).join(''))
}

function* finiteStretches(values: readonly number[]): Generator<[number, number]> {
  let start = -1
  for (let k = 0; k <= values.length; k++) {
    const finite = k < values.length && !Number.isNaN(values[k])
    if (finite && start < 0) start = k
    else if (!finite && start >= 0) {
      yield [start, k]
      start = -1
    }
  }
}
