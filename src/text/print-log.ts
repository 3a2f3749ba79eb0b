import type { Note } from '../run/run.js'
import { type Bar, barOf } from './bars.js'
import { screenLines, withoutPrefix } from './console.js'
import { Forms, type Located, PlacedLine } from './located.js'
import type { Print } from './print.js'
import { cellsOfBar, countedByBar, HeadedBars, type PendingBar, readDescription } from './print-bars.js'
import { hasBare, headedBy, holdsCells, measures, sameCells, withTornLine } from './print-cells.js'
import { CocoBlocks } from './print-coco.js'
import { settleFollowing } from './print-following.js'
import { EMPTY, readForm } from './print-forms.js'
import { Heads, headsIn } from './print-heads.js'
import { Loop } from './print-loop.js'
import { type Members, memberOf } from './print-members.js'
import { Noise, stoppedBy } from './print-noise.js'
import { settlePrints } from './print-settled.js'
import { Shapes } from './print-shapes.js'
import { readPrint } from './prints.js'
import { Kinds, shareCells } from './shared-cells.js'

/** The lines of values of a console, and the epochs they belong to. */
export interface PrintLog {
  readonly prints: readonly Located[]
  /** The number of the epoch of each block; the first block comes before all epochs. */
  readonly epochs: readonly (number | undefined)[]
  /** The lines that number the epochs say that they have ended. */
  readonly closes: boolean
  /** The lines that number the epochs tell losses or scores of them. */
  readonly sums: boolean
  /** Epochs whose progress bar did not reach its end. */
  readonly unfinished: number
  readonly notes: readonly Note[]
}

/**
 * Follows the printed lines of a log, each as far as it says something; stops after `enough` lines of values. Of several
 * processes those of the one named, and those that name none.
 */
export function collectPrints(text: string, enough = Number.POSITIVE_INFINITY, process?: string): PrintLog {
  const collector = new PrintCollector(headsIn(text))
  for (const { line, text: raw } of screenLines(text)) {
    if (process !== undefined && (memberOf(raw).process ?? process) !== process) continue
    collector.read(raw, line)
    if (collector.prints.length >= enough) break
  }
  return finish(collector, text)
}

/** What lines are called that name none of the runs. */
const REST = 'no run named'

/**
 * The printed lines of each of the runs among one another. A line that names none goes to the run before it; but if it
 * has a number of its own, to the last, which is of all of them.
 */
export function collectRuns(text: string, { names }: Members): { label: string; log: PrintLog }[] {
  const rest = new PrintCollector()
  const collectors = new Map(names.map((name) => [name, new PrintCollector()]))
  let own: PrintCollector | undefined
  for (const { line, text: raw } of screenLines(text)) {
    const named = collectors.get(memberOf(raw).run ?? '')
    const print = named ? undefined : readPrint(withoutPrefix(raw))
    own = named ?? (print?.epoch !== undefined || print?.step !== undefined ? rest : own)
    own?.read(raw, line)
  }
  collectors.set(REST, rest)
  return [...collectors].map(([label, collector]) => ({ label, log: finish(collector, text) }))
}

function finish(collector: PrintCollector, text: string): PrintLog {
  const log = collector.finish()
  return /[\n\r]$/.test(text) ? log : { ...log, prints: withTornLine(log.prints) }
}

/** A line that says that its epoch is over: `End of epoch 3`, `Epoch 3 finished`, `Epoch [3/20] done`. */
const CLOSING =
  /\bend of (?:the )?(?:training )?ep(?:och)?\b|\bep(?:och)?\b[^a-z]{0,30}(?:(?:is|has|training) )?(?:done|finished|completed?|ended|over|takes)\b|\b(?:finished|completed|done with|after|ended) ep(?:och)?\b/i

/** `* Acc@1 70.1`: a summary. */
const STAR = /^\s*\*+\s/
/** What PaddlePaddle says of the lines of its steps. */
const MEANS = /the metric is the average value of previous step/

class PrintCollector {
  readonly prints: Located[] = []
  readonly #epochs: (number | undefined)[] = [undefined]
  #closed = 0
  #summed = 0
  #step: number | undefined
  #heading: string | undefined
  /** The heading of the line before; a summary below it, behind a star, is of the same data. */
  #carried: string | undefined
  #pending: PendingBar | undefined
  #unfinished = 0
  readonly #kinds = new Kinds()
  readonly #forms = new Forms()
  readonly #shapes = new Shapes()
  /** The state of the bar that was shown last. */
  #shown: Bar | undefined
  readonly #noise = new Noise()
  readonly #stops: Note[] = []
  readonly #loop = new Loop()
  readonly #headed = new HeadedBars()
  #means = false
  readonly #coco = new CocoBlocks()
  /** Lines of these kinds have losses that may be those of the training. */
  readonly #following = new Map<string, ReadonlyMap<string, string>>()

  constructor(readonly heads = new Heads()) {}

