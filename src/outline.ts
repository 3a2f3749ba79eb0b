import { sparkline } from './chart/sparkline.js'
import { remember } from './once.js'
import type { CurveOutline, Outline, RunReport, SeriesOutline } from './report.js'
import { lengthOf } from './run/length.js'
import { type Curves, endingsOf, type Run, type Series } from './run/run.js'

/** Columns of a sparkline. */
const SPARK = 16

/** What is told of the curves of a run where they are not drawn. */
export function outlineOf({ outline, run }: RunReport): Outline {
  return outline ?? outlined(run)
}

/** The curves by which a run is judged, as far as they are there. */
export function judgedCurves(report: RunReport): CurveOutline[] {
  const { trainLoss, validationLoss, trainAccuracy, validationAccuracy } = outlineOf(report).judgedBy
  return [trainLoss, validationLoss, trainAccuracy, validationAccuracy].filter((curve) => curve !== undefined)
}

/** The report without the curves, of which the outline is kept: all that is needed where nothing is drawn. */
export function withoutCurves(report: RunReport): RunReport {
  const { run } = report
  return { ...report, run: { ...run, series: [], curves: {} }, outline: outlineOf(report) }
}

/** What a line on a run among many takes of its report: the verdict, what was found, what could not be answered. */
export function inOneLine(report: RunReport): RunReport {
  const { run, findings, checks, outline } = report
  return {
    ...report,
    corners: [],
    relations: [],
    run: { ...run, series: [], curves: {}, notes: endingsOf(run).map(({ note }) => note) },
    findings: findings.map((finding) => ({ ...finding, evidence: [], advice: [] })),
    checks: checks.filter(({ state }) => state === 'unknown'),
    outline: {
      ...(outline ?? { ...extentOf(run), sparkline: sparkOf(run.curves) }),
      series: [],
      judgedBy: {},
    },
  }
}

const outlined = remember((run: Run): Outline => {
  const { series, curves } = run
  return {
    ...extentOf(run),
    series: series.map(outlineOfSeries),
    judgedBy: Object.fromEntries(
      Object.entries<Series | undefined>({ ...curves }).flatMap(([name, curve]) =>
        curve ? [[name, outlineOfCurve(curve)]] : [],
      ),
    ),
    sparkline: sparkOf(curves),
  }
})

function extentOf(run: Run): Pick<Outline, 'epochs' | 'from' | 'to'> {
  const { series } = run
  return {
    epochs: lengthOf(run),
    from: series.reduce((least, { x }) => Math.min(least, x[0] ?? least), Number.POSITIVE_INFINITY),
    to: series.reduce((most, { x }) => Math.max(most, x.at(-1) ?? most), Number.NEGATIVE_INFINITY),
  }
}

function sparkOf({ validationLoss, trainLoss, validationAccuracy, trainAccuracy }: Curves): string {
  const curve = validationLoss ?? trainLoss ?? validationAccuracy ?? trainAccuracy
  return curve ? sparkline(curve, SPARK) : ' '.repeat(SPARK)
}

function outlineOfCurve({ name, y }: Series): CurveOutline {
  return { name, points: y.length, last: y.at(-1) ?? Number.NaN }
}

function outlineOfSeries({ name, quantity, split, goal, unit, x, y }: Series): SeriesOutline {
  const best = goal === 'none' ? -1 : bestIndex(y, goal)
  const [first, last] = [y[0], y.at(-1)]
  const [value, at] = [y[best], x[best]]
  return {
    ...{ name, quantity, split, goal, unit, points: x.length },
    ...(first !== undefined && { first }),
    ...(last !== undefined && { last }),
    ...(value !== undefined && at !== undefined && { best: value, bestAt: at }),
  }
}

/** Where a curve has its best value, the first of equals; -1 where it has no number. */
function bestIndex(y: Float64Array, goal: 'lower' | 'higher'): number {
  let best = -1
  let lead = goal === 'lower' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
  for (let k = 0; k < y.length; k++) {
    const value = y[k] ?? Number.NaN
    if ((goal === 'lower' ? value < lead : value > lead) && Number.isFinite(value)) {
      best = k
      lead = value
    }
  }
  return best
}
