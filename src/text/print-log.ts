import { readName } from '../run/names.js'
import { type Bar, barOf } from './bars.js'
import { screenLines, withoutPrefix } from './console.js'
import { type Print, readPrint } from './prints.js'

/** A line of values with its place in the run. */
export interface Located {
  readonly line: number
  /** How many numbers of epochs have been met: the lines of one epoch share it, 0 before the first. */
  readonly block: number
  readonly step: number | undefined
  /** The line itself names its epoch. */
  readonly numbered: boolean
  /** The line itself names its epoch or step. */
  readonly marked: boolean
  /** The line itself names a step. */
  readonly stepped: boolean
  readonly plain: boolean
  /** The values are means since the epoch began. */
  readonly meters: boolean
  readonly cells: ReadonlyMap<string, string>
  /** Lines of one kind say the same things about other numbers. */
  readonly kind: string
}

/** The lines of values of a console, and the epochs they belong to. */
export interface PrintLog {
  readonly prints: readonly Located[]
  /** The number of the epoch of each block; the first block comes before all epochs. */
  readonly epochs: readonly (number | undefined)[]
  /** The lines that number the epochs say that they have ended. */
  readonly closes: boolean
  /** Epochs whose progress bar did not reach its end. */
  readonly unfinished: number
}

/** Follows the printed lines of a log, each as far as it says something; stops after `enough` lines of values. */
export function collectPrints(text: string, enough = Number.POSITIVE_INFINITY): PrintLog {
  const collector = new PrintCollector()
  for (const { line, text: raw } of screenLines(text)) {
    collector.read(raw, line)
    if (collector.prints.length >= enough) break
  }
  const log = collector.finish()
  return /[\n\r]\s*$/.test(text.slice(-80)) ? log : { ...log, prints: withoutCut(log.prints) }
}

/** Where a log ends within a line the last number may have lost digits: it has fewer than that of the line before. */
function withoutCut(prints: readonly Located[]): readonly Located[] {
  const last = prints.at(-1)
  const before = prints.findLast((print) => print !== last && print.kind === last?.kind)
  const name = [...(last?.cells.keys() ?? [])].at(-1) ?? ''
  const [own, other] = [last?.cells.get(name) ?? '', before?.cells.get(name) ?? '']
  if (!last || own.length >= other.length || !/^[\d.]+$/.test(own)) return prints
  const cells = new Map([...last.cells].filter(([other]) => other !== name))
  return [...prints.slice(0, -1), { ...last, cells }]
}

interface PendingBar {
  readonly bar: Bar
  readonly print: Print | undefined
  readonly line: number
  readonly block: number
}

const EMPTY: Print = {
  epoch: undefined,
  step: undefined,
  cells: new Map(),
  heading: undefined,
  carried: undefined,
  plain: true,
  meters: false,
}

/** A line that says that its epoch is over: `End of epoch 3`, `Epoch 3 finished`, `Epoch [3/20] done`. */
const CLOSING =
  /\bend of (?:the )?(?:training )?ep(?:och)?\b|\bep(?:och)?\b[^a-z]{0,30}(?:(?:is|has|training) )?(?:done|finished|completed?|ended|over)\b|\b(?:finished|completed|done with|after|ended) ep(?:och)?\b/i

class PrintCollector {
  readonly prints: Located[] = []
  readonly #epochs: (number | undefined)[] = [undefined]
  #closed = 0
  #step: number | undefined
  #heading: string | undefined
  /** The heading of the line before; a summary below it, behind a star, is of the same data. */
  #carried: string | undefined
  #pending: PendingBar | undefined
  #unfinished = 0
  /** The state of the bar that was shown last. */
  #shown: Bar | undefined