  read(raw: string, line: number): void {
    const form = this.#coco.read(raw) ?? readForm(raw)
    if (form) {
      this.#take(form, line)
      return
    }
    const text = this.heads.named(withoutPrefix(raw))
    if (this.#noise.skips(raw, text)) return
    const stopped = stoppedBy(text)
    if (stopped !== undefined) this.#stops.push({ line, because: stopped })
    this.#means ||= MEANS.test(text)
    const bar = text.includes('it') || text.includes('|') ? barOf(text) : undefined
    if (bar) this.#bar(bar, line)
    const rest = bar ? bar.rest : text
    const print = this.#shapes.read(rest)
    if (!print) return
    const starred = STAR.test(rest) && print.heading === undefined && print.epoch === undefined
    if (starred) this.#heading ??= this.#carried
    this.#carried = print.carried
    if (print.epoch !== undefined && print.epoch !== this.#epochs.at(-1)) {
      if (CLOSING.test(rest)) this.#closed++
      if (print.step === undefined && measures(print.cells)) this.#summed++
    }
    this.#take(this.#means && print.step !== undefined ? { ...print, meters: true } : print, line, starred)
  }

  finish(): PrintLog {
    this.#endBar()
    const most = (this.#epochs.length - 1) / 2
    const settled = settlePrints(settleFollowing(this.prints, this.#following))
    return {
      ...settled,
      notes: [...this.#coco.notes, ...settled.notes, ...this.#stops],
      epochs: this.#epochs,
      closes: this.#closed > most,
      sums: this.#summed > most,
      unfinished: this.#unfinished,
    }
  }

  #take(print: Print, line: number, starred = false): void {
    const goesOn = this.#loop.take(print, this.#heading !== undefined)
    this.#mark(print)
    const marked = print.epoch !== undefined || print.step !== undefined
    if (marked && !goesOn) this.#heading = undefined
    if (print.heading !== undefined) this.#heading = print.heading || undefined
    if (print.cells.size === 0) return
    const cells = headedBy(this.#heading, print.cells)
    const star = starred ? (hasBare(cells) ? 'bare' : 'headed') : undefined
    this.#add(cells, print, line, this.#epochs.length - 1, star)
  }

  #mark({ epoch, step }: Print): void {
    if (epoch !== undefined && epoch !== this.#epochs.at(-1)) {
      this.#epochs.push(epoch)
      this.#step = undefined
    }
    if (step !== undefined) this.#step = step
  }

  #add(
    given: ReadonlyMap<string, string>,
    print: Print,
    line: number,
    block: number,
    star?: Located['star'],
  ): void {
    const marked = print.epoch !== undefined || print.step !== undefined
    const stepped = print.step !== undefined
    const numbered = print.epoch !== undefined
    const { kind, names } = this.#kinds.of(star, numbered, stepped, given)
    if (print.follows) this.#following.set(kind, print.follows)
    const step = print.step ?? this.#step
    const before = this.prints.at(-1)
    const { plain, meters, whole } = print
    const sameKind = before?.kind === kind && before.whole === whole
    const twice = sameKind && before.block === block && before.step === step && marked
    if (twice && sameCells(before.cells, given)) return
    const cells = shareCells(names, given)
    const form = this.#forms.of({ numbered, marked, stepped, whole, plain, meters, star, kind })
    const lasts = print.lasts && headedBy(this.#heading, print.lasts)
    this.prints.push(new PlacedLine(line, block, step, cells, form, lasts))
  }

  /** Of a bar only the last state counts, and only if it has reached its end; of a bar over epochs the last state of each. */
  #bar(bar: Bar, line: number): void {
    const before = this.#shown
    this.#shown = bar
    const described = readDescription(bar.description)
    const over = countedByBar(bar, this.#epochs.length > 1 || described?.epoch !== undefined)
    const another =
      before &&
      (before.description !== bar.description || before.total !== bar.total || bar.done < before.done)
    if (another || (over && before && before.done !== bar.done)) this.#endBar()
    const print = over ? { ...EMPTY, ...described, [over]: bar.done } : described
    const ends = over !== undefined && bar.done === bar.total && before && holdsCells(before.cells, bar.cells)
    if (ends) return
    if (!before || another) this.#heading = this.#headed.take(bar, this.#heading, this.#isNew(print))
    if (print) this.#mark(print)
    this.#pending = {
      bar: over ? { ...bar, total: undefined } : bar,
      print,
      heading: print?.heading ?? this.#heading,
      line,
      block: this.#epochs.length - 1,
    }
  }

  #isNew(print: Print | undefined): boolean {
    return print?.epoch !== undefined && print.epoch !== this.#epochs.at(-1)
  }

  #endBar(): void {
    const pending = this.#pending
    this.#pending = undefined
    if (!pending) return
    const { bar, print, line, block } = pending
    const cells = cellsOfBar(pending)
    if (cells.size === 0) return
    if (bar.total !== undefined && bar.done < bar.total) this.#unfinished++
    else this.#add(cells, { ...EMPTY, epoch: print?.epoch, step: print?.step, whole: bar.total }, line, block)
  }
}
