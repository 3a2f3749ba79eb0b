import type { LimitValues } from '../limit.js'
import { spell, spellChange, spellPair, spellShare } from '../numerals.js'
import { findBest } from '../run/best.js'
import { withoutBursts } from '../run/bursts.js'
import { riseBeforeCollapse } from '../run/collapse.js'
import { withErrorsAsLoss } from '../run/error-rate.js'
import { risesThroughout } from '../run/few-values.js'
import { adviseKeeping, adviseRegularising, adviseStopping, isBoosting } from '../run/framework.js'
import { keepsWidening, lossPair, measureGap } from '../run/gap.js'
import { finitePoints, lastAt, type Points } from '../run/points.js'
import { assessRise } from '../run/rise.js'
import { riseLimits } from '../run/rise-limits.js'
import type { Run, Series } from '../run/run.js'
import { forecast } from '../stats/forecast.js'
import { measureRise, onsetOf, type Rise } from '../stats/rise.js'
import {
  against,
  clear,
  type Diagnosis,
  describeTraining,
  type Finding,
  found,
  moved,
  type Outcome,
  tooFew,
  unknown,
  witnesses,
} from './diagnosis.js'

/*
 * A rise is measured from the best epoch to the median of the last three, so that neither a last dip hides it nor a
 * last spike makes it (see run/rise). The gap compares validation with training half an epoch later, since training is
 * averaged while weights change. A gap that is there from the start, or stands still, is dropout, augmentation or
 * another scale: no overfitting. Nor is one while validation itself still falls.
 */

type Name = (keyof typeof riseLimits & string) | 'gap' | 'widening' | 'widens'

export const overfitting: Diagnosis<Name> = {
  id: 'overfitting',
  title: 'Overfitting',
  summary:
    'The loss on unseen data ends well above its best while training went on falling, or the gap keeps widening.',
  severities: ['error', 'warning'],
  limits: {
    ...riseLimits,
    gap: {
      value: 1,
      unit: 'share of the training loss',
      because: 'Validation at twice the training loss: dropout, lag and other data open smaller gaps.',
    },
    widens: {
      value: 0.5,
      unit: "Kendall's tau",
      because: 'Three of four pairs of epochs are further apart.',
    },
    widening: {
      value: 0.15,
      unit: 'share of the gap ratio',
      because: 'Growth over the last half; less is no trend.',
    },
  },
  explanation: {
    sketch: [
      'loss │╮        ╭── validation    loss │╮',
      '     │ ╲___╭───╯                      │ ╲___________ validation',
      '     │  ╲__┊                          │  ╲____',
      '     │     ╲_______ training          │       ╲_____ training',
      '     └─────┊───────                   └─────────────',
      '       a rise: error                    a gap that keeps widening: warning',
    ],
    told: 'The end of the validation loss is held against its lowest, bare and as medians of three. A rise must matter, exceed noise and the luck of few wrong samples, and training not rise along; a smaller steady one or a widening gap is a warning.',
    causes: [
      'too few samples for the size of the model',
      'too many epochs',
      'little regularisation (dropout, weight decay, augmentation)',
      'noisy labels',
      'validation unlike the training set',
    ],
    remedies: {
      keras: 'EarlyStopping(patience=5, restore_best_weights=True); Dropout',
      lightning: 'EarlyStopping("val_loss"); ModelCheckpoint; weight_decay',
      huggingFace: 'EarlyStoppingCallback(3), load_best_model_at_end=True; weight_decay',
    },
    wrong:
      'When the two are measured differently (augmentation, class weights), under double descent, or when only accuracy matters.',
  },
  explains: ['wasted-epochs', 'loss-without-accuracy', 'underfitting'],
  examine(whole, limits) {
    const run = withoutBursts(whole)
    const { validationLoss } = run.curves
    if (!validationLoss) return byAccuracy(run, limits)
    const validation = finitePoints(validationLoss)
    const { length } = validation.y
    const assessed = length < 4 ? undefined : assessRise(run, limits)
    if (assessed?.state === 'risen')
      return found(describeRise(run, validationLoss, validation, assessed.rise, limits))
    const mild = assessed?.state === 'slight' ? assessed.rise : risesThroughout(run, limits)
    if (mild)
      return found({ ...describeRise(run, validationLoss, validation, mild, limits), severity: 'warning' })
    if (!assessed) return unknown(tooFew(validationLoss.name, length))
    const lost = describeLost(run, assessed.rise.share, limits)
    if (lost) return found(lost)
    const gap = describeGap(run, limits)
    if (gap) return found(gap)
    return assessed.state === 'doubtful' ? unknown(assessed.because) : clear
  },
}

