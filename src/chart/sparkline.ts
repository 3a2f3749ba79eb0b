import { quantile } from '../stats/order.js'
import { sampleColumns } from './sample.js'

/** Levels from low to high. */
const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
/** What each becomes where only ASCII can be shown. */
const ASCII: Readonly<Record<string, string>> = {
  '▁': '_',
  '▂': '.',
  '▃': '.',
  '▄': '-',
  '▅': '=',
  '▆': '*',
  '▇': '*',
  '█': '#',
}
const BROKEN = '!'

/** The highest tenth is cut off at this multiple of the rest, lest a first value or a spike flatten the curve. */
const TALLEST = 3

/** A curve in one row of `columns` characters: `!` where it is NaN or infinite, a blank where it has no value. */
export function sparkline(
  curve: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  columns: number,
): string {
  const [first, last] = [curve.x[0] ?? 0, curve.x[curve.x.length - 1] ?? 0]
  const columnOf = (x: number) => (last > first ? ((x - first) / (last - first)) * (columns - 1) : 0)
  const samples = sampleColumns(curve.x, curve.y, columns, columnOf)
  const brokenAt = new Set<number>()
  for (let k = 0; k < curve.x.length; k++)
    if (!Number.isFinite(curve.y[k] ?? 0)) brokenAt.add(Math.round(columnOf(curve.x[k] ?? 0)))
  const finite = samples.filter(Number.isFinite)
  if (finite.length === 0) return samples.map((_, k) => (brokenAt.has(k) ? BROKEN : ' ')).join('')
  const low = quantile(finite, 0)
  const high = Math.min(quantile(finite, 1), low + TALLEST * (quantile(finite, 0.9) - low) || Infinity)
  return samples
    .map((value, k) => {
      if (brokenAt.has(k)) return BROKEN
      if (!Number.isFinite(value)) return ' '
      const share = high > low ? Math.min(1, (value - low) / (high - low)) : 0
      return LEVELS[Math.round(share * (LEVELS.length - 1))] ?? ' '
    })
    .join('')
}

/** A sparkline for a screen that shows ASCII only. */
export function asciiSparkline(spark: string): string {
  return spark.replace(/[▁-█]/g, (level) => ASCII[level] ?? level)
}
