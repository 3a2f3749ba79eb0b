import type { LimitValues } from '../limit.js'
import { count, countPoints, spell } from '../numerals.js'
import { guessesAmong } from '../run/chance.js'
import { lossPair } from '../run/gap.js'
import { finiteFractions, finitePoints, trainAtEndsOf } from '../run/points.js'
import { presentCurves, type Run, type Series } from '../run/run.js'
import { wholeOf } from '../run/thin.js'
import { correlation } from '../stats/correlation.js'
import { least, median, medianOfThree } from '../stats/order.js'
import { against, clear, type Diagnosis, type Finding, found, unknown } from './diagnosis.js'

/*
 * What no training does, but a mistake in the code or in the log does. Each is told by equality, not by thresholds on
 * quality; scales only where the two curves move in step, since a model that memorises parts them too.
 */

type Name = 'epochs' | 'constant' | 'ceiling' | 'perfect' | 'scale' | 'together' | 'chance' | 'learned'

export const suspiciousMetrics: Diagnosis<Name> = {
  id: 'suspicious-metrics',
  title: 'Suspicious metrics',
  summary:
    'Identical train and validation columns, accuracy constant to the digit, perfect from the first epoch, at chance in validation alone, or train and validation on different scales.',
  severities: ['warning'],
  limits: {
    epochs: { value: 4, unit: 'epochs', because: 'Fewer may agree by chance.' },
    constant: {
      value: 8,
      unit: 'epochs',
      because: 'So long no count of right answers stands still to the digit.',
    },
    ceiling: {
      value: 0.97,
      unit: 'of accuracy (0 to 1)',
      because: 'Above it so few are wrong that they may stay so.',
    },
    perfect: {
      value: 0.9999,
      unit: 'of accuracy (0 to 1)',
      because: 'Not one sample wrong, but for rounding.',
    },
    scale: {
      value: 5,
      unit: 'times',
      because: 'Before memorising starts, losses of one kind lie closer together.',
    },
    chance: {
      value: 0.1,
      unit: 'share of ln K',
      because: 'A validation loss so near to guessing among K, with an accuracy of 1/K, knows nothing.',
    },
    learned: {
      value: 0.3,
      unit: 'of accuracy (0 to 1)',
      because: 'What training has over validation that guesses throughout.',
    },
    together: { value: 0.8, unit: 'correlation', because: 'In step: the same curve on another scale.' },
  },
  explanation: {
    sketch: [
      'identical   loss 0.41 0.38 0.35   val_loss 0.41 0.38 0.35',
      'constant    accuracy 0.9000 0.9000 0.9000 0.9000 ...',
      'perfect     val_accuracy 1.0 1.0 1.0 from the first epoch',
      'chance      accuracy 0.6 0.8 0.9  val_accuracy 0.10 0.09 0.10',
      'scales      loss 812 655 540     val_loss 1.7 1.4 1.2, in step',
    ],
    told: 'What no training does, but a mistake does: the same values in both columns, an accuracy that is the same to the digit, a perfect one from the start, validation that guesses (accuracy 1/K, loss at ln K) from first to last while training learns. Scales are compared where the curves move in step, since memorising parts them too.',
    causes: [
      'validation on the training data, or one column logged twice',
      'one class always answered',
      'the label among the inputs, or samples in both sets',
      'validation prepared otherwise than training: scaling, order of classes, batch statistics',
      'a sum beside a mean, or another loss for validation',
    ],
    remedies: {
      keras: 'check validation_data; model.evaluate on both sets by hand; confusion matrix',
      lightning: 'check the loaders and what validation_step logs; sync_dist',
      huggingFace: 'check eval_dataset and compute_metrics; label_names',
    },
    wrong:
      'When a tiny task is really perfect from the start, or the accuracy of few samples stands still by chance.',
  },
  explains: ['validation-below-train'],
  examine(run, limits) {
    const { trainAccuracy, validationAccuracy } = run.curves
    const pair = lossPair(run)
    if (!pair && !trainAccuracy && !validationAccuracy)
      return unknown('neither two losses nor an accuracy to compare; log them')
    if (presentCurves(run.curves).every(({ x }) => x.length < limits.epochs))
      return unknown(`fewer than ${limits.epochs} ${run.axis}s; train on`)
    const finding =
      identical(run, 'loss', limits) ??
      identical(run, 'accuracy', limits) ??
      perfect(run, validationAccuracy, limits) ??
      guessing(run, limits) ??
      constant(run, trainAccuracy, limits) ??
      constant(run, validationAccuracy, limits) ??
      otherScale(run, limits)
    return finding ? found(finding) : clear
  },
}

function identical(run: Run, what: 'loss' | 'accuracy', limits: LimitValues<Name>): Finding | undefined {
  const { trainLoss, validationLoss, trainAccuracy, validationAccuracy } = run.curves
  const pair = what === 'loss' ? [trainLoss, validationLoss] : [trainAccuracy, validationAccuracy]
  const [train, validation] = pair.map((curve) => curve && wholeOf(curve))
  if (!train || !validation || train.y.length !== validation.y.length || train.y.length < limits.epochs)
    return undefined
  if (
    !train.y.every((value, k) => value === validation.y[k]) ||
    train.y.every((value) => value === train.y[0])
  )
    return undefined
  return describe(validation, {
    claim: `${train.name} and ${validation.name} are identical in every ${run.axis}`,
    what: against(
      `${count(train.y.length, 'value')}, all equal to those of ${train.name}`,
      String(limits.epochs),
    ),
    actual: train.y.length,
    limit: limits.epochs,
    advice: [
      'validate on data that was not trained on',
      'check that the second column is not the first one logged twice',
    ],
  })
}

