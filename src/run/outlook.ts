import type { LimitValues } from '../limit.js'
import { countPoints, spell, spellShare } from '../numerals.js'
import { forecast } from '../stats/forecast.js'
import { relativeNoise } from '../stats/noise.js'
import { least, medianOfThree } from '../stats/order.js'
import { kendallTau } from '../stats/trend.js'
import type { Points } from './points.js'
import type { Run, Series } from './run.js'
import { findSchedule, restartsOf } from './schedule.js'

type Name = 'gain' | 'epochs' | 'certainty' | 'blur' | 'trend'

/** Why a fall may be none: what is left of it without the error of its slope. */
export function uncertain({ y }: Points, limits: LimitValues<Name>): string | undefined {
  const { gain, least } = forecast(y, limits.certainty)
  return least < limits.gain / 2
    ? `as many epochs again may lower the loss by ${spellShare(gain, 2)}, or by ${spellShare(least, 2)} only, within the noise; train on`
    : undefined
}

/** Why no slope can be seen: noise hides it. A curve that rises steadily needs no forecast. */
export function blurred(curve: Series, { y }: Points, limits: LimitValues<Name>): string | undefined {
  const { error } = forecast(y)
  const half = y.slice(-Math.ceil(y.length / 2))
  if (error < limits.blur || kendallTau(half) > limits.trend) return undefined
  return `${curve.name} moves by ${spellShare(relativeNoise(half), 2)} from value to value; validate on more, or lower the learning rate`
}

/**
 * Is the loss lower at its end than in all of its first half, and there as low as it ever was, but for a swing? A curve that
 * comes down to where it had been only makes up for a rise, as after warm restarts.
 */
export function reachesNew({ y }: Points, { gain }: LimitValues<Name>): boolean {
  const last = y.at(-1) ?? Number.NaN
  const before = least(medianOfThree(y.slice(0, Math.floor(y.length / 2))))
  const lowest = least(y)
  return last < before && last <= lowest + (gain + 2 * relativeNoise(y)) * Math.abs(lowest)
}

/** Did the last cycle of warm restarts come no lower than the one before, by half of what matters? Then one more would not. */
export function repeats(run: Run, { x, y }: Points, { gain }: LimitValues<Name>): boolean {
  const restarts = restartsOf(run)
  const since = restarts.at(-1)
  if (since === undefined) return false
  const start = restarts.at(-2) ?? Number.NEGATIVE_INFINITY
  const before = y.filter((_, k) => start <= (x[k] ?? 0) && (x[k] ?? 0) < since)
  const last = y.filter((_, k) => (x[k] ?? 0) >= since)
  if (before.length < 2 || last.length < 2) return false
  return least(last) > least(before) - (gain / 2) * Math.abs(least(before))
}

/** Why a fall tells nothing of later epochs: it came with a step of the learning rate, and once only. */
export function stepped(run: Run, { x, y }: Points, limits: LimitValues<Name>): string | undefined {
  const schedule = findSchedule(run)
  if (schedule?.shape !== 'steps') return undefined
  const { series, last, since } = schedule
  const later = y.slice(x.findIndex((place) => place >= since))
  if (later.length * 2 > y.length) return undefined
  return later.length < limits.epochs
    ? `only ${countPoints(later.length, run.axis)} since ${series} became ${spell(last)} at ${run.axis} ${since}; train on`
    : undefined
}
