import type * as z from 'zod/mini'
import type { Report, RunReport } from './report.js'
import { lengthOf } from './run/length.js'
import type { Series } from './run/run.js'
import type { ReportRecord, RunRecord } from './schemas/report.js'
import { VERSION } from './version.js'

/** The whole report as data for programs. Fields are only ever added. */
export function recordOf(report: Report, exitCode: number): z.infer<typeof ReportRecord> {
  return {
    schemaVersion: 1,
    tool: { name: 'epochwise', version: VERSION },
    runs: report.runs.map(recordOfRun),
    errors: report.errors,
    ...(report.comparisons && { comparisons: report.comparisons }),
    exitCode,
  }
}

/** What programs are told of one run. */
export function recordOfRun(report: RunReport): z.infer<typeof RunRecord> {
  const { run, number, ofRuns, verdict, best, corners, relations, findings, checks, requirements } = report
  return {
    source: run.name,
    format: run.format,
    run: number,
    ofRuns,
    ...(run.label !== undefined && { label: run.label }),
    ...(ofRuns > 1 && run.line !== undefined && { line: run.line }),
    axis: run.axis,
    epochs: lengthOf(run),
    series: run.series.map(recordOfSeries),
    verdict,
    ...(best && { best }),
    corners,
    relations,
    findings,
    checks,
    requirements,
    notes: run.notes,
  }
}

function recordOfSeries({ name, quantity, split, goal, unit, x, y }: Series) {
  const best = goal === 'none' ? -1 : bestIndex(y, goal)
  return {
    name,
    quantity,
    split,
    goal,
    unit,
    points: x.length,
    first: y[0],
    last: y.at(-1),
    ...(best >= 0 && { best: y[best], bestAt: x[best] }),
  }
}

/** Where a curve has its best value, the first of equals; -1 where it has no number. */
function bestIndex(y: Float64Array, goal: 'lower' | 'higher'): number {
  let best = -1
  for (const [k, value] of y.entries()) {
    const lead = y[best]
    if (Number.isFinite(value) && (lead === undefined || (goal === 'lower' ? value < lead : value > lead)))
      best = k
  }
  return best
}
