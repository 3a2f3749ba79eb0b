import { isPlainMetric, readName } from '../run/names.js'
import { headingOf, isOfOtherTimes, UNIT } from './print-words.js'
import type { Token, Value } from './tokens.js'

/** What stands for a number that is not there. */
const MISSING = /^(?:none|null|nil|n\/?a)$/i

/** What a score is measured in: `dev_rmse 0.9 m | PSNR 26.1 dB`. */
const MEASURE = /^(?:m|cm|mm|px|pixels?|deg(?:rees)?|db|bpp|nats|bits)$/i

/** No name that a value stands before takes more tokens, with its value. */
const MOST_AHEAD = 6

/** A value that the line says is missing. */
export const NOTHING: Value = { kind: 'number', text: 'None', percent: false }

/** Without a separator a value must be followed by the end of what it says, or by another name. */
export function endsAt(tokens: readonly Token[], k: number): boolean {
  const next = tokens[k + 1]
  if (next?.text === '*') return isMarkOfBest(tokens.slice(k + 1))
  if (next?.text === '/') return isNamed(tokens.slice(k + 2, k + 2 + MOST_AHEAD))
  if (next === undefined || next.kind === 'mark') return true
  if (next.kind !== 'word') return false
  if (MEASURE.test(next.text) && (tokens[k + 2] === undefined || tokens[k + 2]?.kind === 'mark')) return true
  const after = tokens.slice(k + 2, k + 5).findIndex((token) => token.kind !== 'word')
  const words = tokens
    .slice(k + 1, after < 0 ? undefined : k + 2 + after)
    .filter(({ text }) => !MISSING.test(text))
  const end = tokens[k + 2 + after]
  const named = after >= 0 && end !== undefined && (end.kind !== 'mark' || /^[:=([]$/.test(end.text))
  return named || isPlainMetric(words.map(({ text }) => text).join(' '))
}

/** `val loss 1.50 *`, `val loss 1.50 ** best`: stars behind the best value so far, and no product. */
function isMarkOfBest(tokens: readonly Token[]): boolean {
  const after = tokens.find(({ text }) => text !== '*')
  return after === undefined || after.kind === 'mark' || (after.kind === 'word' && isOfOtherTimes(after.text))
}

/** What counts what the number before it is; `min loss` behind the value of a metric is a name. */
export function isUnitAt(tokens: readonly Token[], k: number): boolean {
  const [unit, next] = tokens.slice(k, k + 2)
  if (unit?.kind !== 'word' || !UNIT.test(unit.text)) return false
  return !(/^min$/i.test(unit.text) && next?.kind === 'word' && isPlainMetric(next.text))
}

/** Is it the unit of the number before it, which is the value of a metric or is not? */
export function isUnitBehind(tokens: readonly Token[], k: number, ofMetric: boolean): boolean {
  const { kind, text } = tokens[k] ?? {}
  if (tokens[k - 1]?.kind !== 'number' || kind !== 'word') return false
  return ofMetric ? isUnitAt(tokens, k) : UNIT.test(text ?? '')
}

/** No bracket behind a value holds more tokens. */
const LONGEST_ASIDE = 12

/** Where a bracket that opens here and is of another time (`(best 0.3)`) ends; where it opens if it is none. */
export function endOfAside(tokens: readonly Token[], k: number): number {
  if (!isOfOtherTimes(tokens[k + 1]?.text ?? '')) return k
  const end = tokens.slice(k, k + LONGEST_ASIDE).findIndex(({ text }) => text === ')')
  return end < 0 ? k : k + end
}

/** `/ val loss 0.6`, `/ acc: 0.8`, `/ val: loss 0.6`: a name with its value, or a heading, and no unit. */
function isNamed(tokens: readonly Token[]): boolean {
  const words = tokens.findIndex(({ kind }) => kind !== 'word')
  const [end, value] = tokens.slice(words)
  if (words < 1 || end === undefined) return false
  const name = tokens.slice(0, words).map(({ text }) => text)
  if (end.text === ':' && headingOf(name) !== undefined) return true
  const valued = /^[([]$/.test(end.text) || [end, value].some((token) => token?.kind === 'number')
  return valued && readName(name.join(' ')).kind !== 'other'
}

/** `loss 9.0 -> 2.27`: what stood before the arrow is of another time. */
export function isBeforeArrow(tokens: readonly Token[], k: number, words: readonly string[]): boolean {
  const mark = tokens[k + 1]
  if (mark?.kind !== 'mark' || mark.arrow !== true) return false
  const numbers = tokens[k]?.kind === 'number' && tokens[k + 2]?.kind === 'number'
  return numbers && readName(words.join(' ')).kind !== 'other'
}

/** Is this a number of a formula (`0.5 * x`), and no measurement? */
export function isOfFormula(tokens: readonly Token[], k: number): boolean {
  const [operator, operand] = tokens.slice(k + 1, k + 3)
  return /^[*+]$/.test(operator?.text ?? '') && operand !== undefined && operand.kind !== 'mark'
}

/** `0.50 (0.48)`: the mean of the epoch behind the last value; undefined where there is none. */
export function meanBehind(value: string, tokens: readonly Token[], k: number): string | undefined {
  const open = tokens[k + 1]
  if (open?.text !== '(') return undefined
  const [mean, close] = tokens.slice(k + 2, k + 4)
  const meter = open.text === '(' && mean?.kind === 'number' && close?.text === ')'
  if (meter && (mean.text.startsWith('+') || (mean.text.startsWith('-') && !value.startsWith('-'))))
    return undefined
  return meter && value.includes('.') && mean.text.includes('.') && !mean.percent ? mean.text : undefined
}

/**
 * Does the token stand for the value of what was just named, which is missing (`val_loss=None`, `val_loss: -`)?
 * `separated`: a colon or an equals sign stands between.
 */
export function isMissing(
  tokens: readonly Token[],
  k: number,
  words: readonly string[],
  separated: boolean,
): boolean {
  const token = tokens[k]
  const next = tokens[k + 1]
  if (!token || (token.kind === 'word' ? !MISSING.test(token.text) : token.text !== '-')) return false
  if (readName(words.join(' ')).kind === 'other') return false
  if (token.kind === 'word') return (separated || isPlainMetric(words.join(' '))) && next?.kind !== 'number'
  if (next === undefined || (next.kind === 'mark' && /^[-|,;)]$/.test(next.text))) return separated
  return next.kind === 'word' && separated && /^[:=]$/.test(tokens[k + 2]?.text ?? '')
}

/** A bracket behind a name holds no more tokens of it. */
const MOST_IN_BRACKETS = 3
/** `(for one batch)`. */
const OF_ONE = /^(?:for|over|per|of) (?:(?:1|one|a|the|this|last) )?(?:batch|step|iteration)$/i

/**
 * What the bracket that opens here adds to the name before it (`Acc (%)`, `F1 (macro)`, `loss (train)`): nothing (`''`) where
 * it only says over how little it was taken, undefined where it is of another kind; and where it ends.
 */
export function inBrackets(
  tokens: readonly Token[],
  k: number,
): { name: string | undefined; end: number } | undefined {
  const length = tokens.slice(k + 1, k + 2 + MOST_IN_BRACKETS).findIndex(({ text }) => text === ')')
  if (length <= 0) return undefined
  const inner = tokens.slice(k + 1, k + 1 + length)
  const said = inner.map(({ text }) => text).join(' ')
  const plain = inner.every(({ kind, text }) => kind === 'word' || text === '%')
  return { name: OF_ONE.test(said) ? '' : plain ? said : undefined, end: k + 1 + length }
}
