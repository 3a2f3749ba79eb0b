import { median } from '../stats/order.js'
import type { Rise } from '../stats/rise.js'
import { isBoosting } from './framework.js'
import { finiteFractions } from './points.js'
import type { RiseLimits } from './rise-limits.js'
import type { Run } from './run.js'

/** A rise by this share of the best loss is named whatever had been gained, since a first loss may be of any size. */
const PLAIN = 0.2
/** It must be steady: Kendall's tau, at four of five pairs that rise. */
const STEADY = 0.6
/** So many values after the best do not rise so by chance. */
const LONG = 5
/** Without an accuracy a steady and clear rise is worth a warning from this share on: language models begin high. Boosting begins low, and stops after its best by design. */
const LITTLE = 0.01
/** With a smaller share of wrong answers a loss is near zero, and its rise nothing. */
const ERRORS = 0.05

/**
 * Does a rise of the validation loss matter? It gives back a share of what had been gained; or, where the loss began
 * so high that all later ones are small beside it, it is large, long and steady, and not of a model without errors.
 */
export function isWorthNaming(run: Run, rise: Rise, { givenBack }: Pick<RiseLimits, 'givenBack'>): boolean {
  if (rise.givenBack >= givenBack) return true
  return rise.share >= PLAIN && rise.steadiness >= STEADY && rise.after >= LONG && errs(run)
}

/** The same of a rise that is steady and far above noise: a warning, and so with less; but with something, since near zero any rise is. */
export function isWorthWarning(
  run: Run,
  rise: Rise,
  limits: Pick<RiseLimits, 'givenBack' | 'rise' | 'steadiness'>,
): boolean {
  if (rise.givenBack >= limits.givenBack) return true
  const alone = run.curves.validationAccuracy === undefined && !isBoosting(run)
  const steady = alone && rise.steadiness >= limits.steadiness && rise.givenBack >= LITTLE
  return (rise.share >= limits.rise || steady) && rise.after >= LONG && errs(run)
}

/** Is there room for fewer errors; or, without an accuracy, may there be? */
function errs(run: Run): boolean {
  const accuracy = finiteFractions(run.curves.validationAccuracy).y
  return accuracy.length === 0 || 1 - median(accuracy.slice(-3)) >= ERRORS
}
