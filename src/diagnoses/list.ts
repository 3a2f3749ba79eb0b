import type { Diagnosis } from './diagnosis.js'
import { diverged } from './diverged.js'
import { lossWithoutAccuracy } from './loss-without-accuracy.js'
import { noisyValidation } from './noisy-validation.js'
import { notLearning } from './not-learning.js'
import { overconfident } from './overconfident.js'
import { overfitting } from './overfitting.js'
import { stoppedEarly } from './stopped-early.js'
import { suspiciousMetrics } from './suspicious-metrics.js'
import { testAsValidation } from './test-as-validation.js'
import { underfitting } from './underfitting.js'
import { unstable } from './unstable.js'
import { validationBelowTrain } from './validation-below-train.js'
import { wastedEpochs } from './wasted-epochs.js'

/** All diagnoses, the graver before the lighter: of two findings of one severity the first is the headline. */
export const diagnoses: readonly Diagnosis[] = [
  diverged,
  notLearning,
  overfitting,
  unstable,
  lossWithoutAccuracy,
  suspiciousMetrics,
  underfitting,
  overconfident,
  stoppedEarly,
  wastedEpochs,
  noisyValidation,
  validationBelowTrain,
  testAsValidation,
]
