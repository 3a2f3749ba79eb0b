import { spell, spellShare } from '../numerals.js'
import { chanceLevel } from '../run/chance.js'
import { lossPair } from '../run/gap.js'
import { finiteFractions, type Points } from '../run/points.js'
import { scaleOf } from '../run/scale.js'
import { forecast } from '../stats/forecast.js'
import { median, medianOfThree } from '../stats/order.js'
import { against, clear, type Diagnosis, found, moved, unknown } from './diagnosis.js'

/*
 * Levelled off: twice as long a run would hardly lower either loss. Close together: validation ends near training.
 * Far from what is attainable: most of the way from chance to perfection is left, by the accuracy on the training
 * data; where no accuracy is logged, nothing tells what is attainable, since a loss has no scale of its own.
 */

type Name = 'gain' | 'apart' | 'way' | 'epochs'

export const underfitting: Diagnosis<Name> = {
  id: 'underfitting',
  title: 'Underfitting',
  summary: 'Both splits levelled off, close together and far from what is attainable.',
  severities: ['warning'],
  limits: {
    gain: {
      value: 0.05,
      unit: 'share of the loss',
      because: 'As long again would bring less: levelled off.',
    },
    apart: {
      value: 0.15,
      unit: 'share of the training loss',
      because: 'Closer together than memorising leaves them.',
    },
    way: {
      value: 0.4,
      unit: 'of the way from chance to perfect',
      because:
        'A model that fits its own training data no better than this is too weak, or its inputs say too little.',
    },
    epochs: { value: 8, unit: 'epochs', because: 'Levelling off takes time to be seen.' },
  },
  explanation: {
    sketch: [
      'loss │╲                             ← chance',
      '     │ ╲______________ validation',
      '     │  ‾‾‾‾‾‾‾‾‾‾‾‾‾‾ training: level, close together, and high',
      '     │',
      '     └──────────────── epoch       ← what is attainable',
    ],
    told: 'Both losses have levelled off (as long again would bring next to nothing), validation ends near training, and the training accuracy has gone less than the limit of the way from chance to perfect. Without accuracy nothing tells what is attainable, since a loss has no scale of its own.',
    causes: [
      'a model that is too small or of the wrong kind for the task',
      'inputs that do not hold the answer, or lost it on the way (scaling, cropping, wrong columns)',
      'too much regularisation or augmentation',
      'a learning rate that was lowered too soon',
    ],
    remedies: {
      keras:
        'wider or deeper layers, less Dropout and weight decay; check what the model is really fed with one batch in hand',
      lightning: 'Trainer(overfit_batches=10) tells a weak model (cannot fit even these) from weak data',
      huggingFace:
        'a larger checkpoint, more layers unfrozen, a higher learning_rate; look at tokenised examples',
    },
    wrong:
      'When the labels are random in part, so that no model could do better; when class sizes are uneven and chance is higher than 1/K (give --classes, or compare with the share of the largest class).',
  },
  examine(run, limits) {
    const pair = lossPair(run)
    if (!pair) return unknown('no training and validation loss of one kind; log both for each epoch')
    const accuracy = finiteFractions(run.curves.trainAccuracy)
    if (!run.curves.trainAccuracy || accuracy.y.length === 0)
      return unknown(
        'no training accuracy, and a loss alone does not tell what is attainable; log the accuracy',
      )
    const { trainLoss, train, validationLoss, validation } = pair
    if (Math.min(train.y.length, validation.y.length) < limits.epochs)
      return unknown(`fewer than ${limits.epochs} ${run.axis}s with both losses; train on`)
    if (forecast(train.y).gain > limits.gain || forecast(validation.y).gain > limits.gain) return clear
    const [t, v] = [level(train), level(validation)]
    const lowest = medianOfThree(train.y).reduce((low, value) => Math.min(low, value), t)
    if (t - lowest > limits.apart * Math.abs(t)) return clear
    const oneScale = scaleOf(train, validation) === 1
    if (oneScale && Math.abs(v - t) > limits.apart * Math.abs(t)) return clear
    const chance = chanceLevel(run)
    const reached = level(accuracy)
    const way = (reached - chance.accuracy) / (1 - chance.accuracy)
    if (way > limits.way) return clear
    if (chance.classes === undefined && reached > limits.way)
      return unknown(
        `level at an accuracy of ${spell(reached)}, which is little for two classes but not for many; give --classes`,
      )
    if (!oneScale)
      return unknown(
        `${trainLoss.name} and ${validationLoss.name} are not on one scale, so how close they are cannot be told; log both as means`,
      )
    const from = train.x[Math.floor(train.x.length / 2)] ?? 0
    const to = train.x.at(-1) ?? from
    return found({
      severity: 'warning',
      claim: `both losses are level and close together, yet only ${spellShare(Math.max(0, way))} of the way from chance to perfect is gone`,
      from,
      to,
      evidence: [
        moved(trainLoss, train.y[Math.floor(train.y.length / 2)] ?? t, train.y.at(-1) ?? t, from, to),
        moved(
          validationLoss,
          validation.y[Math.floor(validation.y.length / 2)] ?? v,
          validation.y.at(-1) ?? v,
          from,
          to,
        ),
        {
          series: run.curves.trainAccuracy.name,
          what: against(
            `${spell(reached)} at the end (median of 3); chance is ${spell(chance.accuracy)}, ${chance.because}`,
            `${spellShare(limits.way)} of the way to perfect`,
          ),
          actual: way,
          limit: limits.way,
          from,
          to,
        },
      ],
      advice: [
        'a larger model, or features that say more; less regularisation and augmentation',
        'a higher learning rate, or another schedule, if the loss levelled off within the first epochs',
      ],
    })
  },
}

function level({ y }: Points): number {
  return median(y.slice(-3))
}
