import type * as z from 'zod/mini'
import { outlineOf } from './outline.js'
import type { Report, RunReport } from './report.js'
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
    ...outlineOf(report),
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
