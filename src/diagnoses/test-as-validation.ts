import { count, countPoints } from '../numerals.js'
import { clear, type Diagnosis, found, unknown } from './diagnosis.js'

/*
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
  explanation: {
    sketch: [
      'epoch  train_loss  test_loss     and no validation anywhere',
      '    1        0.91       0.88',
      '    2        0.75       0.79     the epoch that is best here ...',
      '    3        0.66       0.81     ... was chosen by the test set',
    ],
    told: 'Columns of the test data with a value in each epoch, and none of validation data. One or two test values at the end of a run are what a test set is for.',
    causes: [
      'a script that has two sets and calls the second one test',
      'validation left out to have more training data',
    ],
    remedies: {
      keras: 'validation_split=0.1 in fit, and model.evaluate(test) once at the end',
      lightning: 'val_dataloaders in fit, trainer.test once at the end',
      huggingFace:
        'eval_dataset from the training data (train_test_split), trainer.predict(test) once at the end',
    },
    wrong: 'When the set is validation under another name: then rename it, or give it with --val-loss.',
  },
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
      claim: `${test.name} is measured on the test data in each of ${countPoints(test.x.length, run.axis)}, and nothing on validation data`,
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