  read(raw: string, line: number): void {
    const text = withoutPrefix(raw)
    const bar = text.includes('it') || text.includes('|') ? barOf(text) : undefined
    if (bar) this.#bar(bar, line)
    const rest = bar ? bar.rest : text
    const print = readPrint(rest)
    if (!print) return
    if (/^\s*\*/.test(rest) && print.heading === undefined) this.#heading ??= this.#carried
    this.#carried = print.carried
    if (print.epoch !== undefined && print.epoch !== this.#epochs.at(-1) && CLOSING.test(rest)) this.#closed++
    this.#take(print, line)
  }

  finish(): PrintLog {
    this.#endBar()
    const closes = this.#closed * 2 > this.#epochs.length - 1
    return { prints: this.prints, epochs: this.#epochs, closes, unfinished: this.#unfinished }
  }

  #take(print: Print, line: number): void {
    this.#mark(print)
    const marked = print.epoch !== undefined || print.step !== undefined
    if (marked) this.#heading = undefined
    if (print.heading !== undefined) this.#heading = print.heading
    if (print.cells.size > 0)
      this.#add(headedBy(this.#heading, print.cells), print, line, this.#epochs.length - 1)
  }

  #mark({ epoch, step }: Print): void {
    if (epoch !== undefined && epoch !== this.#epochs.at(-1)) {
      this.#epochs.push(epoch)
      this.#step = undefined
    }
    if (step !== undefined) this.#step = step
  }

  #add(cells: ReadonlyMap<string, string>, print: Print, line: number, block: number): void {
    const marked = print.epoch !== undefined || print.step !== undefined
    const stepped = print.step !== undefined
    const kind = `${print.epoch !== undefined}/${stepped}/${[...cells.keys()].join('/')}`
    const step = print.step ?? this.#step
    const before = this.prints.at(-1)
    const twice = before?.kind === kind && before.block === block && before.step === step && marked
    if (twice && sameCells(before.cells, cells)) return
    this.prints.push({
      line,
      block,
      step,
      numbered: print.epoch !== undefined,
      marked,
      stepped,
      plain: print.plain,
      meters: print.meters,
      cells,
      kind,
    })
  }

  /** Of a bar only the last state counts, and only if it has reached its end; of a bar over epochs the last state of each. */
  #bar(bar: Bar, line: number): void {
    const before = this.#shown
    this.#shown = bar
    const over = this.#countedBy(bar)
    const another = before && (before.description !== bar.description || bar.done < before.done)
    if (another || (over && before && before.done !== bar.done)) this.#endBar()
    const described = readPrint(bar.description)
    const print = over ? { ...EMPTY, ...described, [over]: bar.done } : described
    const ends = over !== undefined && bar.done === bar.total && before && sameCells(before.cells, bar.cells)
    if (ends) return
    if (print) this.#mark(print)
    this.#pending = {
      bar: over ? { ...bar, total: undefined } : bar,
      print,
      line,
      block: this.#epochs.length - 1,
    }
  }

  /** What a bar over the whole run counts: it says so, or shows validation before any epoch has been named. */
  #countedBy(bar: Bar): 'epoch' | 'step' | undefined {
    if (/^epochs?$/i.test(bar.unit)) return 'epoch'
    const validates = [...bar.cells.keys()].some((name) => readName(name).split === 'validation')
    return validates && this.#epochs.length === 1 ? 'step' : undefined
  }

  #endBar(): void {
    const { bar, print, line, block } = this.#pending ?? {}
    this.#pending = undefined
    if (!bar || line === undefined || block === undefined) return
    const said = [...bar.cells].map(([name, value]) => `${name}: ${value}`).join(', ')
    const postfix = readPrint(said)
    const own = new Map([...(print?.cells ?? []), ...(postfix?.cells ?? [])])
    const cells = headedBy(print?.heading, own)
    if (cells.size === 0) return
    if (bar.total !== undefined && bar.done < bar.total) this.#unfinished++
    else this.#add(cells, { ...EMPTY, epoch: print?.epoch, step: print?.step }, line, block)
  }
}

/** A heading on a line of its own is of the lines below it, as far as they name no other data. */
function headedBy(
  heading: string | undefined,
  cells: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (heading === undefined) return cells
  return new Map(
    [...cells].map(([name, value]) => {
      const { split, kind } = readName(name)
      return [split !== undefined || kind === 'other' ? name : `${heading} ${name}`, value]
    }),
  )
}

function sameCells(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value)
}
