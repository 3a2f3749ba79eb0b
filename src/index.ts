import { type DiagnoseOptions, diagnose as diagnoseSource } from './diagnose.js'
import { checkRules } from './policy/rules.js'
import type { RunReport } from './report.js'
import { Source } from './text/source.js'

export type { DiagnoseOptions } from './diagnose.js'
export type { Evidence, Finding, Severity } from './diagnoses/diagnosis.js'
export { UserError } from './errors.js'
export type { Level, Rules } from './policy/rules.js'
export type { Check, NamedFinding, RunReport, Status, Verdict } from './report.js'
export type { Axis, Curves, Facts, Goal, Note, Run, Series, Split, Unit } from './run/run.js'

/**
 * Judges the text of a log: one report for each run that was asked for, the last of the log unless told otherwise.
 * Throws a UserError, with a hint what to do, for text that is no training log.
 */
export function diagnose(
  text: string,
  options: DiagnoseOptions & { readonly name?: string } = {},
): RunReport[] {
  if (options.rules) checkRules('rules', options.rules)
  return diagnoseSource(new Source(options.name ?? 'log', text), options)
}
