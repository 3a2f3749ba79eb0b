import type { Limits, LimitValues } from '../limit.js'
import { noiseLevel } from '../stats/noise.js'
import { least, median, medianOfThree } from '../stats/order.js'
import { isTrendless, kendallTau } from '../stats/trend.js'
import { beatsOneAnswer, entropyOf } from './chance.js'
import { holdsPenalty } from './gap.js'
import { finiteFractions, finitePoints } from './points.js'
import type { Run, Series } from './run.js'

type Name = 'fall' | 'learning' | 'noise' | 'accuracy' | 'blind' | 'chance' | 'dead'

/** When a loss stands still. */
export const standstillLimits: Limits<Name> = {
  fall: {
    value: 0.03,
    unit: 'share of the first loss',
    because: 'Runs that learn fall by far more; less is what labels drawn at random give.',
  },
  learning: {
    value: 0.06,
    unit: 'share of the first loss',
    because: 'From here on a fall is progress, however slow; between the two nothing can be said.',
  },
  noise: {
    value: 3,
    unit: 'standard deviations',
    because: 'A fall within the noise of the curve, without a trend in loss or accuracy, is none.',
  },
  accuracy: {
    value: 0.15,
    unit: 'of accuracy (0 to 1)',
    because: 'Such a gain is learning even where the loss hides it.',
  },
  blind: {
    value: 0.85,
    unit: 'x entropy of the largest class',
    because:
      'A loss below what the same answer for all could reach was learned before the first epoch was logged.',
  },
  chance: {
    value: 0.03,
    unit: 'share of ln K',
    because:
      'A loss so near to guessing among K, with an accuracy of 1/K, has learned nothing about the classes.',
  },
  dead: {
    value: 1e-5,
    unit: 'share of the loss',
    because: 'Smaller differences are rounding: no weight moves.',
  },
}

/** A loss that had been lower by this share had learned something. */
const CLEARLY = 0.15

/** Had the loss come down well below its end, beyond all noise? What was learned and lost again is no standing still. */
export function lostAgain(y: readonly number[], end: number, { noise }: LimitValues<'noise'>): boolean {
  const lowest = least(medianOfThree(y))
  return (
    lowest > 0 &&
    lowest < (1 - CLEARLY) * Math.min(end, y[0] ?? end) &&
    end - lowest > 2 * noise * noiseLevel(y)
  )
}

/** Did neither the training loss nor the validation loss ever come down from its first value? */
export function neverFell({ curves }: Run, { learning, fall }: LimitValues<'learning' | 'fall'>): boolean {
  const low = (values: readonly number[]) => least(medianOfThree(values))
  const [train, unseen] = [finitePoints(curves.trainLoss).y, finitePoints(curves.validationLoss).y]
  return low(train) >= (train[0] ?? 0) * (1 - learning) && low(unseen) >= (unseen[0] ?? 0) * (1 - fall)
}

/** Kendall's tau of a fall that is no chance and no wavering. */
const STEADILY = -0.6

/** Which loss falls steadily, beyond its noise: that on unseen data, else that of training? Then something is learned, be it little. */
export function fallsSteadily({ curves }: Run, { noise }: LimitValues<'noise'>): Series | undefined {
  return [curves.validationLoss, curves.trainLoss].find((curve) => {
    const { y } = finitePoints(curve)
    if (y.length < 6 || isTrendless(y) || kendallTau(y) > STEADILY) return false
    return median(y.slice(0, 2)) - median(y.slice(-3)) > noise * noiseLevel(y)
  })
}

/** An accuracy that gains less stands still. */
const SETTLED = 0.02

/**
 * Does nothing of the training loss fall but what is added to it alone, steadily? It lies above the loss on unseen data throughout;
 * that never came down from its first value; and the training accuracy stands where answers without looking have it.
 */
export function penaltyAloneFalls(run: Run, { fall, blind }: LimitValues<'fall' | 'blind'>): boolean {
  const { y } = finitePoints(run.curves.validationLoss)
  const right = finiteFractions(run.curves.trainAccuracy).y
  if (right.length < 3 || y.length < 3 || !holdsPenalty(run)) return false
  if (kendallTau(finitePoints(run.curves.trainLoss).y) > STEADILY) return false
  const [share, end] = [median(right.slice(-3)), median(y.slice(-3))]
  if (Math.abs(share - (right[0] ?? 0)) > SETTLED || beatsOneAnswer(end, share, blind)) return false
  return least(medianOfThree(y)) >= (1 - fall) * (y[0] ?? 0)
}

/** Accuracies below this are those of chance among a few classes, where some prevail. */
const LEAST_ACCURACY = 0.3
/** A loss this many times that of guessing tells of more classes than the accuracy would be chance for. */
const MORE_CLASSES = 1.25

/**
 * Does the loss tell of more classes than those among which such an accuracy would be chance, as of the tokens of a
 * language model? Then it is beyond chance, and was before the log began. Loss in nats; not where the classes are told.
 */
export function beyondChance({ facts }: Run, loss: number, accuracy: number | undefined): boolean {
  if (accuracy === undefined || accuracy < LEAST_ACCURACY || facts.classes !== undefined) return false
  return loss > MORE_CLASSES * Math.max(-Math.log(accuracy), entropyOf(accuracy))
}

/** A share of the epochs; one answer for all changes now and then, when it is another one. */
const OFTEN = 0.5

/** Does the accuracy on unseen data change from epoch to epoch? Then the model gives more than one answer. */
export function answersMove({ curves }: Run): boolean {
  const { y } = finitePoints(curves.validationAccuracy)
  const changes = y.filter((value, k) => k > 0 && value !== y[k - 1]).length
  return changes >= OFTEN * (y.length - 1) && changes > 0
}

/** How a loss that never left where it began looks. */
export type Shape = 'dead' | 'oscillating' | 'rising' | 'flat'

const FIRST: Readonly<Record<Shape, string>> = {
  dead: 'check that weights are trained at all: optimiser given the parameters, layers not frozen, gradients not zero',
  oscillating: 'lower the learning rate: the loss jumps about without getting anywhere',
  rising: 'lower the learning rate, or turn the sign: what is trained makes the loss larger',
  flat: 'try to overfit 20 samples: if that fails, the fault is in the code (labels, loss, output layer), not in the data',
}

/** What to try first, by how the loss looks. */
export function adviseMoving(shape: Shape): string[] {
  const wild = shape === 'oscillating' || shape === 'rising'
  return [
    FIRST[shape],
    wild ? 'normalise the inputs and shuffle the data' : 'try learning rates ten times larger and smaller',
    'check that inputs and labels belong together, and that output layer and loss fit (softmax or logits, not both)',
  ]
}
