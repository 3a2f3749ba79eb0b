import asciichart from 'asciichart'
import type { Canvas, Ink } from './canvas.js'
import type { Glyphs, Strokes } from './glyphs.js'
import type { Samples } from './sample.js'
import type { Scale } from './scale.js'

/** Where the plot area lies on the canvas. */
export interface Area {
  readonly top: number
  readonly left: number
  readonly rows: number
  readonly columns: number
}

/** The row of a value, from the top of the area; unrounded and unbounded. */
export function rowOf(value: number, scale: Scale, rows: number): number {
  return ((scale.high - value) / (scale.high - scale.low)) * (rows - 1)
}

/**
 * Draws one curve: asciichart draws each finite stretch on values scaled to rows, and what it drew is laid on the
 * canvas. Values beyond the limits leave the frame with an arrow at its edge; NaN leaves a gap.
 */
export function drawCurve(
  canvas: Canvas,
  area: Area,
  samples: Samples,
  scale: Scale,
  glyphs: Glyphs,
  strokes: Strokes,
  ink: Ink,
): void {
  const heights = samples.map((value) => {
    const row = Math.round(rowOf(value, scale, area.rows))
    return Number.isNaN(value) ? Number.NaN : area.rows - 1 - Math.max(0, Math.min(area.rows - 1, row))
  })
  for (const [start, end] of finiteStretches(heights)) {
    const stretch = heights.slice(start, end)
    const drawn = plotStretch(stretch, area.rows, strokes)
    for (const [row, line] of drawn.entries()) {
      for (const [k, glyph] of [...line].entries())
        if (glyph !== ' ') canvas.set(area.top + row, area.left + start + k, glyph, ink)
    }
  }
  for (const [column, value] of samples.entries()) {
    if (value > scale.high + tolerance(scale))
      canvas.set(area.top, area.left + column, glyphs.beyond.above, ink)
    if (value < scale.low - tolerance(scale))
      canvas.set(area.top + area.rows - 1, area.left + column, glyphs.beyond.below, ink)
  }
}

function tolerance(scale: Scale): number {
  return (scale.high - scale.low) * 1e-9
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
