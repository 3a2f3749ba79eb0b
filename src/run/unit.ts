import type { Unit } from './run.js'

/** Fractions may overshoot 1 by rounding; beyond this they are percent. */
const HIGHEST_FRACTION = 1.005
const HIGHEST_PERCENT = 100.5

/** What the values of an accuracy or an error rate are, by their size; `plain` where they can be neither. */
export function unitOfShares(values: ArrayLike<number>): Unit {
  let highest = 0
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? 0
    if (value < 0) return 'plain'
    if (value > highest) highest = value
  }
  if (highest <= HIGHEST_FRACTION) return 'fraction'
  return highest <= HIGHEST_PERCENT ? 'percent' : 'plain'
}
