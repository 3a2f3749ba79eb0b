import type { Diagnosis } from './diagnosis.js'
import { diverged } from './diverged.js'
import { lossWithoutAccuracy } from './loss-without-accuracy.js'
import { notLearning } from './not-learning.js'
import { overfitting } from './overfitting.js'
import { stoppedEarly } from './stopped-early.js'

/** All diagnoses, the graver before the lighter: of two findings of one severity the first is the headline. */
export const diagnoses: readonly Diagnosis[] = [
  diverged,
  notLearning,
  overfitting,
  lossWithoutAccuracy,
  stoppedEarly,
]
