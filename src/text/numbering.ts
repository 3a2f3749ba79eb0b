import { count } from '../numerals.js'
import type { Axis, Note } from '../run/run.js'

/** How the rows of a log are numbered and where its runs begin. */
export interface Numbering {
  readonly axis: Axis
  /** The rows of each run, in the order of time. */
  readonly phases: readonly (readonly number[])[]
  /** The x of a row that is the `place`-th (from 0) of its phase. */
  at(row: number, place: number): number
  readonly notes: readonly Note[]
}

/** Does a row fill a column again that one of the earlier rows has filled? */
export type Repeats = (row: number, earlier: readonly number[]) => boolean

/**
 * Settles the numbering of rows by what the log says (`x`, null where a row has no number): sorts a permutation,
 * starts a new phase where the numbers return to the first (also where that was the only one, if a header stands
 * before it again), lets a resumed run replace what it repeats. Where nothing is numbered a repeated header (`breaks`: rows before which one stands) starts a new phase. Numbers that fall
 * without repeating a column (`repeats`: does a row fill again what one of these rows has filled?) are no restart:
 * the log writes training and validation apart.
 */
export function numberRows(
  x: readonly (number | null)[] | undefined,
  axis: Axis,
  lines: readonly number[],
  breaks: ReadonlySet<number>,
  repeats: Repeats = () => true,
): Numbering {
  const all = [...lines.keys()]
  if (x === undefined)
    return { axis: 'row', phases: cut(all, (row) => breaks.has(row)), at: (_, place) => place + 1, notes: [] }
  const at = (row: number) => x[row] ?? Number.NaN
  const notes: Note[] = []
  const numbered = all.filter((row) => Number.isFinite(x[row]))
  noteUnnumbered(all, numbered, axis, lines, notes)
  const first = at(numbered[0] ?? 0)
  if (numbered.length > 1 && numbered.every((row) => at(row) === first)) {
    notes.push({ because: `every row says ${axis} ${first}: the rows were counted instead` })
    return { axis: 'row', phases: [numbered], at: (_, place) => place + 1, notes }
  }
  const ordered = sortPermutation(numbered, at, axis, notes)
  return { axis, phases: splitAtRestarts(ordered, { at, axis, lines, breaks, repeats }, notes), at, notes }
}

function noteUnnumbered(
  all: readonly number[],
  numbered: readonly number[],
  axis: Axis,
  lines: readonly number[],
  notes: Note[],
): void {
  const lost = all.length - numbered.length
  if (lost === 0) return
  const known = new Set(numbered)
  const line = lines[all.find((row) => !known.has(row)) ?? 0]
  notes.push({
    ...(line && { line }),
    because: `skipped ${count(lost, 'row')} without ${axis === 'epoch' ? 'an epoch' : 'a step'}`,
  })
}

/** Rows that are all there, each once, but in another order than their numbers. */
function sortPermutation(
  rows: readonly number[],
  at: (row: number) => number,
  axis: Axis,
  notes: Note[],
): readonly number[] {
  const ascends = rows.every((row, k) => k === 0 || at(row) >= at(rows[k - 1] ?? row))
  if (ascends || new Set(rows.map(at)).size < rows.length || isOneAfterAnother(rows, at)) return rows
  notes.push({ because: `the rows were not in the order of their ${axis}s: sorted` })
  return [...rows].sort((a, b) => at(a) - at(b))
}

/** Two runs, the first of which was cut off at its beginning: numbers that ascend, and then others, all below them, that do. */
function isOneAfterAnother(rows: readonly number[], at: (row: number) => number): boolean {
  const falls = rows.flatMap((row, k) => (k > 0 && at(row) < at(rows[k - 1] ?? row) ? [k] : []))
  const [fall = 0] = falls
  const both = fall >= 2 && rows.length - fall >= 2
  return both && falls.length === 1 && at(rows.at(-1) ?? 0) < at(rows[0] ?? 0)
}

interface Context {
  readonly at: (row: number) => number
  readonly axis: Axis
  readonly lines: readonly number[]
  readonly breaks: ReadonlySet<number>
  readonly repeats: Repeats
}

function splitAtRestarts(rows: readonly number[], context: Context, notes: Note[]): number[][] {
  const { at, axis, lines, breaks, repeats } = context
  const phases: number[][] = []
  let phase: number[] = []
  let known: Map<number, number[]> | undefined
  for (const row of rows) {
    const x = at(row)
    const last = phase.at(-1)
    if (last === undefined) phases.push(phase)
    else if (x < at(last) || (x === at(last) && breaks.has(row))) {
      known ??= byPlace(phase, at)
      const headed = breaks.has(row) && x <= at(phase[0] ?? last)
      if (headed || repeats(row, known.get(x) ?? []) || isSkipped(x, phase, at, known)) {
        if (x <= at(phase[0] ?? last)) {
          phase = []
          phases.push(phase)
        } else {
          const line = lines[row]
          const because = `resumed at ${axis} ${x}: what had been logged before of ${axis}s ${x} to ${at(last)} is replaced`
          notes.push({ ...(line && { line }), because })
          phase.splice(phase.findIndex((earlier) => at(earlier) >= x))
        }
        known = undefined
      }
    }
    phase.push(row)
    known?.set(x, [...(known.get(x) ?? []), row])
  }
  return phases
}

function byPlace(rows: readonly number[], at: (row: number) => number): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (const row of rows) {
    const here = places.get(at(row))
    if (here) here.push(row)
    else places.set(at(row), [row])
  }
  return places
}

/** A number that the phase has passed without using it belongs to another run, unless it is one between two others. */
function isSkipped(
  x: number,
  phase: readonly number[],
  at: (row: number) => number,
  known: ReadonlyMap<number, number[]>,
): boolean {
  return !known.has(x) && x < at(phase[0] ?? 0)
}

function cut(rows: readonly number[], startsAt: (row: number) => boolean): number[][] {
  const phases: number[][] = []
  for (const row of rows) {
    const phase = phases.at(-1)
    if (phase === undefined || startsAt(row)) phases.push([row])
    else phase.push(row)
  }
  return phases
}
