import { finitePoints, type Points, trainAtEndOf } from './points.js'
import type { Run, Series } from './run.js'

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

/**
 * Logarithm of validation over training loss at each validation point, training taken half an epoch later. Undefined
 * where a loss is not positive, since ratios mean nothing there.
 */
export function logRatios({ train, validation }: LossPair): number[] | undefined {
  if (!train.y.every((value) => value > 0) || !validation.y.every((value) => value > 0)) return undefined
  return validation.x.map((x, k) => Math.log((validation.y[k] ?? 1) / trainAtEndOf(train, x)))
}
