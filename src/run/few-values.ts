import type { Rise } from '../stats/rise.js'
import { finitePoints } from './points.js'
import { assessRise } from './rise.js'
import type { RiseLimits } from './rise-limits.js'
import type { Run } from './run.js'

/** Three values, as fine-tuning leaves them: rising at each step, by twice the limit, while training falls. */
export function risesThroughout(run: Run, limits: RiseLimits): Rise | undefined {
  const [a, b, c, ...more] = finitePoints(run.curves.validationLoss).y
  if (a === undefined || b === undefined || c === undefined || more.length > 0) return undefined
  if (a >= b || b >= c) return undefined
  const { rise } = assessRise(run, limits)
  const { y: train } = finitePoints(run.curves.trainLoss)
  const fell = (train.at(-1) ?? 0) < (train[0] ?? 0) * (1 - limits.rise)
  return fell && rise.bare >= 2 * limits.rise && rise.givenBack >= limits.givenBack ? rise : undefined
}
