import { compareGroups, type Group } from './compare/compare.js'
import type { LogError, Report, RunReport } from './report.js'

/** How logs are found and judged, and what becomes of those that cannot be. */
export interface Judging {
  /** The paths that an argument names. */
  expand(argument: string): Promise<readonly string[]>
  /** The runs of the log at a path. */
  judge(path: string): Promise<readonly RunReport[]>
  /** What is to be said of a log, or of an argument, that could not be judged. */
  failure(path: string, error: unknown): LogError
}

/** Judges what the arguments name, and holds each against the baseline where there is one. */
export async function collect(
  paths: readonly string[],
  baseline: readonly string[],
  tolerance: number | undefined,
  judging: Judging,
): Promise<Report> {
  const errors: LogError[] = []
  const groups: Group[] = []
  const base = await groupOf(baseline, judging, errors)
  for (const path of paths) groups.push(await groupOf([path], judging, errors))
  const report = { runs: groups.flatMap(({ reports }) => reports), errors }
  if (baseline.length === 0) return report
  const comparable = base.reports.length > 0 ? groups.filter(({ reports }) => reports.length > 0) : []
  return { ...report, comparisons: comparable.map((group) => compareGroups(base, group, tolerance)) }
}

/** All runs that the arguments name, together. */
async function groupOf(
  args: readonly string[],
  { expand, judge, failure }: Judging,
  errors: LogError[],
): Promise<Group> {
  const reports: RunReport[] = []
  for (const argument of args) {
    const paths = await expand(argument).catch((error: unknown) => void errors.push(failure(argument, error)))
    for (const path of paths ?? []) {
      try {
        reports.push(...(await judge(path)))
      } catch (error) {
        errors.push(failure(path, error))
      }
    }
  }
  return { name: nameOf(args, reports), reports }
}

/** A single run goes by its own name, several by what named them. */
function nameOf(args: readonly string[], reports: readonly RunReport[]): string {
  const [only] = reports
  return only && reports.length === 1 ? only.run.title : args.join(' ')
}
