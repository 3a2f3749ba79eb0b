import { compareGroups, type Group } from './compare/compare.js'
import { inOneLine, withoutCurves } from './outline.js'
import type { Comparison, LogError, Report, RunReport } from './report.js'
import { splitFile } from './text/path-name.js'

/** So many logs are opened before it is their turn: enough to keep a network file system busy. */
const AHEAD = 16
/** Of so many runs everything is kept in any case, since of one alone everything is shown. */
const KEPT = 100
/** Formats that draw the curves of every run, however many there are. */
const DRAWING = ['markdown', 'github', 'html', 'svg']

/** How logs are found, opened and judged, and what becomes of those that cannot be. */
export interface Judging<Opened> {
  /** The paths that an argument names. */
  expand(argument: string): Promise<readonly string[]>
  /** Opens the log at a path, several at a time; never fails, but keeps for `judge` what went wrong. */
  open(path: string): Promise<Opened>
  /** The runs of the log at a path; `brief` where a line on each will do. */
  judge(path: string, opened: Opened, brief: boolean): Promise<readonly RunReport[]>
  /** What is to be said of a log, or of an argument, that could not be judged. */
  failure(path: string, error: unknown): LogError
}

/** What is wanted of many logs. */
export interface Wanted {
  readonly baseline: readonly string[]
  readonly tolerance?: number
  /** What is needed to the end of each of many runs. */
  readonly keep: Keep
}

/** All, with the curves; all that is said of them; or what a line takes. */
export type Keep = 'curves' | 'words' | 'line'
const KEEPING = { curves: (report: RunReport) => report, words: withoutCurves, line: inOneLine }

/** What the formats take of each of many runs. */
export function keepFor(formats: readonly string[], full: boolean): Keep {
  if (full || formats.some((format) => DRAWING.includes(format))) return 'curves'
  return formats.every((format) => format === 'text') ? 'line' : 'words'
}

/**
 * Judges what the arguments name, one log after the other while the next are being opened, and holds each against the
 * baseline where there is one. The report has them in the order of the arguments.
 */
export async function collect<Opened>(
  args: readonly string[],
  { baseline, tolerance, keep }: Wanted,
  judging: Judging<Opened>,
): Promise<Report> {
  const errors: LogError[] = []
  const runs: RunReport[] = []
  const comparisons: Comparison[] = []
  let base: Group | undefined
  let reports: RunReport[] = []
  const groups = [...(baseline.length > 0 ? [baseline] : []), ...args.map((argument) => [argument])]
  const finish = (group: readonly string[]) => {
    const own = { name: nameOf(group, reports), reports }
    if (group === baseline) base = own
    else {
      if (base && base.reports.length > 0 && reports.length > 0)
        comparisons.push(compareGroups(base, own, tolerance))
      for (const report of reports) runs.push(runs.length < KEPT ? report : KEEPING[keep](report))
    }
    reports = []
  }
  const inBrief = () => keep === 'line' && baseline.length === 0 && runs.length >= KEPT
  for await (const turn of turnsOf(groups, judging)) {
    if ('over' in turn) finish(turn.over)
    else if ('error' in turn) errors.push(judging.failure(turn.path, turn.error))
    else
      try {
        reports.push(...(await judging.judge(turn.path, await turn.opened, inBrief())))
      } catch (error) {
        errors.push(judging.failure(turn.path, error))
      }
  }
  return { runs: withTwins(runs), errors, ...(baseline.length > 0 && { comparisons }) }
}

/** A log to be judged, an argument that names none, or the end of a group. */
type Turn<Opened> =
  | { readonly path: string; readonly opened: Promise<Opened> }
  | { readonly path: string; readonly error: unknown }
  | { readonly over: readonly string[] }

/** All logs of all groups in their order, each given out when as many as may be are opened behind it. */
async function* turnsOf<Opened>(
  groups: readonly (readonly string[])[],
  { expand, open }: Judging<Opened>,
): AsyncGenerator<Turn<Opened>> {
  const waiting: Turn<Opened>[] = []
  for (const group of groups) {
    for (const argument of group) {
      try {
        for (const path of await expand(argument)) {
          waiting.push({ path, opened: open(path) })
          while (waiting.length > AHEAD) yield* waiting.splice(0, 1)
        }
      } catch (error) {
        waiting.push({ path: argument, error })
      }
    }
    waiting.push({ over: group })
  }
  yield* waiting
}

/** A single run goes by its own name, several by what named them. */
function nameOf(args: readonly string[], reports: readonly RunReport[]): string {
  const [only] = reports
  return only && reports.length === 1 ? only.run.title : args.join(' ')
}

/** Logs of two splits of one training, `train.csv` and `val.csv`, were given as two: each is told that they may be one. */
function withTwins(runs: readonly RunReport[]): readonly RunReport[] {
  const files = runs.map(({ run }) =>
    new Set(run.series.map(({ split }) => split)).size === 1 ? splitFile(run.name) : undefined,
  )
  const splits = new Map<string, Set<string>>()
  for (const file of files)
    if (file) splits.set(file.run, (splits.get(file.run) ?? new Set()).add(file.split))
  return runs.map((report, k) => {
    const file = files[k]
    const own = file && splits.get(file.run)
    if (!own?.has('train') || own.size < 2) return report
    const because =
      'named for one split of a training beside another: read apart here; the directory is read as one run'
    return { ...report, run: { ...report.run, notes: [...report.run.notes, { because }] } }
  })
}
