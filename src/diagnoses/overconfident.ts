import { spell, spellChange } from '../numerals.js'
import { findBest } from '../run/best.js'
import { adviseBoth } from '../run/framework.js'
import { finiteFractions, finitePoints, lastAt } from '../run/points.js'
import { assessRise } from '../run/rise.js'
import { riseLimits } from '../run/rise-limits.js'
import { median } from '../stats/order.js'
import { onsetOf } from '../stats/rise.js'
import { against, clear, type Diagnosis, found, moved, unknown } from './diagnosis.js'

/*
 * The mirror of loss-without-accuracy: the rise of the validation loss that makes overfitting, while as many answers
 * stay right. Then a few wrong answers are given with ever more certainty, and their logarithms carry the loss.
 * Accuracy counts as holding while it loses less than noise and a small share of what is right.
 */

type Name = (keyof typeof riseLimits & string) | 'lost'

export const overconfident: Diagnosis<Name> = {
  id: 'overconfident',
  title: 'Overconfident',
  summary:
    'Validation loss rises while validation accuracy holds or improves: fewer errors, but larger ones.',
  severities: ['warning'],
  limits: {
    ...riseLimits,
    lost: { value: 0.01, unit: 'of accuracy (0 to 1)', because: 'One in a hundred less is still holding.' },
  },
  explanation: {
    sketch: [
      'loss │ ╮        ╭──       accuracy │      ╭────────',
      '     │ ╰╮   ╭───╯                  │   ╭──╯',
      '     │  ╰───╯                      │ ──╯',
      '     └───────────── epoch          └───────────── epoch',
    ],
    told: 'The same rise that makes overfitting, while as many answers stay right (as medians of three): a few wrong answers are given with ever more certainty, and their logarithms carry the loss.',
    causes: [
      'training on after all samples are right, when only certainty can grow',
      'noisy labels in validation, each of which costs more and more',
      'no label smoothing, little weight decay',
    ],
    remedies: {
      keras:
        'CategoricalCrossentropy(label_smoothing=0.1); EarlyStopping(monitor="val_loss"); calibrate afterwards',
      lightning:
        'CrossEntropyLoss(label_smoothing=0.1); temperature scaling on the validation logits; ModelCheckpoint(monitor="val_loss")',
      huggingFace:
        'label_smoothing_factor=0.1; metric_for_best_model="eval_loss" if probabilities matter, your metric if answers do',
    },
    wrong: 'When only the answers matter: then the later epochs are as good or better, and nothing is lost.',
  },
  examine(run, limits) {
    const { validationLoss, validationAccuracy } = run.curves
    if (!validationLoss || !validationAccuracy)
      return unknown(`no validation loss and accuracy together; ${adviseBoth(run)}`)
    const losses = finitePoints(validationLoss)
    const answers = finiteFractions(validationAccuracy)
    if (losses.y.length < 4 || answers.y.length < 4)
      return unknown('fewer than four epochs with both; train on')
    const { state, rise, because } = assessRise(run, limits)
    if (state === 'doubtful') return unknown(because)
    if (state !== 'risen') return clear
    const at = losses.x[rise.best] ?? 0
    const to = losses.x.at(-1) ?? at
    const before = median(answers.y.slice(...around(answers.x, at)))
    const end = median(answers.y.slice(-3))
    if (end < before - limits.lost) return clear
    const best = findBest(run)?.at ?? at
    const limit = rise.share >= limits.rise ? limits.rise : limits.steadyRise
    const from = Math.max(losses.x[onsetOf(losses.y, rise, limit)] ?? at, best)
    const rose = moved(validationLoss, losses.y[rise.best] ?? 0, losses.y.at(-1) ?? 0, at, to)
    return found({
      severity: 'warning',
      claim: `${validationLoss.name} rises from ${run.axis} ${from} on while ${validationAccuracy.name} holds: ${end - before >= limits.lost ? 'fewer' : 'about as many'} errors, but larger ones`,
      from,
      to,
      evidence: [
        {
          ...rose,
          what: against(rose.what, spellChange(limit), losses.y),
          actual: rise.share,
          limit,
        },
        {
          series: validationAccuracy.name,
          what: against(
            `${spell(lastAt(answers, at))}, then ${spell(answers.y.at(-1) ?? 0)}`,
            `-${spell(limits.lost, 2)}`,
          ),
          actual: end - before,
          limit: -limits.lost,
          from: at,
          to,
        },
      ],
      advice: [
        `if the probabilities matter, keep ${run.axis} ${best} or calibrate them afterwards (temperature scaling)`,
        'label smoothing, weight decay or earlier stopping keep the certainty in bounds',
        'if only the answers matter, choose the epoch by accuracy instead of loss',
      ],
    })
  },
}

/** Start and end of the up to three points around a place. */
function around(x: readonly number[], place: number): [number, number] {
  const next = x.findIndex((value) => value >= place)
  const middle = next < 0 ? x.length - 1 : next
  return [Math.max(0, middle - 1), middle + 2]
}
