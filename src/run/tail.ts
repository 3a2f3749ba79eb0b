import type { LimitValues } from '../limit.js'
import { least, medianOfThree } from '../stats/order.js'
import { findCycle } from './cycle.js'
import type { Run } from './run.js'
import { restartsOf } from './schedule.js'

/** What has lost so much of what had been gained has lost all of it. */
const ALL = 0.9

/** A last value that is so many times the highest before it is no number for practical purposes. */
const BEYOND = 1e6

/**
 * How many values at the end of a loss must lie up there for it to have run away: a share of them, but two that are far
 * up are enough, and one that is out of all bounds, or two at a multiple of the lowest with all lost that had been
 * gained; else three where all is lost.
 */
export function tailOf(
  y: readonly number[],
  first: number,
  limits: LimitValues<'times' | 'far' | 'tail' | 'learned' | 'back'>,
): number {
  const highest = y.slice(0, -1).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (highest > 0 && (y.at(-1) ?? 0) >= BEYOND * highest) return 1
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

/** So often up there and down again before, a loss comes and goes; once where the learning rate begins anew. */
const OFTEN = { usual: 2, restarts: 1 }
/** Down again: within this share of the way from its best to the height it came from. */
const DOWN = 0.25

/**
 * Has a loss been as high as `height` before, after it had been down, and come down again each time, as with warm restarts
 * that end halfway, and in the noise of batches? Then it does so at its end, too.
 */
export function comesAndGoes(run: Run, y: readonly number[], best: number, height: number): boolean {
  const low = best + DOWN * (height - best)
  let [down, up, returns] = [false, false, 0]
  for (const value of y) {
    if (value <= low) {
      if (up) returns++
      ;[down, up] = [true, false]
    } else if (down && value >= height) up = true
  }
  return (
    returns >= (restartsOf(run).length > 1 ? OFTEN.restarts : OFTEN.usual) || findCycle(run) !== undefined
  )
}
