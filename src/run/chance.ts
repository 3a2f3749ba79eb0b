import { finiteFractions, finitePoints, type Points } from './points.js'
import type { Run } from './run.js'

/** The accuracy of answering without looking, and how it is known. */
export interface Chance {
  readonly accuracy: number
  /** Number of classes, where told or inferred. */
  readonly classes?: number
  readonly because: string
}

/** The first loss must lie this near ln K, as a share, to tell K. */
const NEAR = 0.06
/** The first accuracy must lie within so many times 1/K, and have gone no more than a quarter of the way to 1. */
const GUESSING = [0.4, 2] as const
const LEARNED = 0.25
/** More classes than this lie too close together in ln K to be told apart. */
const MOST_CLASSES = 1000

/**
 * The level of chance: 1/K for the number of classes that the user told; else K is inferred where the first training
 * loss lies at ln K and the first accuracy near 1/K; else half, the best chance there can be without imbalance.
 */
export function chanceLevel(run: Run): Chance {
  const told = run.facts.classes
  if (told !== undefined) return { accuracy: 1 / told, classes: told, because: `1/${told}` }
  const inferred = inferClasses(run)
  if (inferred !== undefined)
    return {
      accuracy: 1 / inferred,
      classes: inferred,
      because: `${about(inferred)}1/${inferred}, inferred: the first loss is near ln ${inferred}`,
    }
  return { accuracy: 0.5, because: 'taken as 1/2; --classes tells better' }
}

function inferClasses(run: Run): number | undefined {
  const loss = finitePoints(run.curves.trainLoss).y[0]
  const accuracy = finiteFractions(run.curves.trainAccuracy).y[0]
  if (loss === undefined || accuracy === undefined || loss <= 0) return undefined
  const classes = Math.round(Math.exp(loss))
  if (classes < 2 || classes > MOST_CLASSES) return undefined
  const most = Math.min(GUESSING[1] / classes, 1 / classes + LEARNED * (1 - 1 / classes))
  const near = Math.abs(loss - Math.log(classes)) <= NEAR * Math.log(classes)
  return near && accuracy >= GUESSING[0] / classes && accuracy <= most ? classes : undefined
}

/** Up to so many classes ln K tells K exactly; of more, one more or less lies as near. */
const TOLD_APART = 5

/** What to say before a number of classes that the log betrays. */
export function about(classes: number): string {
  return classes > TOLD_APART ? 'about ' : ''
}

/** An accuracy this near 1/K, as a share of it, is that of guessing among K. */
const GUESSED = 0.12

/**
 * The number of classes among which a model guesses whose loss ends at ln K and whose accuracy at 1/K (where none is
 * logged the number has to be told); else undefined.
 */
export function guessesAmong(
  loss: number,
  accuracy: number | undefined,
  near: number,
  told?: number,
): number | undefined {
  const classes = told ?? Math.round(1 / (accuracy ?? 1))
  if (classes < 2 || (told === undefined && classes > MOST_CLASSES)) return undefined
  if (accuracy !== undefined && Math.abs(accuracy * classes - 1) > GUESSED) return undefined
  return Math.abs(loss / Math.log(classes) - 1) <= near ? classes : undefined
}

/** A wrong answer left its label at most half, which costs ln 2; with half of that spared for lag and dropout. */
const LEAST_OF_ERROR = Math.LN2 / 2

/**
 * Does a loss in nats lie below `blind` times the best that one answer for all could reach, the entropy of the share
 * of the largest class? Losses that the errors alone would exceed are not in nats, and tell nothing.
 */
export function beatsOneAnswer(loss: number, share: number, blind: number): boolean {
  return loss >= (1 - share) * LEAST_OF_ERROR && loss < blind * entropyOf(share)
}

/** The entropy in nats of one class with that share and another with the rest. */
export function entropyOf(share: number): number {
  return share <= 0 || share >= 1 ? 0 : -share * Math.log(share) - (1 - share) * Math.log(1 - share)
}

/** An accuracy as fractions of 1, of training before that of validation. */
export function accuracyOf(run: Run): { name: string; points: Points } | undefined {
  for (const curve of [run.curves.trainAccuracy, run.curves.validationAccuracy]) {
    const points = finiteFractions(curve)
    if (curve && points.y.length > 0) return { name: curve.name, points }
  }
  return undefined
}
