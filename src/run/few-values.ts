import type { Rise } from '../stats/rise.js'
import { finitePoints } from './points.js'
import { assessRise } from './rise.js'
import type { RiseLimits } from './rise-limits.js'
import type { Run } from './run.js'

/** A single step up must be this many times as high as the limit, several steps this many. */
const ONE_STEP = 3
const SEVERAL_STEPS = 2

/**
 * A rise of so few values, as fine-tuning leaves them, that medians hide it: from the best on each is higher than the
 * one before, by far more than the limit, while training falls.
 */
export function risesThroughout(run: Run, limits: RiseLimits): Rise | undefined {
  const { y } = finitePoints(run.curves.validationLoss)
  if (y.length < 3 || y.length >= limits.values) return undefined
  const { rise } = assessRise(run, limits)
  const since = y.slice(rise.best)
  if (since.some((value, k) => k > 0 && value <= (since[k - 1] ?? value))) return undefined
  const { y: train } = finitePoints(run.curves.trainLoss)
  const fell = (train.at(-1) ?? 0) < (train[0] ?? 0) * (1 - limits.rise)
  const least = (since.length > 2 ? SEVERAL_STEPS : ONE_STEP) * limits.rise
  return fell && rise.bare >= least && rise.givenBack >= limits.givenBack ? rise : undefined
}
