import { numbersIn, sampleOf, shapeOf } from './plain-numbers.js'
import type { Print } from './print.js'
import { readPrint } from './prints.js'
import { type Place, PrintedCells } from './shared-cells.js'

/** So many shapes are known at once; a log has few, and what has many is read line by line. */
const MOST_SHAPES = 5_000
/** So many lines of a shape are read in full and compared before the others are taken to say the same. */
const COMPARED = 3
/** No line of values is longer, in characters. */
const LONGEST = 2000

/** What lines of one shape say: a print in which numbers stand at their places. */
interface Form {
  readonly print: Print
  readonly epoch: number | undefined
  readonly step: number | undefined
  readonly cells: Placed
  readonly lasts: Placed | undefined
}

interface Placed {
  readonly names: readonly string[]
  readonly places: readonly Place[]
}

interface Known {
  form: Form | undefined
  compared: number
}

/**
 * Reads printed lines as `readPrint` does. What a line says hangs on its words and on the kinds of its numbers, so lines that
 * differ in nothing but their numbers need be read in full but a few times.
 */
export class Shapes {
  readonly #known = new Map<string, Known>()

  read(line: string): Print | undefined {
    const shape = line.length > LONGEST || this.#known.size >= MOST_SHAPES ? undefined : shapeOf(line)
    if (shape === undefined) return readPrint(line)
    const known = this.#known.get(shape)
    if (known?.form && known.compared >= COMPARED) return told(known.form, line)
    const print = readPrint(line)
    if (known === undefined) this.#known.set(shape, { form: undefined, compared: 0 })
    else if (known.compared < COMPARED) compare(known, line, print)
    return print
  }
}

function compare(known: Known, line: string, print: Print | undefined): void {
  known.form ??= known.compared === 0 ? formOf(line) : undefined
  const same = print && known.form && isSame(told(known.form, line), print)
  known.compared = same ? known.compared + 1 : COMPARED
  if (!same) known.form = undefined
}

/** What the lines of the shape of this one say; undefined where it cannot be told from their numbers. */
function formOf(line: string): Form | undefined {
  const sample = sampleOf(line)
  const print = readPrint(sample)
  if (!print) return undefined
  const numbers = numbersIn(sample)
  const places = (cells: ReadonlyMap<string, string>): Placed | undefined => {
    const found = [...cells.values()].map((value) => placeOf(value, numbers))
    const all = found.filter((place) => place !== undefined)
    return all.length === found.length ? { names: [...cells.keys()], places: all } : undefined
  }
  const count = (value: number | undefined) => numbers.findIndex((number) => Number(number) === value)
  const cells = places(print.cells)
  const lasts = print.lasts && places(print.lasts)
  if (!cells || (print.lasts && !lasts)) return undefined
  const [epoch, step] = [count(print.epoch), count(print.step)]
  return {
    print,
    epoch: epoch < 0 ? undefined : epoch,
    step: step < 0 ? undefined : step,
    cells,
    lasts,
  }
}

/** Where the number of a value stands; the value itself where it holds none, undefined where it cannot be told. */
function placeOf(value: string, numbers: readonly string[]): Place | undefined {
  const behind = value.endsWith('%') ? '%' : ''
  const number = behind ? value.slice(0, -1) : value
  const at = numbers.indexOf(number)
  if (at >= 0) return numbers.indexOf(number, at + 1) < 0 ? { at, behind } : undefined
  return /\d/.test(value) ? undefined : value
}

function told({ print, epoch, step, cells, lasts }: Form, line: string): Print {
  const numbers = epoch === undefined && step === undefined ? [] : numbersIn(line)
  return {
    epoch: epoch === undefined ? print.epoch : Number(numbers[epoch]),
    step: step === undefined ? print.step : Number(numbers[step]),
    whole: print.whole,
    cells: new PrintedCells(cells.names, line, cells.places),
    heading: print.heading,
    carried: print.carried,
    plain: print.plain,
    meters: print.meters,
    ...(print.follows && { follows: print.follows }),
    ...(lasts && { lasts: new PrintedCells(lasts.names, line, lasts.places) }),
  }
}

function isSame(one: Print, other: Print): boolean {
  const spelt = ({ cells, lasts, ...rest }: Print) =>
    JSON.stringify({ ...rest, cells: [...cells], lasts: [...(lasts ?? [])] }, (_, value) =>
      value === undefined ? 'undefined' : value,
    )
  return spelt(one) === spelt(other)
}
