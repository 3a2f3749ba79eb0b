import { type Cell, readCell } from './cell.js'
import { screenLines, withoutPrefix } from './console.js'
import { type Rows, Table } from './table.js'

/** What tells the tables of one printer from other output. */
export interface PrintedTable {
  /** The names in a header; undefined for a line that is none. */
  header(line: string): readonly string[] | undefined
  /** The cells of a row under these names; undefined for a line that is none. */
  row(line: string, names: readonly string[]): readonly string[] | undefined
}

/** No row of a table is longer, in characters; progress bars are. */
const LONGEST = 2000

/**
 * Reads the tables that a training prints among other output, one phase to a table unless its epochs go on. Returns
 * undefined where there is no row.
 */
export function readPrintedTables(text: string, printed: PrintedTable): Rows | undefined {
  let names: readonly string[] | undefined
  let table: Table | undefined
  let rows = 0
  for (const { line, text: screen } of screenLines(text)) {
    if (screen.length > LONGEST) continue
    const bare = withoutPrefix(screen).trim()
    const header = printed.header(bare)
    if (header) {
      if (table) table.rename(header)
      else table = new Table(header, { spellsNaN: true })
      if (rows > 0) table.breakHere()
      names = header
      continue
    }
    const cells = names && printed.row(bare, names)
    if (!cells) continue
    table?.add(
      cells.map((cell): Cell => readCell(cell)),
      line,
    )
    rows++
  }
  return rows > 0 ? table : undefined
}
