import type { Note } from '../run/run.js'
import type { Located } from './print-log.js'
import { settleMeters } from './print-meters.js'
import { settleScores } from './print-scores.js'
import { settleStars } from './print-stars.js'
import { settleWholes } from './print-wholes.js'

/** Settles what single lines leave open and all of them together tell: which values they mean, and of which data. */
export function settlePrints(prints: readonly Located[]): {
  readonly prints: readonly Located[]
  readonly notes: readonly Note[]
} {
  const stars = settleStars(settleMeters(prints))
  const wholes = settleWholes(stars.prints)
  const scores = settleScores(wholes.prints)
  return { prints: scores.prints, notes: [...stars.notes, ...wholes.notes, ...scores.notes] }
}
