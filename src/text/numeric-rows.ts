import type { Layout } from './delimited.js'

/** With more digits a number may round otherwise than its digits divided by a power of ten. */
const MOST_DIGITS = 15
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
  return new Scanner(text, start, layout.delimiter.charCodeAt(0)).fill(columns) ? columns : undefined
}

/** Longer lists are not laid out beforehand. */
const LONGEST = 2 ** 24

function countRows(text: string, start: number): number {
  let rows = text.endsWith('\n') ? 0 : 1
  for (let at = text.indexOf('\n', start); at >= 0; at = text.indexOf('\n', at + 1)) rows++
  return rows
}

/** Reads cells one by one. */
class Scanner {
  constructor(
    readonly text: string,
    private at: number,
    readonly delimiter: number,
  ) {}

  /** Reads all rows into the columns; false where a cell or a row is anything else. */
  fill(columns: readonly number[][]): boolean {
    const { text } = this
    const last = columns.length - 1
    for (let row = 0; this.at < text.length; row++) {
      for (let k = 0; k <= last; k++) {
        const value = this.#number()
        if (value === undefined) return false
        const column = columns[k]
        if (column) column[row] = value
        if (k < last && text.charCodeAt(this.at++) !== this.delimiter) return false
      }
      if (text.charCodeAt(this.at) === CARRIAGE_RETURN) this.at++
      if (text.charCodeAt(this.at) !== LINE_FEED)
        return this.at === text.length && text.charCodeAt(this.at - 1) !== CARRIAGE_RETURN
      this.at++
    }
    return true
  }

  /** The number here, exactly as JavaScript reads it; undefined where there is none or something clings to it. */
  #number(): number | undefined {
    const { text } = this
    const start = this.at
    let at = start
    let char = text.charCodeAt(at)
    const negative = char === MINUS
    if (negative || char === PLUS) char = text.charCodeAt(++at)
    const first = at
    let mantissa = 0
    while (char >= ZERO && char <= NINE) {
      mantissa = mantissa * 10 + char - ZERO
      char = text.charCodeAt(++at)
    }
    let digits = at - first
    let decimals = 0
    if (char === POINT) {
      const point = at
      char = text.charCodeAt(++at)
      while (char >= ZERO && char <= NINE) {
        mantissa = mantissa * 10 + char - ZERO
        char = text.charCodeAt(++at)
      }
      decimals = at - point - 1
      digits += decimals
    }
    if (digits === 0) return undefined
    this.at = at
    if (char === SMALL_E || char === CAPITAL_E || digits > MOST_DIGITS) return this.#spelled(start)
    const value = decimals === 0 ? mantissa : mantissa / (POWERS[decimals] ?? Number.NaN)
    return negative ? -value : value
  }

  /** A number with an exponent or many digits; infinite ones are left to others. */
  #spelled(start: number): number | undefined {
    const { text } = this
    let char = text.charCodeAt(this.at)
    if (char === SMALL_E || char === CAPITAL_E) {
      char = text.charCodeAt(++this.at)
      if (char === MINUS || char === PLUS) char = text.charCodeAt(++this.at)
      if (!(char >= ZERO && char <= NINE)) return undefined
      while (char >= ZERO && char <= NINE) char = text.charCodeAt(++this.at)
    }
    const value = Number(text.slice(start, this.at))
    return Number.isFinite(value) ? value : undefined
  }
}
