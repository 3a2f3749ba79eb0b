import { isCommonName } from '../run/names.js'
import type { Phase, Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { axisOf, isIndex } from './axis.js'
import { type Cell, readCell } from './cell.js'
import { findApartColumn } from './splits.js'
import type { Rows } from './table.js'

/** What people call a column that says of which of several runs a row is. */
const RUN_COLUMN =
  /^(?:(?:k|cv)?[ _-]?folds?|(?:random[ _-]?)?seed|model|network|architecture|method|algorithm|variant|run|trial|experiment|exp|repeat|repetition|replicate)(?:[ _-]?(?:id|idx|index|no|nr|num|number|name))?$/i
/** So many rows a run must have in the mean: fewer are no curves. */
const ROWS_EACH = 2
/** So many runs are named in a note. */
const NAMED = 6

/** What the cells of columns say of the runs in a table. */
export interface RunColumns {
  /** Which columns tell the runs apart; none where the rows are those of one run. */
  readonly at: readonly number[]
  /** There is one row for each choice of these: the table holds no curve. */
  readonly single?: string
}

/** A row, by the places of its columns. */
type RowCells = readonly unknown[]

/** May a column of this name say of which run a row is? */
export function isRunColumn(name: string): boolean {
  return !isCommonName(name) && RUN_COLUMN.test(name.trim())
}

/**
 * Looks whether columns such as `fold`, `seed` or `model` tell the runs of a table apart: the numbers of epochs or steps
 * come again with another value of these; or, where nothing is numbered, each value has rows enough for a curve. Where
 * none does, any column that tells the rows of each epoch apart, but for that of the `splits`. Given are all rows.
 */
export function findRunColumns(
  names: readonly string[],
  rows: readonly RowCells[],
  splits?: number,
): RunColumns {
  const runs = findNamedColumns(names, rows)
  if (runs.at.length > 0 || runs.single !== undefined || splits !== undefined) return runs
  const apart = findApartColumn(names, rows)
  return apart === undefined ? runs : { at: [apart] }
}

function findNamedColumns(names: readonly string[], rows: readonly RowCells[]): RunColumns {
  const named = [...names.keys()].filter((k) => isRunColumn(names[k] ?? ''))
  if (named.length === 0) return { at: [] }
  const values = named.map(() => new Set<string>())
  for (const cells of rows) for (const [k, at] of named.entries()) values[k]?.add(textOf(cells[at]))
  const at = named.filter((_, k) => (values[k]?.size ?? 0) > 1)
  if (at.length === 0) return { at }
  const own = (axis: string) => names.findIndex((name) => axisOf(name) === axis && !isIndex(name))
  const axis = own('epoch') >= 0 ? own('epoch') : own('step')
  const groups = new Map<string, number>()
  const owners = new Map<string, string>()
  let total = 0
  let again = false
  for (const cells of rows) {
    const run = runOf(cells, at)
    total++
    groups.set(run, (groups.get(run) ?? 0) + 1)
    if (axis < 0 || again) continue
    const x = textOf(cells[axis])
    const owner = owners.get(x)
    if (owner === undefined) owners.set(x, run)
    else if (x !== '' && owner !== run) again = true
  }
  if (axis >= 0 && !again) return { at: [] }
  const each = total / groups.size
  if ([...groups.values()].every((size) => size === 1))
    return { at: [], single: at.map((k) => names[k]).join(' and ') }
  return { at: each >= ROWS_EACH ? at : [] }
}

function runOf(cells: RowCells, at: readonly number[]): string {
  return JSON.stringify(at.map((k) => textOf(cells[k])))
}

function textOf(cell: unknown): string {
  return cell === undefined || cell === null ? '' : String(cell).trim()
}

/** Rows of several runs, each handed to the rows of its own run. */
export class RunRows {
  readonly #runs = new Map<string, { readonly label: string; readonly rows: Rows }>()
  readonly #by: readonly string[]
  #at: readonly number[]
  #names: readonly string[]

  constructor(
    names: readonly string[],
    at: readonly number[],
    readonly make: (names: readonly string[]) => Rows,
  ) {
    this.#names = names
    this.#at = at
    this.#by = at.map((k) => names[k] ?? '')
  }

  /** The rows of the run that a row is of, as its cells are written. */
  of(cells: RowCells): Rows {
    const run = runOf(cells, this.#at)
    const known = this.#runs.get(run)
    if (known) return known.rows
    const rows = this.make(this.#names)
    this.#runs.set(run, { label: this.#labelOf(cells), rows })
    return rows
  }

  rename(names: readonly string[]): void {
    this.#names = names
    this.#at = this.#by.map((name) => names.indexOf(name))
    for (const { rows } of this.#runs.values()) rows.rename(names)
  }

  /** The readings of all runs, one after the other. */
  reading(): Reading {
    const readings = [...this.#runs.values()].map(({ label, rows }) => ({ label, reading: rows.reading() }))
    const phases = readings.flatMap(({ label, reading }) =>
      reading.phases.map((phase): Phase => ({ ...phase, label })),
    )
    const notes = readings.flatMap(({ label, reading }) =>
      reading.notes.map(({ because, ...note }): Note => ({ ...note, because: `${label}: ${because}` })),
    )
    const [first] = readings
    return { ...(first?.reading ?? { axis: 'row' }), phases, notes: [...runNotes(phases), ...notes] }
  }

  /** `fold 2`, `resnet`, `resnet, seed 1`. */
  #labelOf(cells: RowCells): string {
    const words = this.#at.map((k): string => {
      const value = textOf(cells[k])
      const cell: Cell = readCell(value)
      return cell === undefined ? value : `${this.#names[k]?.trim()} ${value || '(none)'}`
    })
    return words.join(', ')
  }
}

/** Says which of the runs of a log has which name. */
export function runNotes(phases: readonly Phase[]): Note[] {
  if (phases.length < 2) return []
  const labels = phases.map(({ label }, k) => `${k + 1} ${label ?? ''}`.trim())
  const because = `runs in the log: ${labels.slice(0, NAMED).join(', ')}${labels.length > NAMED ? ', ...' : ''}`
  return [{ because }]
}
