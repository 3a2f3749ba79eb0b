import { readName } from '../run/names.js'
import type { Value } from './tokens.js'

const HEADING =
  /^(?:(?:the|on|in|average|avg|mean|epoch|start) )?(train(?:ing)?|trn|tr|val(?:id(?:ation|ating)?)?|dev|test(?:ing)?|eval(?:uation|uating)?)(?: (?:set|phase|metrics?|results?|stats|error|data|dataset|mode|split))*$/i
/** What follows one of these words is a record, a file or a plan, and no measurement of this epoch. */
export const OTHER_TIMES = new Set(
  [
    'best improved improves improvement save saved saves saving load loaded loading restore restored restoring resume resumed',
    'resuming checkpoint checkpoints final finally previous stopping stopped early target threshold baseline reached',
    'decreased increased namespace config configuration args arguments hyperparameters usage warning traceback',
  ]
    .join(' ')
    .split(' '),
)

/** Words before a name that are not of it. */
const LEADING =
  /^(?:and|with|the|a|done|finished|completed|complete|current|its|our|my|of|got|has|had|at|in|for|on|after)$/i
const LINKING = /^(?:after|at|in|for|of|on)$/i

/** The word for a split in words that say nothing else: `Test set`, `validation results`. */
export function headingOf(words: readonly string[]): string | undefined {
  return words.length > 0 && words.length <= 4 ? HEADING.exec(words.join(' '))?.[1] : undefined
}

/** The word of a name that says which data it is of, as it is spelt. */
export function splitWord(name: string): string {
  return name.split(/[^\p{L}]+|(?<=\p{Ll})(?=\p{Lu})/u).find((word) => readName(`${word} loss`).split) ?? name
}

/** The words of a name without those before it that only lead to it. */
export function withoutLead(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word, k) => !LEADING.test(word) || k === words.length - 1)
  return words.slice(Math.max(0, start))
}

/** What is said before `after epoch 3`, without the linking word; nothing where there is none. */
export function beforeLink(words: readonly string[]): readonly string[] {
  return words.length > 1 && LINKING.test(words.at(-1) ?? '') ? words.slice(0, -1) : []
}

/** The value as a cell; undefined where a part is larger than its whole. */
export function spelled(token: Value): string | undefined {
  if (token.kind === 'number') return token.percent ? `${token.text}%` : token.text
  return token.whole > 0 && token.part <= token.whole ? String(token.part / token.whole) : undefined
}

/** A whole number that may count epochs or steps. */
export function isCount(token: Value): boolean {
  return token.kind === 'ratio' || (!token.percent && /^\d{1,12}$/.test(token.text))
}

/** What a number counts where it is no loss: `cost: 12.5 sec`. */
export const UNIT = /^(?:s|secs?|seconds?|ms|mins?|minutes?|h|hours?|its?|[kmg]b|samples?|images?|params?)$/i
