import { count, spell, spellChange, spellPair, spellShare } from '../numerals.js'
import { adviseStopping } from '../run/framework.js'
import { lossPair, measureGap } from '../run/gap.js'
import { finitePoints, type Points, trainAtEndOf, valueAt } from '../run/points.js'
import type { Run, Series } from '../run/run.js'
import { validationSize } from '../run/validation-size.js'
import { forecast } from '../stats/forecast.js'
import { noiseLevel } from '../stats/noise.js'
import { median, medianOfThree } from '../stats/order.js'
import { measureRise, type Rise, staysAbove } from '../stats/rise.js'
import {
  clear,
  type Diagnosis,
  type Evidence,
  type Finding,
  found,
  moved,
  type Outcome,
  unknown,
} from './diagnosis.js'

/*
 *   loss │╮                                 │╮
 *        │ ╲          ╭── validation        │ ╲___________ validation
 *        │  ╲_____╭───╯                     │  ╲
 *        │   ╲    ┊                         │   ╲____
 *        │    ╲___┊______ training          │        ╲____ training
 *        └────────┊──────                   └─────────────
 *          a rise (error)                     a gap that keeps widening (warning)
 *
 * A rise is measured from the best epoch to the median of the last three, so that neither a last dip hides it nor a
 * last spike makes it. It must not be next to nothing beside what training had gained, or it is the jitter of a loss
 * near zero; and where validation has few samples, the rise rests on those that are wrong, so that its relative error
 * is about 1 / sqrt(wrong): a rise within that is no proof. A long and steady rise counts from a smaller share on.
 * The gap compares validation with training half an epoch later, since training is averaged while weights change.
 * A gap that is there from the start, or stands still, is dropout, augmentation or another scale: no overfitting.
 */

type Name =
  | 'rise'
  | 'steadyRise'
  | 'steadiness'
  | 'steadyEpochs'
  | 'givenBack'
  | 'certainty'
  | 'certaintyBelow'
  | 'noise'
  | 'gap'
  | 'widening'

export const overfitting: Diagnosis<Name> = {
  id: 'overfitting',
  title: 'Overfitting',
  summary:
    'The loss on unseen data ends well above its best while training went on falling, or the gap keeps widening.',
  severities: ['error', 'warning'],
  limits: {
    rise: { value: 0.1, unit: 'share of the best loss', because: 'A tenth is a loss worth going back for.' },
    steadyRise: {
      value: 0.04,
      unit: 'share of the best loss',
      because: 'Enough where the rise is long and steady, so that chance cannot have made it.',
    },
    steadiness: { value: 0.9, unit: "Kendall's tau", because: 'Nineteen of twenty pairs of epochs rise.' },
    steadyEpochs: { value: 100, unit: 'epochs after the best', because: 'So many epochs are no accident.' },
    givenBack: {
      value: 0.05,
      unit: 'share of what had been gained',
      because: 'Less is nothing beside the progress of the run, however large beside a loss near zero.',
    },
    certainty: {
      value: 1,
      unit: 'standard errors',
      because: 'A rise carried by a few wrong samples may be theirs alone.',
    },
    certaintyBelow: {
      value: 2.5,
      unit: 'standard errors',
      because: 'More is asked for where validation ends below training, which memorising does not explain.',
    },
    noise: {
      value: 1.5,
      unit: 'standard deviations',
      because: 'Noise from epoch to epoch makes smaller rises; where the gap is wide it is no excuse.',
    },
    gap: {
      value: 1,
      unit: 'share of the training loss',
      because: 'Validation at twice the training loss: dropout, lag and other data open smaller gaps.',
    },
    widening: {
      value: 0.15,
      unit: 'share of the gap ratio',
      because: 'Growth over the last half; less is no trend.',
    },
  },
  explains: ['stopped-early', 'wasted-epochs', 'overconfident'],
  examine(run, limits) {
    const { trainLoss, validationLoss } = run.curves
    if (!validationLoss) return unknown('no validation loss; log it for each epoch')
    const validation = finitePoints(validationLoss)
    if (validation.y.length < 4)
      return unknown(`only ${count(validation.y.length, 'value')} of ${validationLoss.name}; train on`)
    const train = finitePoints(trainLoss)
    const rise = measureRise(validation.y, train.y[0] ?? Number.NEGATIVE_INFINITY)
    const real =
      counts(rise, limits) &&
      trainingWentOn(rise, validation, train) &&
      standsOut(rise, validation, train, limits)
    const judged = real ? carries(run, rise, train, limits) : clear
    if (judged === 'carried') return found(describeRise(run, validationLoss, validation, rise, limits.rise))
    const gap = describeGap(run, limits)
    return gap ? found(gap) : judged
  },
}

/** Is the rise large enough to count, or smaller but long and steady? */
function counts(rise: Rise, limits: Readonly<Record<Name, number>>): boolean {
  const large = rise.share >= limits.rise && Math.min(rise.bare, rise.smooth) >= limits.rise / 2
  const steady = rise.after >= limits.steadyEpochs && rise.steadiness >= limits.steadiness
  return (large || (steady && rise.share >= limits.steadyRise)) && rise.givenBack >= limits.givenBack
}

