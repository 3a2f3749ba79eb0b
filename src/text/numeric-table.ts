import type { Column, Reading } from '../run/reading.js'
import { axisOf, isIndex } from './axis.js'
import type { Layout } from './delimited.js'
import { readNumericRows } from './numeric-rows.js'
import { isTrainingFlag } from './splits.js'

/**
 * Reads a table of nothing but numbers, whose epochs or steps ascend, as one run. Undefined for any other: what needs
 * a decision or a note is left to the table that takes rows as they come.
 */
export function readNumericTable(text: string, layout: Layout): Reading | undefined {
  const { header } = layout
  const axes = header.map(axisOf)
  const numbering = axes.findIndex((axis) => axis !== undefined)
  const plain =
    new Set(header).size === header.length &&
    numbering === axes.findLastIndex((axis) => axis !== undefined) &&
    !header.some(isTrainingFlag)
  const columns = plain ? readNumericRows(text, layout) : undefined
  const length = columns?.[0]?.length ?? 0
  if (columns === undefined || length === 0) return undefined
  if (isIndex(header[numbering] ?? 'none') && !columns[numbering]?.every(Number.isInteger)) return undefined
  const x = columns[numbering] ?? Array.from({ length }, (_, k) => k + 1)
  if (!x.every((place, k) => k === 0 || place > (x[k - 1] ?? place))) return undefined
  const curves = header.flatMap((name, k): Column[] =>
    k === numbering ? [] : [{ name, x, y: columns[k] ?? [], percent: false }],
  )
  return { axis: axes[numbering] ?? 'row', phases: [{ columns: curves, line: 2 }], notes: [] }
}
