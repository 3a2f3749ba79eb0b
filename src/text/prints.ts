import { isPlainMetric, readName } from '../run/names.js'
import type { Print } from './print.js'
import { withoutLists } from './print-lists.js'
import { nameValue } from './print-naming.js'
import { openingOf } from './print-opening.js'
import { cellsOf, followsScore, ofSplit, type Pair, withScores } from './print-pairs.js'
import {
  endOfAside,
  inBrackets,
  isBeforeArrow,
  isMissing,
  isUnitBehind,
  meanBehind,
  NOTHING,
} from './print-values.js'
import {
  beforeLink,
  countedBy,
  EPOCH_JOINED,
  headingBelow,
  headingOf,
  isBeforeEpoch,
  isCount,
  isEvaluation,
  isOfBefore,
  isOfOtherTimes,
  isSet,
  ofWholeEpoch,
  spelled,
  splitWord,
} from './print-words.js'
import { type Token, tokenise, type Value } from './tokens.js'

/** No training has so many epochs: it is a time in seconds since 1970. */
const UNIX_TIME = 1e8
/** No line of values is longer, in characters. */
const LONGEST = 2000

/** Reads a line as people print it, after `withoutPrefix`. Undefined where it has neither a value nor a heading. */
export function readPrint(line: string): Print | undefined {
  if (line.length > LONGEST || !/\p{L}/u.test(line)) return undefined
  return new Parser(tokenise(withoutLists(line))).parse()
}

class Parser {
  readonly #pairs: Pair[] = []
  #words: string[] = []
  #separated = false
  /** The name before its numbering: `loss after epoch 3: 0.5`. */
  #held: readonly string[] = []
  #carry: string | undefined
  /** `Loss: train 0.5, val 0.6`. */
  #metric: string | undefined
  #epoch: number | undefined
  #step: number | undefined
  #whole: number | undefined
  /** The place of the last value that was taken. */
  #pairAt = -1
  #muted: 'line' | 'part' | undefined
  #plain = true
  /** Values that only say of which data they are. */
  readonly #scores: Pair[] = []
  /** What stood before the values that were taken from brackets. */
  readonly #lasts = new Map<string, string>()

  constructor(readonly tokens: readonly Token[]) {}

