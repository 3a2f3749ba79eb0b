import { readName } from '../run/names.js'
import type { Bar } from './bars.js'
import type { Print } from './print.js'
import { type Cells, headedBy } from './print-cells.js'
import { EMPTY } from './print-forms.js'
import { countedBy, headingOf } from './print-words.js'
import { readPrint } from './prints.js'

/** A bar that may go on, and where it stands. */
export interface PendingBar {
  readonly bar: Bar
  /** What stands before it. */
  readonly print: Print | undefined
  /** The data that it is of, by the words before it or above it. */
  readonly heading: string | undefined
  readonly line: number
  readonly block: number
}

/** `Train #3`, `Validation 3/20`: of which data a bar is, and the one number there is. */
const NUMBERED = /^\p{L}{1,20}[ :_-]{0,3}[#[(]?(\d{1,9})(?: ?(?:\/|of) ?\d{1,9})?[\])]?$/u

/** What the description of a bar says. Its words may say of which data it is wherever they stand: `Epoch 1/8 - Evaluation`. */
export function readDescription(description: string): Print | undefined {
  const print = readPrint(description)
  if (print?.heading !== undefined || (print?.cells.size ?? 0) > 0) return print
  const words = description.match(/\p{L}+/gu)?.filter((word) => countedBy([word]) === undefined) ?? []
  const heading = print?.carried ?? headingOf(words)
  if (heading === undefined) return print
  const place =
    print?.epoch === undefined && print?.step === undefined ? NUMBERED.exec(description)?.[1] : undefined
  return { ...(print ?? EMPTY), heading, ...(place !== undefined && { epoch: Number(place) }) }
}

/** What a bar over the whole run counts: it says so (`steps`, kohya's sd-scripts, go on from epoch to epoch), or shows validation before any epoch has been named. */
export function countedByBar(bar: Bar, numbered: boolean): 'epoch' | 'step' | undefined {
  if (/^epochs?$/i.test(bar.unit)) return 'epoch'
  if (/^steps$/i.test(bar.description)) return 'step'
  if (numbered) return undefined
  if (/^epochs$/i.test(bar.description)) return 'epoch'
  return [...bar.cells.keys()].some((name) => readName(name).split === 'validation') ? 'step' : undefined
}

/** The values before and behind a bar. */
export function cellsOfBar({ bar, print, heading }: PendingBar): Cells {
  const said = [...bar.cells].map(([name, value]) => `${name}: ${value}`).join(', ')
  return headedBy(heading, new Map([...(print?.cells ?? []), ...(readPrint(said)?.cells ?? [])]))
}

/** Tells how far a heading on a line of its own reaches over the bars below it. */
export class HeadedBars {
  /** How many steps the last bar had that was below no heading. */
  #plain: number | undefined
  #used = false

  /** The heading of a new bar: that above it, unless a new epoch begins, or bars as long as those before the heading come again. */
  take(bar: Bar, heading: string | undefined, begins: boolean): string | undefined {
    const again = this.#used && bar.total !== undefined && bar.total === this.#plain
    const own = begins || again ? undefined : heading
    this.#used = own !== undefined
    if (own === undefined) this.#plain = bar.total
    return own
  }
}
