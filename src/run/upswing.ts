import type { Limits, LimitValues } from '../limit.js'
import { spellShare } from '../numerals.js'
import { relativeNoise } from '../stats/noise.js'
import { measureUpswing, type Upswing } from '../stats/swing.js'
import { finitePoints, type Points } from './points.js'
import type { Run, Series } from './run.js'

type Name = 'upswing' | 'swings' | 'shared' | 'trend' | 'givenBack'

/** When an upswing counts. */
export const upswingLimits: Limits<Name> = {
  upswing: {
    value: 0.15,
    unit: 'share of the loss',
    because: 'What the last epoch loses against one in five before it; more than counts as a gain.',
  },
  swings: {
    value: 0.1,
    unit: 'share of the loss',
    because: 'Smaller noise from epoch to epoch is no swinging.',
  },
  shared: {
    value: 4,
    unit: 'x noise of training',
    because: 'Validation that is so much noisier swings by the luck of its samples, not with the model.',
  },
  trend: {
    value: 0.35,
    unit: "Kendall's tau",
    because: 'A curve that rises more steadily will not come down again.',
  },
  givenBack: {
    value: 0.05,
    unit: 'share of what had been gained',
    because: 'A swing that is nothing beside the progress of the run does not matter.',
  },
}

/** Where the end of a curve that comes and goes lies well above what it kept reaching; undefined elsewhere. */
export function findUpswing({ y }: Points, limits: LimitValues<Name>): Upswing | undefined {
  const swing = measureUpswing(y)
  if (!swing || swing.above < limits.upswing || swing.givenBack < limits.givenBack) return undefined
  return swing.noise < limits.swings || swing.trend > limits.trend ? undefined : swing
}

/** Why an upswing may be the luck of the samples: the model itself, as training shows, does not swing along. */
export function mayBeLuck(
  run: Run,
  curve: Series,
  { noise }: Upswing,
  { shared }: LimitValues<Name>,
): string | undefined {
  const { trainLoss } = run.curves
  const { y } = finitePoints(trainLoss)
  if (!trainLoss || y.length < 4 || !y.every((value) => value > 0)) return undefined
  const own = relativeNoise(y)
  return noise > shared * own
    ? `${curve.name} moves by ${spellShare(noise, 2)} from value to value, ${trainLoss.name} by ${spellShare(own, 2)} only: its end may be luck; validate on more`
    : undefined
}
