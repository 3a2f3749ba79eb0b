import { parse } from 'csv-parse/sync'
import { hasDecimalComma, readCell } from './cell.js'

/** How a table in a text file is written. */
export interface Layout {
  readonly delimiter: string
  readonly decimalComma: boolean
  /** The cells of the header, trimmed. */
  readonly header: readonly string[]
}

/** One row of the table and its line in the text, counted from 1. */
export type OnRow = (cells: readonly string[], line: number) => void

const DELIMITERS = [',', ';', '\t', '|']
/** Rows that are looked at to tell how the table is written. */
const SAMPLE = 50
/** Share of the numbers with a comma that makes the comma a decimal mark. */
const DECIMAL_COMMA_SHARE = 0.9
/** A header names things; `loss: 0.41` or `12.5` is no name. */
const NO_NAME = /[:=]\s*[-+]?\d|^[-+]?[\d.]+(?:[eE][-+]?\d+)?%?$/

/**
 * Tells how a table is written from its first lines: delimiter by equal field counts, decimal mark, header.
 * Returns undefined when the lines are no table with a header.
 */
export function recogniseLayout(lines: readonly string[]): Layout | undefined {
  const sample = lines.filter((line) => !isComment(line)).slice(0, SAMPLE)
  const first = sample[0]
  if (first === undefined) return undefined
  const delimiter = electDelimiter(sample)
  if (delimiter === undefined) return undefined
  const header = fields(first.replace(/^\ufeff?\s*#\s*(?=\w)/, ''), delimiter)
  while (header.length > 1 && header.at(-1) === '') header.pop()
  if (header.some((name) => NO_NAME.test(name)) || header.every((name) => name === '')) return undefined
  const body = sample.slice(1).flatMap((line) => fields(line, delimiter))
  if (body.length > 0 && !body.some((cell) => typeof readCell(cell, true) === 'number' || cell === ''))
    return undefined
  return { delimiter, header, decimalComma: delimiter !== ',' && commaIsDecimal(body) }
}

/** Calls `onRow` for each row after the header, cells trimmed; blank lines and comment lines are left out. */
export function eachRow(text: string, layout: Layout, onRow: OnRow): void {
  let header = true
  parse(text.includes('\r\r\n') ? text.replaceAll('\r\r\n', '\r\n') : text, {
    bom: true,
    delimiter: layout.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    on_record(record: readonly string[], context: { lines: number }) {
      if (header) header = isComment(record[0] ?? '') && record.length < layout.header.length
      else if (!isComment(record[0] ?? '')) onRow(record, context.lines)
      return null
    },
  })
}

function isComment(line: string): boolean {
  return /^\s*#(?!\s*,|#?\s*\w+\s*[,;\t|])/.test(line)
}

function fields(line: string, delimiter: string): string[] {
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
function electDelimiter(sample: readonly string[]): string | undefined {
  let winner: string | undefined
  let most = 1
  for (const delimiter of DELIMITERS) {
    const counts = sample.map((line) => fields(line, delimiter).length)
    const width = counts[0] ?? 0
    const fitting = counts.filter((count) => Math.abs(count - width) <= 1).length
    if (width > most && fitting >= 0.6 * counts.length) {
      winner = delimiter
      most = width
    }
  }
  if (winner !== undefined) return winner
  const numbers = sample.slice(1).every((line) => readCell(line) !== undefined)
  return sample.length > 1 && numbers && /^[\w./@-]+$/.test(sample[0]?.trim() ?? '') ? ',' : undefined
}

function commaIsDecimal(cells: readonly string[]): boolean {
  const marked = cells.filter((cell) => /[.,]/.test(cell) && readCell(cell, true) !== undefined)
  return marked.length > 0 && marked.filter(hasDecimalComma).length >= DECIMAL_COMMA_SHARE * marked.length
}
