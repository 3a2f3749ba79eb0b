import type { RunReport } from '../report.js'
import type { Series } from '../run/run.js'
import { VERSION } from '../version.js'
import type { Reporter } from './reporter.js'

/** The report for programs. Fields are only ever added; NaN and infinities are strings. */
export const json: Reporter = {
  id: 'json',
  summary: 'one JSON document for programs',
  render(report, exitCode) {
    const document = {
      schemaVersion: 1,
      tool: { name: 'epochwise', version: VERSION },
      runs: report.runs.map(describeRun),
      errors: report.errors,
      exitCode,
    }
    return `${JSON.stringify(document, spellNumber, 2)}\n`
  },
}

function describeRun(report: RunReport) {
  const { run, number, ofRuns, verdict, best, corners, relations, findings, checks, requirements } = report
  return {
    source: run.name,
    format: run.format,
    run: number,
    ofRuns,
    axis: run.axis,
    epochs: run.series.reduce((most, { x }) => Math.max(most, x.length), 0),
    series: run.series.map(describeSeries),
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

function describeSeries({ name, quantity, split, goal, unit, x, y }: Series) {
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

function bestIndex(y: Float64Array, goal: 'lower' | 'higher'): number {
  let best = -1
  for (const [k, value] of y.entries()) {
    const lead = y[best]
    if (Number.isFinite(value) && (lead === undefined || (goal === 'lower' ? value < lead : value > lead)))
      best = k
  }
  return best
}

function spellNumber(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
