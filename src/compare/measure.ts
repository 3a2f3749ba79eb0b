import type { RunReport } from '../report.js'
import { finiteFractions, finitePoints, type Points, trainAtEndOf, valueAt } from '../run/points.js'
import type { Axis, Series } from '../run/run.js'
import { noiseLevel } from '../stats/noise.js'
import { median } from '../stats/order.js'
import { compareLimits } from './limits.js'

/** One measurement of one run. */
export interface Measurement {
  /** In the unit of the log; accuracies as fractions of 1. */
  readonly value: number
  /** Epoch or step as logged. */
  readonly at: number
  readonly axis: Axis
  readonly series: Series
  /** Values of the curve that can tell its noise: those of its last half. */
  readonly tail: readonly number[]
  /** What the curve fell or rose by until there. */
  readonly gained: number
}

/** The split by which runs are compared. */
export type Seen = 'validation' | 'train'

/** Runs without any validation can only be compared by what they say of the training data. */
export function splitOf(reports: readonly RunReport[]): Seen {
  const validated = reports.some(({ run }) => run.curves.validationLoss ?? run.curves.validationAccuracy)
  return validated ? 'validation' : 'train'
}

/** The loss of the weights to keep: on unseen data at the best epoch, on training data at the end. */
export function measureLoss(report: RunReport, split: Seen): Measurement | undefined {
  const { validationLoss, trainLoss } = report.run.curves
  const series = split === 'validation' ? validationLoss : trainLoss
  return series && measure(report, series, finitePoints(series), split)
}

/** The accuracy of the same weights. */
export function measureAccuracy(report: RunReport, split: Seen): Measurement | undefined {
  const { validationAccuracy, trainAccuracy } = report.run.curves
  const series = split === 'validation' ? validationAccuracy : trainAccuracy
  return series && measure(report, series, finiteFractions(series), split)
}

function measure(
  { run, best: kept }: RunReport,
  series: Series,
  points: Points,
  split: Seen,
): Measurement | undefined {
  const best = split === 'validation' ? kept?.at : undefined
  const { x, y } = points
  const first = y[0]
  if (first === undefined) return undefined
  const value = best === undefined ? median(y.slice(-3)) : valueAt(points, best)
  return {
    ...{ value, at: best ?? x.at(-1) ?? 0, axis: run.axis, series },
    ...{ tail: tailOf(y), gained: Math.abs(first - value) },
  }
}

/** How far validation ends above training, as a logarithm of their ratio; for losses above zero. */
export function measureGap({ run }: RunReport): Measurement | undefined {
  const { validationLoss, trainLoss } = run.curves
  const [validation, train] = [finitePoints(validationLoss), finitePoints(trainLoss)]
  if (!validationLoss || train.y.length === 0 || validation.y.length === 0) return undefined
  if (trainLoss?.quantity !== validationLoss.quantity) return undefined
  if (![...validation.y, ...train.y].every((value) => value > 0)) return undefined
  const ratios = validation.x.map((x, k) => Math.log((validation.y[k] ?? 1) / trainAtEndOf(train, x)))
  const at = validation.x.at(-1) ?? 0
  return {
    ...{ value: median(ratios.slice(-3)), at, axis: run.axis, series: validationLoss },
    ...{ tail: tailOf(ratios), gained: 0 },
  }
}

/** The epochs around the best one between which the noise of the curve does not let choose. */
export function plateauOf({ run, best }: RunReport): { at: number; from: number; to: number } | undefined {
  const { validationLoss } = run.curves
  if (!best || !validationLoss || best.by !== validationLoss.name) return undefined
  const { x, y } = finitePoints(validationLoss)
  const spread = compareLimits.noise.value * Math.SQRT2 * noiseLevel(tailOf(y))
  const near = x.filter((_, k) => (y[k] ?? 0) <= best.value + spread)
  return { at: best.at, from: near[0] ?? best.at, to: near.at(-1) ?? best.at }
}

function tailOf(y: readonly number[]): readonly number[] {
  return y.slice(-Math.max(2 * compareLimits.values.value, Math.ceil(y.length / 2)))
}

/** The noise of a curve on a scale; nothing where there are too few values to tell. */
export function noiseOn(scale: (value: number) => number, { tail }: Measurement): number | undefined {
  return tail.length < compareLimits.values.value ? undefined : noiseLevel(tail.map(scale))
}
