import type { Note } from '../run/run.js'

/** So many numbers must stand above the last one to tell how the column is written. */
const ABOVE_AT_LEAST = 3
/** Fewer tell where it lacks so many digits. */
const DIGITS_LOST = 3
const NUMBER = /^[-+]?\d*(?:[.,](\d*))?(?:[eE][-+]?(\d*))?$/

/** How a number is written: digits behind its point, and of its exponent where it has one. */
interface Writing {
  readonly decimals: number
  readonly exponent: number
}

type Take = (cells: readonly string[], line: number) => unknown

/**
 * Holds the last row of a table back until it is known to be the last: where the text ends without a line break and its
 * last number has fewer digits than every one above it, it was torn there, and `0.2` may have been `0.2718`.
 */
export class LastNumber {
  readonly #open: boolean
  #held: { readonly cells: readonly string[]; readonly line: number } | undefined
  #above = 0
  #fewest: Writing = { decimals: Number.POSITIVE_INFINITY, exponent: Number.POSITIVE_INFINITY }

  constructor(text: string) {
    this.#open = !/[\r\n]$/.test(text)
  }

  add(cells: readonly string[], line: number, take: Take): void {
    this.flush(take)
    this.#held = { cells, line }
  }

  /** Takes the row that is held back: something follows it. */
  flush(take: Take): void {
    const held = this.#held
    this.#held = undefined
    if (!held) return
    const writing = this.#open ? writingOf(held.cells.at(-1)) : undefined
    if (writing) {
      this.#above++
      this.#fewest = {
        decimals: Math.min(this.#fewest.decimals, writing.decimals),
        exponent: Math.min(this.#fewest.exponent, writing.exponent),
      }
    }
    take(held.cells, held.line)
  }

  /** Takes the last row, or says why it is left out. */
  settle(take: Take): Note[] {
    const held = this.#held
    if (!held) return []
    const last = this.#open ? writingOf(held.cells.at(-1)) : undefined
    const { decimals, exponent } = this.#fewest
    const lost = this.#above < ABOVE_AT_LEAST ? DIGITS_LOST : 1
    const torn = last && (decimals - last.decimals >= lost || (lost === 1 && last.exponent < exponent))
    if (!torn || this.#above === 0) {
      take(held.cells, held.line)
      return []
    }
    const because = `the log ends in the middle of a line (${held.cells.at(-1)} has fewer digits than all above it): its last row is left out`
    return [{ line: held.line, because }]
  }
}

function writingOf(cell: string | undefined): Writing | undefined {
  const match = cell ? NUMBER.exec(cell.replace(/%$/, '')) : null
  return match ? { decimals: match[1]?.length ?? 0, exponent: match[2]?.length ?? 0 } : undefined
}