function perfect(run: Run, curve: Series | undefined, limits: LimitValues<Name>): Finding | undefined {
  const { y } = finiteFractions(curve)
  if (!curve || y.length < limits.epochs || !y.every((value) => value >= limits.perfect)) return undefined
  return describe(curve, {
    claim: `${curve.name} is perfect from the first ${run.axis} on`,
    what: against(
      `${spell(y[0] ?? 1)} in each of ${countPoints(wholeOf(curve).y.length, run.axis)}`,
      spell(limits.perfect, 4),
    ),
    actual: y[0] ?? 1,
    limit: limits.perfect,
    advice: [
      'look for a leak: the label among the inputs, or validation samples among the training samples',
      'check that the validation set is not empty, tiny or of one class',
    ],
  })
}

/** Validation that guesses from first to last while training learns: it is not given what training is given. */
function guessing(run: Run, limits: LimitValues<Name>): Finding | undefined {
  const { trainAccuracy, validationAccuracy, validationLoss } = run.curves
  const [train, unseen] = [finiteFractions(trainAccuracy).y, finiteFractions(validationAccuracy).y]
  const losses = finitePoints(validationLoss).y
  if (!validationAccuracy || !trainAccuracy || unseen.length < limits.epochs || losses.length === 0)
    return undefined
  const [lowest, share] = [least(medianOfThree(losses)), median(unseen)]
  const classes = guessesAmong(lowest, share, limits.chance, run.facts.classes)
  const reached = median(train.slice(-3))
  const highest = medianOfThree(unseen).reduce((high, value) => Math.max(high, value), 0)
  if (classes === undefined || reached - highest < limits.learned) return undefined
  return describe(validationAccuracy, {
    claim: `${validationAccuracy.name} stays at chance while ${trainAccuracy.name} reaches ${spell(reached)}`,
    what: against(
      `never above ${spell(highest)}, ${validationLoss?.name} never below ${spell(lowest)}: guessing among ${classes}`,
      `${spell(limits.learned, 2)} below training`,
    ),
    actual: reached - highest,
    limit: limits.learned,
    advice: [
      'check that validation is prepared as training is: scaling, tokenising, channel order, the order of the classes',
      'check that the labels of validation belong to its inputs, and that the model is in evaluation mode with trained statistics of batch normalisation',
    ],
  })
}

function constant(run: Run, curve: Series | undefined, limits: LimitValues<Name>): Finding | undefined {
  const { y } = finiteFractions(curve)
  if (!curve || y.length < limits.constant || !y.every((value) => value === y[0])) return undefined
  if ((y[0] ?? 0) > limits.ceiling) return undefined
  return describe(curve, {
    claim: `${curve.name} is the same to the digit in every ${run.axis}`,
    what: against(
      `${spell(y[0] ?? 0)} in each of ${countPoints(wholeOf(curve).y.length, run.axis)}`,
      countPoints(limits.constant, run.axis),
    ),
    actual: wholeOf(curve).y.length,
    limit: limits.constant,
    advice: [
      'count the classes: one and the same answer for every sample gives the share of its class',
      'check that the metric fits the output (binary or categorical, logits or probabilities, the threshold)',
    ],
  })
}

function otherScale(run: Run, limits: LimitValues<Name>): Finding | undefined {
  const pair = lossPair(run)
  if (!pair || pair.validation.y.length < limits.epochs) return undefined
  const beside = trainAtEndsOf(pair.train, pair.validation.x)
  const ratios = pair.validation.y.map((value, k) => value / (beside[k] ?? value))
  const early = ratios.slice(0, Math.ceil(ratios.length / 2))
  const apart =
    early.every((ratio) => ratio > limits.scale) ||
    early.every((ratio) => ratio > 0 && ratio < 1 / limits.scale)
  if (!apart || correlation(beside, pair.validation.y) < limits.together) return undefined
  const ratio = early[0] ?? 1
  return describe(pair.validationLoss, {
    claim: `${pair.trainLoss.name} and ${pair.validationLoss.name} are not on the same scale`,
    what: against(
      `${spell(ratio, 3)} x ${pair.trainLoss.name} from the start, and in step with it`,
      `${limits.scale} x`,
    ),
    actual: Math.max(ratio, 1 / ratio),
    limit: limits.scale,
    advice: [
      'divide both by the number of samples: one may be a sum, the other a mean',
      'check that both are the same loss: weights and penalties are often in the training loss alone',
    ],
  })
}

interface Told {
  readonly claim: string
  readonly what: string
  readonly actual: number
  readonly limit: number
  readonly advice: readonly string[]
}

function describe(curve: Series, { claim, what, actual, limit, advice }: Told): Finding {
  const { x } = finitePoints(curve)
  const [from, to] = [x[0] ?? 0, x.at(-1) ?? 0]
  return {
    severity: 'warning',
    claim,
    from,
    to,
    evidence: [{ series: curve.name, what, actual, limit, from, to }],
    advice,
  }
}
