import { compareGroups } from './compare/compare.js'
import { type DiagnoseOptions, diagnose as diagnoseSource, readRuns } from './diagnose.js'
import { UserError } from './errors.js'
import { checkRules } from './policy/rules.js'
import { type Comparison, type RunReport, titleOf } from './report.js'
import type { Run } from './run/run.js'
import { Source } from './text/source.js'

export type { DiagnoseOptions } from './diagnose.js'
export type { Evidence, Finding, Severity } from './diagnoses/diagnosis.js'
export { UserError } from './errors.js'
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

/** What the user knows of a log, and what it is to be called. */
export type ReadOptions = DiagnoseOptions & { readonly name?: string }

/**
 * Judges the text of a log: one report for each run that was asked for, the last of the log unless told otherwise.
 * Throws a UserError, with a hint what to do, for text that is no training log.
 */
export function diagnose(text: string, options: ReadOptions = {}): RunReport[] {
  if (options.rules) checkRules('rules', options.rules)
  return diagnoseSource(sourceOf(text, options), options)
}

/** Reads the text of a log without judging it: the curves of each run that was asked for. Throws a UserError. */
export function readLog(text: string, options: ReadOptions = {}): Run[] {
  return readRuns(sourceOf(text, options), options).map(({ run }) => run)
}

/**
 * Holds runs that were judged against others, several a side as groups of seeds: better or worse by loss, accuracy, gap,
 * best epoch and verdict. `tolerance` is a share of the loss and a difference of accuracies (0 to 1). Throws a UserError
 * where a side has no run.
 */
export function compare(
  baseline: RunReport | readonly RunReport[],
  candidate: RunReport | readonly RunReport[],
  { tolerance }: { readonly tolerance?: number } = {},
): Comparison {
  return compareGroups(groupOf(baseline), groupOf(candidate), tolerance)
}

function groupOf(side: RunReport | readonly RunReport[]) {
  const reports = 'run' in side ? [side] : side
  if (reports.length === 0) throw new UserError('no run on one side', 'give the reports of diagnose')
  return { name: reports.map(titleOf).join(', '), reports }
}

function sourceOf(text: string, { name = 'log' }: ReadOptions): Source {
  return new Source(name, text)
}
