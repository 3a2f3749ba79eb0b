import { count, spell, spellChange, spellShare } from '../numerals.js'
import { findBest } from '../run/best.js'
import { adviseStopping } from '../run/framework.js'
import { finitePoints } from '../run/points.js'
import { clear, type Diagnosis, found, unknown } from './diagnosis.js'

/*
 *   loss │╲
 *        │ ╲__
 *        │    ╲___◆_________________________  best far behind,
 *        │        ┊                           nothing gained or lost since
 *        └────────┊──────────────────────── epoch
 *
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
  examine(run, limits) {
    const { validationLoss } = run.curves
    if (!validationLoss) return unknown('no validation loss; log it for each epoch')
    const { x, y } = finitePoints(validationLoss)
    const best = findBest(run)
    if (!best || y.length < limits.epochs)
      return unknown(`only ${count(y.length, 'value')} of ${validationLoss.name}; train on`)
    if (best.epochsAfter < limits.epochs || best.epochsAfter < limits.behind * y.length) return clear
    const end = y.at(-1) ?? best.value
    const change = best.value > 0 ? end / best.value - 1 : 0
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
          what: `${spell(best.value)} at ${run.axis} ${best.at}, ${spell(end)} at ${run.axis} ${to}: ${spellChange(change)}; ${spellShare(best.epochsAfter / y.length)} of the run`,
          actual: best.epochsAfter / y.length,
          limit: limits.behind,
          from: best.at,
          to,
        },
      ],
      advice: [`stop there next time: ${adviseStopping(run, validationLoss.name)}`],
    })
  },
}
