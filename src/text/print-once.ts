import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'
import type { Located } from './located.js'
import { measures } from './print-cells.js'
import type { PrintLog } from './print-log.js'
import { namesOf } from './shared-cells.js'

/** Lines by what they say. */
export type Kinds = ReadonlyMap<string, readonly Located[]>

/** Where one kind has so many lines, another that has a single one is looked at twice. */
const MANY = 3
/** So many names stand in a note. */
const MOST_NAMED = 4

/**
 * The kinds of lines that are of a curve. A line that stands alone is of the curves of the others where it tells more or less
 * of what they tell (the validation of the one epoch so far), or tells of an epoch of theirs what nothing else tells; else it is a result
 * or a setting. What is left out within the run is noted.
 */
export function withoutSingles(
  kinds: Kinds,
  log: PrintLog,
): { kept: (readonly [string, readonly Located[]])[]; notes: readonly Note[] } {
  const most = [...kinds.values()].reduce((longest, { length }) => Math.max(longest, length), 0)
  const curves = [...kinds.values()].filter(({ length }) => length > 1)
  const last = log.prints.findLast(({ marked, kind }) => marked && (kinds.get(kind)?.length ?? 0) > 1)
  const notes: Note[] = []
  const kept = [...kinds].filter(([, prints]) => {
    const [single] = prints
    const alone = single !== undefined && prints.length === 1 && most >= MANY
    const within = isWithin(prints, log)
    if (within && (!alone || isOfCurves(single, curves, log))) return true
    const followed = single !== undefined && single.line < (last?.line ?? 0)
    if (alone && single.plain && measures(single.cells) && (single.numbered || (within && followed)))
      notes.push({
        line: single.line,
        because: `one line alone tells ${namesOf(single.cells).slice(0, MOST_NAMED).join(', ')} like this: it is left out`,
      })
    return false
  })
  return { kept, notes }
}

/** Not only, without a number of its own, after the last epoch of a run, where results and the settings of the next run stand. */
function isWithin(prints: readonly Located[], { epochs }: PrintLog): boolean {
  return epochs.length <= 2 || prints.some(({ marked, block }) => marked || !endsRun(block, epochs))
}

function endsRun(block: number, epochs: PrintLog['epochs']): boolean {
  const [epoch, next] = [epochs[block], epochs[block + 1]]
  return epoch === undefined || next === undefined || next <= epoch
}

function isOfCurves(single: Located, curves: readonly (readonly Located[])[], { epochs }: PrintLog): boolean {
  if (single.numbered && (epochs[single.block] ?? 0) < (epochs[single.block - 1] ?? 0)) return false
  const names = measuresOf(single)
  if (names.length === 0) return false
  const others = curves.flatMap(([first]) => (first ? [measuresOf(first)] : []))
  const placed = single.marked || (epochs.length > 2 && !endsRun(single.block, epochs))
  const alike = others.some((other) => isPartOf(names, other) || isPartOf(other, names))
  if (alike) return placed
  const told = new Set(others.flat())
  const fresh = names.every((name) => !told.has(name) && readName(name).split !== undefined)
  return fresh && placed && single.plain && epochs.length > 2
}

function measuresOf({ cells }: Located): readonly string[] {
  return namesOf(cells).filter((name) => readName(name).kind !== 'other')
}

function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  return some.length > 0 && some.every((name) => all.includes(name))
}
