import { parse } from 'csv-parse/sync'
import { remember, rememberText } from '../once.js'
import { isCommonName, readName } from '../run/names.js'
import { axisOf } from './axis.js'
import { hasDecimalComma, readCell } from './cell.js'

/** How a table in a text file is written. */
export interface Layout {
  readonly delimiter: string
  readonly decimalComma: boolean
  /** The cells of the header, trimmed; an index that R writes without a name has the name ''. */
  readonly header: readonly string[]
  /** Lines that are not blank before the header. */
  readonly lead: number
  /** The cells of the first rows. */
  readonly sample: readonly (readonly string[])[]
}

/** One row of the table and its line in the text, counted from 1. */
export type OnRow = (cells: readonly string[], line: number) => void

const DELIMITERS = [',', ';', '\t', '|']
/** Rows that are looked at to tell how the table is written. */
const SAMPLE = 50
/** Share of the numbers with a comma that makes the comma a decimal mark. */
const DECIMAL_COMMA_SHARE = 0.9
/** Share of the rows that must have as many cells as the header. */
const FITTING_SHARE = 0.6
const NUMBER = /^[-+]?[\d.]+(?:[eE][-+]?\d+)?%?$/
/** A header names things; `loss: 0.41` says one. */
const SAYS_A_VALUE = /[:=]\s*[-+]?\d/
/** `loss  2.40`, `ppl nan`: a metric and its value with blanks between; `mAP 0.5` is a name. */
const TELLS_A_VALUE = /^([\w ]{1,60}?)\s+(?:[-+]?\d+\.\d+(?:e[-+]?\d+)?|[-+]?(nan|inf))$/i
/** What Excel puts before a table to name its delimiter. */
const EXCEL = /^sep=.$/
/** What Git leaves in a file with a conflict. */
const CONFLICT = ['<<<<<<<', '=======', '>>>>>>>', '|||||||']

/**
 * Tells how a table is written from its first lines: delimiter by equal field counts, decimal mark, header.
 * Returns undefined when the lines are no table with a header.
 */
