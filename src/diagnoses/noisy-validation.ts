import { spellShare } from '../numerals.js'
import { lossPair } from '../run/gap.js'
import { finitePoints } from '../run/points.js'
import { validationSize } from '../run/validation-size.js'
import { relativeNoise } from '../stats/noise.js'
import { against, clear, type Diagnosis, type Evidence, found, tooFew, unknown } from './diagnosis.js'

/*
 * The noise of the curve itself, from its second differences, taken as a share of the loss; training that is about as
 * noisy is another matter (the learning rate). And the number of samples, where the steps of the accuracy betray it:
 * few samples make a curve that is smooth but wrong, which no look at the curve can tell.
 */

type Name = 'noise' | 'quieter' | 'samples' | 'epochs'

export const noisyValidation: Diagnosis<Name> = {
  id: 'noisy-validation',
  title: 'Noisy validation',
  summary: 'The validation curve is too noisy to place its best epoch, or to support a verdict.',
  severities: ['note'],
  limits: {
    noise: {
      value: 0.1,
      unit: 'share of the loss',
      because: 'A rise of a tenth, the limit of overfitting, is one step of it.',
    },
    quieter: { value: 2, unit: 'x training noise', because: 'Else it is the training that jumps about.' },
    samples: {
      value: 50,
      unit: 'samples',
      because: 'A loss of fewer has an error of a seventh and more, whatever the curve looks like.',
    },
    epochs: { value: 6, unit: 'epochs', because: 'Noise needs a few differences to be measured.' },
  },
  explanation: {
    sketch: [
      'loss │╲  ╭╮',
      '     │ ╲╱ ╰╮╭╮  ╭╮ ╭╮    validation: which epoch was the best?',
      '     │     ╰╯╰──╯╰─╯╰',
      '     │ ╲______________   training: smooth',
      '     └──────────────── epoch',
    ],
    told: 'The noise of the curve from its second differences, as a share of the loss, against that of training; and the number of samples, where the steps of the accuracy betray it: few samples make a curve that is smooth but wrong, which no look at the curve tells.',
    causes: [
      'a validation set that is too small',
      'batch normalisation or dropout left on during validation',
      'a validation set drawn anew each time',
    ],
    remedies: {
      keras: 'a larger validation_split; validation_data fixed once; K-fold cross-validation',
      lightning: 'more val batches (limit_val_batches=1.0); self.eval() is set for you, do not undo it',
      huggingFace: 'a larger eval split; eval_steps further apart average nothing: take more samples instead',
    },
    wrong: 'When validation jumps because training does: then the learning rate is the cause (see unstable).',
  },
  examine(run, limits) {
    const { validationLoss } = run.curves
    if (!validationLoss) return unknown('no validation loss; log it for each epoch')
    const { x, y } = finitePoints(validationLoss)
    if (y.length < limits.epochs) return unknown(tooFew(validationLoss.name, y.length))
    if (!y.every((value) => value > 0))
      return unknown(`${validationLoss.name} is not positive, so its noise has no share`)
    const [from, to] = [x[0] ?? 0, x.at(-1) ?? 0]
    const noise = relativeNoise(y)
    const train = lossPair(run)?.train.y ?? []
    const beside = relativeNoise(train)
    const size = validationSize(run)
    const counted = !size?.inferred || new Set(run.curves.validationAccuracy?.y).size > 1
    const few = size !== undefined && counted && size.samples > 1 && size.samples < limits.samples
    const noisy = noise >= limits.noise && noise >= limits.quieter * beside
    if (!noisy && !few) return clear
    const evidence: Evidence[] = []
    if (noisy) {
      const what = against(
        `moves by ${spellShare(noise)} from ${run.axis} to ${run.axis}${train.length > 3 ? `, training by ${spellShare(beside)}` : ''}`,
        spellShare(limits.noise),
      )
      evidence.push({ series: validationLoss.name, what, actual: noise, limit: limits.noise, from, to })
    }
    if (few && size) {
      const what = against(
        `${size.inferred ? 'about ' : ''}${size.samples} samples${size.inferred ? ', by the steps of the accuracy' : ''}`,
        String(limits.samples),
      )
      evidence.push({
        series: validationLoss.name,
        what,
        actual: size.samples,
        limit: limits.samples,
        from,
        to,
      })
    }
    return found({
      severity: 'note',
      claim: noisy
        ? `${validationLoss.name} is too noisy to tell which ${run.axis} was best`
        : `${validationLoss.name} rests on so few samples that it may be smooth and wrong`,
      from,
      to,
      evidence,
      advice: [
        'validate on more samples, or by cross-validation',
        'compare several seeds before choosing between models',
      ],
    })
  },
}
