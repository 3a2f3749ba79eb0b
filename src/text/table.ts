import { count } from '../numerals.js'
import type { Column, Phase, Reading } from '../run/reading.js'
import type { Axis, Note } from '../run/run.js'
import { axisOf, electAxis } from './axis.js'
import type { Cell } from './cell.js'
import { type Numbering, numberRows } from './numbering.js'

interface TableColumn {
  readonly name: string
  readonly cells: (number | null)[]
  percent: boolean
  texts: number
  firstText: number
}

/** The rows of a log as it writes them, to be laid out as curves, one phase for each run in the log. */
export class Table {
  readonly #columns: TableColumn[]
  readonly #lines: number[] = []
  readonly #breaks = new Set<number>()
  #broken = 0
  #firstBroken = 0

  constructor(names: readonly string[]) {
    this.#columns = distinctNames(names).map((name) => ({
      name,
      cells: [],
      percent: false,
      texts: 0,
      firstText: 0,
    }))
  }

  /** Adds a row. A cell that is text gives no point; in a column of numbers it is counted. */
  add(cells: readonly Cell[], line: number): void {
    this.#lines.push(line)
    for (const [k, column] of this.#columns.entries()) {
      const cell = cells[k]
      column.cells.push(cell ?? null)
      if (cell === undefined && column.texts++ === 0) column.firstText = line
    }
  }

  /** Counts a row that cannot be read. */
  skip(line: number): void {
    if (this.#broken++ === 0) this.#firstBroken = line
  }

  markPercent(column: number): void {
    const marked = this.#columns[column]
    if (marked) marked.percent = true
  }

  /** Says that a header stands between the last row and the next one. */
  breakHere(): void {
    this.#breaks.add(this.#lines.length)
  }

  reading(): Reading {
    const notes: Note[] = [...this.#skipped()]
    const cells = (index: number) => this.#columns[index]?.cells ?? []
    const elected = electAxis(this.#columns)
    const numbering = numberRows(
      elected ? cells(elected.index) : undefined,
      elected?.axis ?? 'row',
      this.#lines,
      this.#breaks,
    )
    notes.push(...numbering.notes)
    const curves = this.#columns.filter(
      (column, k) => k !== elected?.index && axisOf(column.name) === undefined,
    )
    const phases = numbering.phases.map((rows): Phase => {
      const line = this.#lines[rows[0] ?? 0]
      const columns = curves.map((column) => layOut(column, rows, numbering))
      const averaged = columns.filter((column) => column.rowsEach > 1)
      if (averaged.length > 0) notes.push(averageNote(averaged, numbering.axis))
      return { columns: columns.map(({ rowsEach: _, ...column }) => column), ...(line && { line }) }
    })
    return { axis: numbering.axis, phases, notes }
  }

  #skipped(): Note[] {
    const notes: Note[] = []
    if (this.#broken > 0) {
      const are = this.#broken === 1 ? 'that is no complete row' : 'that are no complete rows'
      notes.push({ line: this.#firstBroken, because: `skipped ${count(this.#broken, 'line')} ${are}` })
    }
    for (const { name, cells, texts, firstText } of this.#columns) {
      if (texts > 0 && texts < cells.filter((cell) => cell !== null).length)
        notes.push({ line: firstText, because: `skipped ${count(texts, 'cell')} of ${name}: no number` })
    }
    return notes
  }
}

/**
 * One column of a phase. Where an x occurs twice the later row counts; where most do, the log is finer than its
 * epochs and the rows of each are averaged.
 */
function layOut(
  column: TableColumn,
  rows: readonly number[],
  numbering: Numbering,
): Column & { rowsEach: number } {
  const x: number[] = []
  const latest: number[] = []
  const sums: number[] = []
  const sizes: number[] = []
  for (const [place, row] of rows.entries()) {
    const value = column.cells[row]
    if (value === null || value === undefined) continue
    const at = numbering.at(row, place)
    const last = x.length - 1
    if (last < 0 || x[last] !== at) {
      x.push(at)
      latest.push(value)
      sums.push(value)
      sizes.push(1)
    } else {
      latest[last] = value
      sums[last] = (sums[last] ?? 0) + value
      sizes[last] = (sizes[last] ?? 0) + 1
    }
  }
  const { name, percent } = column
  const repeated = sizes.reduce((sum, size) => sum + (size > 1 ? 1 : 0), 0)
  if (repeated < 2 || repeated * 2 <= sizes.length) return { name, x, y: latest, percent, rowsEach: 1 }
  const rowsEach = sizes.reduce((most, size) => Math.max(most, size), 0)
  return { name, x, y: sums.map((sum, i) => sum / (sizes[i] ?? 1)), percent, rowsEach }
}

function averageNote(averaged: readonly (Column & { rowsEach: number })[], axis: Axis): Note {
  const most = averaged.reduce((high, column) => Math.max(high, column.rowsEach), 0)
  const names = averaged.slice(0, 4).map((column) => column.name)
  return {
    because: `up to ${most} rows per ${axis}, averaged: ${names.join(', ')}${averaged.length > 4 ? ', ...' : ''}`,
  }
}

/** Two columns of one name are both kept, the second as `name.1`, as pandas does. */
function distinctNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name}.${before}`
  })
}
