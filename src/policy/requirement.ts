import { UserError } from '../errors.js'
import { count, spell } from '../numerals.js'
import type { Best } from '../run/best.js'
import { trainedEpochs } from '../run/length.js'
import type { Run, Series } from '../run/run.js'
import { isInPercent } from '../run/unit.js'
import { nearestTo } from '../text/nearest.js'

/** What a curve must be: `val_accuracy >= 0.9`, `val_loss < 0.5 at best`, `lr > 0 at 10`. */
export interface Requirement {
  /** As it was written. */
  readonly text: string
  /**
   * A column as the log spells it; train_loss, val_loss, train_accuracy or val_accuracy for the curves judged; or
   * `epochs` for the length of the run.
   */
  readonly column: string
  readonly operator: keyof typeof OPERATORS
  readonly value: number
  /** The last value, that of the best epoch, or that of an epoch as the log numbers it. */
  readonly at: 'last' | 'best' | number
}

/** What became of a requirement; `missing`: the log has no such column, or no value there. */
export interface RequirementOutcome {
  readonly requirement: string
  readonly state: 'met' | 'failed' | 'missing'
  /** What was found, in words and numbers. */
  readonly because: string
  readonly actual?: number
}

const OPERATORS = {
  '>=': (actual: number, value: number) => actual >= value,
  '<=': (actual: number, value: number) => actual <= value,
  '>': (actual: number, value: number) => actual > value,
  '<': (actual: number, value: number) => actual < value,
  '==': (actual: number, value: number) => actual === value,
} as const

const SIGNS = ['>=', '<=', '==', '>', '<'] as const satisfies readonly (keyof typeof OPERATORS)[]
/** The last sign counts: the name of a column may hold one. */
const CONDITION = /^(.*?)\s*(>=|<=|==|>|<)\s*([^<>=]*)$/s
/** What is left of another condition or another sign. */
const LEFTOVER = /[<>=!]$|\s[<>=]=?\s|[<>=]\s*[\d.+-]+$/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** Reads a requirement. Throws a UserError for what is none. */
export function parseRequirement(text: string): Requirement {
  const [, column = '', sign, rest = ''] = CONDITION.exec(text.trim()) ?? []
  const operator = SIGNS.find((own) => own === sign)
  if (!operator) throw malformed(text, `it has none of ${SIGNS.join(', ')}`)
  const [number = '', place, ...tail] = rest.split(/\s+at\s+/)
  const percent = number.endsWith('%')
  const digits = percent ? number.slice(0, -1).trim() : number
  if (column === '') throw malformed(text, 'no column is named')
  if (tail.length > 0 || !NUMBER.test(digits)) throw malformed(text, `no number after ${operator}`)
  if (LEFTOVER.test(column)) throw malformed(text, `it takes one of ${SIGNS.join(', ')}, once`)
  return {
    text: text.trim(),
    column,
    operator,
    value: percent ? Number(digits) / 100 : Number(digits),
    at: parsePlace(text, place),
  }
}

function parsePlace(text: string, place: string | undefined): Requirement['at'] {
  if (place === undefined || place === 'last') return 'last'
  if (place === 'best') return 'best'
  if (!NUMBER.test(place)) throw malformed(text, 'after `at` comes last, best or an epoch')
  return Number(place)
}

function malformed(text: string, why: string): UserError {
  return new UserError(
    `--require ${JSON.stringify(text)}: ${why}`,
    'for example: val_accuracy >= 0.9, or val_loss < 0.5 at best',
  )
}

/**
 * Holds a run against a requirement. A score in percent is compared as a share of 1 where the value is one; what is infinite
 * keeps nothing, and of a column that ends long before the log does nobody knows the last value.
 */
