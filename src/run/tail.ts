import type { LimitValues } from '../limit.js'
import { least, medianOfThree } from '../stats/order.js'

/** What has lost so much of what had been gained has lost all of it. */
const ALL = 0.9

/**
 * How many values at the end of a loss must lie up there for it to have run away: a share of them, but two that are far
 * up are enough, and three where all that had been gained is lost.
 */
export function tailOf(
  y: readonly number[],
  first: number,
  limits: LimitValues<'times' | 'far' | 'tail' | 'learned'>,
): number {
  const lastTwo = least(y.slice(-2))
  const before = y.slice(0, -2)
  const leap = first > 0 ? Math.max(limits.times * first, limits.far * least(before)) : Infinity
  const lowest = Math.min(first, least(medianOfThree(before)))
  const far = lastTwo >= limits.far * Math.abs(first) || lastTwo >= leap
  if (far) return 2
  const lost =
    first - lowest >= (1 - limits.learned) * Math.abs(first) &&
    least(y.slice(-3)) - lowest >= ALL * (first - lowest)
  return lost ? 3 : Math.max(3, Math.ceil(limits.tail * y.length))
}
