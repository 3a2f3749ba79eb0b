import { quantile } from '../stats/order.js'
import { sampleColumns } from './sample.js'

/** Levels of a sparkline from low to high, what stands for NaN and infinity, and for nothing. */
export interface SparkGlyphs {
  readonly levels: readonly string[]
  readonly broken: string
}

export const unicodeSpark: SparkGlyphs = {
  levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  broken: '!',
}
export const asciiSpark: SparkGlyphs = { levels: ['_', '.', '-', '=', '*', '#'], broken: '!' }

/** The highest tenth is cut off at this multiple of the rest, lest a first value or a spike flatten the curve. */
const TALLEST = 3

/** A curve in one row of `columns` characters: `!` where it is NaN or infinite, a blank where it has no value. */
export function sparkline(
  curve: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  columns: number,
  { levels, broken }: SparkGlyphs,
): string {
  const [first, last] = [curve.x[0] ?? 0, curve.x[curve.x.length - 1] ?? 0]
  const columnOf = (x: number) => (last > first ? ((x - first) / (last - first)) * (columns - 1) : 0)
  const samples = sampleColumns(curve.x, curve.y, columns, columnOf)
  const brokenAt = new Set(
    Array.from(curve.x)
      .filter((_, k) => !Number.isFinite(curve.y[k] ?? 0))
      .map((x) => Math.round(columnOf(x))),
  )
  const finite = samples.filter(Number.isFinite)
  if (finite.length === 0) return samples.map((_, k) => (brokenAt.has(k) ? broken : ' ')).join('')
  const low = quantile(finite, 0)
  const high = Math.min(quantile(finite, 1), low + TALLEST * (quantile(finite, 0.9) - low) || Infinity)
  return samples
    .map((value, k) => {
      if (brokenAt.has(k)) return broken
      if (!Number.isFinite(value)) return ' '
      const share = high > low ? Math.min(1, (value - low) / (high - low)) : 0
      return levels[Math.round(share * (levels.length - 1))] ?? ' '
    })
    .join('')
}
