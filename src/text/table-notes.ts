import { readName } from '../run/names.js'
import type { Column, Phase } from '../run/reading.js'
import type { Axis, Blank, Note } from '../run/run.js'
import type { Numbering } from './numbering.js'

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

/** A validation loss that was measured so often, in every row, does not pause: it has ended. */
const MEASURED = 3
/** So many rows without it at the end; one may be an epoch that was cut short before its validation. */
const MISSED = 2
/** A loss that is there in fewer rows than one in so many is measured at the start, not lost. */
const SELDOM = 20

/** Losses that were there in every row and then end, while the rows go on: so pandas and JSON write NaN. */
export function blankEnds(columns: readonly Column[], { at }: Numbering, rows: readonly number[]): Blank[] {
  const of = at(rows.at(-1) ?? 0, rows.length - 1)
  const metrics = columns.filter(({ name }) => readName(name).kind !== 'other')
  return metrics.flatMap(({ name, x }): Blank[] => {
    const end = x.at(-1)
    const { kind, split = 'train' } = readName(name)
    if (kind !== 'total' || split === 'test' || end === undefined) return []
    const after = rows.findIndex((row, place) => at(row, place) > end)
    const missed = rows.length - after
    const [least, gone] = split === 'train' ? [2, 1] : [MEASURED, MISSED]
    if (x.length !== after || x.length < least || missed < gone || rows.length > x.length * SELDOM) return []
    const beyond = metrics.filter((other) => (other.x.at(-1) ?? end) > end)
    return split === 'train' && isEvaluation(beyond, missed) ? [] : [{ series: name, at: end, of }]
  })
}

/** Are the last rows those of an evaluation after the training: of a test set, or one alone on unseen data? */
function isEvaluation(beyond: readonly Column[], rows: number): boolean {
  const splits = beyond.map(({ name }) => readName(name).split ?? 'train')
  return splits.length > 0 && splits.every((split) => split === 'test' || (rows === 1 && split !== 'train'))
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
