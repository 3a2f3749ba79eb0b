import { type Cell, isPercent, readCell } from './cell.js'
import { Table } from './table.js'

/**
 * What one line of a console says, or a few that belong together: cells by name as they are spelt, the number of the
 * epoch or the step among them. `line` counts from 1.
 */
export interface Entry {
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
}

/**
 * Entries as the rows of a table, in their order; where an entry lacks a name there is a hole. What is printed spells NaN out,
 * unless it prints what is missing too (`None`, `null`).
 */
export function tableOf(entries: readonly Entry[]): Table {
  const places = new Map<string, number>()
  for (const { cells } of entries)
    for (const name of cells.keys()) if (!places.has(name)) places.set(name, places.size)
  const facts = { spellsNaN: true }
  const table = new Table([...places.keys()], facts)
  for (const { cells, line } of entries) {
    const row: Cell[] = new Array(places.size).fill(null)
    for (const [name, raw] of cells) {
      const place = places.get(name) ?? 0
      const cell = readCell(raw)
      if (cell === null) facts.spellsNaN = false
      row[place] = cell
      if (isPercent(raw)) table.markPercent(place)
    }
    table.add(row, line)
  }
  return table
}
