import { sizeOf } from './score.js'
import type { TrueLosses } from './shapes.js'

/** The ids of the diagnoses that there is a truth about. */
export type Question = 'diverged' | 'not-learning' | 'overfitting' | 'stopped-early'
export type Truth = Readonly<Record<Question, boolean>>

/** Loss on unseen data must end this much above its best to be overfitting, and fall this much more to have been stopped early. */
export const TENTH = 0.1
/** A run whose unseen loss never fell by this much learned nothing. */
export const LEARNED = 0.03
/** A run whose losses end this many times as high as they began ran away. */
const AWAY = 2

export const lowest = (values: readonly number[]) =>
  values.reduce((least, value) => Math.min(least, value), Infinity)

const finite = (values: readonly number[]) => values.every((value) => Number.isFinite(value))

/**
 * The truth about a run of so many epochs, by its curves without noise after each of them: the loss on unseen data, and
 * the training loss that is fitted, as it is at the same moment and without penalties.
 * - diverged: a loss is no number, or both end at twice where they began and more.
 * - not learning: unseen loss never fell by 3 % of its first value.
 * - overfitting: unseen loss ends a tenth and more above its lowest, while training is no higher than it was there (in
 *   a spike or at the beginning of a cycle both are).
 * - stopped early: as many epochs again bring unseen loss a tenth and more below its end.
 * A tenth is that of the loss; of what had been gained, where the lowest is zero or below. Of a run that diverged or
 * learned nothing, nothing more is true.
 */
export function truthOf({ train, unseen }: TrueLosses, epochs: number): Truth {
  const at = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => unseen(from + k + 1))
  const [during, later] = [at(0, epochs), at(epochs, 2 * epochs)]
  const [start, end, least] = [unseen(0), unseen(epochs), lowest(during)]
  const trains = Array.from({ length: epochs }, (_, k) => train(k + 1))
  const ranAway = start > 0 && end >= AWAY * start && train(epochs) >= AWAY * train(0)
  const diverged = !finite([...during, ...trains]) || ranAway
  const learned = least <= start - LEARNED * Math.abs(start)
  const judged = !diverged && learned
  const above = end - least >= TENTH * sizeOf(during, start)
  const left = end - lowest(later) >= TENTH * (least > 0 ? end : start - least)
  return {
    diverged,
    'not-learning': !diverged && !learned,
    overfitting: judged && above && train(epochs) <= train(during.indexOf(least) + 1),
    'stopped-early': judged && left,
  }
}
