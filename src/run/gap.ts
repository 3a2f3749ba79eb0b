import type { LimitValues } from '../limit.js'
import { median } from '../stats/order.js'
import { kendallTau } from '../stats/trend.js'
import { finitePoints, type Points, trainAtEndsOf } from './points.js'
import type { Run, Series } from './run.js'
import { scaleOf } from './scale.js'

/** The losses of a run side by side, where it has both and they are of one quantity. */
export interface LossPair {
  readonly trainLoss: Series
  readonly validationLoss: Series
  readonly train: Points
  readonly validation: Points
}

/** Both losses, where comparing their levels makes sense; undefined where one is missing or they differ in kind. */
export function lossPair(run: Run): LossPair | undefined {
  const { trainLoss, validationLoss } = run.curves
  if (!trainLoss || !validationLoss || trainLoss.quantity !== validationLoss.quantity) return undefined
  const [train, validation] = [finitePoints(trainLoss), finitePoints(validationLoss)]
  return train.y.length === 0 || validation.y.length === 0
    ? undefined
    : { trainLoss, validationLoss, train, validation }
}

/** How validation loss stood to training loss in the middle of a run and at its end. Levels are medians of three. */
export interface Gap {
  /** x of the middle and of the end. */
  readonly from: number
  readonly to: number
  /** Validation over training loss there; training is taken half an epoch later, and on the scale of validation. */
  readonly before: number
  readonly end: number
  /** What training was multiplied by where the two are on different scales; else 1. */
  readonly scale: number
  /** Kendall's tau of the ratio over the last half. */
  readonly steadiness: number
  /** Change of each loss over the last half, as logarithm of its ratio. */
  readonly validationChange: number
  readonly trainChange: number
}

/** A validation loss stands still that falls by less than this part of what the gap grows. */
const STANDS = 5

/** Measures the gap; undefined for fewer than four validation points or losses that are not positive. */
export function measureGap({ train, validation }: LossPair): Gap | undefined {
  const { x, y } = validation
  if (y.length < 4 || !train.y.every((value) => value > 0) || !y.every((value) => value > 0)) return undefined
  const scale = scaleOf(train, validation)
  const beside = trainAtEndsOf(train, x).map((value) => scale * value)
  const ratios = y.map((value, k) => value / (beside[k] ?? value))
  const half = Math.floor(y.length / 2)
  const levels = (values: readonly number[]) =>
    [median(values.slice(half - 1, half + 2)), median(values.slice(-3))] as const
  const change = ([start, end]: readonly [number, number]) => Math.log(end / start)
  const [before, end] = levels(ratios)
  return {
    from: x[half] ?? 0,
    to: x.at(-1) ?? 0,
    before,
    end,
    scale,
    steadiness: kendallTau(ratios.slice(half)),
    validationChange: change(levels(y)),
    trainChange: change(levels(beside)),
  }
}

/** Is the gap wide, and has it widened steadily over the last half while validation stood still? */
export function keepsWidening(
  { before, end, steadiness, validationChange }: Gap,
  limits: LimitValues<'gap' | 'widening' | 'widens'>,
): boolean {
  const growth = Math.log(end / before)
  return (
    end >= 1 + limits.gap &&
    growth >= limits.widening &&
    steadiness >= limits.widens &&
    validationChange >= -growth / STANDS
  )
}

/** A training loss this many times that on unseen data holds more than it. */
const MORE = 1.1

/** Does the training loss lie above that on unseen data throughout, on one scale, as where a penalty is added to it alone? */
export function holdsPenalty(run: Run): boolean {
  const pair = lossPair(run)
  if (!pair || scaleOf(pair.train, pair.validation) !== 1) return false
  const { x, y } = pair.validation
  const beside = trainAtEndsOf(pair.train, x)
  return y.every((value, k) => value > 0 && (beside[k] ?? value) >= MORE * value)
}
