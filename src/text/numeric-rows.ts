import type { Layout } from './delimited.js'

/** With more digits a number may round otherwise than its digits divided by a power of ten. */
const MOST_DIGITS = 15
/** So many digits are a whole number of 32 bits, which is quicker to make than a longer one. */
const SMALL = 9
/** Powers of ten that are exact. */
const POWERS = Array.from({ length: 23 }, (_, k) => 10 ** k)

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const PLUS = 43
const MINUS = 45
const POINT = 46
const ZERO = 48
const NINE = 57
const CAPITAL_E = 69
const SMALL_E = 101

/**
 * The columns of a table that holds nothing but a plain number in each cell, and as many in each row as the header has
 * names. Undefined for any other table, at its first surprise: csv-parse is the judge of what a table is, and this only
 * a faster way to the same numbers where there is nothing to judge. A text that ends within a line may be torn.
 */
export function readNumericRows(text: string, layout: Layout): number[][] | undefined {
  const start = text.indexOf('\n') + 1
  const header = text.slice(0, start)
  if (
    layout.lead > 0 ||
    start === 0 ||
    !text.endsWith('\n') ||
    header.trim() === '' ||
    /["\ufeff]|\r(?!\n)/.test(header)
  )
    return undefined
  const rows = countRows(text, start)
  const columns = layout.header.map(() => new Array<number>(rows < LONGEST ? rows : 0).fill(0))
  return fill(columns, text, start, layout.delimiter.charCodeAt(0)) ? columns : undefined
}

/** So much of the text is looked at as bytes at a time, in characters: to take characters out of a long text is slow. */
const PIECE = 2 ** 18

/** Reads all rows into the columns; false where a cell or a row is anything else, or a row is longer than a piece. */
function fill(columns: readonly number[][], text: string, start: number, delimiter: number): boolean {
  const encoder = new TextEncoder()
  const bytes = new Uint8Array(Math.min(PIECE, text.length - start))
  let row = 0
  for (let at = start; at < text.length; ) {
    const end = at + PIECE < text.length ? text.lastIndexOf('\n', at + PIECE - 1) + 1 : text.length
    if (end <= at) return false
    const piece = text.slice(at, end)
    const { read, written } = encoder.encodeInto(piece, bytes)
    if (read !== piece.length || written !== piece.length) return false
    const scanner = new Scanner(bytes.subarray(0, written), piece, delimiter)
    row = scanner.fill(columns, row)
    if (row < 0) return false
    at = end
  }
  return true
}

/** Longer lists are not laid out beforehand. */
const LONGEST = 2 ** 24

function countRows(text: string, start: number): number {
  let rows = 0
  for (let at = text.indexOf('\n', start); at >= 0; at = text.indexOf('\n', at + 1)) rows++
  return rows
}

/** Reads cells one by one. */
class Scanner {
  private at = 0

  constructor(
    readonly bytes: Uint8Array,
    readonly text: string,
    readonly delimiter: number,
  ) {}

  /** Reads all rows into the columns from the given one on; the row after them, -1 where a cell or a row is anything else. */
  fill(columns: readonly number[][], start: number): number {
    const { bytes } = this
    const last = columns.length - 1
    let row = start
    for (; this.at < bytes.length; row++) {
      for (let k = 0; k <= last; k++) {
        const value = this.#number()
        if (value === undefined) return -1
        const column = columns[k]
        if (column) column[row] = value
        if (k < last && bytes[this.at++] !== this.delimiter) return -1
      }
      if (bytes[this.at] === CARRIAGE_RETURN) this.at++
      if (bytes[this.at++] !== LINE_FEED) return -1
    }
    return row
  }

  /** The number here, exactly as JavaScript reads it; undefined where there is none or something clings to it. */
  #number(): number | undefined {
    const { bytes } = this
    const start = this.at
    let at = start
    let char = bytes[at] ?? 0
    const negative = char === MINUS
    if (negative || char === PLUS) char = bytes[++at] ?? 0
    let head = 0
    let tail = 0
    let digits = 0
    for (; char >= ZERO && char <= NINE && digits < SMALL; digits++) {
      head = head * 10 + char - ZERO
      char = bytes[++at] ?? 0
    }
    for (; char >= ZERO && char <= NINE; digits++) {
      tail = tail * 10 + char - ZERO
      char = bytes[++at] ?? 0
    }
    let decimals = 0
    if (char === POINT) {
      const point = at
      char = bytes[++at] ?? 0
      for (; char >= ZERO && char <= NINE && digits < SMALL; digits++) {
        head = head * 10 + char - ZERO
        char = bytes[++at] ?? 0
      }
      for (; char >= ZERO && char <= NINE; digits++) {
        tail = tail * 10 + char - ZERO
        char = bytes[++at] ?? 0
      }
      decimals = at - point - 1
    }
    if (digits === 0) return undefined
    this.at = at
    if (char === SMALL_E || char === CAPITAL_E || digits > MOST_DIGITS) return this.#spelled(start)
    const mantissa = digits <= SMALL ? head : head * (POWERS[digits - SMALL] ?? Number.NaN) + tail
    const value = decimals === 0 ? mantissa : mantissa / (POWERS[decimals] ?? Number.NaN)
    return negative ? -value : value
  }

  /** A number with an exponent or many digits; infinite ones are left to others. */
  #spelled(start: number): number | undefined {
    const { bytes, text } = this
    let char = bytes[this.at] ?? 0
    if (char === SMALL_E || char === CAPITAL_E) {
      char = bytes[++this.at] ?? 0
      if (char === MINUS || char === PLUS) char = bytes[++this.at] ?? 0
      if (!(char >= ZERO && char <= NINE)) return undefined
      while (char >= ZERO && char <= NINE) char = bytes[++this.at] ?? 0
    }
    const value = Number(text.slice(start, this.at))
    return Number.isFinite(value) ? value : undefined
  }
}
