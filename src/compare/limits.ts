import type { Limits } from '../limit.js'

/** What counts as a difference between two runs. */
export const compareLimits: Limits<'tolerance' | 'noise' | 'values' | 'runs' | 'side'> = {
  tolerance: {
    value: 0.01,
    unit: 'share of the loss or of the gap; of accuracy (0 to 1)',
    because: 'Nobody goes back for less, however certain it is.',
  },
  noise: {
    value: 2,
    unit: 'standard deviations',
    because: 'Of differences that noise from epoch to epoch makes, one in twenty is larger.',
  },
  values: {
    value: 4,
    unit: 'values',
    because: 'Fewer do not tell the noise of a curve.',
  },
  runs: {
    value: 5,
    unit: 'runs of both sides',
    because: 'Of fewer the 95 % interval is so wide that a loss twice as high may lie within.',
  },
  side: {
    value: 3,
    unit: 'runs of a side that has several',
    because: 'The interval counts on the spread of each side, of which two runs tell next to nothing.',
  },
}
