import { median } from '../stats/order.js'
import { type Points, trainAtEndsOf } from './points.js'

/** Training this many times validation throughout is on another scale, as a sum is beside a mean. */
const ABOVE = 5
/** The other way round memorising opens a gap too, hardly from the first epoch on as wide as this. */
const BELOW = 10

/**
 * What a training loss is to be multiplied by before it is held against validation: 1, unless the two are on
 * different scales throughout, which are then taken to begin alike. For losses above zero.
 */
export function scaleOf(train: Points, validation: Points): number {
  if (train.y.length === 0 || !train.y.every(isPositive) || !validation.y.every(isPositive)) return 1
  const ratios = trainAtEndsOf(train, validation.x).map((value, k) => (validation.y[k] ?? 1) / value)
  const apart = ratios.every((ratio) => ratio < 1 / ABOVE) || ratios.every((ratio) => ratio > BELOW)
  return apart ? median(ratios.slice(0, 3)) : 1
}

/** The training loss on the scale of validation. */
export function onScaleOf(validation: Points, train: Points): Points {
  const scale = scaleOf(train, validation)
  return scale === 1 ? train : { x: train.x, y: train.y.map((value) => scale * value) }
}

const isPositive = (value: number): boolean => value > 0
