import { count, spell, spellChange, spellShare } from '../numerals.js'
import { findBest } from '../run/best.js'
import { adviseStopping } from '../run/framework.js'
import { finitePoints } from '../run/points.js'
import { against, clear, type Diagnosis, found, tooFew, unknown } from './diagnosis.js'

/*
 * Not a fault of the model, but of the budget: the run could have ended at its best epoch. A rise since then is
 * overfitting instead, which explains this.
 */

type Name = 'behind' | 'epochs' | 'lost'

export const wastedEpochs: Diagnosis<Name> = {
  id: 'wasted-epochs',
  title: 'Wasted epochs',
  summary: 'The best epoch lies far behind, with nothing gained or lost since.',
  severities: ['note'],
  limits: {
    behind: { value: 0.5, unit: 'share of the run', because: 'Half of the run brought nothing.' },
    epochs: { value: 10, unit: 'epochs', because: 'Usual patience; fewer are not worth a word.' },
    lost: { value: 0.1, unit: 'share of the loss', because: 'More is a rise, and another matter.' },
  },
  explanation: {
    sketch: [
      'loss │╲',
      '     │ ╲__',
      '     │    ╲___◆_________________________  nothing gained or lost since',
      '     │        ┊',
      '     └────────┊──────────────────────── epoch',
    ],
    told: 'The best epoch lies in the first half of the run, and the validation loss at the end is no more than the limit above it. A rise since then is overfitting instead.',
    causes: [
      'more epochs than the task needs',
      'no early stopping, or far too much patience',
      'a learning rate that decayed to nothing',
    ],
    remedies: {
      keras: 'EarlyStopping(monitor="val_loss", patience=5, restore_best_weights=True)',
      lightning: 'EarlyStopping(monitor="val_loss", patience=5)',
      huggingFace: 'EarlyStoppingCallback(early_stopping_patience=3) with load_best_model_at_end=True',
    },
    wrong:
      'When other things still improved meanwhile: another metric, sparsity, calibration, a second output. When a jump is known to come late (grokking, a second learning-rate drop).',
  },
  examine(run, limits) {
    const { validationLoss } = run.curves
    if (!validationLoss) return unknown('no validation loss; log it for each epoch')
    const { x, y } = finitePoints(validationLoss)
    const best = findBest(run)
    if (!best || y.length < limits.epochs) return unknown(tooFew(validationLoss.name, y.length))
    const after = y.length - 1 - x.indexOf(best.at)
    if (after < limits.epochs || after < limits.behind * y.length) return clear
    const end = y.at(-1) ?? best.value
    const change = best.value === 0 ? 0 : (end - best.value) / Math.abs(best.value)
    if (change > limits.lost) return clear
    const to = x.at(-1) ?? best.at
    return found({
      severity: 'note',
      claim: `the best was ${run.axis} ${best.at}; the ${count(best.epochsAfter, run.axis)} after it brought nothing`,
      from: best.at,
      to,
      evidence: [
        {
          series: validationLoss.name,
          what: against(
            `${spell(best.value)} at ${run.axis} ${best.at}, ${spell(end)} at ${run.axis} ${to}: ${spellChange(change)}; ${spellShare(after / y.length)} of the run`,
            spellShare(limits.behind),
            y,
          ),
          actual: after / y.length,
          limit: limits.behind,
          from: best.at,
          to,
        },
      ],
      advice: [`stop there next time: ${adviseStopping(run, validationLoss.name)}`],
    })
  },
}
