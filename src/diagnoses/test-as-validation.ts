import { count } from '../numerals.js'
import { clear, type Diagnosis, found, unknown } from './diagnosis.js'

/*
 *   train ──────────   test ──────────   validation: none
 *
 * A test set measures the chosen model once, on data used for neither fitting nor choosing. Scored every epoch, with
 * no validation set beside it, it will be used to choose the epoch, and no longer measures anything. One or two test
 * values at the end of a run are what a test set is for.
 */

type Name = 'epochs'

export const testAsValidation: Diagnosis<Name> = {
  id: 'test-as-validation',
  title: 'Test set used as validation',
  summary:
    'A test set is scored every epoch and there is no validation set: choosing an epoch by it spends the test set.',
  severities: ['note'],
  limits: { epochs: { value: 3, unit: 'epochs', because: 'Fewer may be the final test of a run.' } },
  examine(run, limits) {
    const measured = run.series.filter(({ goal }) => goal !== 'none')
    if (!measured.some(({ x }) => x.length >= limits.epochs))
      return unknown(`fewer than ${limits.epochs} ${run.axis}s; train on`)
    const tests = measured.filter(({ split, x }) => split === 'test' && x.length >= limits.epochs)
    const test = tests[0]
    if (!test || measured.some(({ split }) => split === 'validation')) return clear
    const [from, to] = [test.x[0] ?? 0, test.x.at(-1) ?? 0]
    return found({
      severity: 'note',
      claim: `${test.name} is measured on the test data in each of ${count(test.x.length, run.axis)}, and nothing on validation data`,
      from,
      to,
      evidence: [
        {
          series: test.name,
          what: `${count(test.x.length, 'value')}; columns of the test data: ${tests.map(({ name }) => name).join(', ')}`,
          actual: test.x.length,
          limit: limits.epochs,
          from,
          to,
        },
      ],
      advice: [
        'split validation data off the training data, choose the epoch by it, and test once at the end',
        'if it is validation data under another name, rename the column or give it with --val-loss',
      ],
    })
  },
}
