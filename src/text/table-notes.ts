import { readName } from '../run/names.js'
import type { Column, Phase } from '../run/reading.js'
import type { Axis, Note } from '../run/run.js'

/** So many epochs or steps stand in a note. */
const MOST_NAMED = 4

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

/** Metrics of which some epochs or steps come twice, as where a run was resumed from its last one. */
export function repeatNotes(
  columns: readonly (Column & { readonly repeated: readonly number[] })[],
  axis: Axis,
): Note[] {
  const measured = columns.filter(({ name }) => readName(name).kind !== 'other')
  const places = [...new Set(measured.flatMap(({ repeated }) => repeated))].sort((a, b) => a - b)
  if (axis === 'row' || places.length === 0) return []
  const which =
    places.length > 1 ? `${axis}s ${places.slice(0, MOST_NAMED).join(', ')}` : `${axis} ${places[0]}`
  const more = places.length > MOST_NAMED ? ', ...' : ''
  return [
    {
      because: `${which}${more} ${places.length > 1 ? 'are' : 'is'} there twice: the later values count`,
    },
  ]
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
