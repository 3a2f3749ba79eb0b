import { readName } from '../run/names.js'
import type { Column } from '../run/reading.js'
import type { Axis, Blank, Note } from '../run/run.js'
import type { Numbering } from './numbering.js'

/** A validation loss that was measured so often, in every row, does not pause: it has ended. */
const MEASURED = 3
/** So many rows without it at the end; one may be an epoch that was cut short before its validation. */
const MISSED = 2
/** A loss that is there in fewer rows than one in so many is measured at the start, not lost. */
const SELDOM = 20

/** Losses that end before their log, and what is said of a last row that has no loss and needs none. */
export interface Ends {
  readonly blank: readonly Blank[]
  readonly notes: readonly Note[]
}

/** Losses that were there in every row and then end, while the rows go on: so pandas and JSON write NaN. */
export function blankEnds(
  columns: readonly Column[],
  { axis, at }: Pick<Numbering, 'axis' | 'at'>,
  rows: readonly number[],
): Ends {
  const of = at(rows.at(-1) ?? 0, rows.length - 1)
  const notes: Note[] = []
  const blank = columns.flatMap(({ name, x }): Blank[] => {
    const end = x.at(-1)
    const { kind, split = 'train' } = readName(name)
    if (kind !== 'total' || split === 'test' || end === undefined) return []
    const after = rows.findIndex((row, place) => at(row, place) > end)
    const missed = rows.length - after
    const [least, gone] = split === 'train' ? [2, 1] : [MEASURED, MISSED]
    if (x.length !== after || x.length < least || missed < gone || rows.length > x.length * SELDOM) return []
    const ended = [{ series: name, at: end, of }]
    if (split !== 'train') return ended
    if (isTest(columns, end) || (missed === 1 && !hintsAtNaN(columns, end))) {
      if (missed === 1) notes.push(lastNote(name, axis, of))
      return []
    }
    return ended
  })
  return { blank, notes: notes.slice(0, 1) }
}

function lastNote(name: string, axis: Axis, of: number): Note {
  return { because: `the last row (${axis} ${of}) has no ${name}: taken for no ${axis} of the training` }
}

/** Are the last rows, behind `end`, those of a test after the training? What was tested at `end` too is tested each epoch. */
function isTest(columns: readonly Column[], end: number): boolean {
  const beyond = columns.filter(({ name, x }) => isMetric(name) && (x.at(-1) ?? end) > end)
  return (
    beyond.length > 0 && beyond.every(({ name, x }) => readName(name).split === 'test' && !x.includes(end))
  )
}

/**
 * May the training loss of the last row, behind `end`, have been NaN? Not where a loss on unseen data is there: an
 * evaluation; nor where all that is there is new, as a summary is. Else an epoch lacks nothing but what becomes NaN with
 * its loss: an accuracy, a time or a learning rate that was in every row does not.
 */
function hintsAtNaN(columns: readonly Column[], end: number): boolean {
  const beyond = columns.filter(({ x }) => (x.at(-1) ?? end) > end)
  if (beyond.some(({ name }) => isLossOnUnseen(name))) return false
  if (beyond.length > 0 && !beyond.some(({ x }) => x.at(-2) === end)) return false
  return columns.every(({ name, x }) => x.at(-1) !== end || becomesNaN(name))
}

function isMetric(name: string): boolean {
  return readName(name).kind !== 'other'
}

function isLossOnUnseen(name: string): boolean {
  const { kind, split = 'train' } = readName(name)
  return kind === 'total' && split !== 'train'
}

function becomesNaN(name: string): boolean {
  const { kind, quantity } = readName(name)
  return kind !== 'other' && quantity !== 'accuracy'
}