/** Without a validation loss: do the wrong answers grow in number as a loss would rise? */
function byAccuracy(run: Run, limits: LimitValues<Name>): Outcome {
  const none = unknown('no validation loss; log it for each epoch')
  const errors = withErrorsAsLoss(run)
  const { validationAccuracy } = run.curves
  const wrong = finitePoints(errors?.curves.validationLoss)
  if (!errors || !validationAccuracy || wrong.y.length < limits.values) return none
  const { state, rise } = assessRise(errors, limits)
  if (state !== 'risen') return none
  const { x, y } = finitePoints(validationAccuracy)
  const [at, to] = [x[rise.best] ?? 0, x.at(-1) ?? 0]
  const [high, low] = spellPair(y[rise.best] ?? 0, y.at(-1) ?? 0)
  return found({
    severity: 'warning',
    claim: `${validationAccuracy.name} falls after ${run.axis} ${at} while ${run.curves.trainAccuracy?.name} does not`,
    from: at,
    to,
    evidence: [
      {
        series: validationAccuracy.name,
        what: against(
          `highest ${high} at ${run.axis} ${at}, ${low} at ${run.axis} ${to}: ${spellChange(rise.share)} wrong answers`,
          spellChange(limits.rise),
          wrong.y,
        ),
        actual: rise.share,
        limit: limits.rise,
        from: at,
        to,
      },
      ...witnesses(run, at, to).filter(({ series }) => series !== validationAccuracy.name),
    ],
    advice: [
      `keep the weights of ${run.axis} ${at}; next time: ${adviseStopping(run, validationAccuracy.name)}`,
      'log the validation loss too: it tells more than the accuracy, which only counts answers',
    ],
  })
}

function describeRise(
  run: Run,
  curve: Series,
  { x, y }: Points,
  rise: Rise,
  { rise: large, steadyRise, givenBack }: LimitValues<Name>,
): Finding {
  const limit = rise.share >= large ? large : steadyRise
  const lowest = y[rise.best] ?? 0
  const at = x[rise.best] ?? 0
  const to = x.at(-1) ?? at
  const best = findBest(run)?.at ?? at
  const from = Math.max(x[onsetOf(y, rise, limit)] ?? at, best)
  const [low, high] = spellPair(lowest, y.at(-1) ?? lowest)
  const of = lowest > 0 ? '' : ` of the ${spell(rise.gained, 3)} gained`
  const meanwhile = describeTraining(run, at, to)
  const little =
    limit === large && rise.givenBack < givenBack
      ? `; ${spellShare(rise.givenBack)} of what had been gained, an error from ${spellShare(givenBack)} on`
      : ''
  const smooth = `medians of three: ${spellChange(rise.smooth)}, both: ${spellChange(rise.share)}${little}`
  return {
    severity: 'error',
    claim: `${curve.name} rises from ${run.axis} ${from} on${meanwhile}; best was ${run.axis} ${best}`,
    from,
    to,
    evidence: [
      {
        series: curve.name,
        what: against(
          `lowest ${low} at ${run.axis} ${at}, ${high} at ${run.axis} ${to}: ${spellChange(rise.bare)}${of}`,
          spellChange(limit),
          y,
          smooth,
        ),
        actual: rise.share,
        limit,
        from: at,
        to,
      },
      ...witnesses(run, at, to),
    ],
    advice: [
      `${adviseKeeping(run, best)}; next time: ${adviseStopping(run, curve.name)}`,
      adviseRegularising(run),
    ],
  }
}

/** A rise that stood before training fell apart, and still stands at the end. */
function describeLost(run: Run, share: number, limits: LimitValues<Name>): Finding | undefined {
  const lost = share >= limits.rise ? riseBeforeCollapse(run, limits) : undefined
  if (!lost) return undefined
  const { at, before, curve, rise } = lost
  const finding = describeRise(before, curve, finitePoints(curve), rise, limits)
  return { ...finding, claim: `${finding.claim}; after ${run.axis} ${at} training fell apart` }
}

/** Where validation has come up in so many values, nothing before its best is overfitting. */
const PAST = 4

/** A gap that has opened wide and goes on widening while validation stands still and will not fall on. */
function describeGap(run: Run, limits: LimitValues<Name>): Finding | undefined {
  const pair = isBoosting(run) ? undefined : lossPair(run)
  const gap = pair && measureGap(pair)
  if (!gap || !keepsWidening(gap, limits) || forecast(pair.validation.y).gain >= limits.rise) return undefined
  const { trainLoss, validationLoss, train, validation } = pair
  const { from, to, before, end, scale } = gap
  const best = findBest(run)?.at ?? from
  const { share, after } = measureRise(validation.y, train.y[0] ?? 0)
  const isPast = best > from && share >= limits.steadyRise && after >= PAST
  const since = isPast ? best : from
  const times = (ratio: number) =>
    `${spell(ratio, 3)} x ${scale === 1 ? trainLoss.name : `as far from ${trainLoss.name} as at first`}`
  return {
    severity: 'warning',
    claim: `the gap between ${trainLoss.name} and ${validationLoss.name} keeps widening from ${run.axis} ${since} on${isPast ? ', which was the best' : ''}`,
    from: since,
    to,
    evidence: [
      {
        series: validationLoss.name,
        what: against(
          `${times(before)} at ${run.axis} ${from}, ${times(end)} at ${run.axis} ${to}`,
          `${spell(1 + limits.gap, 2)} x, widening by ${spellShare(limits.widening)}`,
        ),
        actual: end - 1,
        limit: limits.gap,
        from,
        to,
      },
      moved(validationLoss, lastAt(validation, from), lastAt(validation, to), from, to),
      moved(trainLoss, lastAt(train, from), lastAt(train, to), from, to),
    ],
    advice: [
      'regularise (dropout, weight decay) or take a simpler model; more data or augmentation',
      `what came after ${run.axis} ${since} hardly helped on unseen data; next time: ${adviseStopping(run, validationLoss.name)}`,
    ],
  }
}
