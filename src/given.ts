import type { DiagnoseOptions } from './diagnose.js'
import { UserError } from './errors.js'
import { parseRequirement, type Requirement } from './policy/requirement.js'
import { checkRules } from './policy/rules.js'
import type { RunReport } from './report.js'
import type { Curves, Series } from './run/run.js'
import { nearestTo } from './text/nearest.js'

/*
 * What programs hand to the library: nothing checks it before, and what is passed over in silence would be a gate that
 * asks nothing.
 */

/** What the user knows of a log, what is to be asked of it, and what it is to be called. */
export type ReadOptions = Omit<DiagnoseOptions, 'requirements'> & {
  readonly name?: string
  /** What the run must have reached, such as `val_loss < 0.5 at best`. */
  readonly requirements?: readonly (string | Requirement)[]
}

/** The text of a log. Throws a UserError for anything else, such as a path's bytes. */
export function checkText(text: unknown): string {
  if (typeof text === 'string') return text
  throw new UserError('text: expected the text of a log', 'readFileSync(path, "utf8") gives it')
}

const COLUMNS = ['trainLoss', 'validationLoss', 'trainAccuracy', 'validationAccuracy']
const FACTS = { classes: 2, validationSamples: 1 } as const

const OPTIONS = ['name', 'columns', 'facts', 'run', 'logFormat', 'requirements', 'rules']
const RULES = ['levels', 'limits']

/** The options, of the keys that there are. Throws a UserError for any other: it would be passed over in silence. */
export function checkKeys<T extends object>(where: string, options: T, keys: readonly string[]): T {
  const given: unknown = options
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new UserError(`${where}: expected an object`, `with any of ${keys.join(', ')}`)
  for (const key of Object.keys(options)) checkName(where, key, keys)
  return options
}

/** Options as the program wants them. Throws a UserError that names what is wrong. */
export function checkOptions(given: ReadOptions): DiagnoseOptions {
  const { requirements, ...options } = checkKeys('options', given, OPTIONS)
  const { rules, columns = {}, facts = {} } = options
  checkKeys('columns', columns, COLUMNS)
  checkKeys('facts', facts, Object.keys(FACTS))
  if (rules !== undefined) checkRules('rules', checkKeys('rules', rules, RULES))
  for (const [name, value] of Object.entries(facts)) {
    const least = FACTS[name as keyof typeof FACTS]
    if (value !== undefined && !(Number.isInteger(value) && value >= least))
      throw new UserError(`facts.${name}: expected a whole number from ${least}, got ${value}`)
  }
  if (requirements === undefined) return options
  if (!Array.isArray(requirements))
    throw new UserError('requirements: expected a list', 'for example: ["val_loss < 0.5 at best"]')
  const parsed = requirements.map((own) => (typeof own === 'string' ? parseRequirement(own) : own))
  return { ...options, requirements: parsed }
}

function checkName(where: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return
  const meant = nearestTo(name, known)
  throw new UserError(
    `${where}: no ${JSON.stringify(name)}`,
    meant ? `did you mean ${meant}?` : `there are: ${known.join(', ')}`,
  )
}

/** What counts as a difference. Throws a UserError for what is no share. */
export function checkTolerance(tolerance: unknown): number | undefined {
  if (tolerance === undefined) return undefined
  if (typeof tolerance === 'number' && tolerance >= 0 && tolerance <= 1) return tolerance
  throw new UserError(`tolerance: expected a share from 0 to 1, got ${String(tolerance)}`, '0.02 is 2 %')
}

/**
 * The reports of one side, also such as were written as JSON and read again, where arrays of numbers have become objects and
 * NaN null. Throws a UserError for what is no report with its curves.
 */
export function checkReports(side: unknown): RunReport[] {
  const reports: unknown[] = Array.isArray(side) ? side : [side]
  if (reports.length === 0) throw new UserError('no run on one side', 'give the reports of diagnose')
  return reports.map((report) => {
    if (!isReport(report))
      throw new UserError('no report with its curves on one side', 'give what diagnose returns')
    const { series, curves } = report.run
    const whole = [...series, ...present(curves)].every(
      ({ x, y }) => ArrayBuffer.isView(x) && ArrayBuffer.isView(y),
    )
    if (whole) return report
    const restored = Object.fromEntries(Object.entries(curves).map(([name, own]) => [name, restore(own)]))
    return { ...report, run: { ...report.run, series: series.map(restore), curves: restored } }
  })
}

function isReport(value: unknown): value is RunReport {
  const { run, verdict, checks } = Object(value)
  const { series, curves } = Object(run)
  return (
    Array.isArray(series) &&
    Array.isArray(checks) &&
    typeof Object(verdict).status === 'string' &&
    [...series, ...Object.values(Object(curves))].length > 0 &&
    [...series, ...Object.values(Object(curves))].every(isSeries)
  )
}

function isSeries(value: unknown): value is Series {
  const { name, x, y } = Object(value)
  return typeof name === 'string' && typeof x === 'object' && typeof y === 'object' && x && y
}

function present(curves: Curves): Series[] {
  return Object.values(curves)
}

function restore(series: Series): Series {
  return { ...series, x: numbersOf(series.x), y: numbersOf(series.y) }
}

function numbersOf(values: object): Float64Array {
  return Float64Array.from(Object.values(values), (value: unknown) =>
    typeof value === 'number' ? value : Number.NaN,
  )
}
