import { spell, spellChange, spellPair, spellShare } from '../numerals.js'
import { adviseStopping } from '../run/framework.js'
import { finitePoints, type Points, trainAtEndOf, valueAt } from '../run/points.js'
import type { Run, Series } from '../run/run.js'
import { type ValidationSize, validationSize } from '../run/validation-size.js'
import { medianOfThree } from '../stats/order.js'
import { measureRise, type Rise, staysAbove } from '../stats/rise.js'
import { kendallTau } from '../stats/trend.js'
import {
  clear,
  type Diagnosis,
  type Evidence,
  type Finding,
  found,
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
      value: 0.03,
      unit: 'share of what had been gained',
      because: 'Less is nothing beside the progress of the run, however large beside a loss near zero.',
    },
    certainty: {
      value: 1,
      unit: 'standard errors',
      because: 'A rise carried by a few wrong samples may be theirs alone.',
    },
    gap: {
      value: 0.3,
      unit: 'share of the training loss',
      because: 'Dropout and half an epoch of lag open smaller gaps.',
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
      return unknown(`only ${validation.y.length} values of ${validationLoss.name}; train on`)
    const train = finitePoints(trainLoss)
    const rise = measureRise(validation.y, train.y[0] ?? Number.NEGATIVE_INFINITY)
    const size = validationSize(run)
    const judged = judgeRise(rise, size, validationLoss, limits)
    if (judged === true) return found(describeRise(run, validationLoss, validation, rise, limits.rise))
    const gap = trainLoss && describeGap(run, trainLoss, train, validationLoss, validation, limits)
    if (gap) return found(gap)
    return judged ?? clear
  },
}

/** True for a rise that counts, the answer "cannot tell" for one that may be chance, undefined for none. */
function judgeRise(
  rise: Rise,
  size: ValidationSize | undefined,
  curve: Series,
  limits: Readonly<Record<Name, number>>,
): true | Outcome | undefined {
  const steady =
    rise.share >= limits.steadyRise &&
    rise.after >= limits.steadyEpochs &&
    rise.steadiness >= limits.steadiness
  if (rise.after < 2 || rise.givenBack < limits.givenBack || rise.steadiness < 0) return undefined
  if (rise.share < limits.rise && !steady) return undefined
  if (size === undefined) return true
  const sure = Math.log1p(rise.share) * (1 - limits.certainty / Math.sqrt(Math.max(1, size.wrong)))
  if (sure >= Math.log1p(limits.steadyRise)) return true
  const samples = size.samples > 1 ? `about ${size.samples} validation samples` : 'so few validation samples'
  const enough = Math.ceil((size.samples * 30) / Math.max(1, size.wrong))
  return unknown(
    `${curve.name} ends ${spellShare(rise.share)} above its best, but ${samples}, ${Math.round(size.wrong)} of them wrong, cannot carry that; validate on ${enough} or more`,
  )
}

function describeRise(run: Run, curve: Series, { x, y }: Points, rise: Rise, limit: number): Finding {
  const best = y[rise.best] ?? 0
  const at = x[rise.best] ?? 0
  const to = x.at(-1) ?? at
  const onset = rise.best + staysAbove(medianOfThree(y.slice(rise.best)), best + (rise.end - best) / 3)
  const from = x[onset] ?? at
  const [low, high] = spellPair(best, rise.end)
  return {
    severity: 'error',
    claim: `${curve.name} rises from ${run.axis} ${from} on while training goes on; best was ${run.axis} ${at}`,
    from,
    to,
    evidence: [
      {
        series: curve.name,
        what: `best ${low} at ${run.axis} ${at}, ${high} at ${run.axis} ${to}: ${spellChange(rise.share)}`,
        actual: rise.share,
        limit,
        from: at,
        to,
      },
      ...witnesses(run, at, to),
    ],
    advice: [
      `keep the weights of ${run.axis} ${at}; next time: ${adviseStopping(run, curve.name)}`,
      'then regularise (dropout, weight decay), a simpler model, a lower learning rate; more data or augmentation',
    ],
  }
}

/** What the other curves did meanwhile. */
function witnesses(run: Run, at: number, to: number): Evidence[] {
  const { trainLoss, trainAccuracy, validationAccuracy } = run.curves
  return [trainLoss, validationAccuracy, trainAccuracy].flatMap((curve): Evidence[] => {
    const points = finitePoints(curve)
    if (!curve || points.y.length === 0) return []
    const [before, end] = [valueAt(points, at), valueAt(points, to)]
    const [a, b] = spellPair(before, end)
    const change = curve.goal === 'lower' && before > 0 ? `: ${spellChange(end / before - 1)}` : ''
    return [{ series: curve.name, what: `${a}, then ${b}${change}`, actual: end - before, from: at, to }]
  })
}

function describeGap(
  run: Run,
  trainLoss: Series,
  train: Points,
  validationLoss: Series,
  validation: Points,
  limits: Readonly<Record<Name, number>>,
): Finding | undefined {
  if (trainLoss.quantity !== validationLoss.quantity || train.y.length < 4) return undefined
  if (![...train.y, ...validation.y].every((value) => value > 0)) return undefined
  const ratios = validation.x.map((x, k) => Math.log((validation.y[k] ?? 1) / trainAtEndOf(train, x)))
  const half = Math.floor(ratios.length / 2)
  const late = ratios.slice(half)
  const end = medianOfLast(ratios)
  const before = medianOfLast(ratios.slice(0, half + 2))
  const stands = Math.log(medianOfLast(validation.y) / medianOfLast(validation.y.slice(0, half + 2)))
  if (end < Math.log1p(limits.gap) || end - before < limits.widening || kendallTau(late) < 0.5)
    return undefined
  if (stands < -0.2 * (end - before)) return undefined
  const from = validation.x[half] ?? 0
  const to = validation.x.at(-1) ?? from
  const [t0, t1] = spellPair(trainAtEndOf(train, from), train.y.at(-1) ?? 0)
  const [v0, v1] = spellPair(validation.y[half] ?? 0, validation.y.at(-1) ?? 0)
  return {
    severity: 'warning',
    claim: `the gap between ${trainLoss.name} and ${validationLoss.name} keeps widening from ${run.axis} ${from} on`,
    from,
    to,
    evidence: [
      {
        series: validationLoss.name,
        what: `${spell(Math.exp(end))} x ${trainLoss.name} at ${run.axis} ${to}, ${spell(Math.exp(before))} x at ${run.axis} ${from}`,
        actual: Math.exp(end) - 1,
        limit: limits.gap,
        from,
        to,
      },
      { series: validationLoss.name, what: `${v0}, then ${v1}`, actual: stands, from, to },
      {
        series: trainLoss.name,
        what: `${t0}, then ${t1}`,
        actual: Math.log((train.y.at(-1) ?? 1) / trainAtEndOf(train, from)),
        from,
        to,
      },
    ],
    advice: [
      'regularise (dropout, weight decay) or take a simpler model; more data or augmentation',
      `the epochs after ${from} no longer help on unseen data; next time: ${adviseStopping(run, validationLoss.name)}`,
    ],
  }
}

function medianOfLast(values: readonly number[]): number {
  return medianOfThree(values.slice(-4)).at(-2) ?? Number.NaN
}
