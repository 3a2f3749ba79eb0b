import { type Chance, chanceLevel } from './chance.js'
import { finiteFractions, finitePoints } from './points.js'
import type { Run, Series } from './run.js'

/** A value at the end of a curve, and the limit beyond which it is called high. */
export interface Level {
  /** Name of the curve as the log spells it. */
  readonly series: string
  readonly value: number
  readonly limit: number
  readonly level: 'low' | 'high'
}

/**
 * Where a split with loss and accuracy ended among the four corners of the two: accuracy tells how many errors there
 * are, loss how large they are.
 */
export interface Corner {
  readonly split: 'train' | 'validation'
  /** The last epoch or step as logged. */
  readonly at: number
  readonly loss: Level
  /** As a fraction of 1. */
  readonly accuracy: Level
  /** What the limits lie halfway to. */
  readonly because: string
}

/** The limits lie this share of the way from no error to chance, or to where the loss began. */
const HALFWAY = 0.5
/** Losses of which ln K may be the level of chance. */
const ENTROPIES = new Set(['loss', 'nll', 'ce', 'xent', 'crossentropy', 'logloss'])

/** The four-corner reading of each split at its last epoch, relative to chance where that is known. */
export function readCorners(run: Run): Corner[] {
  const { trainLoss, validationLoss, trainAccuracy, validationAccuracy } = run.curves
  const chance = chanceLevel(run)
  return [
    ...readCorner('train', trainLoss, trainAccuracy, chance),
    ...readCorner('validation', validationLoss, validationAccuracy, chance),
  ]
}

function readCorner(
  split: Corner['split'],
  loss: Series | undefined,
  accuracy: Series | undefined,
  chance: Chance,
): Corner[] {
  const losses = finitePoints(loss)
  const answers = finiteFractions(accuracy)
  const [size, right, first] = [losses.y.at(-1), answers.y.at(-1), losses.y[0]]
  if (!loss || !accuracy || size === undefined || right === undefined || first === undefined) return []
  if (losses.y.length < 2 || losses.y.some((value) => value < 0)) return []
  const { classes } = chance
  const entropy = classes !== undefined && ENTROPIES.has(loss.quantity) ? Math.log(classes) : undefined
  const small = HALFWAY * (entropy ?? first)
  const few = 1 - HALFWAY * (1 - chance.accuracy)
  const beside = entropy === undefined ? ' and to the first loss' : ''
  return [
    {
      split,
      at: losses.x.at(-1) ?? 0,
      loss: { series: loss.name, value: size, limit: small, level: size < small ? 'low' : 'high' },
      accuracy: { series: accuracy.name, value: right, limit: few, level: right > few ? 'high' : 'low' },
      because: `halfway to chance (${chance.because})${beside}`,
    },
  ]
}
