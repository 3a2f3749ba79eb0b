import type { Run, Series } from './run.js'

/**
 * The run with the share of wrong answers in place of the losses, where validation has an accuracy and no loss;
 * undefined elsewhere. The curves keep the names that the log gives the accuracies.
 */
export function withErrorsAsLoss(run: Run): Run | undefined {
  const { validationLoss, trainAccuracy, validationAccuracy } = run.curves
  if (validationLoss || !validationAccuracy || !trainAccuracy) return undefined
  return {
    ...run,
    curves: {
      ...run.curves,
      trainLoss: wrongOf(trainAccuracy),
      validationLoss: wrongOf(validationAccuracy),
    },
  }
}

function wrongOf(accuracy: Series): Series {
  const whole = accuracy.unit === 'percent' ? 100 : 1
  return { ...accuracy, goal: 'lower', unit: 'plain', y: accuracy.y.map((value) => 1 - value / whole) }
}
