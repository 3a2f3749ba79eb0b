import { count } from '../numerals.js'
import { countEpochs } from '../run/length.js'
import { readName } from '../run/names.js'
import type { Phase, Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { axisOf, electAxis, isIndex } from './axis.js'
import { blankEnds } from './blank-ends.js'
import type { Cell } from './cell.js'
import { numberRows } from './numbering.js'
import { NO_ROWS, rowsOfSteps, stepsNote } from './step-rows.js'
import { TableColumn } from './table-column.js'
import { averageNote, layOut } from './table-curve.js'
import { repeatNotes, twinNotes, unplacedNotes } from './table-notes.js'

/** What takes the rows of a log, one by one, and makes columns of them. */
export interface Rows {
  /** Says that the cells of the rows to come have these names: the same columns go on, new ones begin. */
  rename(names: readonly string[]): void
  /**
   * Adds a row. A cell that is text gives no point; in a column of numbers it is counted. `split` says which data the
   * row was measured on where a cell of it does, and goes before the names of its metrics.
   */
  add(cells: readonly Cell[], line: number, split?: string): void
  /** Counts a row that cannot be read. */
  skip(line: number): void
  /** Says that the cells of a column, counted from 0, carry percent signs. */
  markPercent(column: number, split?: string): void
  /** Says that a header stands between the last row and the next one. */
  breakHere(): void
  reading(): Reading
}

/** What is known of the writer of a table. */
export interface TableFacts {
  /** The writer spells NaN out: where a loss ends there was none. */
  readonly spellsNaN?: boolean
  /** Rows of whole epochs may stand below those of their steps. */
  readonly sums?: boolean
}

/** The rows of a log as it writes them, to be laid out as curves, one phase for each run in the log. */
export class Table implements Rows {
  readonly #columns: TableColumn[] = []
  readonly #index = new Map<string, TableColumn>()
  readonly #lines: number[] = []
  readonly #breaks = new Set<number>()
  /** The columns that cells go to, by the split of their row. */
  readonly #targets = new Map<string, readonly TableColumn[]>()
  #names: readonly string[] = []
  /** Columns whose name another has too, by the name under which they go. */
  readonly #again = new Map<string, string>()
  #broken = 0
  #firstBroken = 0

  constructor(
    names: readonly string[],
    readonly facts: TableFacts = {},
  ) {
    this.rename(names)
  }

  rename(names: readonly string[]): void {
    this.#names = distinctNames(names)
    for (const [k, name] of this.#names.entries())
      if (names[k] !== undefined && name !== names[k]) this.#again.set(name, names[k])
    this.#targets.clear()
  }

  add(cells: readonly Cell[], line: number, split = ''): void {
    const row = this.#lines.length
    this.#lines.push(line)
    const columns = this.#columnsOf(split)
    for (const [k, cell] of cells.entries()) {
      const column = columns[k]
      if (cell === null || column === undefined) continue
      if (cell !== undefined) column.put(row, cell)
      else if (column.texts++ === 0) column.firstText = line
    }
  }

  skip(line: number): void {
    if (this.#broken++ === 0) this.#firstBroken = line
  }

  markPercent(column: number, split = ''): void {
    const marked = this.#columnsOf(split)[column]
    if (marked) marked.percent = true
  }

  breakHere(): void {
    this.#breaks.add(this.#lines.length)
  }

  /** The rows as curves; `by` names the column that numbers them, where the format says which one does. */
  reading(by?: string): Reading {
    const length = this.#lines.length
    const columns = this.#columns.filter((column) => column.rows.length + column.texts > 0)
    const notes: Note[] = [...this.#skipped(columns)]
    const candidates = columns.map((column) => new LazyCells(column, length))
    const elected = electAxis(by === undefined ? candidates : candidates.filter(({ name }) => name === by))
    const numbers = elected && (by ?? columns[elected.index]?.name)
    const curves = columns.filter((column) => axisOf(column.name) === undefined && column.rows.length > 0)
    const numbering = numberRows(
      elected && columns.find(({ name }) => name === numbers)?.spread(length),
      elected?.axis ?? 'row',
      this.#lines,
      this.#breaks,
      (row, earlier) => repeats(curves, row, earlier),
    )
    notes.push(...numbering.notes)
    const passed = columns.find(({ name }) => axisOf(name) === 'epoch' && !isIndex(name))
    const told = numbering.axis === 'step' ? passed?.spread(length) : undefined
    notes.push(...twinNotes(curves, this.#again))
    const steps = this.facts.sums && numbering.axis === 'epoch' ? rowsOfSteps(curves, columns) : NO_ROWS
    if (steps.size > 0) notes.push(stepsNote(steps.size))
    const phases = numbering.phases.map((all): Phase => {
      const rows = steps.size > 0 ? all.filter((row) => !steps.has(row)) : all
      const line = this.#lines[rows[0] ?? 0]
      const laid = curves.map((column) => layOut(column, rows, numbering))
      const averaged = laid.filter((column) => column.rowsEach > 1)
      if (averaged.length > 0) notes.push(averageNote(averaged, numbering.axis))
      notes.push(...repeatNotes(laid, numbering.axis))
      const ends = this.facts.spellsNaN ? undefined : blankEnds(laid, numbering, rows)
      notes.push(...(ends?.notes ?? []))
      const epochs = told && countEpochs(rows.map((row) => told[row] ?? null))
      return {
        columns: laid.map(({ rowsEach: _, repeated: __, ...column }) => column),
        ...(line && { line }),
        ...(epochs !== undefined && { epochs }),
        ...(ends && ends.blank.length > 0 && { blank: ends.blank }),
      }
    })
    notes.push(...unplacedNotes(phases, numbering.axis))
    return { axis: numbering.axis, phases, notes }
  }

  #columnsOf(split: string): readonly TableColumn[] {
    const known = this.#targets.get(split)
    if (known) return known
    const data = readName(`${split} loss`).split
    const own = (name: string) => {
      if (!split || axisOf(name) !== undefined) return name
      const told = readName(name).split
      return told !== undefined && data !== undefined && told !== data ? name : `${split}/${name}`
    }
    const columns = this.#names.map((name) => this.#column(own(name)))
    this.#targets.set(split, columns)
    return columns
  }

  #column(name: string): TableColumn {
    const known = this.#index.get(name)
    if (known) return known
    const column = new TableColumn(name)
    this.#columns.push(column)
    this.#index.set(name, column)
    return column
  }

  #skipped(columns: readonly TableColumn[]): Note[] {
    const notes: Note[] = []
    if (this.#broken > 0) {
      const are = this.#broken === 1 ? 'that is no complete row' : 'that are no complete rows'
      notes.push({ line: this.#firstBroken, because: `skipped ${count(this.#broken, 'line')} ${are}` })
    }
    for (const { name, rows, texts, firstText } of columns) {
      if (texts > 0 && (texts < rows.length || readName(name).kind !== 'other'))
        notes.push({ line: firstText, because: `skipped ${count(texts, 'cell')} of ${name}: no number` })
    }
    return notes
  }
}

/** The cells of a column, spread out only when somebody looks at them. */
class LazyCells {
  #cells: (number | null)[] | undefined

  constructor(
    readonly column: TableColumn,
    readonly length: number,
  ) {}

  get name(): string {
    return this.column.name
  }

  get cells(): readonly (number | null)[] {
    this.#cells ??= this.column.spread(this.length)
    return this.#cells
  }
}

/** Does a row fill a column again that one of the earlier rows has filled? */
function repeats(columns: readonly TableColumn[], row: number, earlier: readonly number[]): boolean {
  return columns.some((column) => column.has(row) && earlier.some((other) => column.has(other)))
}

/** Two columns of one name are both kept, the second as `name.1`, as pandas does. */
function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let own = name
    for (let k = 1; taken.has(own) || (k > 1 && names.includes(own)); k++) own = `${name}.${k}`
    taken.add(own)
    return own
  })
}