export const recogniseLayout = remember((lines: readonly string[]): Layout | undefined => {
  const lead = lines.findIndex((line) => !EXCEL.test(line) && !isConflict(line) && !isComment(line))
  const sample = lines.slice(lead, lead + SAMPLE).filter((line) => !isConflict(line))
  const first = sample[0]
  if (lead < 0 || first === undefined || /^\s*[[{]/.test(first)) return undefined
  const rowsBy = rememberText((mark) => sample.slice(1).map((line) => fields(line, mark)))
  const delimiter = electDelimiter(sample, rowsBy)
  if (delimiter === undefined) return undefined
  const names = first.includes('#') ? first.replace(/^\s*#\s*(?=\w)/, '') : first
  const header = fields(names, delimiter)
  while (header.length > 1 && header.at(-1) === '') header.pop()
  if (!isHeader(header)) return undefined
  const rows = rowsBelow(rowsBy(delimiter), header)
  if (
    rows.length > 0 &&
    rows.filter((row) => row.length === header.length + 1 && row.at(-1) !== '').length * 2 > rows.length
  )
    header.unshift('')
  if (rows.filter(holdsNumbers).length * 2 < rows.length) return undefined
  return {
    delimiter,
    header,
    lead,
    sample: rows,
    decimalComma: delimiter !== ',' && commaIsDecimal(rows.flat()),
  }
})

/** The layout of a table whose writer is known: commas, and this header in the first line. */
export function commaLayout(header: string): Layout {
  return { delimiter: ',', decimalComma: false, header: header.trim().split(','), lead: 0, sample: [] }
}

/** Calls `onRow` for each row after the header, cells trimmed; blank lines and comment lines are left out. */
export function eachRow(text: string, layout: Layout, onRow: OnRow): void {
  const plain = text.includes('\r\r\n') ? text.replaceAll('\r\r\n', '\r\n') : text
  const { lines, quote, torn } = quotedLines(plain, layout)
  let before = layout.lead + 1
  parse(lines, {
    ...dialect(layout, quote),
    on_record(record: readonly string[], context: { lines: number }) {
      if (before > 0) before--
      else if (!record[0]?.startsWith('#') || record[0].startsWith('#na#')) onRow(record, context.lines)
      return null
    },
  })
  if (torn !== undefined) onRow([torn], lines.split(/\r\n|\n|\r/).length)
}

function dialect({ delimiter }: Layout, quote: string | false) {
  return {
    bom: true,
    delimiter,
    quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  }
}

interface Quoted {
  readonly lines: string
  readonly quote: string | false
  /** The last line, where it was torn within its quotes: a cell of no row. */
  readonly torn?: string
}

/** How a text is read that may hold quotes. Those that do not pair up, other than in a torn last line, are characters like others. */
function quotedLines(text: string, layout: Layout): Quoted {
  if (!text.includes('"')) return { lines: text, quote: false }
  if (quotesClose(text, layout)) return { lines: text, quote: '"' }
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1
  const [lines, torn] = [text.slice(0, end), text.slice(end)]
  const closes = end > 0 && torn.includes('"') && quotesClose(lines, layout)
  return closes ? { lines, quote: '"', torn } : { lines: text, quote: false }
}

function quotesClose(text: string, layout: Layout): boolean {
  try {
    parse(text, { ...dialect(layout, '"'), on_record: () => null })
    return true
  } catch {
    return false
  }
}

function isConflict(line: string): boolean {
  return CONFLICT.some((mark) => line.startsWith(mark))
}

/** A comment, as opposed to a header that begins with a number sign. */
function isComment(line: string): boolean {
  if (!line.trimStart().startsWith('#')) return false
  const names = line.split(/[,;\t|]/).map((name) => name.replace(/^\s*#/, '').trim())
  return (
    names.length < 2 ||
    !names.some((name) => axisOf(name || '#') === 'epoch' || readName(name).kind !== 'other')
  )
}

function isHeader(cells: readonly string[]): boolean {
  if (cells.every((name) => name === '') || cells.some((name) => !isCommonName(name) && NUMBER.test(name)))
    return false
  if (cells.some(tellsAValue)) return false
  return (
    cells.filter((name) => !isCommonName(name) && SAYS_A_VALUE.test(name) && axisOf(name) === undefined)
      .length *
      2 <=
    cells.length
  )
}

function tellsAValue(cell: string): boolean {
  const [, name, broken] = TELLS_A_VALUE.exec(cell) ?? []
  if (name === undefined) return false
  const { kind } = readName(name)
  return kind === 'total' || kind === 'part' || (broken !== undefined && kind !== 'other')
}

type CellRows = readonly (readonly string[])[]

/** The cells of the rows that stand below the header, as far as another one. */
function rowsBelow(rows: CellRows, header: readonly string[]): CellRows {
  const end = rows.findIndex((row) => isOtherHeader(row, header))
  return end < 0 ? rows : rows.slice(0, end)
}

/**
 * Is a row below a header another one, with other columns or the same in another order? It holds nothing but words, and
 * begins as the header above does, or with a name for epochs or steps before one of a metric.
 */
export function isOtherHeader(cells: readonly string[], header: readonly string[]): boolean {
  if (cells.some((cell) => cell !== '' && readCell(cell, true) !== undefined)) return false
  const told = cells.filter((cell) => cell !== '')
  if (told.length < 2) return false
  const known = told.filter((cell) => header.includes(cell)).length
  if (cells[0] === header[0] && known * 2 > Math.min(told.length, header.length)) return true
  const counts = told.some((cell) => axisOf(cell) !== undefined)
  return counts && told.some(isMetric)
}

function isMetric(name: string): boolean {
  return axisOf(name) === undefined && readName(name).kind !== 'other'
}

function holdsNumbers(cells: readonly string[]): boolean {
  return cells.some((cell) => typeof readCell(cell, true) === 'number')
}

function fields(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim())
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const char of line) {
    if (char === '"') quoted = !quoted
    else if (char === delimiter && !quoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += char
  }
  cells.push(cell.trim())
  return cells
}

/** The delimiter that splits the header and most rows into equally many fields, the more the better. */
function electDelimiter(
  sample: readonly string[],
  rowsBy: (delimiter: string) => CellRows,
): string | undefined {
  let winner: string | undefined
  let most = 1
  for (const delimiter of DELIMITERS) {
    if (!sample[0]?.includes(delimiter)) continue
    const header = fields(sample[0] ?? '', delimiter)
    const rows = rowsBelow(rowsBy(delimiter), header)
    const width = header.at(-1) === '' ? header.length - 1 : header.length
    const counts = rows.map((row) => (row.length === width + 1 && row.at(-1) === '' ? width : row.length))
    if (width <= most || !fits(width, counts)) continue
    winner = delimiter
    most = width
  }
  if (winner !== undefined) return winner
  const numbers = sample.slice(1).every((line) => readCell(line) !== undefined)
  return sample.length > 1 && numbers && /^[\w./@-]+$/.test(sample[0]?.trim() ?? '') ? ',' : undefined
}

/** Most rows as wide as the header or one more or less; for two columns all alike, since prose has commas too. */
function fits(width: number, counts: readonly number[]): boolean {
  const share = (likely: (count: number) => boolean) =>
    counts.filter(likely).length >= FITTING_SHARE * counts.length
  if (width > 2) return share((count) => Math.abs(count - width) <= 1)
  return share((count) => count === width) || share((count) => count === width + 1)
}

function commaIsDecimal(cells: readonly string[]): boolean {
  const marked = cells.filter((cell) => /[.,]/.test(cell) && readCell(cell, true) !== undefined)
  return marked.length > 0 && marked.filter(hasDecimalComma).length >= DECIMAL_COMMA_SHARE * marked.length
}
