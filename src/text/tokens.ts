/** A number: its digits, and whether a percent sign follows them; or a count of a whole, `162/300`. */
export type Value =
  | { readonly kind: 'number'; readonly text: string; readonly percent: boolean }
  | { readonly kind: 'ratio'; readonly text: string; readonly part: number; readonly whole: number }
/** A piece of a line, as it stands there; `junk` are numbers that measure nothing: times, sizes, names of files. */
export type Token =
  | Value
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'junk'; readonly text: string }
  | {
      readonly kind: 'mark'
      readonly text: string
      /** Written as an arrow: `=>`, `->`. */
      readonly arrow?: boolean
    }

const SPACE = /\s+/y
/** What PyTorch, NumPy and JAX print around one number. */
const WRAPPED =
  /(?:torch\.|np\.|numpy\.)?(?:[tT]ensor|float(?:16|32|64)|[aA]rray)\(\s{0,9}\[?\s{0,9}([^\s,()[\]]{1,40})\s{0,9}\]?(?:,\s{0,9}[a-z_]{1,20}=[^()\n]{0,120})?\)/y
const NUMBER = /[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?![\d,])|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)/y
const NO_NUMBER = /[+-]?(?:nan|inf|infinity)(?![\p{L}\p{N}_])/iuy
const RATIO = /(\d{1,12})\s{0,9}\/\s{0,9}(\d{1,12})(?![\p{L}\d_/]|[.:]\d)/uy
/** Letters, a colon or a comma glued to a number make a time, a size, a version, a decimal comma; a comma before a name ends them. */
const GLUED = /[\p{L}_°µ](?:[\p{L}\p{N}_.:/-]|,(?![\p{L}_]))*|[.:,/]\d(?:[\p{L}\p{N}_.:/-]|,(?![\p{L}_]))*/uy
const PERCENT = /\s?%/y
/** `val_loss`, `Acc@1`, `f1-score`, `train/loss`, `mAP@0.5:0.95`. */
const WORD = /[\p{L}_][\p{L}\p{N}_]*(?:@\[?0?\.5:0?\.95\]?|[-.@/+][\p{L}\p{N}_]+)*/uy
/** A line of dashes and the like; quotes, which mean nothing here. */
const RULE = /([-=*_#~+.])\1{2,}/y
const QUOTE = /["'`]/
const SPACES = /\s/
const NUMERIC = /[\d.+-]/
const ARROW = /(?:-{1,3}|={1,2})>|→/y
/** Names of files hold numbers that are no measurements. */
const FILE =
  /\S{0,200}\.(?:pth?|ckpt|h5|hdf5|keras|pkl|pickle|joblib|safetensors|onnx|bin|npy|npz|png|jpe?g|json|csv|txt|log|ya?ml|py|tar|gz|zip|model)(?![\p{L}\p{N}_./])\S{0,20}/giu

/** After one of these a plus or a minus is no sign. */
const BEFORE_MINUS = /[\p{L}\p{N}_)\]]/u
/** Letters after a full stop, as names of files end. */
const ENDING = /\.[a-z]/i

/** Marks as wide as a Chinese character, and the words around the number of an epoch there. */
const WIDE = /[！-～【】第]/
const ORDINAL = /第 ?(\d{1,9}(?: ?\/ ?\d{1,9})?) ?个? ?(?:轮次?|輪|epoch)/gi

function narrow(line: string): string {
  return line
    .replace(/[！-～]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replaceAll('【', '[')
    .replaceAll('】', ']')
    .replace(ORDINAL, 'epoch $1 ')
}

/** Cuts a line into words, numbers and marks; what is between brackets or behind a colon is not looked into. */
export function tokenise(line: string): Token[] {
  const plain = WIDE.test(line) ? narrow(line) : line
  const text = ENDING.test(plain) ? plain.replace(FILE, '§') : plain
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found
  }
  const numberHere = (): Token | undefined => {
    const ratio = match(RATIO)
    if (ratio) return { kind: 'ratio', text: ratio[0], part: Number(ratio[1]), whole: Number(ratio[2]) }
    const number = (match(NO_NUMBER) ?? match(NUMBER))?.[0]
    if (number === undefined) return undefined
    const glued = match(GLUED)?.[0]
    return glued === undefined
      ? numberOf(number, match(PERCENT) !== null)
      : { kind: 'junk', text: number + glued }
  }
  const wordHere = (): Token | undefined => {
    const wrapped = match(WRAPPED)?.[1]
    if (wrapped !== undefined) return numberOf(wrapped, false)
    const named = numberNamed()
    const word = named ? undefined : match(WORD)?.[0]
    return named ?? (word === undefined ? undefined : { kind: 'word', text: word })
  }
  const numberNamed = (): Token | undefined => {
    const number = match(NO_NUMBER)?.[0]
    return number === undefined ? undefined : numberOf(number, match(PERCENT) !== null)
  }
  const markHere = (): Token => {
    if (match(ARROW)) return { kind: 'mark', text: '=', arrow: true }
    const mark = match(RULE) ? '|' : (text[at++] ?? '')
    return { kind: mark === '§' ? 'junk' : 'mark', text: mark === '–' || mark === '—' ? '-' : mark }
  }
  while (at < text.length) {
    const char = text[at] ?? ''
    if (char === ' ' || SPACES.test(char)) match(SPACE)
    else if (QUOTE.test(char)) at++
    else {
      const signed = (char === '+' || char === '-') && BEFORE_MINUS.test(text[at - 1] ?? ' ')
      const here = signed ? undefined : NUMERIC.test(char) ? numberHere() : wordHere()
      tokens.push(here ?? markHere())
    }
  }
  return tokens
}

function numberOf(text: string, percent: boolean): Token {
  const plain = text.replaceAll(',', '')
  return /^[+-]?(?:[\d.]+(?:[eE][+-]?\d+)?|nan|inf|infinity)$/i.test(plain)
    ? { kind: 'number', text: plain, percent }
    : { kind: 'junk', text }
}
