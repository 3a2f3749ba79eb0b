import type { Diagnosis, Severity } from '../diagnoses/diagnosis.js'
import { diagnoses } from '../diagnoses/list.js'
import { UserError } from '../errors.js'
import type { Limit } from '../limit.js'
import { hintFor, nearestTo } from '../text/nearest.js'

/** How grave what a diagnosis finds is to be taken; `off`: it is not asked. */
export type Level = 'off' | Severity

/** What the user changed of the diagnoses. */
export interface Rules {
  /** By the id of a diagnosis. */
  readonly levels?: Readonly<Record<string, Level>>
  /** By diagnosis and limit, as in `overfitting.rise`. */
  readonly limits?: Readonly<Record<string, number>>
}

export const LEVELS = ['off', 'note', 'warning', 'error'] as const satisfies readonly Level[]

/** All limits by the name under which they are set, `DIAGNOSIS.LIMIT`. */
export const settableLimits: ReadonlyMap<string, Limit> = new Map(
  diagnoses.flatMap(({ id, limits }) =>
    Object.entries(limits).map(([name, limit]): [string, Limit] => [`${id}.${name}`, limit]),
  ),
)

const AT_MOST_ONE = /Kendall's tau|correlation|of accuracy|^share of the (?:epochs|run)/

/** A share above this is meant in per cent: no loss is asked to rise to fifty times what it was. */
const LARGEST_SHARE = 10

/** The most that a limit in this unit can be: coefficients, accuracies and parts of the epochs cannot be more than 1. */
export function mostOf(unit: string): number {
  if (AT_MOST_ONE.test(unit)) return 1
  return unit.startsWith('share') ? LARGEST_SHARE : Number.POSITIVE_INFINITY
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** Reads what was given for `--level`: `DIAGNOSIS=LEVEL`, several joined by commas. Throws a UserError. */
export function parseLevels(spelt: readonly string[]): Record<string, Level> {
  return Object.fromEntries(
    assignmentsOf('--level', 'overfitting=warning', spelt).map(([id, level]) => [
      checkDiagnosis('--level', id),
      checkLevel(`--level ${id}`, level),
    ]),
  )
}

/** Reads what was given for `--set`: `DIAGNOSIS.LIMIT=NUMBER`, several joined by commas. Throws a UserError. */
export function parseLimits(spelt: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    assignmentsOf('--set', 'overfitting.rise=0.2', spelt).map(([name, value]) => {
      checkLimitName('--set', name)
      const digits = value.endsWith('%') ? value.slice(0, -1).trim() : value
      if (!NUMBER.test(digits))
        throw new UserError(`--set ${name}: ${JSON.stringify(value)} is no number`, unitOf(name))
      return [name, checkLimit(`--set ${name}`, name, Number(digits) / (value.endsWith('%') ? 100 : 1))]
    }),
  )
}

/** Checks rules that came as data. Throws a UserError that begins with `where`. */
export function checkRules(where: string, { levels = {}, limits = {} }: Rules): Rules {
  for (const [id, level] of Object.entries(levels)) checkLevel(`${where} ${checkDiagnosis(where, id)}`, level)
  for (const [name, value] of Object.entries(limits)) {
    checkLimitName(where, name)
    checkLimit(`${where} ${name}`, name, value)
  }
  return { levels, limits }
}

function checkDiagnosis(where: string, id: string): string {
  const ids = diagnoses.map((own) => own.id)
  if (!ids.includes(id)) throw new UserError(`${where}: no diagnosis ${JSON.stringify(id)}`, hintFor(id, ids))
  return id
}

function checkLevel(where: string, level: string): Level {
  const found = LEVELS.find((own) => own === level)
  if (!found)
    throw new UserError(`${where}: no level ${JSON.stringify(level)}`, `there are: ${LEVELS.join(', ')}`)
  return found
}

function checkLimitName(where: string, name: string): void {
  if (settableLimits.has(name)) return
  const [id = '', limit] = name.split('.')
  const owner = diagnoses.find((known) => known.id === id)
  throw new UserError(`${where}: no limit ${JSON.stringify(name)}`, hintForLimit(id, limit, owner))
}

function hintForLimit(id: string, limit: string | undefined, owner: Diagnosis | undefined): string {
  if (owner) {
    const own = Object.keys(owner.limits)
    const nearest = nearestTo(limit ?? '', own)
    return nearest
      ? `did you mean ${id}.${nearest}?`
      : `there are: ${own.map((known) => `${id}.${known}`).join(', ')}`
  }
  if (limit !== undefined)
    return hintFor(
      id,
      diagnoses.map((known) => known.id),
    )
  const among = [...settableLimits.keys()].filter((path) => path.endsWith(`.${id}`))
  return among.length > 0 ? `did you mean ${among.join(' or ')}?` : 'epochwise diagnoses lists them all'
}

function checkLimit(where: string, name: string, value: number): number {
  const most = mostOf(settableLimits.get(name)?.unit ?? '')
  if (!Number.isFinite(value) || value < 0 || value > most)
    throw new UserError(
      `${where}: expected a number ${Number.isFinite(most) ? `from 0 to ${most}, or per cent` : 'that is not negative'}, got ${value}`,
      unitOf(name),
    )
  return value
}

function unitOf(name: string): string {
  const { value, unit } = settableLimits.get(name) ?? { value: 0, unit: '' }
  return `it is ${value} ${unit} unless told otherwise`
}

function assignmentsOf(flag: string, example: string, spelt: readonly string[]): [string, string][] {
  const parts = spelt.map((own) => own.split(',').map((part) => part.trim()))
  // An unset variable in a script: a gate that was meant to be another one.
  if (parts.some((own) => own.every((part) => part === '')))
    throw new UserError(`${flag}: nothing given`, `for example: ${example}`)
  return parts
    .flat()
    .filter((part) => part !== '')
    .map((part) => {
      const place = part.indexOf('=')
      if (place < 1)
        throw new UserError(`${flag}: nothing is set by ${JSON.stringify(part)}`, `for example: ${example}`)
      return [part.slice(0, place).trim(), part.slice(place + 1).trim()]
    })
}
