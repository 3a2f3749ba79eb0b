import { readName } from '../run/names.js'
import type { Column, Phase } from '../run/reading.js'
import type { Axis, Note } from '../run/run.js'
import type { Numbering } from './numbering.js'

/** The metrics of which no value has a place: their rows are numbered otherwise. */
export function unplacedNotes(phases: readonly Phase[], axis: Axis): Note[] {
  const placed = new Set(
    phases.flatMap(({ columns }) => columns.filter(({ x }) => x.length > 0).map(({ name }) => name)),
  )
  const names = (phases[0]?.columns ?? []).map(({ name }) => name)
  const left = names.filter((name) => !placed.has(name) && readName(name).kind !== 'other')
  if (left.length === 0) return []
  const are = left.length === 1 ? 'is left out: none of its rows has' : 'are left out: none of their rows has'
  return [{ because: `${left.join(', ')} ${are} ${axis === 'epoch' ? 'an epoch' : 'a step'}` }]
}

/** A training loss that was there in every row and then ends is how pandas writes NaN. */
export function endNotes(
  columns: readonly Column[],
  { axis, at }: Numbering,
  rows: readonly number[],
): Note[] {
  const lastRow = at(rows.at(-1) ?? 0, rows.length - 1)
  return columns.flatMap(({ name, x }): Note[] => {
    const end = x.at(-1)
    const { kind, split } = readName(name)
    const dense = end !== undefined && x.length === rows.findIndex((row, place) => at(row, place) > end)
    if (
      kind !== 'total' ||
      (split ?? 'train') !== 'train' ||
      !dense ||
      x.length < 2 ||
      rows.length > x.length * 20
    )
      return []
    return [{ because: `${name} ends at ${axis} ${end} of ${lastRow}: blank cells, possibly NaN` }]
  })
}

/** Columns of one name, of which but the first is judged. */
export function twinNotes(
  columns: readonly { readonly name: string }[],
  again: ReadonlyMap<string, string>,
): Note[] {
  return columns.flatMap(({ name }): Note[] => {
    const twin = again.get(name)
    return twin === undefined || readName(twin).kind === 'other'
      ? []
      : [{ because: `another column is called ${twin}: the first of them is taken, this one is ${name}` }]
  })
}
