/** The tags of a table; a cell or a row ends with the next one, closed or not. */
const TAG = /<(\/?)(table|tr|th|td)\b[^<>]*>/gi
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&nbsp;', ' '],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
])

/** The tables in a piece of HTML, as rows of plain cells. A table within a cell ends the outer one. */
export function tablesOf(html: string): string[][][] {
  const tables: string[][][] = []
  let rows: string[][] | undefined
  let start = -1
  const endCell = (end: number) => {
    if (start >= 0) rows?.at(-1)?.push(plain(html.slice(start, end)))
    start = -1
  }
  for (const { 0: tag, 1: slash, 2: name = '', index } of html.matchAll(TAG)) {
    endCell(index)
    const kind = name.toLowerCase()
    if (kind === 'table') rows = undefined
    if (slash) continue
    if (kind === 'table') {
      rows = []
      tables.push(rows)
    } else if (kind === 'tr') rows?.push([])
    else start = index + tag.length
  }
  return tables.map((table) => table.filter((row) => row.length > 0))
}

function plain(html: string): string {
  return html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => ENTITIES.get(entity) ?? entity)
    .replace(/\s+/g, ' ')
    .trim()
}
