import { eastAsianWidth } from 'get-east-asian-width'

/** Marks that join the character before them. */
const COMBINING = /^\p{M}$/u

/** Lines and blocks, of which charts are made: each takes a column, and to look that up takes time. */
const BOX = [0x2500, 0x259f] as const
/** Punctuation, arrows and signs, among which there are no marks: to look for one takes longer still. */
const MARKLESS = [0x2100, 0x2bff] as const
const PUNCTUATION = [0x2000, 0x20cf] as const

/** Beyond ASCII: a mark or a wide character may stand there, and only there. */
const BEYOND_ASCII = /[^\u0000-\u007f]/

/** Columns that a text takes on a terminal. */
export function columnsOf(text: string): number {
  if (!BEYOND_ASCII.test(text)) return text.length
  let columns = 0
  for (const char of text) columns += columnsOfChar(char)
  return columns
}

function columnsOfChar(char: string): number {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x300 || (code >= BOX[0] && code <= BOX[1])) return 1
  return mayBeMark(code) && COMBINING.test(char) ? 0 : eastAsianWidth(code)
}

function mayBeMark(code: number): boolean {
  const within = ([first, last]: readonly [number, number]) => code >= first && code <= last
  return !within(PUNCTUATION) && !within(MARKLESS)
}

/**
 * Breaks a message at blanks, and words that are too long within, so that no line takes more than `width` columns. A
 * percent sign stays with its number.
 */
export function wrap(message: string, width: number): string[] {
  const lines: string[] = []
  let taken = 0
  for (const word of message.split(/ (?!%)/)) {
    const last = lines.at(-1)
    const together = taken + 1 + columnsOf(word)
    if (last !== undefined && together <= width) {
      lines[lines.length - 1] = `${last} ${word}`
      taken = together
    } else {
      lines.push(...pieces(word, width))
      taken = columnsOf(lines.at(-1) ?? '')
    }
  }
  return lines
}

/** A sign that is spelt out, as \u{e9}, is not cut within. */
const SPELT_OUT = /\\u\{[0-9a-f]{1,6}\}|./gsu

function unitsOf(text: string): Iterable<string> {
  return text.includes('\\u{') ? (text.match(SPELT_OUT) ?? []) : text
}

function columnsOfUnit(unit: string): number {
  return unit.startsWith('\\u{') ? unit.length : columnsOfChar(unit)
}

/** Behind these a long word is broken rather than elsewhere, where that leaves at least half a line. */
const BREAKING = /^(.*[,;(/\\=&?])(.*)$/s

function pieces(word: string, width: number): string[] {
  if (columnsOf(word) <= width) return [word]
  const parts = ['']
  let columns = 0
  for (const unit of unitsOf(word)) {
    const own = columnsOfUnit(unit)
    if (columns + own > width) {
      const [, front = '', rest = ''] = BREAKING.exec(parts.at(-1) ?? '') ?? []
      const isBroken = 2 * columnsOf(front) >= width
      if (isBroken) parts[parts.length - 1] = front
      parts.push(isBroken ? rest : '')
      columns = isBroken ? columnsOf(rest) : 0
    }
    parts[parts.length - 1] += unit
    columns += own
  }
  return parts
}

/** Cuts a text to `width` columns; `ellipsis` stands at the end that is cut. */
export function truncate(
  text: string,
  width: number,
  ellipsis: string,
  keep: 'start' | 'end' = 'start',
): string {
  if (columnsOf(text) <= width) return text
  const room = width - columnsOf(ellipsis)
  const units = keep === 'start' ? [...unitsOf(text)] : [...unitsOf(text)].reverse()
  const kept: string[] = []
  let columns = 0
  for (const unit of units) {
    columns += columnsOfUnit(unit)
    if (columns > room) break
    kept.push(unit)
  }
  return keep === 'start' ? kept.join('') + ellipsis : ellipsis + kept.reverse().join('')
}

/** Fills a text with blanks to `width` columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)))
}
