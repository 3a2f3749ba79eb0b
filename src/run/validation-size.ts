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
  const samples = told ?? inferSampleSize(y) ?? roundSizeOf(y, finiteFractions(run.curves.trainAccuracy).y)
  const accuracy = y.slice(-3).reduce((sum, value) => sum + value, 0) / Math.min(3, y.length)
  if (samples === undefined) return allRight(y) ? { samples: 1, inferred: true, wrong: 0 } : undefined
  return { samples, inferred: told === undefined, wrong: y.length === 0 ? samples : samples * (1 - accuracy) }
})

/** Sizes that rounding feigns, unless the log shows more digits elsewhere. */
const ROUND = [100, 1000]
/** Of a value kept in 32 bits. */
const ROUNDING = 1e-6
/** Fewer different accuracies are round by chance. */
const DIFFERENT = 4

/** A round size, where the accuracy of training shows that the log does not round to as many digits. */
function roundSizeOf(accuracies: readonly number[], train: readonly number[]): number | undefined {
  const isRound = (n: number) => (value: number) => Math.abs(value * n - Math.round(value * n)) < ROUNDING * n
  if (new Set(accuracies).size < DIFFERENT || train.every(isRound(Math.max(...ROUND)))) return undefined
  return ROUND.find((n) => accuracies.every(isRound(n)))
}

/** Without a single wrong answer in any epoch, the accuracy tells nothing of the size. */
function allRight(accuracies: readonly number[]): boolean {
  return accuracies.length > 0 && accuracies.every((value) => value === 1)
}
