import { diagnoses } from './diagnoses/list.js'
import { UserError } from './errors.js'
import { count } from './numerals.js'
import { checkRequirement, type Requirement } from './policy/requirement.js'
import type { Rules } from './policy/rules.js'
import { readSource } from './readers/read.js'
import type { RunReport } from './report.js'
import { findBest } from './run/best.js'
import { buildRun, type ColumnChoice } from './run/build.js'
import { readCorners } from './run/corners.js'
import { relateLossAndAccuracy } from './run/relation.js'
import type { Facts, Run } from './run/run.js'
import { thinRun } from './run/thin.js'
import type { Source } from './text/source.js'
import { examine, reachVerdict } from './verdict.js'

/** What the user knows and the log does not tell, and which of its runs are meant. */
export interface DiagnoseOptions {
  readonly columns?: ColumnChoice
  readonly facts?: Facts
  /** Number of the run in the log, counted from 1; all of them, or (unless told) the last. */
  readonly run?: number | 'all'
  /** The format of the log, where it is not told from its content. */
  readonly logFormat?: string
  /** What the run must have reached. */
  readonly requirements?: readonly Requirement[]
  /** How grave each diagnosis is taken, and where its limits lie. */
  readonly rules?: Rules
}

/**
 * The whole program: reads a log, makes runs of it, examines each and reaches a verdict.
 * Throws a UserError for a log that cannot be read or holds nothing to judge. `brief`: without what a verdict and its
 * findings do without, corners and relations.
 */
export function diagnose(source: Source, options: DiagnoseOptions = {}, brief = false): RunReport[] {
  return readRuns(source, options).map(({ run, number, ofRuns }): RunReport => {
    return { ...judge(run, options.requirements, options.rules, brief), number, ofRuns }
  })
}

/** A run of a log, which of its runs it is, counted from 1, and how many there are. */
export interface ReadRun {
  readonly run: Run
  readonly number: number
  readonly ofRuns: number
}

/** Reads a log and makes runs of it. Throws a UserError for a log that cannot be read. */
export function readRuns(source: Source, options: DiagnoseOptions = {}): ReadRun[] {
  const { format, reading } = readSource(source, options.logFormat)
  const ofRuns = reading.phases.length
  return chosen(source, ofRuns, options.run).map((number) => {
    const phase = reading.phases[number - 1]
    if (!phase) throw new UserError(`${source.title}: no run ${number}`)
    const run = buildRun(source, format, reading, phase, options.columns, options.facts)
    return { run, number, ofRuns }
  })
}

/** Examines one run. */
export function judge(
  whole: Run,
  requirements: readonly Requirement[] = [],
  rules: Rules = {},
  brief = false,
): Omit<RunReport, 'number' | 'ofRuns'> {
  const run = thinRun(whole)
  const best = findBest(run)
  const { findings, checks } = examine(run, diagnoses, rules)
  return {
    run: run.notes === whole.notes ? whole : run,
    verdict: reachVerdict(run, findings, checks, best),
    ...(best && { best }),
    corners: brief ? [] : readCorners(run),
    relations: brief ? [] : relateLossAndAccuracy(run),
    findings,
    checks,
    requirements: requirements.map((requirement) => checkRequirement(requirement, whole, best)),
  }
}

function chosen(source: Source, total: number, run: DiagnoseOptions['run']): number[] {
  if (total === 0)
    throw new UserError(`${source.title}: no row with a number`, 'the run may not have finished an epoch yet')
  if (run === 'all') return Array.from({ length: total }, (_, k) => k + 1)
  if (run !== undefined && run > total)
    throw new UserError(`${source.title}: there is no run ${run}`, `the log holds ${count(total, 'run')}`)
  return [run ?? total]
}
