import { type Cell, isPercent, readCell } from './cell.js'
import { Table } from './table.js'

/**
 * What one line of a console says, or a few that belong together: cells by name as they are spelt, the number of the
 * epoch or the step among them. `line` counts from 1.
 */
export interface Entry {
  readonly line: number
  readonly cells: ReadonlyMap<string, string>
  /** The names of the cells, where they are known without these: entries that say the same share them. */
  readonly names?: readonly string[] | undefined
  /** The cells in the order of these names. */
  values?(): readonly string[]
}

/**
 * Entries as the rows of a table, in their order; where an entry lacks a name there is a hole. What is printed spells NaN out,
 * unless it prints what is missing too (`None`, `null`).
 */
export function tableOf(entries: readonly Entry[]): Table {
  const places = new Map<string, number>()
  let known: readonly string[] | undefined
  for (const entry of entries) {
    if (entry.names !== undefined && entry.names === known) continue
    known = entry.names
    for (const name of known ?? entry.cells.keys()) if (!places.has(name)) places.set(name, places.size)
  }
  const facts = { spellsNaN: true }
  const table = new Table([...places.keys()], facts)
  let order: readonly number[] = []
  known = undefined
  for (const entry of entries) {
    const cells = entry.names && entry.values ? undefined : entry.cells
    if (cells || entry.names !== known)
      order = [...(cells?.keys() ?? entry.names ?? [])].map((name) => places.get(name) ?? 0)
    known = cells ? undefined : entry.names
    const row: Cell[] = new Array(places.size).fill(null)
    let k = 0
    for (const raw of cells?.values() ?? entry.values?.() ?? []) {
      const place = order[k++] ?? 0
      const cell = readCell(raw)
      if (cell === null) facts.spellsNaN = false
      row[place] = cell
      if (raw.includes('%') && isPercent(raw)) table.markPercent(place)
    }
    table.add(row, entry.line)
  }
  return table
}
