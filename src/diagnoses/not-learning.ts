import type { LimitValues } from '../limit.js'
import { count, spell, spellPair, spellShare } from '../numerals.js'
import { about, accuracyOf, beatsOneAnswer, chanceLevel, guessesAmong } from '../run/chance.js'
import { finitePoints, type Points } from '../run/points.js'
import type { Run, Series } from '../run/run.js'
import {
  adviseMoving,
  answersMove,
  beyondChance,
  fallsSteadily,
  lostAgain,
  neverFell,
  penaltyAloneFalls,
  standstillLimits,
} from '../run/standstill.js'
import { noiseLevel } from '../stats/noise.js'
import { median } from '../stats/order.js'
import { isTrendless } from '../stats/trend.js'
import {
  against,
  clear,
  type Diagnosis,
  type Evidence,
  type Finding,
  found,
  type Outcome,
  ofMedian,
  unknown,
} from './diagnosis.js'

/*
 * The training loss is compared with its own first value, since a loss has no scale of its own; the end is the
 * median of the last epochs. A loss that is flat from the first value it logs may also have learned all it could
 * within that first epoch. The accuracy tells: it is compared with its own beginning, and the loss with the best
 * that an answer without looking could have (the entropy of the share of the largest class). Without accuracy, only
 * a loss that is dead (the same digits) is called; else the answer is "cannot tell".
 */

type Name = keyof typeof standstillLimits

export const notLearning: Diagnosis<Name> = {
  id: 'not-learning',
  title: 'Not learning',
  summary: 'The training loss never left where it began, flat or merely oscillating.',
  severities: ['error'],
  limits: standstillLimits,
  explanation: {
    sketch: [
      'loss │ ~~~~~~~~~~~~~~~~~~~~   where it began, and so at the end',
      '     │',
      '     └────────────────────── epoch',
    ],
    told: 'The median of the last training losses is held against the first. A flat one may have learned all within its first epoch: accuracy tells, by its gain, and since one answer for all cannot beat the entropy of the largest class. Without accuracy only a loss that is dead, rises or stays at ln K (--classes) is called. A loss at ln K with accuracy 1/K guesses; one that falls by a penalty alone does not learn.',
    causes: [
      'weights that are not trained: frozen layers, an optimiser without them, a detached graph',
      'a learning rate far too low or high',
      'labels shuffled apart from their inputs, or off by one',
      'output layer and loss that do not fit: softmax twice, wrong number of classes',
      'dead units, inputs that are not normalised',
    ],
    remedies: {
      keras:
        'model.summary() for trainable parameters; from_logits=True without softmax; fit on 20 samples for 200 epochs',
      lightning:
        'Trainer(overfit_batches=1): the loss must go to zero; check configure_optimizers and that training_step returns the loss',
      huggingFace:
        'check that labels are passed (label_names) and num_labels fits; learning_rate 2e-5 to 5e-5 for fine-tuning, 1e-3 from scratch',
    },
    wrong:
      'When a finished model is tuned on, when a long first epoch learns all there is, or when the task is at chance by nature.',
  },
  explains: [
    ...['overfitting', 'loss-without-accuracy', 'stopped-early', 'overconfident', 'underfitting'],
    ...['wasted-epochs', 'unstable', 'noisy-validation', 'validation-below-train', 'suspicious-metrics'],
  ],
  examine(run, limits) {
    const { trainLoss } = run.curves
    if (!trainLoss) return unknown('no training loss; log it for each epoch')
    const { x, y } = finitePoints(trainLoss)
    const [first = 0] = y
    if (y.length < 3) return unknown(`only ${count(y.length, 'finite value')} of ${trainLoss.name}; train on`)
    const size = y.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const spread = y.reduce((a, b) => Math.max(a, b)) - y.reduce((a, b) => Math.min(a, b))
    const last = y.slice(-Math.min(5, Math.ceil(y.length / 4)))
    const end = median(last)
    const fell = size === 0 ? 0 : (first - end) / (y.every((value) => value > 0) ? first : size)
    const accuracy = accuracyOf(run)
    const noise = noiseLevel(y)
    const within = Math.abs(first - end) < limits.noise * noise
    const wavers = within && isTrendless(y) && (!accuracy || isTrendless(accuracy.points.y))
    const rises = fell <= -limits.learning && !within && neverFell(run, limits)
    const fall = wavers ? 0 : fell
    const share = accuracy ? median(accuracy.points.y.slice(-3)) : undefined
    const classes = guessesAmong(end, share, limits.chance, run.facts.classes)
    const guesses = accuracy === undefined && classes !== undefined
    const cameDown = classes !== undefined && fall >= limits.learning
    if (fall >= limits.learning && !cameDown)
      return penaltyAloneFalls(run, limits) ? found(describePenalty(run, trainLoss, fell, limits)) : clear
    const gain = accuracy ? median(accuracy.points.y.slice(-3)) - (accuracy.points.y[0] ?? 0) : 0
    if (gain > limits.accuracy || lostAgain(y, end, limits)) return clear
    const dead = spread <= limits.dead * size
    const verdict =
      fall >= limits.learning
        ? undefined
        : weigh(
            fall,
            dead || rises || guesses,
            trainLoss,
            end,
            accuracy?.points,
            run.facts.classes,
            answersMove(run),
            limits,
          )
    if (verdict) return verdict
    const steady = dead || cameDown || !beyondChance(run, end, share) ? undefined : fallsSteadily(run, limits)
    if (steady)
      return unknown(
        `${trainLoss.name} hardly moves, but ${steady === trainLoss ? 'steadily' : `${steady.name} falls steadily`}: learned before the first ${run.axis} that was logged, or very slowly; log the loss before training`,
      )
    const to = x.at(-1) ?? 0
    const from = x[0] ?? 0
    const [a, b] = spellPair(first, end)
    const moves = within && noise > limits.fall * size ? 'oscillating' : rises ? 'rising' : 'flat'
    const shape = dead ? 'dead' : moves
    const change = `${fell < 0 ? 'rose' : 'fell'} by ${spellShare(Math.abs(fell))}${fell >= limits.fall && wavers ? ', within its noise' : ''}`
    const evidence: Evidence[] = [
      {
        series: trainLoss.name,
        what: against(
          `${a} at ${run.axis} ${from}, ${b} at the end${ofMedian(last)}: ${cameDown ? 'at chance' : shape}${guesses ? `; ln ${classes} is ${spell(Math.log(classes))}` : ''}`,
          cameDown
            ? `within ${spellShare(limits.chance)} of ln ${classes}`
            : `a fall by ${spellShare(limits.fall)}`,
          y,
        ),
        actual: fell,
        limit: limits.fall,
        from,
        to,
      },
    ]
    if (accuracy) evidence.push(accuracyEvidence(accuracy, run, gain, limits.accuracy))
    return found({
      severity: 'error',
      claim: cameDown
        ? `${trainLoss.name} came down to chance and no further: ${spell(end)} is that of guessing among ${run.facts.classes ? '' : about(classes)}${classes}, ln ${classes}`
        : `${trainLoss.name} never ${rises ? 'came below' : 'left'} where it began: from ${run.axis} ${from} to ${to} it ${change}`,
      from,
      to,
      evidence,
      advice: adviseMoving(shape),
    })
  },
}

