import type { LimitValues } from '../limit.js'
import { least, medianOfThree } from '../stats/order.js'

/** What has lost so much of what had been gained has lost all of it. */
const ALL = 0.9

/**
 * How many values at the end of a loss must lie up there for it to have run away: a share of them, but two that are far
 * up are enough, or at a multiple of the lowest with all lost that had been gained; else three where all is lost.
 */
export function tailOf(
  y: readonly number[],
  first: number,
  limits: LimitValues<'times' | 'far' | 'tail' | 'learned' | 'back'>,
): number {
  const lastTwo = least(y.slice(-2))
  const before = y.slice(0, -2)
  const leap = first > 0 ? Math.max(limits.times * first, limits.far * least(before)) : Infinity
  const lowest = Math.min(first, least(medianOfThree(before)))
  const far = lastTwo >= limits.far * Math.abs(first) || lastTwo >= leap
  const learned = first - lowest >= (1 - limits.learned) * Math.abs(first)
  const lost = (values: number, share: number) =>
    learned && least(y.slice(-values)) - lowest >= share * (first - lowest)
  if (far) return 2
  if (lost(3, ALL)) return 3
  const usual = Math.max(3, Math.ceil(limits.tail * y.length))
  const fallen = lost(2, ALL) && lastTwo >= limits.times * Math.abs(lowest)
  return fallen && !lost(usual, limits.back) ? 2 : usual
}
