import { isPlainMetric, readName } from '../run/names.js'

const SET = '(?:train(?:ing)?|trn|tr|val(?:id(?:ation)?)?|dev|test(?:ing)?|eval(?:uation)?)'
const WORD = '[\\p{L}][\\p{L}\\p{N}@_-]{0,30}'
const NUMBER =
  '[+-]?(?:\\d{1,12}(?:\\.\\d{0,20})?(?:e[+-]?\\d{1,4})?|nan|inf)(?![\\p{L}\\p{N}_]|\\.\\d|\\s?(?:s|secs?|ms|mins?|it)(?!\\p{L}))\\s?%?'
const BETWEEN = '\\s{0,3}(?:[,/|&+]|and\\b)\\s{0,3}'
const IS = '\\s{0,3}[:=]?\\s{0,3}'
const OPEN = '(?<![\\p{L}\\p{N}_])'
/** Two values or more, with something between them that is no name. */
const VALUES = `(${NUMBER}(?:(?:${BETWEEN}|\\s{1,3})${NUMBER}){1,3})`

/** `Train loss, Val loss: 2.1, 2.4`, `Train/Val Loss: 2.1 / 2.4`: names, or sets of data, and then their values. */
const NAMES = new RegExp(
  `${OPEN}(${SET}(?:[ _]${WORD}){0,3}?(?:${BETWEEN}${SET}(?:[ _]${WORD}){0,3}?){1,2})(\\s?\\([^()]{0,20}\\))?${IS}${VALUES}`,
  'giu',
)
/** `Loss train/val: 2.1 / 2.4`, `Accuracy (train/val) 0.58/0.57`. */
const SETS = new RegExp(
  `${OPEN}(${WORD})\\s{1,3}[(\\[]?\\s?(${SET}(?:${BETWEEN}${SET}){1,2})\\s?[)\\]]?${IS}${VALUES}`,
  'giu',
)
/** `loss train 2.1 val 2.4`, `loss: train=2.1, val=2.4`, `loss [train: 2.1, val: 2.4]`. */
const EACH = new RegExp(
  `${OPEN}(${WORD})(?:\\s{1,3}((?:${SET}\\s{1,3}${NUMBER}(?:\\s{0,3}[,/|;]\\s{0,3}|\\s{1,3})?){2,3})|(?:${IS}[(\\[{]|\\s{0,3}[:=])\\s{0,3}((?:${SET}${IS}${NUMBER}(?:\\s{0,3}[,/|;]\\s{0,3}|\\s{1,3})?){2,3})[)\\]}]?)`,
  'giu',
)
/** `loss = 2.1 (train), 2.4 (val)`, `loss = 2.1 train, 2.4 val`. */
const BEHIND = new RegExp(
  `${OPEN}(${WORD})${IS}((?:${NUMBER}\\s{0,3}(?:\\(${SET}\\)|${SET}(?![\\p{L}\\p{N}_]))(?:\\s{0,3}[,/|;]\\s{0,3}|\\s{1,3})?){2,3})(?!\\s{0,9}[\\p{L}\\p{N}:=.+-])`,
  'giu',
)
const ONE_NUMBER = new RegExp(NUMBER, 'giu')
const ONE_SET = new RegExp(`${OPEN}${SET}(?![\\p{L}\\p{N}])`, 'giu')
const SEPARATOR = new RegExp(BETWEEN, 'iu')
/** Only a line that names training and an evaluation can hold such a list. */
const TRAINING = /tr(?:ai)?n?(?:ing)?(?![a-z])/i
const EVALUATION = /val|dev|test/i

/**
 * The line with lists of names and lists of their values (`Train loss, Val loss: 2.1, 2.4`) written pair by pair. Where the lists
 * are not of one length, or the values may be counts of a whole (`45/50`), both are left out: which value is whose cannot be told.
 */
export function withoutLists(line: string): string {
  if (!TRAINING.test(line) || !EVALUATION.test(line)) return line
  return line
    .replace(NAMES, (all, names: string, unit: string | undefined, values: string) =>
      paired(all, names.split(SEPARATOR), unit ?? '', values),
    )
    .replace(SETS, (all, metric: string, sets: string, values: string) =>
      isBare(metric) ? paired(all, named(metric, sets.split(SEPARATOR)), '', values) : all,
    )
    .replace(EACH, (all, metric: string, plain: string | undefined, list: string) =>
      told(all, metric, plain ?? list),
    )
    .replace(BEHIND, (all, metric: string, list: string) => told(all, metric, list))
}

/** A metric that does not say of which data it is. */
function isBare(metric: string): boolean {
  const { kind, split } = readName(metric)
  return kind !== 'other' && split === undefined
}

function named(metric: string, sets: readonly string[]): string[] {
  return sets.map((set) => `${set.trim()} ${metric}`)
}

function told(all: string, metric: string, list: string): string {
  if (!isBare(metric)) return all
  const sets = list.match(ONE_SET) ?? []
  const values = list.match(ONE_NUMBER) ?? []
  return `${paired(all, named(metric, sets), '', values.join(', '))} `
}

function paired(all: string, said: readonly string[], unit: string, list: string): string {
  const own = said.map((name) => name.trim())
  const [, metric] = /^\S+?[ _](.+)$/u.exec(own.at(-1) ?? '') ?? []
  const names = own.map((name) => (/[ _]/.test(name) || metric === undefined ? name : `${name} ${metric}`))
  const splits = new Set(names.map((name) => readName(name).split))
  if (splits.size < names.length || !names.every((name) => isPlainMetric(name.replaceAll('_', ' '))))
    return all
  const values = list.match(ONE_NUMBER) ?? []
  const counts = list.includes('/') && values.some((value) => /^\d+$/.test(value.trim()))
  if (values.length !== names.length || counts) return '| '
  return names.map((name, k) => `${name}${unit}: ${values[k]?.trim()}`).join(', ')
}
