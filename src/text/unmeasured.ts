import { readName } from '../run/names.js'
import type { Column, Phase, Reading } from '../run/reading.js'
import type { Note, Split } from '../run/run.js'

/** What scripts write where they did not validate. */
const PLACEHOLDERS = [0, -1, Number.NaN]
/** Values that are carried along must have been measured so often, over so many epochs, to tell. */
const MEASURED_AT_LEAST = 3
const ROWS_AT_LEAST = 8
/** NaN fewer times than this has no pace. */
const NAN_AT_LEAST = 3

/**
 * Takes out what was not measured. Scripts that validate every k-th epoch write 0 or -1 in between, or the last value again;
 * a loss of 0 there would be the best of the run. Told by the pattern: all losses of the split are the same placeholder but
 * for every k-th row, or but for all rows after some first ones; or all columns of the split change every k-th row only.
 */
export function withoutUnmeasured(reading: Reading): Reading {
  const notes: Note[] = []
  const phases = reading.phases.map((phase): Phase => {
    const columns = (['validation', 'test'] as const).reduce<readonly Column[]>(
      (kept, split) =>
        withoutRepeats(withoutPlaceholders(kept, split, reading, notes), split, reading, notes),
      phase.columns,
    )
    return columns === phase.columns ? phase : { ...phase, columns }
  })
  return notes.length === 0 ? reading : { ...reading, phases, notes: [...reading.notes, ...notes] }
}

function ofSplit(columns: readonly Column[], split: Split, kinds: readonly string[]): readonly Column[] {
  return columns.filter((column) => {
    const meaning = readName(column.means ?? column.name)
    return meaning.split === split && kinds.includes(meaning.kind)
  })
}

const LOSS = ['total', 'part']
const SCORE = ['score']

function withoutPlaceholders(
  columns: readonly Column[],
  split: Split,
  { axis }: Reading,
  notes: Note[],
): readonly Column[] {
  const losses = ofSplit(columns, split, LOSS)
  const scores = ofSplit(columns, split, SCORE)
  for (const placeholder of PLACEHOLDERS) {
    const left = unmeasured(losses.length > 0 ? losses : scores, placeholder, losses.length > 0)
    if (!left) continue
    if (Number.isNaN(placeholder) && (!trains(columns) || !scores.every((score) => isBlank(score, left))))
      continue
    const gone = [...losses, ...scores].filter(
      (column) => losses.includes(column) || isAt(column, left, placeholder),
    )
    notes.push({
      because: `${listed(gone)}: ${placeholder} at ${left.size} ${axis}s stands for "not measured", left out`,
    })
    return columns.map((column) => (gone.includes(column) ? without(column, left) : column))
  }
  return columns
}

/** The x at which nothing was measured, where the placeholders follow a pattern. */
function unmeasured(
  columns: readonly Column[],
  placeholder: number,
  losses: boolean,
): ReadonlySet<number> | undefined {
  const [first] = columns
  if (!first || columns.some(({ x }) => x.length !== first.x.length)) return undefined
  if (!first.y.includes(placeholder)) return undefined
  const { length } = first.x
  const nan = Number.isNaN(placeholder)
  const absent = (row: number) => columns.every(({ y }) => Object.is((y[row] ?? 0) + 0, placeholder))
  const doubtful = ({ y }: Column, row: number) =>
    nan ? !Number.isFinite(y[row]) : y[row] === placeholder || (y[row] ?? 0) < 0
  let measured = 0
  let begins = 0
  for (let row = 0; row < length; row++) {
    if (absent(row)) continue
    if (columns.some((column) => doubtful(column, row))) return undefined
    if (measured === 0) begins = row
    measured++
  }
  const absents = length - measured
  if (absents === 0 || measured === 0) return undefined
  if (nan && (absents < NAN_AT_LEAST || (measured === 2 && begins === 0))) return undefined
  const once = nan && measured === 1 && begins >= NAN_AT_LEAST && length - 1 - begins <= begins
  const late = !nan && losses && absents >= 2 && measured === length - begins
  const sure = placeholder < 0 || late || once
  const rows = [...first.x.keys()]
  const isMeasured = (row: number) => !absent(row)
  if (!sure && !isEvery(rows.filter(isMeasured), length)) return undefined
  return new Set(rows.filter(absent).map((row) => first.x[row] ?? Number.NaN))
}