/** A training loss that falls by what is added to it alone. */
function describePenalty(run: Run, train: Series, fell: number, limits: LimitValues<Name>): Finding {
  const { validationLoss } = run.curves
  const { x, y } = finitePoints(validationLoss)
  const name = validationLoss?.name ?? ''
  const [from, to] = [x[0] ?? 0, x.at(-1) ?? 0]
  const [a, b] = spellPair(y[0] ?? 0, median(y.slice(-3)))
  const share = 1 - median(y.slice(-3)) / (y[0] ?? 1)
  const accuracy = accuracyOf(run)
  const gain = accuracy ? median(accuracy.points.y.slice(-3)) - (accuracy.points.y[0] ?? 0) : 0
  return {
    severity: 'error',
    claim: `${name} never left where it began: ${train.name} fell by ${spellShare(fell)} in what it alone holds, as a penalty`,
    from,
    to,
    evidence: [
      {
        series: name,
        what: against(
          `${a} at ${run.axis} ${from}, ${b} at the end${ofMedian(y.slice(-3))}: flat`,
          `a fall by ${spellShare(limits.fall)}`,
          y,
        ),
        actual: share,
        limit: limits.fall,
        from,
        to,
      },
      ...(accuracy ? [accuracyEvidence(accuracy, run, gain, limits.accuracy)] : []),
    ],
    advice: adviseMoving('flat'),
  }
}

/** Answers drawn at random are right less often, but where one class prevails. */
const MOST_OF_CHANCE = 0.6

/** The answer where it is not "found"; undefined where it is. */
function weigh(
  fall: number,
  certain: boolean,
  curve: Series,
  end: number,
  accuracy: Points | undefined,
  classes: number | undefined,
  moves: boolean,
  limits: LimitValues<Name>,
): Outcome | undefined {
  if (accuracy) {
    const share = median(accuracy.y.slice(-3))
    const constant = accuracy.y.every((value) => value === accuracy.y[0])
    if (!constant && beatsOneAnswer(end, share, limits.blind)) return clear
    const aboveChance = classes && share > 2 / classes && end < limits.blind * Math.log(classes)
    if (!constant && moves && !classes && share > MOST_OF_CHANCE && fall < limits.fall)
      return unknown(
        `${curve.name} is flat at an accuracy of ${spell(share)}: learned before the first epoch that was logged, or one class prevails; give --classes, or log the loss before training`,
      )
    if (!constant && aboveChance && fall < limits.fall)
      return unknown(
        `${curve.name} is flat, but beyond chance (1/${classes}): learned before the first epoch that was logged, or one class prevails; log the loss before training`,
      )
  }
  if (fall >= limits.fall)
    return unknown(
      `${curve.name} fell by ${spellShare(fall)} only: too much for standing still, too little for learning; train on`,
    )
  if (!accuracy && !certain)
    return unknown(
      `${curve.name} is flat from the first epoch that was logged; log the accuracy, or the loss before training`,
    )
  return undefined
}

function accuracyEvidence(
  accuracy: { name: string; points: Points },
  run: Run,
  gain: number,
  limit: number,
): Evidence {
  const { x, y } = accuracy.points
  const last = y.slice(-3)
  const { classes, because } = chanceLevel(run)
  const what = y.every((value) => value === y[0])
    ? `${spell(median(last))} in every ${run.axis}: one answer for all`
    : `${spell(y[0] ?? 0)} at first, ${spell(median(last))} at the end${ofMedian(last)}`
  return {
    series: accuracy.name,
    what: what + (classes ? `; chance is ${because}` : ''),
    actual: gain,
    limit,
    from: x[0] ?? 0,
    to: x.at(-1) ?? 0,
  }
}
