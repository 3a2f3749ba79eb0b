import { kendall } from '../stats/correlation.js'
import { findBest } from './best.js'
import { finiteFractions, finitePoints, valuesAt } from './points.js'
import type { Run, Series } from './run.js'

/** How loss and accuracy of one split moved together over a stretch of the run. */
export interface Relation {
  readonly split: 'train' | 'validation'
  /** Names of the curves as the log spells them. */
  readonly loss: string
  readonly accuracy: string
  /** Kendall's tau between the two: -1 when accuracy rises whenever loss falls, +1 when they rise and fall alike. */
  readonly tau: number
  /**
   * `together`: accuracy got better as loss got better; `apart`: one got better as the other got worse; `loose`: no
   * telling more than chance would make; `still`: the accuracy did not move at all.
   */
  readonly moved: 'together' | 'apart' | 'loose' | 'still'
  /** Epochs or steps as logged. */
  readonly from: number
  readonly to: number
}

/** Fewer pairs of values order themselves by chance. */
const LEAST = 6
/** Standard deviations of tau beyond which chance is ruled out. */
const BEYOND_CHANCE = 2

/**
 * The relation of loss and accuracy for each split that has both, over the whole run and, where there is enough of
 * it, from the best epoch on: after that they often part.
 */
export function relateLossAndAccuracy(run: Run): Relation[] {
  const { trainLoss, validationLoss, trainAccuracy, validationAccuracy } = run.curves
  const best = findBest(run)?.at
  const stretches = best === undefined ? [undefined] : [undefined, best]
  return stretches.flatMap((since) => [
    ...relate('train', trainLoss, trainAccuracy, since),
    ...relate('validation', validationLoss, validationAccuracy, since),
  ])
}

function relate(
  split: Relation['split'],
  loss: Series | undefined,
  accuracy: Series | undefined,
  since = Number.NEGATIVE_INFINITY,
): Relation[] {
  if (!loss || !accuracy) return []
  const losses = finitePoints(loss)
  const answers = finiteFractions(accuracy)
  const places = (answers.x[0] ?? 0) >= since ? answers.x : answers.x.filter((x) => x >= since)
  if (places.length < LEAST || losses.x.length < LEAST) return []
  const right = answers.y.slice(-places.length)
  const tau = kendall(valuesAt(losses, places), right)
  const still = right.every((value) => value === right[0])
  return [
    {
      ...{ split, loss: loss.name, accuracy: accuracy.name, tau },
      moved: still ? 'still' : movement(tau, places.length),
      ...{ from: places[0] ?? 0, to: places.at(-1) ?? 0 },
    },
  ]
}

/** The spread of tau between unrelated lists: Kendall (1938), variance 2(2n + 5) / 9n(n - 1). */
function movement(tau: number, n: number): 'together' | 'apart' | 'loose' {
  const spread = Math.sqrt((2 * (2 * n + 5)) / (9 * n * (n - 1)))
  if (Math.abs(tau) < BEYOND_CHANCE * spread) return 'loose'
  return tau < 0 ? 'together' : 'apart'
}
