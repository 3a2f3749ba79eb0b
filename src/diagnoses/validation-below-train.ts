import { spell, spellShare } from '../numerals.js'
import { lossPair } from '../run/gap.js'
import { trainAtEndsOf } from '../run/points.js'
import { scaleOf } from '../run/scale.js'
import { median } from '../stats/order.js'
import { against, clear, type Diagnosis, found, unknown } from './diagnosis.js'

/*
 * Training values are averaged over an epoch while the weights change, so validation at its end is half an epoch
 * ahead; that alone makes it look better early on. Compared with training half an epoch later, a validation that is
 * still better in nearly all epochs of the second half has another reason: dropout and augmentation make training
 * harder, or the validation set is easier, or samples leak between the two.
 */

type Name = 'below' | 'often' | 'epochs'

export const validationBelowTrain: Diagnosis<Name> = {
  id: 'validation-below-train',
  title: 'Validation below training',
  summary: 'Validation is persistently better than training, beyond half an epoch of lag.',
  severities: ['note'],
  limits: {
    below: {
      value: 0.05,
      unit: 'share of the training loss',
      because: 'Less is the noise of two different sets.',
    },
    often: {
      value: 0.9,
      unit: 'share of the epochs',
      because: 'Nearly always in the second half: persistent.',
    },
    epochs: { value: 5, unit: 'epochs', because: 'Early epochs are the lag alone.' },
  },
  explanation: {
    sketch: [
      'loss │╲',
      '     │ ╲____ training',
      '     │╲     ‾‾‾‾‾‾‾‾‾',
      '     │ ╲_____________ validation: below, and it stays there',
      '     └─────────────── epoch',
    ],
    told: 'Training values are averaged over an epoch while the weights change, so validation at its end is half an epoch ahead. Compared with training half an epoch later, a validation that is still better by the limit in nearly all epochs of the second half has another reason.',
    causes: [
      'dropout, augmentation, mixup or label smoothing, which make training alone harder',
      'penalties or class weights that count in the training loss only',
      'an easier validation set',
      'samples that are in both sets',
    ],
    remedies: {
      keras:
        'evaluate the training set with model.evaluate(x, y): without dropout and averaging the gap is what it is',
      lightning: 'run validation on the training loader once; compare',
      huggingFace: 'trainer.evaluate(train_dataset) gives the training loss without dropout',
    },
    wrong:
      'It is no fault where dropout or augmentation explain it; it is one where samples leak between the sets.',
  },
  examine(run, limits) {
    const pair = lossPair(run)
    if (!pair) return unknown('no training and validation loss of one kind; log both for each epoch')
    const { trainLoss, validationLoss, train, validation } = pair
    if (validation.y.length < limits.epochs)
      return unknown(`fewer than ${limits.epochs} values of ${validationLoss.name}; train on`)
    if (scaleOf(train, validation) !== 1)
      return unknown(`${trainLoss.name} and ${validationLoss.name} are not on one scale; log both as means`)
    const half = Math.floor(validation.x.length / 2)
    const late = trainAtEndsOf(train, validation.x)
      .slice(half)
      .map((value, k) => ({ validation: validation.y[half + k] ?? 0, train: value }))
    if (!late.every((values) => values.train > 0 && values.validation > 0)) return clear
    const below =
      late.filter((values) => values.validation < (1 - limits.below) * values.train).length / late.length
    if (below < limits.often) return clear
    const ratio = median(late.map((values) => values.validation / values.train))
    const [from, to] = [validation.x[half] ?? 0, validation.x.at(-1) ?? 0]
    return found({
      severity: 'note',
      claim: `${validationLoss.name} stays below ${trainLoss.name}: ${spell(ratio, 3)} of it in the median of ${run.axis}s ${from} to ${to}`,
      from,
      to,
      evidence: [
        {
          series: validationLoss.name,
          what: against(
            `better than ${trainLoss.name} by ${spellShare(limits.below)} or more in ${spellShare(below)} of the ${run.axis}s`,
            spellShare(limits.often),
          ),
          actual: below,
          limit: limits.often,
          from,
          to,
        },
      ],
      advice: [
        'expected with dropout, augmentation, label smoothing or a loss that includes penalties: then all is well',
        'without these, look for samples that are in both sets, or a validation set that is easier',
      ],
    })
  },
}