  parse(): Print | undefined {
    let heading: string | undefined
    for (let k = this.#opening(); k < this.tokens.length; k++) {
      const token = this.tokens[k]
      if (!token) break
      if (isUnitBehind(this.tokens, k, this.#pairAt === k - 1)) continue
      if (isMissing(this.tokens, k, this.#words, this.#separated)) this.#value(NOTHING, k)
      else if (token.kind === 'word') this.#word(token.text)
      else if (token.kind === 'mark') k = this.#mark(token.text, k)
      else if (isBeforeArrow(this.tokens, k, this.#words)) continue
      else if (token.kind === 'junk') this.#junk(token.text)
      else this.#value(token, k)
    }
    const words = this.tokens.every(({ kind }) => kind === 'word' || kind === 'mark')
    const titled = words && (this.#plain || this.tokens.at(-1)?.text === ':')
    if (this.#pairs.length > 0) this.#flush()
    else if (titled) heading = headingBelow(this.#words, this.#carry)
    else if (this.#placed && this.#plain && isEvaluation(this.#carry)) heading = this.#carry
    if (this.#pairs.length === 0 && heading === undefined && !this.#placed) return undefined
    const cells = cellsOf(this.#pairs)
    const follows = followsScore(this.#pairs, cells)
    return {
      epoch: this.#epoch,
      step: this.#step,
      whole: this.#whole,
      cells: withScores(cells, this.#scores),
      heading,
      carried: this.#carry,
      plain: this.#plain,
      meters: this.#lasts.size > 0,
      ...(this.#lasts.size > 0 && { lasts: this.#lasts }),
      ...(follows && { follows }),
    }
  }

  /** How many tokens what stands in brackets takes at the beginning. */
  #opening(): number {
    const { epoch, step, whole, split, tokens } = openingOf(this.tokens) ?? { tokens: 0 }
    ;[this.#epoch, this.#step, this.#whole, this.#carry] = [epoch, step, whole, split]
    return tokens
  }

  #word(text: string): void {
    if (isOfOtherTimes(text)) this.#muted ??= this.#pairs.length === 0 ? 'line' : 'part'
    if (this.#separated) this.#endHeading()
    if (/^ema$/i.test(text) && this.#words.length === 0 && this.#carry !== undefined) {
      this.#carry = `${this.#carry} ${text}`
      return
    }
    const joined = EPOCH_JOINED.exec(text)?.[1]
    if (joined === undefined) this.#words.push(text)
    else if (this.#muted === undefined) this.#number('epoch', Number(joined))
  }

  /** `3epoch results`, as ESPnet prints. */
  #junk(text: string): void {
    const epoch = /^(\d{1,9})epochs?$/i.exec(text)?.[1]
    if (epoch !== undefined && this.#muted === undefined) this.#number('epoch', Number(epoch))
    else this.#flush()
  }

  /** Words and a colon before more words: what they say is of all that follows. */
  #endHeading(): void {
    const said = this.#words.join(' ')
    const split = headingOf(this.#words)
    if (split !== undefined) this.#carry = split
    else if (isPlainMetric(said)) this.#metric = said
    else if (this.#words.length > 0) this.#plain = false
    this.#words = []
    this.#separated = false
  }

  /** Takes a mark, and, where it opens brackets that belong to a name, what is in them; the place of the last token taken. */
  #mark(mark: string, k: number): number {
    if (mark === ':' || mark === '=') this.#separated = this.#words.length > 0 || this.#held.length > 0
    else if (mark === '-' && this.#words.length > 0 && isBeforeEpoch(this.#words, this.tokens[k + 1]))
      return k
    else if (mark === '#' || (/^[([.]$/.test(mark) && countedBy(this.#words) !== undefined)) return k
    else if (mark === '%' && this.#words.length > 0) this.#words.push('%')
    else if (mark === '(' && this.#words.length > 0 && !this.#separated) return this.#brackets(k)
    else if (mark === '(' && this.#words.length === 0 && this.#pairs.length > 0) return this.#behind(k)
    else if (mark === '{' && this.#words.length > 0) this.#endHeading()
    else {
      if (this.#muted === 'part' && /[|,;]/.test(mark)) this.#muted = undefined
      this.#flush()
    }
    return k
  }

  /** `Acc (%)`, `F1 (macro)`, `loss (train)`. */
  #brackets(k: number): number {
    const inner = inBrackets(this.tokens, k)
    if (inner?.name === undefined) this.#flush()
    else if (inner.name !== '') this.#words.push(`(${inner.name})`)
    return inner?.name === undefined ? k : inner.end
  }

  /** `(best 0.3)` is of another time; `(val)` says of which data the value before it is. */
  #behind(k: number): number {
    const inner = inBrackets(this.tokens, k)
    if (inner?.name === undefined || !isSet([inner.name])) return endOfAside(this.tokens, k)
    this.#pairs.push(...ofSplit(this.#pairs.splice(-1), inner.name))
    return inner.end
  }

  #flush(): void {
    const split = headingOf(this.#words)
    if (split !== undefined && isOfBefore(this.#words))
      this.#pairs.splice(0, Infinity, ...ofSplit(this.#pairs, split))
    else if (split !== undefined) this.#carry = split
    else if (this.#words.length > 0) this.#plain = false
    this.#words = []
    this.#separated = false
  }

  get #placed(): boolean {
    return this.#epoch !== undefined || this.#step !== undefined
  }

  #number(what: 'epoch' | 'step', at: number, token?: Value): void {
    const before = headingOf(this.#words) === undefined ? this.#words.slice(0, -1) : this.#words
    this.#held = beforeLink(before)
    const split =
      headingOf(before) ?? (readName(this.#held.join(' ')).split && splitWord(this.#held.join(' ')))
    if (split !== undefined) this.#carry = split
    this.#words = []
    this.#separated = false
    if (what === 'epoch' && at < UNIX_TIME) this.#epoch ??= at
    else if (what === 'epoch') this.#plain = false
    else {
      if (this.#step === undefined && token?.kind === 'ratio') this.#whole = token.whole
      this.#step ??= at
    }
  }

  #value(token: Value, k: number): void {
    const whole = this.#separated ? ofWholeEpoch(this.#words, token) : undefined
    if (whole) this.#words = [...whole]
    const counted = whole ? undefined : countedBy(this.#words)
    const plural = /epochs$/i.test(this.#words.at(-1) ?? '')
    const at = token.kind === 'ratio' ? token.part : Number(token.text)
    const counts = counted === 'epoch' ? at >= 0 && !(plural && token.kind === 'number') : isCount(token)
    const listed = this.#separated && isCount(token) && this.tokens[k + 1]?.text === '['
    if (this.#muted !== undefined) this.#words = []
    else if (listed && headingOf(this.#words)) this.#number('epoch', at)
    else if (counted && counts && !(token.kind === 'number' && token.percent))
      this.#number(counted, at, token)
    else if (this.tokens[k - 1]?.text === '#' && headingOf(this.#words)) this.#endHeading()
    else if (token.kind === 'ratio' && this.#placed && !this.#separated && headingOf(this.#words))
      this.#number('step', at, token)
    else if (this.#words.length > 0) this.#pair(this.#words, token, k)
    else if (this.#held.length > 0 && this.#separated) this.#pair(this.#held, token, k)
    else if (token.kind === 'ratio' && this.#epoch !== undefined && this.#pairs.length === 0)
      this.#number('step', at, token)
    if (this.#words.length > 0 || !counted) this.#held = []
    this.#words = []
    this.#separated = false
  }

  #pair(words: readonly string[], token: Value, k: number): void {
    const { tokens } = this
    const context = { tokens, k, separated: this.#separated, placed: this.#placed, metric: this.#metric }
    const named = nameValue(words, spelled(token), context)
    if (named.score !== undefined) this.#scores.push(named.score)
    if (named.pair) {
      this.#pairAt = k
      const { name, value } = named.pair
      const mean = meanBehind(value, tokens, k)
      if (mean !== undefined) this.#lasts.set(this.#withCarry(name), value)
      this.#pairs.push({ name: this.#withCarry(name), value: mean ?? value })
    } else {
      this.#plain &&= named.plain
      if (named.split !== undefined) this.#carry = named.split
    }
  }

  #withCarry(name: string): string {
    const { kind, split } = readName(name)
    return this.#carry !== undefined && kind !== 'other' && split === undefined
      ? `${this.#carry} ${name}`
      : name
  }
}
