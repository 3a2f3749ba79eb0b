import { isPlainMetric, readName } from '../run/names.js'
import type { Pair } from './print-pairs.js'
import { endsAt, isOfFormula, isUnitAt } from './print-values.js'
import {
  headingOf,
  isSet,
  splitWord,
  withoutEvaluation,
  withoutLead,
  withoutSet,
  withoutUnvalued,
} from './print-words.js'
import type { Token } from './tokens.js'

const RATE = /^(?:lr|learning[ _-]?rate)$/i
/** A name of more words is a sentence. */
const MOST_WORDS = 5

/** Where a value stands. */
interface Context {
  readonly tokens: readonly Token[]
  /** The place of the value among them. */
  readonly k: number
  /** A colon or an equals sign stands before it. */
  readonly separated: boolean
  /** The line has said its epoch or step. */
  readonly placed: boolean
  /** The name that all values of the line have in common. */
  readonly metric: string | undefined
}

interface Named {
  readonly pair?: Pair
  /** A value that only says of which data it is: `Val: 0.69`. */
  readonly score?: Pair
  /** It is none of a name, but belongs on a line of values. */
  readonly plain: boolean
  /** The data that what follows is of. */
  readonly split?: string
}

/** What a value behind these words is called, if it is the value of a metric. */
export function nameValue(words: readonly string[], value: string | undefined, context: Context): Named {
  const { tokens, k, separated, placed, metric } = context
  const is = words.at(-1)?.toLowerCase() === 'is'
  const own = withoutEvaluation(withoutSet(withoutUnvalued(withoutLead(is ? words.slice(0, -1) : words))))
  const said = own.join(' ')
  const split = headingOf(own)
  const name = split !== undefined && metric !== undefined ? `${split} ${metric}` : withMetric(said, metric)
  const { kind, split: of } = readName(name)
  const measures = kind !== 'other' || RATE.test(said)
  const certain = separated || is || RATE.test(said) || (isPlainMetric(name) && endsAt(tokens, k))
  const counts = isUnitAt(tokens, k + 1) || (!placed && isOfFormula(tokens, k))
  if (own.length <= MOST_WORDS && measures && certain && value !== undefined && !counts)
    return { pair: { name, value }, plain: true }
  const score = separated && isSet(own) && metric === undefined && value !== undefined && /[.%]/.test(value)
  return {
    plain: RATE.test(said),
    ...(score && !counts && { score: { name: said, value } }),
    ...(measures && of !== undefined && { split: splitWord(name) }),
  }
}

/** In `Losses {'ner': 0.5}` the name of the metric stands before the brackets. */
function withMetric(said: string, metric: string | undefined): string {
  return metric !== undefined && readName(said).kind === 'other' ? `${metric} ${said}` : said
}
