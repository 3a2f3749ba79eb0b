import type { Limits, LimitValues } from '../limit.js'

type Name =
  | 'rise'
  | 'steadyRise'
  | 'steadiness'
  | 'steadyEpochs'
  | 'clearSteadiness'
  | 'clearNoise'
  | 'givenBack'
  | 'noise'
  | 'apart'
  | 'certainty'
  | 'certaintyBelow'
  | 'falling'
  | 'drift'
  | 'values'

/** When a rise of the validation loss counts. */
export const riseLimits: Limits<Name> = {
  rise: {
    value: 0.1,
    unit: 'share of the best loss',
    because: 'A tenth is a loss worth going back for.',
  },
  steadyRise: {
    value: 0.04,
    unit: 'share of the best loss',
    because: 'Enough where the rise is long and steady, so that chance cannot have made it.',
  },
  steadiness: {
    value: 0.9,
    unit: "Kendall's tau",
    because: 'Nineteen of twenty pairs of epochs rise.',
  },
  steadyEpochs: { value: 100, unit: 'epochs after the best', because: 'So many epochs are no accident.' },
  clearSteadiness: {
    value: 0.85,
    unit: "Kendall's tau",
    because: 'A smaller rise is a warning where twelve of thirteen pairs of epochs rise.',
  },
  clearNoise: {
    value: 6,
    unit: 'standard deviations',
    because: 'Such a rise is far above noise, and mostly above slow drifts.',
  },
  givenBack: {
    value: 0.05,
    unit: 'share of what had been gained',
    because: 'Less is nothing beside the progress of the run, however large beside a loss near zero.',
  },
  noise: {
    value: 1.5,
    unit: 'standard deviations',
    because: 'Noise from epoch to epoch makes smaller rises; where the gap is wide it is no excuse.',
  },
  apart: {
    value: 2,
    unit: 'x training loss',
    because: 'Validation this far above training is memorising, whatever the noise.',
  },
  certainty: {
    value: 1,
    unit: 'standard errors',
    because: 'A rise carried by a few wrong samples may be theirs alone.',
  },
  certaintyBelow: {
    value: 2.5,
    unit: 'standard errors',
    because: 'More is asked for where validation ends below training, which memorising does not explain.',
  },
  falling: {
    value: 0.05,
    unit: 'share of the training loss',
    because: 'Training that falls less since the best epoch memorises nothing.',
  },
  drift: {
    value: 1.25,
    unit: 'x 1 / sqrt(wrong samples)',
    because:
      'A level curve of few samples drifts by a quarter of this; a run sees five times that between its ends.',
  },
  values: {
    value: 6,
    unit: 'values',
    because: 'Medians of three of fewer hide a rise at the end.',
  },
}

/** The limits of a rise as they are in force. */
export type RiseLimits = LimitValues<Name>
