import { remember } from '../once.js'
import { inferSampleSize } from '../stats/sample-size.js'
import { finiteFractions } from './points.js'
import type { Run } from './run.js'

/** How many validation samples stand behind the validation curves, and how many of them are wrong at the end. */
export interface ValidationSize {
  readonly samples: number
  /** Told by the user, or inferred from the steps of the validation accuracy (then at least this many). */
  readonly inferred: boolean
  readonly wrong: number
}

/** What can be known of the size of the validation set; undefined where nothing tells. */
export const validationSize = remember((run: Run): ValidationSize | undefined => {
  const { y } = finiteFractions(run.curves.validationAccuracy)
  const told = run.facts.validationSamples
  const samples = told ?? inferSampleSize(y)
  const accuracy = y.slice(-3).reduce((sum, value) => sum + value, 0) / Math.min(3, y.length)
  if (samples === undefined) return allRight(y) ? { samples: 1, inferred: true, wrong: 0 } : undefined
  return { samples, inferred: told === undefined, wrong: y.length === 0 ? samples : samples * (1 - accuracy) }
})

/** Without a single wrong answer in any epoch, the accuracy tells nothing of the size. */
function allRight(accuracies: readonly number[]): boolean {
  return accuracies.length > 0 && accuracies.every((value) => value === 1)
}
