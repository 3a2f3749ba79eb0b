import { compareGroups } from './compare/compare.js'
import { diagnose as diagnoseSource, readRuns } from './diagnose.js'
import {
  checkKeys,
  checkOptions,
  checkReports,
  checkText,
  checkTolerance,
  type ReadOptions,
} from './given.js'
import { type Comparison, type RunReport, titleOf } from './report.js'
import type { Run } from './run/run.js'
import { Source } from './text/source.js'

export type { DiagnoseOptions } from './diagnose.js'
export type { Evidence, Finding, Severity } from './diagnoses/diagnosis.js'
export { UserError } from './errors.js'
export type { ReadOptions } from './given.js'
export type { Level, Rules } from './policy/rules.js'
export type {
  Check,
  Comparison,
  Difference,
  NamedFinding,
  RunReport,
  Side,
  Status,
  Verdict,
} from './report.js'
export type { Axis, Curves, Facts, Goal, Note, Run, Series, Split, Unit } from './run/run.js'

/**
 * Judges the text of a log: one report for each run that was asked for, the last of the log unless told otherwise.
 * Throws a UserError, with a hint what to do, for text that is no training log.
 */
export function diagnose(text: string, options: ReadOptions = {}): RunReport[] {
  const checked = checkOptions(options)
  return diagnoseSource(sourceOf(text, options), checked)
}

/** Reads the text of a log without judging it: the curves of each run that was asked for. Throws a UserError. */
export function readLog(text: string, options: ReadOptions = {}): Run[] {
  const checked = checkOptions(options)
  return readRuns(sourceOf(text, options), checked).map(({ run }) => run)
}

/**
 * Holds runs that were judged against others, several a side as groups of seeds: better or worse by loss, accuracy, gap,
 * best epoch and verdict. Reports that went through JSON or a worker will do. `tolerance` is a share of the loss and a
 * difference of accuracies (0 to 1). Throws a UserError where a side has no run, and for a tolerance that is no share.
 */
export function compare(
  baseline: RunReport | readonly RunReport[],
  candidate: RunReport | readonly RunReport[],
  options: { readonly tolerance?: number } = {},
): Comparison {
  const { tolerance } = checkKeys('options', options, ['tolerance'])
  return compareGroups(groupOf(baseline), groupOf(candidate), checkTolerance(tolerance))
}

function groupOf(side: RunReport | readonly RunReport[]) {
  const reports = checkReports(side)
  return { name: reports.map(titleOf).join(', '), reports }
}

function sourceOf(text: string, { name = 'log' }: ReadOptions): Source {
  return new Source(name, checkText(text))
}