/** A training loss that rises along, by half as much or more, is no memorising. */
function trainingWentOn(rise: Rise, validation: Points, train: Points): boolean {
  if (train.y.length === 0 || !train.y.every((value) => value > 0)) return true
  const before = trainAtEndOf(train, validation.x[rise.best] ?? 0)
  return Math.log(lastLevel(train.y) / before) < Math.log1p(rise.share) / 2
}

/** Is the rise larger than the noise of the curve, or the gap so wide that noise does not explain it? */
function standsOut(
  rise: Rise,
  validation: Points,
  train: Points,
  limits: Readonly<Record<Name, number>>,
): boolean {
  if (!validation.y.every((value) => value > 0)) return true
  if (rise.end > (1 + limits.gap) * lastLevel(train.y)) return true
  return Math.log1p(rise.share) >= limits.noise * noiseLevel(validation.y.map(Math.log))
}

/** Can the validation set carry the rise? The answer "cannot tell" where its few wrong samples may have made it. */
function carries(
  run: Run,
  rise: Rise,
  train: Points,
  limits: Readonly<Record<Name, number>>,
): 'carried' | Outcome {
  const size = validationSize(run)
  if (size === undefined) return 'carried'
  const below = rise.end < lastLevel(train.y)
  const errors = below ? limits.certaintyBelow : limits.certainty
  const sure = Math.log1p(rise.share) * (1 - errors / Math.sqrt(Math.max(1, size.wrong)))
  if (sure >= Math.log1p(limits.steadyRise)) return 'carried'
  const samples =
    size.samples > 1 ? `${size.inferred ? 'about ' : ''}${size.samples} validation samples` : 'validation'
  const wrong = `${Math.round(size.wrong)} of them wrong`
  return unknown(
    `validation ends ${spellShare(rise.share)} above its best, but ${samples}, ${wrong}, cannot carry that; validate on more`,
  )
}

function describeRise(run: Run, curve: Series, { x, y }: Points, rise: Rise, limit: number): Finding {
  const best = y[rise.best] ?? 0
  const at = x[rise.best] ?? 0
  const to = x.at(-1) ?? at
  const margin = Math.min((rise.end - best) / 3, best > 0 ? best * limit : Number.POSITIVE_INFINITY)
  const onset = rise.best + staysAbove(medianOfThree(y.slice(rise.best)), best + margin)
  const from = x[onset] ?? at
  const [low, high] = spellPair(best, y.at(-1) ?? best)
  return {
    severity: 'error',
    claim: `${curve.name} rises from ${run.axis} ${from} on while training goes on; best was ${run.axis} ${at}`,
    from,
    to,
    evidence: [
      {
        series: curve.name,
        what: `best ${low} at ${run.axis} ${at}, ${high} at ${run.axis} ${to}: ${spellChange(rise.bare)} (medians of three: ${spellChange(rise.smooth)})`,
        actual: rise.share,
        limit,
        from: at,
        to,
      },
      ...witnesses(run, at, to),
    ],
    advice: [
      `keep the weights of ${run.axis} ${at}; stop there next time: ${adviseStopping(run, curve.name)}`,
      'regularise (dropout, weight decay), a simpler model, a lower learning rate; more data or augmentation',
    ],
  }
}

/** What the other curves did meanwhile. */
function witnesses(run: Run, at: number, to: number): Evidence[] {
  const { trainLoss, trainAccuracy, validationAccuracy } = run.curves
  return [trainLoss, validationAccuracy, trainAccuracy].flatMap((curve) => {
    const points = finitePoints(curve)
    return curve && points.y.length > 0
      ? [moved(curve, valueAt(points, at), valueAt(points, to), at, to)]
      : []
  })
}

/** A gap that has opened wide and goes on widening while validation stands still and will not fall on. */
function describeGap(run: Run, limits: Readonly<Record<Name, number>>): Finding | undefined {
  const pair = lossPair(run)
  const gap = pair && measureGap(pair)
  if (!gap) return undefined
  const { trainLoss, validationLoss, train, validation } = pair
  const { from, to, before, end } = gap
  const growth = Math.log(end / before)
  if (end < 1 + limits.gap || growth < limits.widening || gap.steadiness < limits.steadiness / 2)
    return undefined
  if (gap.validationChange < -growth / 5 || forecast(validation.y).gain >= limits.rise) return undefined
  const times = (ratio: number) => `${spell(ratio, 3)} x ${trainLoss.name}`
  return {
    severity: 'warning',
    claim: `the gap between ${trainLoss.name} and ${validationLoss.name} keeps widening from ${run.axis} ${from} on`,
    from,
    to,
    evidence: [
      {
        series: validationLoss.name,
        what: `${times(before)} at ${run.axis} ${from}, ${times(end)} at ${run.axis} ${to}`,
        actual: end - 1,
        limit: limits.gap,
        from,
        to,
      },
      moved(validationLoss, valueAt(validation, from), valueAt(validation, to), from, to),
      moved(trainLoss, valueAt(train, from), valueAt(train, to), from, to),
    ],
    advice: [
      'regularise (dropout, weight decay) or take a simpler model; more data or augmentation',
      `what came after ${run.axis} ${from} hardly helped on unseen data; next time: ${adviseStopping(run, validationLoss.name)}`,
    ],
  }
}

/** The last value but for a spike: the middle one of the last three. */
function lastLevel(values: readonly number[]): number {
  return median(values.slice(-3))
}