export function checkRequirement(
  requirement: Requirement,
  run: Run,
  best: Best | undefined,
): RequirementOutcome {
  const { text, column, operator, value, at } = requirement
  const missing = (because: string): RequirementOutcome => ({ requirement: text, state: 'missing', because })
  const settle = (actual: number, what: string): RequirementOutcome => ({
    requirement: text,
    state: Number.isFinite(actual) && OPERATORS[operator](actual, value) ? 'met' : 'failed',
    because: what,
    actual,
  })
  const [series, ...others] = findSeries(run, column)
  if (series && others.length > 0)
    return missing(
      `${column} may be any of ${[series, ...others].map(({ name }) => name).join(', ')}: spell it as the log does`,
    )
  if (!series && column === 'epochs') {
    const length = trainedEpochs(run)
    if (length === undefined) return missing('the log counts steps and tells no epochs')
    return settle(length, `the log has ${count(length, run.axis === 'step' ? 'epoch' : run.axis)}`)
  }
  if (!series) return missing(noColumn(column, run))
  const end = at === 'last' ? endAfter(series, run) : undefined
  const ended = at === 'last' && run.blank?.find((own) => (series.x.at(-1) ?? own.of) <= own.at)
  if (ended)
    return missing(
      `${series.name} ends at ${run.axis} ${series.x.at(-1)}, the log at ${run.axis} ${ended.of}`,
    )
  if (end !== undefined)
    return missing(`${series.name} ends at ${run.axis} ${series.x.at(-1)}, the log at ${run.axis} ${end}`)
  const place = at === 'best' ? best?.at : at === 'last' ? series.x.at(-1) : at
  if (place === undefined) return missing('the log does not tell which epoch is the best')
  const index = series.x.indexOf(place)
  const logged = series.y[index]
  if (logged === undefined) return missing(`${series.name} has no value at ${run.axis} ${place}`)
  const actual = Math.abs(value) <= 1 && isInPercent(series) ? logged / 100 : logged
  return settle(actual, `${series.name} is ${spell(actual)} at ${run.axis} ${place}`)
}

/** A column that was not logged so many times when it was its turn has ended. */
const TURNS_MISSED = 2

/** Where the log ends, if that is long after the column: not by its own longest pause, after which it would come again. */
function endAfter({ x }: Series, { series }: Run): number | undefined {
  const longest = series.reduce((most, own) => (own.x.length > most.length ? own.x : most), x)
  let [pause, passed] = [1, 0]
  for (const place of x) {
    const before = passed
    while (passed < longest.length && (longest[passed] ?? place) <= place) passed++
    pause = Math.max(pause, passed - before)
  }
  return longest.length - passed >= TURNS_MISSED * pause ? longest.at(-1) : undefined
}

/** The column of this name, in any case; several where none is spelt exactly so. */
function findSeries({ series, curves }: Run, column: string): readonly Series[] {
  const lower = column.toLowerCase()
  const exact = series.find(({ name }) => name === column)
  if (exact) return [exact]
  const alike = series.filter(({ name }) => name.toLowerCase() === lower)
  const judged = judgedBy(curves).get(lower)
  return alike.length > 0 || !judged ? alike : [judged]
}

/** The curves that are judged, by the names under which they may be asked for in any log. */
function judgedBy({ trainLoss, validationLoss, trainAccuracy, validationAccuracy }: Run['curves']) {
  const all: readonly (readonly [string, Series | undefined])[] = [
    ['train_loss', trainLoss],
    ['val_loss', validationLoss],
    ['train_accuracy', trainAccuracy],
    ['val_accuracy', validationAccuracy],
  ]
  return new Map(all.flatMap(([name, series]) => (series ? [[name, series] as const] : [])))
}

/** So many columns are named where one is not there. */
const NAMED = 20

function noColumn(column: string, { series, curves }: Run): string {
  const names = series.map(({ name }) => name)
  const meant = nearestTo(column, [...names, ...judgedBy(curves).keys()])
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  const there = `the log has ${names.slice(0, NAMED).join(', ')}${more}`
  return `no column ${JSON.stringify(column)}${meant ? ` (did you mean ${meant}?)` : ''}; ${there}`
}