/** Every k-th row with k from 2 on, the last row possibly besides. */
function isEvery(rows: readonly number[], length: number): boolean {
  const [first = 0, second] = rows
  const every = second === undefined ? first + 1 : second - first
  if (every < 2 || first > every || rows.length < 2) return false
  const last = rows.at(-1) ?? 0
  const regular = rows.every(
    (row, k) => row === first + k * every || (k === rows.length - 1 && row === length - 1),
  )
  return regular && length - 1 - last < every
}

/** Values that were carried along until the next validation: the first of each is the one that was measured. */
function withoutRepeats(
  columns: readonly Column[],
  split: Split,
  { axis }: Reading,
  notes: Note[],
): readonly Column[] {
  const own = ofSplit(columns, split, [...LOSS, ...SCORE])
  const [first] = own
  if (!first || ofSplit(own, split, LOSS).length === 0) return columns
  if (first.x.length < ROWS_AT_LEAST || own.some(({ x }) => x.length !== first.x.length)) return columns
  const every = repeated(own, first.x.length)
  if (every === undefined) return columns
  const left = new Set(first.x.filter((_, row) => row % every !== 0))
  notes.push({
    because: `${listed(own)}: the same value for ${every} ${axis}s each, taken as measured at the first of them`,
  })
  return columns.map((column) => (own.includes(column) ? without(column, left) : column))
}

/** How many rows hold the same values each time, where all of them come in blocks of one length, the last possibly shorter. */
function repeated(columns: readonly Column[], length: number): number | undefined {
  let every = 0
  let fresh = 0
  for (let row = 0; row < length; row++) {
    if (row > 0 && columns.every(({ y }) => Object.is(y[row], y[row - 1]))) continue
    if (fresh === 1) every = row
    if ((fresh > 0 && every < 2) || row !== fresh * every) return undefined
    fresh++
  }
  return fresh >= MEASURED_AT_LEAST && length - (fresh - 1) * every <= every ? every : undefined
}

function isAt(column: Column, places: ReadonlySet<number>, value: number): boolean {
  const own = column.x.flatMap((x, k) => (places.has(x) ? [column.y[k]] : []))
  return own.length > 0 && own.every((y) => Object.is((y ?? 0) + 0, value))
}

/** Is there a training loss, and has it stayed finite? */
function trains(columns: readonly Column[]): boolean {
  const losses = columns.filter(({ name, means }) => {
    const meaning = readName(means ?? name)
    return (meaning.split ?? 'train') === 'train' && LOSS.includes(meaning.kind)
  })
  return losses.length > 0 && losses.every(({ y }) => y.every(Number.isFinite))
}

/** Holds a score nothing at some rows but one placeholder? A score that was measured tells of a validation that gave NaN. */
function isBlank(score: Column, places: ReadonlySet<number>): boolean {
  return !score.x.some((x) => places.has(x)) || PLACEHOLDERS.some((value) => isAt(score, places, value))
}

function without(column: Column, left: ReadonlySet<number>): Column {
  const kept = [...column.x.keys()].filter((k) => !left.has(column.x[k] ?? Number.NaN))
  return { ...column, x: kept.map((k) => column.x[k] ?? 0), y: kept.map((k) => column.y[k] ?? 0) }
}

function listed(columns: readonly Column[]): string {
  const names = columns.slice(0, 4).map(({ name }) => name)
  return `${names.join(', ')}${columns.length > 4 ? ', ...' : ''}`
}
