import * as z from 'zod/mini'
import type { Comparison, LogError, Outline, RunReport } from './report.js'
import type { Run } from './run/run.js'
import { ComparisonRecord, ErrorRecord, RunRecord } from './schemas/report.js'
import { titleOfSource } from './text/source.js'

/** What a line of `--format ndjson` tells of. */
export type Told =
  | { readonly kind: 'run'; readonly report: RunReport }
  | { readonly kind: 'error'; readonly error: LogError }
  | { readonly kind: 'comparison'; readonly comparison: Comparison }

/** The fields that hold numbers, which may be NaN or infinite and are then spelt as strings. */
export const NUMBERS: ReadonlySet<string> = new Set([
  ...['first', 'last', 'best', 'bestAt', 'at', 'value', 'end', 'from', 'to', 'actual', 'limit', 'tau'],
  ...['epochsAfter', 'baseline', 'change', 'tolerance', 'interval'],
])
const SPELT: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])

/** A run as its line tells of it. */
interface Recorded
  extends Outline,
    Omit<RunReport, 'run' | 'number' | 'outline'>,
    Pick<Run, 'format' | 'label' | 'line' | 'axis' | 'notes'> {
  readonly source: string
  readonly run: number
}

/** What a line of `--format ndjson` says, or why it says nothing. Fields that it should not have are left out. */
export function readLine(line: string): Told | { readonly because: string } {
  const value = parse(line)
  if (typeof value !== 'object' || value === null) return { because: 'no JSON object' }
  if ('findings' in value)
    return checked(RunRecord, value, (record: Recorded) => ({ kind: 'run', report: reportOf(record) }))
  if ('candidate' in value)
    return checked(ComparisonRecord, value, (comparison: Comparison) => ({ kind: 'comparison', comparison }))
  if ('message' in value) return checked(ErrorRecord, value, (error: LogError) => ({ kind: 'error', error }))
  return { because: 'neither a run, nor a log that was not read' }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function checked<T>(schema: z.ZodMiniType, value: object, take: (record: T) => Told) {
  const { success, data, error } = z.safeParse(schema, value)
  if (success) return take(restored(value, data) as T)
  return { because: `${error.issues[0]?.path.join('.') || 'it'} is not what epochwise writes` }
}

/** What was checked, with its numbers as numbers and its fields in the order in which they were written. */
function restored(written: unknown, checked: unknown, name = ''): unknown {
  if (Array.isArray(written) && Array.isArray(checked))
    return written.map((value, k) => restored(value, checked[k], name))
  if (typeof checked !== 'object' || checked === null)
    return NUMBERS.has(name) ? (SPELT.get(checked) ?? checked) : checked
  const fields = new Map(Object.entries(checked))
  return Object.fromEntries(
    Object.entries(written ?? {})
      .filter(([key]) => fields.has(key))
      .map(([key, value]) => [key, restored(value, fields.get(key), key)]),
  )
}

/** The report that a record was made of, but for the curves. */
function reportOf({ source, format, run, label, line, axis, notes, ...rest }: Recorded): RunReport {
  const { epochs, from, to, series, judgedBy, sparkline, ...told } = rest
  const about = { ...(label !== undefined && { label }), ...(line !== undefined && { line }) }
  const name = { name: source, title: titleOfSource(source) }
  return {
    ...told,
    run: { ...name, format, ...about, axis, series: [], curves: {}, facts: {}, notes },
    number: run,
    outline: { epochs, from, to, series, judgedBy, sparkline },
  }
}
