import { rememberText } from '../once.js'
import { inEnglish } from '../run/languages.js'
import { isPlainMetric, readName } from '../run/names.js'
import type { Token, Value } from './tokens.js'

const EPOCH = /^(?:(?:train(?:ing)?|val(?:id(?:ation)?)?|test|cur(?:rent)?)_)?(?:epochs?|ep)$/i
export const EPOCH_JOINED = /^(?:epoch|ep)[-_]?(\d{1,9})$/i
const STEP = /^(?:(?:global|train)_?)?(?:steps?|iter(?:ation)?s?|it|batch(?:es)?|rounds?)$/i

/** Sets of data, and what is done with them. */
const SET = /^(?:train(?:ing)?|trn|tr|val(?:id(?:at(?:ion|ing|e))?)?|dev|test(?:ing)?|h[eo]ld-?out)$/i
/** One of several sets: `dev-clean`, `test-other`. */
const QUALIFIED =
  /^(?:val(?:id(?:ation)?)?|dev|test)-(?:clean|other|noisy|seen|unseen|easy|hard|matched|mismatched|id|ood|[ab])$/i
const EVALUATION = /^eval(?:uat(?:ion|ing|e|ed))?$/i
/** Words beside them in a heading. */
const BESIDE =
  /^(?:the|on|in|of|for|at|from|average|avg|mean|epoch|start(?:s|ed|ing)?|begins?|beginning|run(?:ning)?|(?:sub)?set|phase|metrics?|results?|stat(?:s|istics)?|error|data|dataset|mode|split|performance|scores?|summary|loop|net|network|model|outputs?|now|after|finished|done|complete[ds]?)$/i
/** A heading of more words is a sentence. */
const LONGEST_HEADING = 6
/** What follows one of these words is a record, a file or a plan, and no measurement of this epoch. */
const OTHER_TIMES = new Set(
  [
    'best improved improves improvement save saved saves saving load loaded loading restore restored restoring resume resumed',
    'resuming checkpoint checkpoints final finally previous stopping stopped early target threshold baseline reached',
    'decreased increased namespace config configuration args arguments hyperparameters usage warning traceback',
  ]
    .join(' ')
    .split(' '),
)

/** Is what follows this word of another time than this epoch? */
export const isOfOtherTimes = rememberText((word: string): boolean =>
  inEnglish(word.toLowerCase())
    .split(' ')
    .some((part) => OTHER_TIMES.has(part)),
)

/** Words before a name that are not of it. */
const LEADING =
  /^(?:and|with|the|a|done|finished|completed|complete|current|its|our|my|of|got|has|had|at|in|for|on|after)$/i
/** What follows one of these is the epoch as a whole. */
const OVER = /^(?:over|per|this|the|each|whole|full|entire|during)$/i
const LINKING = /^(?:after|at|in|for|of|on)$/i

/**
 * The word for a split in words that say nothing else: `Test set`, `validation results`. Of an evaluation on a set that
 * is named (`Evaluate on test set`) it is that of the set; undefined where several sets are named side by side.
 */
export function headingOf(said: readonly string[]): string | undefined {
  return said.length === 0 || said.length > LONGEST_HEADING ? undefined : headingIn(said.join(' '))
}

const headingIn = rememberText((said: string): string | undefined => {
  const words = said.split(' ').flatMap((word) => inEnglish(word).split(' '))
  if (words.length === 0 || words.length > LONGEST_HEADING) return undefined
  if (/^evaluating$/i.test(words[0] ?? '') && isPlainMetric(words.slice(1).join(' '))) return words[0]
  if (words.length === 1 && QUALIFIED.test(words[0] ?? '')) return words[0]
  if (!words.every((word) => SET.test(word) || EVALUATION.test(word) || BESIDE.test(word))) return undefined
  const sets = words.filter((word) => SET.test(word))
  const named = sets.at(-1)
  if (named === undefined) return words.find((word) => EVALUATION.test(word))
  const splits = new Set(sets.map((word) => readName(`${word} loss`).split))
  const link = words.findIndex((word) => /^(?:on|of|for)$/i.test(word))
  return splits.size === 1 || (link > 0 && words.slice(link).includes(named) && sets.length === 2)
    ? named
    : undefined
})

/** `evaluation on val loss`: the word for the set, and the name of the metric. */
export function withoutEvaluation(words: readonly string[]): readonly string[] {
  const split = words.length > 2 && words.includes('on') ? headingOf(words.slice(0, -1)) : undefined
  return split === undefined ? words : [split, ...words.slice(-1)]
}

