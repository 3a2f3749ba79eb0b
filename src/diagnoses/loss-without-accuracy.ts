import type { LimitValues } from '../limit.js'
import { count, spell, spellChange, spellPair } from '../numerals.js'
import { adviseBoth } from '../run/framework.js'
import { holdsPenalty } from '../run/gap.js'
import { finiteFractions, finitePoints, valuesAt } from '../run/points.js'
import type { Run, Series } from '../run/run.js'
import { validationSize } from '../run/validation-size.js'
import { noiseLevel } from '../stats/noise.js'
import { median } from '../stats/order.js'
import { against, clear, type Diagnosis, type Finding, found, unknown } from './diagnosis.js'

/*
 * Cross-entropy rewards every probability that comes nearer to its label; accuracy counts only those that cross the
 * threshold. When most errors shrink, both move: the number of errors falls about as the loss does. So the share by
 * which the errors fell is held against the share by which the loss fell, over the whole run and over its last half;
 * a loss that falls while less than a fifth of that reaches the errors moves confidences, not answers. Silent where that
 * many fewer errors could not be seen, as near the ceiling, and where the loss itself hardly falls.
 */

type Name = 'fall' | 'reach' | 'step' | 'worth' | 'samples' | 'epochs' | 'noise'

export const lossWithoutAccuracy: Diagnosis<Name> = {
  id: 'loss-without-accuracy',
  title: 'Loss falls, accuracy stalls',
  summary: 'A loss falls while the accuracy of the same split stands still, away from its ceiling.',
  severities: ['warning'],
  limits: {
    fall: { value: 0.1, unit: 'share of the loss', because: 'A fall that ought to show in the answers.' },
    reach: {
      value: 0.2,
      unit: 'share of the fall',
      because: 'Less than a fifth of it shows in the number of errors.',
    },
    step: {
      value: 0.01,
      unit: 'of accuracy (0 to 1)',
      because: 'One in a hundred more or less is standing still.',
    },
    worth: {
      value: 0.02,
      unit: 'of accuracy (0 to 1)',
      because: 'What the fall would have brought, had the errors shrunk alike; less could not be seen.',
    },
    samples: {
      value: 1.5,
      unit: 'x sqrt(wrong samples)',
      because: 'The same in samples of a small validation set; fewer may stay wrong by chance.',
    },
    epochs: { value: 6, unit: 'epochs', because: 'Standing still takes time to be seen.' },
    noise: {
      value: 3,
      unit: 'standard deviations',
      because: 'A fall that stands out from the noise of the curve.',
    },
  },
  explanation: {
    sketch: [
      'loss │╲                 accuracy │',
      '     │ ╲__                       │~~~~~~~~~~~~~  and far from 1',
      '     │    ╲___                   │',
      '     │        ╲__                │',
      '     └──────────── epoch         └────────────── epoch',
    ],
    told: 'When most errors shrink, their number falls about as the loss does: the shares by which both fell are compared, over the run and over its last half; less than a fifth means that confidences move, not answers. Silent where so few errors could not be seen, and where a penalty in training alone falls.',
    causes: [
      'imbalanced classes: one is always answered, its share is the accuracy, to the digit',
      'confidences that grow without crossing the threshold',
      'noisy labels',
      'a threshold or metric that does not fit the output (binary accuracy for several classes)',
    ],
    remedies: {
      keras:
        'class_weight in fit; metrics=["AUC", "Recall"]; check that metric and loss fit (sparse or one-hot, from_logits)',
      lightning:
        'torchmetrics F1Score or ConfusionMatrix per class; WeightedRandomSampler, or weight= in the loss',
      huggingFace:
        'compute_metrics with F1 per class; a weighted loss in compute_loss; look at predictions, not at eval_loss alone',
    },
    wrong:
      'When the task is calibration, when accuracy has reached what the labels allow, or is of another output than the loss.',
  },
  explains: ['suspicious-metrics'],
  examine(run, limits) {
    const { trainLoss, validationLoss, trainAccuracy, validationAccuracy } = run.curves
    const pairs = [
      [validationLoss, validationAccuracy],
      [trainLoss, trainAccuracy],
    ] as const
    const reasons: string[] = []
    let examined = false
    for (const [loss, accuracy] of pairs) {
      if (!loss || !accuracy) continue
      const [answers, losses] = [finiteFractions(accuracy).y.length, finitePoints(loss).y.length]
      const [fewer, name] = losses < answers ? [losses, loss.name] : [answers, accuracy.name]
      if (fewer < limits.epochs) {
        reasons.push(`only ${count(fewer, 'value')} of ${name}; ${limits.epochs} are needed`)
        continue
      }
      examined = true
      if (loss === trainLoss && penaltyFalls(run, limits)) continue
      for (const share of [1, 0.5]) {
        const finding = compare(run, loss, accuracy, share, limits)
        if (finding) return found(finding)
      }
    }
    if (examined) return clear
    return unknown(reasons[0] ?? `no loss and accuracy of the same split; ${adviseBoth(run)}`)
  },
}

