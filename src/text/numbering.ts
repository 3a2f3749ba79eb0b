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

/**
 * Settles the numbering of rows by what the log says (`x`, null where a row has no number): sorts a permutation,
 * starts a new phase where the numbers return to the first, lets a resumed run replace what it repeats. Where
 * nothing is numbered a repeated header (`breaks`: rows before which one stands) starts a new phase.
 */
export function numberRows(
  x: readonly (number | null)[] | undefined,
  axis: Axis,
  lines: readonly number[],
  breaks: ReadonlySet<number>,
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
  return { axis, phases: splitAtRestarts(ordered, at, axis, lines, notes), at, notes }
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
  if (ascends || new Set(rows.map(at)).size < rows.length) return rows
  notes.push({ because: `the rows were not in the order of their ${axis}s: sorted` })
  return [...rows].sort((a, b) => at(a) - at(b))
}

function splitAtRestarts(
  rows: readonly number[],
  at: (row: number) => number,
  axis: Axis,
  lines: readonly number[],
  notes: Note[],
): number[][] {
  const phases: number[][] = []
  let phase: number[] = []
  for (const row of rows) {
    const x = at(row)
    const last = phase.at(-1)
    if (last === undefined || (x < at(last) && x <= at(phase[0] ?? last))) {
      phase = []
      phases.push(phase)
    } else if (x < at(last)) {
      const line = lines[row]
      const until = at(last)
      phase.splice(phase.findIndex((earlier) => at(earlier) >= x))
      notes.push({
        ...(line && { line }),
        because: `resumed at ${axis} ${x}: what had been logged before of ${axis}s ${x} to ${until} is replaced`,
      })
    }
    phase.push(row)
  }
  return phases
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