/** `loss on validation set`, `Accuracy of the model on the validation images`: the word for the set, and the name of the metric. */
export function withoutSet(words: readonly string[]): readonly string[] {
  const [, name, set] =
    /^(.{1,60}?)(?: (?:of|for) (?:the |our )?(?:model|network|net|classifier))? (?:on|over|for) (?:the )?(\w{1,20})(?: (?:set|images|data|dataset|samples|examples|split))?$/i.exec(
      words.join(' '),
    ) ?? []
  return name !== undefined && set !== undefined && SET.test(set) && isPlainMetric(name)
    ? [set, ...name.split(' ')]
    : words
}

/** A word for a set of data, and nothing else. */
export function isSet([word = '', ...others]: readonly string[]): boolean {
  return SET.test(inEnglish(word)) && others.length === 0
}

/** Is it a word for data that the model is evaluated on? */
export function isEvaluation(word: string | undefined): boolean {
  const split = word === undefined ? undefined : readName(`${word} loss`).split
  return split === 'validation' || split === 'test'
}

/** Does the line say that what it names is over? What is below it is not of that. */
export function isOver(words: readonly string[]): boolean {
  return words.some((word, k) =>
    (k === 0 ? /^(?:finished|done|completed)$/i : /^(?:finished|done|completed?)$/i).test(word),
  )
}

/** What a line of words alone says of the lines below it: nothing (`''`) where it says that something is over. `carried`: what it said before them. */
export function headingBelow(words: readonly string[], carried: string | undefined): string | undefined {
  const heading = words.length > 0 ? headingOf(words) : carried
  return heading !== undefined && isOver(words) ? '' : heading
}

/** `on validation`, behind what was measured on it. */
export function isOfBefore(words: readonly string[]): boolean {
  return /^(?:on|for)$/i.test(words[0] ?? '')
}

/** The last of several names with a split each: those before it have no value. */
export function withoutUnvalued(words: readonly string[]): readonly string[] {
  const last = words.slice(-1)
  const named = words.length > 1 && words.every((word) => readName(word).split && isPlainMetric(word))
  return named ? last : words
}

/** `epoch no 3`, `epoch number 3`. */
const NUMBER_OF = /^(?:no|nr|num|number)$/i

/** Does a whole number follow the dash in `Epoch - 3`? */
export function isBeforeEpoch(words: readonly string[], next: Token | undefined): boolean {
  const counts = next?.kind === 'ratio' || (next?.kind === 'number' && isCount(next))
  return counts && countedBy(words) === 'epoch'
}

/** What the last word says that the next number counts. */
export function countedBy(words: readonly string[]): 'epoch' | 'step' | undefined {
  const numbered = words.length > 1 && NUMBER_OF.test(words.at(-1) ?? '')
  if (numbered) return countedByWord(words.at(-2) ?? '') === 'epoch' ? 'epoch' : undefined
  const last = words.at(-1) ?? ''
  return last === '' ? undefined : countedByWord(last.startsWith('(') ? (words.at(-2) ?? '') : last)
}

const countedByWord = rememberText((said: string): 'epoch' | 'step' | undefined => {
  const word = inEnglish(said)
  return EPOCH.test(word) ? 'epoch' : STEP.test(word) ? 'step' : undefined
})

/** The word of a name that says which data it is of, as it is spelt. */
export const splitWord = rememberText(
  (name: string): string =>
    name.split(/[^\p{L}]+|(?<=\p{Ll})(?=\p{Lu})/u).find((word) => readName(`${word} loss`).split) ?? name,
)

/** The words of a name without those before it that only lead to it. */
export function withoutLead(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word, k) => !LEADING.test(word) || k === words.length - 1)
  return words.slice(Math.max(0, start))
}

/** What is said before `after epoch 3`, without the linking word; nothing where there is none. */
export function beforeLink(words: readonly string[]): readonly string[] {
  return words.length > 1 && LINKING.test(words.at(-1) ?? '') ? words.slice(0, -1) : []
}

/**
 * `Training acc over epoch: 0.31`, `train loss epoch: 0.5`: the name of what is measured of an epoch without its number;
 * undefined where the number may be that of the epoch.
 */
export function ofWholeEpoch(words: readonly string[], value: Value): readonly string[] | undefined {
  if (value.kind !== 'number' || !EPOCH.test(words.at(-1) ?? '')) return undefined
  const broken = value.percent || !isCount(value)
  const end = words.findIndex((word) => OVER.test(word) || (broken && LINKING.test(word)))
  const name = words.slice(0, end)
  const link = words.slice(end, -1)
  if (end > 0 && isPlainMetric(name.join(' ')) && link.every((word) => OVER.test(word) || LINKING.test(word)))
    return name
  return broken && isPlainMetric(words.join(' ')) ? words : undefined
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