/** Is what falls of the training loss what is added to it alone, while that on unseen data hardly falls over the last half? */
function penaltyFalls(run: Run, { fall }: LimitValues<Name>): boolean {
  const { y } = finitePoints(run.curves.validationLoss)
  const half = y.slice(Math.floor(y.length / 2))
  const [start, end] = [median(half.slice(0, 3)), median(half.slice(-3))]
  return holdsPenalty(run) && end > (1 - fall) * start
}

/** Are the samples enough that as many fewer errors as the loss promises would have shown? Where nothing tells how many there are, yes. */
function couldBeSeen(run: Run, wrong: number, fall: number, limits: LimitValues<Name>): boolean {
  const size = validationSize(run)
  return !size || size.samples * wrong * fall >= limits.samples * Math.sqrt(size.samples * wrong)
}

/** Holds the last `share` of both curves against one another. */
function compare(
  run: Run,
  loss: Series,
  accuracy: Series,
  share: number,
  limits: LimitValues<Name>,
): Finding | undefined {
  const answers = finiteFractions(accuracy)
  const start = Math.floor(answers.x.length * (1 - share))
  const right = answers.y.slice(start)
  if (right.length < limits.epochs) return undefined
  const levels = finitePoints(loss)
  const places = answers.x.slice(start)
  const losses = valuesAt(levels, answers.x).slice(start)
  if (!losses.every((value) => value > 0)) return undefined
  const third = Math.max(1, Math.min(3, Math.floor(right.length / 3)))
  const [a0, a1] = [median(right.slice(0, third)), median(right.slice(-third))]
  const [l0, l1] = [median(losses.slice(0, third)), median(losses.slice(-third))]
  const fall = 1 - l1 / l0
  if (fall < limits.fall || l0 - l1 < limits.noise * noiseLevel(losses)) return undefined
  if ((1 - a0) * fall < limits.worth) return undefined
  const errorsFell = Math.log((1 - a0) / (1 - a1)) / Math.log(l0 / l1)
  if (errorsFell > limits.reach || a1 - a0 > 2 * limits.step) return undefined
  const constant = right.every((value) => value === right[0])
  const always = constant && start === 0
  if (!always && accuracy === run.curves.validationAccuracy && !couldBeSeen(run, 1 - a0, fall, limits))
    return undefined
  const from = places[third >> 1] ?? 0
  const to = places.at(-1 - (third >> 1)) ?? from
  const [s0, s1] = spellPair(l0, l1)
  const [r0, r1] = [spell(a0), spell(a1)]
  const of = third === 1 ? '' : ` (medians of ${third})`
  return {
    severity: 'warning',
    claim: `${loss.name} fell by ${spellChange(-fall).slice(1)} from ${run.axis} ${from} to ${to} while ${accuracy.name} stood still`,
    from,
    to,
    evidence: [
      {
        series: loss.name,
        what: against(`${s0}, then ${s1}${of}: ${spellChange(-fall)}`, spellChange(-limits.fall), losses),
        actual: fall,
        limit: limits.fall,
        from,
        to,
      },
      {
        series: accuracy.name,
        what: constant
          ? `${r0} in each of ${right.length} ${run.axis}s, to the digit`
          : `${r0}, then ${r1}${of}`,
        actual: a1 - a0,
        limit: limits.step,
        from,
        to,
      },
    ],
    advice: constant
      ? [
          'count the classes: the accuracy is constant to the digit, as when one class is always answered',
          'weight the classes or resample, and watch recall, F1 or AUC of the rare class instead of accuracy',
          'lower the decision threshold if the probabilities of the rare class do rise',
        ]
      : [
          'look at the confusion matrix: the model gets surer of answers, not better at them',
          'watch the metric that matters (F1, AUC); check the threshold, noisy labels and the balance of the classes',
        ],
  }
}
