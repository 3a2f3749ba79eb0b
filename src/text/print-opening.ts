import { readName } from '../run/names.js'
import { countedBy, headingOf, isCount, isSet } from './print-words.js'
import type { Token, Value } from './tokens.js'

/** What a line says in brackets before all else. */
export interface Opening {
  readonly epoch?: number
  readonly step?: number
  /** How many steps there are. */
  readonly whole?: number
  /** What it says of the data that the line is of. */
  readonly split?: string
  /** So many tokens it takes. */
  readonly tokens: number
}

/** No bracket that opens a line with a word for its data holds more words. */
const MOST_WORDS = 4

/**
 * What stands in brackets at the beginning of a line: `[1,  2000] loss: 2.2` (epoch and batch, PyTorch's tutorial on
 * CIFAR-10), `[0/5][50/1583] Loss_D: 0.4` (its DCGAN), `Train: [3/300][100/1251]` (Swin Transformer, main.py),
 * `[01/20] train_loss: 0.6, valid_loss: 0.5` (an epoch, since both are told of it), `E1 train_loss 0.6 val_loss 0.5`, `[Val Calibrated] F1=0.4`.
 */
export function openingOf(tokens: readonly Token[]): Opening | undefined {
  return batchIn(tokens) ?? ratiosIn(tokens) ?? epochIn(tokens) ?? letterIn(tokens) ?? dataIn(tokens)
}

function batchIn([open, epoch, comma, step, close]: readonly Token[]): Opening | undefined {
  if (open?.text !== '[' || comma?.text !== ',' || close?.text !== ']') return undefined
  if (epoch?.kind !== 'number' || step?.kind !== 'number' || !isCount(epoch) || !isCount(step))
    return undefined
  return { epoch: Number(epoch.text), step: Number(step.text), tokens: 5 }
}

function ratiosIn(tokens: readonly Token[]): Opening | undefined {
  const [word, colon] = tokens
  const split = word?.kind === 'word' && colon?.text === ':' ? headingOf([word.text]) : undefined
  const start = split === undefined ? 0 : 2
  const [epoch, step] = [ratioAt(tokens, start), ratioAt(tokens, start + 3)]
  if (!epoch || !step) return undefined
  return { epoch: epoch.part, step: step.part, whole: step.whole, ...(split && { split }), tokens: start + 6 }
}

function ratioAt(tokens: readonly Token[], k: number): Extract<Value, { kind: 'ratio' }> | undefined {
  const [open, ratio, close] = tokens.slice(k, k + 3)
  return open?.text === '[' && ratio?.kind === 'ratio' && close?.text === ']' ? ratio : undefined
}

/** A count of a whole, with losses of training and of validation behind it and nothing else that is counted. */
function epochIn(tokens: readonly Token[]): Opening | undefined {
  const epoch = ratioAt(tokens, 0)
  if (!epoch || !tokens.slice(3).some(({ kind, text }) => kind === 'number' && text.includes('.')))
    return undefined
  return toldOfBoth(tokens) ? { epoch: epoch.part, tokens: 3 } : undefined
}

/** Are there words for training and for validation, and none that counts? */
function toldOfBoth(tokens: readonly Token[]): boolean {
  const words = tokens.flatMap(({ kind, text }) => (kind === 'word' ? [text] : []))
  const splits = new Set(words.map((word) => readName(`${word} loss`).split))
  return (
    splits.has('train') && splits.has('validation') && !words.some((word) => countedBy([word]) !== undefined)
  )
}

/** `E1 trn_loss 2.1 val_loss 2.3`: a letter stands for the epoch where losses of training and of validation follow. */
function letterIn(tokens: readonly Token[]): Opening | undefined {
  const [word, mark] = tokens
  const epoch = word?.kind === 'word' ? /^e(\d{1,6})$/i.exec(word.text)?.[1] : undefined
  if (epoch === undefined || !toldOfBoth(tokens.slice(1))) return undefined
  return { epoch: Number(epoch), tokens: mark?.text === ':' ? 2 : 1 }
}

function dataIn(tokens: readonly Token[]): Opening | undefined {
  const end = tokens.slice(0, MOST_WORDS + 2).findIndex(({ text }) => text === ']')
  const inner = tokens.slice(1, Math.max(1, end))
  const [first] = inner
  if (tokens[0]?.text !== '[' || first === undefined || !inner.every(({ kind }) => kind === 'word'))
    return undefined
  const named = isSet([first.text]) && headingOf(inner.map(({ text }) => text)) === undefined
  return named ? { split: inner.map(({ text }) => text).join(' '), tokens: end + 1 } : undefined
}
