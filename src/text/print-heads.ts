import { readName } from '../run/names.js'
import { screenLines, withoutPrefix } from './console.js'

/** `[3/20] `, `3/20: `, `003/020 - `, `[3] `, `(3) `, `#3 `, `3) `: a bare number before all else; and what stands behind it. */
const HEAD =
  /^\s{0,8}(?:\[\s?(\d{1,6})(?:\s?\/\s?(\d{1,6}))?\s?\]|\((\d{1,6})(?:\s?\/\s?(\d{1,6}))?\)|#(\d{1,6})|(\d{1,6})\s?\/\s?(\d{1,6})|(\d{1,6})\))(?![\d/[])\s?[-:,|.]?(?:\s{1,9}|$)(?!\d+\s?\/)/
/** So many lines count up before they are taken to count epochs. */
const FEWEST = 3
const WORD = /[\p{L}_][\p{L}\p{N}_/-]*(?:[ _](?:loss|acc|accuracy|error))?/giu
const FRACTION = /\d\.\d/

interface Head {
  readonly at: number
  readonly whole: number | undefined
  /** How it is written, the number aside. */
  readonly form: string
  readonly rest: string
}

interface Counter {
  first: number
  last: number
  lines: number
  ascends: boolean
  train: boolean
  evaluated: boolean
}

/** How the numbers of epochs are written that stand bare before the values. */
export class Heads {
  readonly #forms: ReadonlySet<string>

  constructor(forms: Iterable<string> = []) {
    this.#forms = new Set(forms)
  }

  /** The line with the word for what its number counts. */
  named(line: string): string {
    if (this.#forms.size === 0) return line
    const head = headOf(line)
    if (!head || !this.#forms.has(head.form)) return line
    return `Epoch ${head.at}${head.whole === undefined ? '' : `/${head.whole}`}: ${head.rest}`
  }
}

/**
 * Bare numbers at the beginnings of lines that count epochs: they count up by one from 0 or 1, and what stands behind them tells of the
 * training and, if not each time, of an evaluation.
 */
export function headsIn(text: string): Heads {
  const counters = new Map<string, Counter>()
  for (const { text: raw } of screenLines(text)) {
    const head = headOf(withoutPrefix(raw))
    if (!head) continue
    const counter = counters.get(head.form) ?? {
      ...{ first: head.at, last: head.at, lines: 0, ascends: true, train: false, evaluated: false },
    }
    counters.set(head.form, counter)
    counter.ascends &&= head.at === counter.last || head.at === counter.last + 1
    counter.last = head.at
    counter.lines++
    if (FRACTION.test(head.rest)) note(counter, head.rest)
  }
  const epochs = [...counters].filter(([, { first, last, ascends, train, evaluated }]) => {
    return first <= 1 && ascends && last - first + 1 >= FEWEST && train && evaluated
  })
  return new Heads(epochs.length === 1 ? epochs.map(([form]) => form) : [])
}

function note(counter: Counter, rest: string): void {
  if (counter.train && counter.evaluated) return
  for (const word of rest.match(WORD) ?? []) {
    const { split, kind } = readName(word)
    const bareSplit = kind === 'other' ? readName(`${word} loss`).split : split
    if (kind !== 'other') counter.train ||= (split ?? 'train') === 'train'
    counter.evaluated ||= bareSplit === 'validation' || bareSplit === 'test'
    counter.train ||= bareSplit === 'train'
  }
}

function headOf(line: string): Head | undefined {
  if (!/^\s{0,8}[\d[(#]/.test(line)) return undefined
  const found = HEAD.exec(line)
  if (!found) return undefined
  const [all, inBrackets, ofBrackets, inParens, ofParens, hashed, ratio, ofRatio, closed] = found
  const at = inBrackets ?? inParens ?? hashed ?? ratio ?? closed
  const whole = ofBrackets ?? ofParens ?? ofRatio
  if (at === undefined) return undefined
  const form = `${all.trimStart()[0]?.replace(/\d/, '0')} ${whole ?? ''} ${closed === undefined ? '' : ')'}`
  return {
    at: Number(at),
    whole: whole === undefined ? undefined : Number(whole),
    form,
    rest: line.slice(all.length),
  }
}
