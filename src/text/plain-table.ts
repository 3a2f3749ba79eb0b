import type { Source } from './source.js'

/** Larger tables take so long to read that it does not matter how soon their reader is found, in characters. */
const SMALL = 64 * 1024
/** A header of names that no other format has a use for, with its delimiter. */
const HEADER = /^[A-Za-z_][\w ./()-]{0,99}(?:([,;\t])[\w ./()-]{0,99})+$/
/** Blanks on either side of a number, digits before and after its point, digits of its exponent: no writer has more. */
const MOST = { blanks: 20, digits: 40, exponent: 4 }

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const BLANK = 32
const PLUS = 43
const MINUS = 45
const POINT = 46
const ZERO = 48
const NINE = 57
/** Set in a letter that is small. */
const SMALL_LETTER = 32
const E = 101

/**
 * Is the source a small table of a header and numbers, and nothing else? Then only readers of tables can know it: neither
 * brackets nor quotes nor words stand in its rows, of which all other formats have some.
 */
export function isPlainTable({ text, bytes, parts }: Source): boolean {
  if (bytes !== undefined || parts.length > 0 || text.length > SMALL) return false
  const end = text.trimEnd().length
  const line = text.indexOf('\n') + 1
  if (line === 0 || line > end) return false
  const header = text.slice(0, text.charCodeAt(line - 2) === CARRIAGE_RETURN ? line - 2 : line - 1)
  const delimiter = HEADER.exec(header)?.[1]
  return delimiter !== undefined && holdsNumbers(text, line, end, delimiter.charCodeAt(0))
}

/** Are all rows from start to end numbers between delimiters, or nothing between them, and is none of them blank? */
function holdsNumbers(table: string, start: number, end: number, delimiter: number): boolean {
  let row = start
  for (let at = start; ; at++) {
    at = afterCell(table, at)
    if (at < 0) return false
    if (at >= end) return true
    let next = table.charCodeAt(at)
    if (next === delimiter) continue
    if (at === row) return false
    if (next === CARRIAGE_RETURN) next = table.charCodeAt(++at)
    if (next !== LINE_FEED) return false
    row = at + 1
  }
}

/** The place after a number (or NaN) and the blanks around it, any of which may be absent; -1 where it is none. */
function afterCell(table: string, start: number): number {
  const at = afterBlanks(table, start)
  const first = table.charCodeAt(at)
  if ((first | SMALL_LETTER) === 110)
    return table.slice(at, at + 3).toLowerCase() === 'nan' ? afterBlanks(table, at + 3) : -1
  const signed = first === PLUS || first === MINUS
  const whole = signed ? at + 1 : at
  let end = afterDigits(table, whole)
  let digits = end - whole
  if (digits > MOST.digits) return -1
  if (table.charCodeAt(end) === POINT) {
    const point = end
    end = afterDigits(table, point + 1)
    digits += end - point - 1
    if (end - point - 1 > MOST.digits || digits === 0) return -1
  }
  if (digits === 0) return signed ? -1 : afterBlanks(table, at)
  if ((table.charCodeAt(end) | SMALL_LETTER) === E) {
    const sign = table.charCodeAt(end + 1)
    const exponent = sign === PLUS || sign === MINUS ? end + 2 : end + 1
    end = afterDigits(table, exponent)
    if (end === exponent || end - exponent > MOST.exponent) return -1
  }
  return afterBlanks(table, end)
}

function afterDigits(table: string, start: number): number {
  let at = start
  for (let char = table.charCodeAt(at); char >= ZERO && char <= NINE; ) char = table.charCodeAt(++at)
  return at
}

function afterBlanks(table: string, start: number): number {
  let at = start
  while (at - start < MOST.blanks && table.charCodeAt(at) === BLANK) at++
  return at
}
