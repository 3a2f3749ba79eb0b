import { withoutEscapes } from './console.js'

/** A number at the very end of a text, with no line break after it. */
const LAST_NUMBER = /(?<![\w.])-?\d+(?:\.\d*)?(?:e[-+]?\d*)?$/i
/** A number and what it would be a part of: `70.5 (`, `70.5 (70.`, `267/`. */
const OPEN = /(?:(?<![\w.])-?\d+(?:\.\d*)?(?:e[-+]?\d+)? ?[(/±→] ?){1,3}$/i
/** A document of JSON has readers who know of its end. */
const DOCUMENT = /^\s*(?:\{|\[\s*(?:[[{"]|-?[\d.]+\s*,))/
/** Numbers on a line, and the beginnings of what stands between them. */
const NUMBERS = /(?<![\w.])-?\d+(?:\.\d*)?(?:e[-+]?\d+)?/gi
/** Longer numbers are none that was being written. */
const LONGEST = 60
/** So much of the end of a text tells how its lines are written, in characters. */
const TAIL = 32 * 1024
/** A longer line tells nothing, in characters. */
const LONGEST_LINE = 2000
/** So many numbers in the same place are looked at. */
const LOOKED_AT = 50
/** So many of them tell that they have exponents, or that something belongs to them. */
const RECENT = 3
/** What belongs to the number before it: a mean in brackets, a deviation, a unit, the bar of a table. */
const BELONGS = /^\s*[()±/%→|]/
/** A number with so many digits is near enough to what it would be with more. */
const ENOUGH_DIGITS = 6
/** The mantissa of a number that would have an exponent is so many times as large at least. */
const WITHOUT_EXPONENT = 100

/**
 * Cuts off the number that a log ends in where it was torn: at its point, behind others of its line that have decimals
 * (`0.` is not the lowest loss of the run); or where it has fewer digits than others in the same place above it (as far as that matters),
 * lacks their exponent (`8.77` of `8.7700e-05`) or what they have behind them. Cells behind a comma, a semicolon or a tab are left
 * to the readers of tables.
 */
export function withoutTornNumber(text: string): { text: string; torn: string | undefined } {
  const whole = { text, torn: undefined }
  if (text.endsWith('\n')) return whole
  const end = withoutEscapes(text.slice(-LONGEST))
  const number = LAST_NUMBER.exec(end)?.[0] ?? ''
  const open = OPEN.exec(end.slice(0, end.length - number.length))?.[0] ?? ''
  const size = number.length + open.length
  if (size === 0 || DOCUMENT.test(text.slice(0, LONGEST))) return whole
  const lines = withoutEscapes(text.slice(-TAIL)).split(/[\r\n]+/)
  const line = (lines.pop() ?? '').slice(0, -number.length || undefined)
  const atPoint = number.endsWith('.') && /\d\.\d/.test(line)
  const torn = number === '' || atPoint || lacks(number, line, lines)
  return torn ? { text: text.slice(0, -size), torn: text.slice(-size) } : whole
}

/** A number in the same place of a line, and what stands behind it. */
interface Other {
  readonly number: string
  readonly behind: string
}

function lacks(number: string, line: string, above: readonly string[]): boolean {
  const others = line.length > LONGEST_LINE ? [] : othersOf(line, above)
  if (others.length === 0) return false
  const recent = others.slice(0, RECENT)
  if (recent.every(({ behind }) => BELONGS.test(behind))) return true
  const all = others.map((other) => other.number)
  if (exponent(number) < Math.min(...recent.map((other) => exponent(other.number)))) return true
  if (all.every((other) => /^-?\d+$/.test(other)))
    return number.length < Math.min(...all.map(({ length }) => length))
  const [value, before] = [Math.abs(Number(number)), Math.abs(Number(all[0]))]
  if (value >= 1 && value < 10 && value >= WITHOUT_EXPONENT * before) return true
  const digits = number.replace(/\D|e.*$|^-?[0.]+/gi, '').length
  return digits < ENOUGH_DIGITS && decimals(number) < Math.max(...all.map(decimals))
}

function decimals(number: string): number {
  return /\.(\d*)/.exec(number)?.[1]?.length ?? 0
}

function exponent(number: string): number {
  return /e[-+]?(\d*)$/i.exec(number)?.[1]?.length ?? 0
}

/** What stands in the same place of the lines above, behind the same words, the next above first. */
function othersOf(line: string, above: readonly string[]): Other[] {
  const own = literalsOf(line)
  if (/^["' ]*[,;\t]["' ]*$/.test(own.at(-1) ?? '')) return []
  const worded = own.findLastIndex((literal) => /\p{L}/u.test(literal))
  const key = own.slice(Math.max(0, worded))
  const others: Other[] = []
  for (const text of above.toReversed()) {
    if (text.length > LONGEST_LINE) continue
    const literals = literalsOf(text)
    const numbers = text.match(NUMBERS) ?? []
    for (const [k, spelled] of numbers.entries()) {
      const start = k + 1 - key.length
      if (start < 0 || (worded < 0 && start > 0)) continue
      if (!key.every((literal, n) => literals[start + n] === literal)) continue
      others.push({ number: spelled, behind: literals[k + 1] ?? '' })
    }
    if (others.length >= LOOKED_AT) break
  }
  return others
}

/** What stands before, between and behind the numbers of a line, blanks of any length as one. */
function literalsOf(line: string): string[] {
  return line.split(NUMBERS).map((literal) => literal.replace(/ +/g, ' '))
}
