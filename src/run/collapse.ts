import { indexOfMin, median, medianOfThree } from '../stats/order.js'
import type { Rise } from '../stats/rise.js'
import { finitePoints } from './points.js'
import { assessRise } from './rise.js'
import type { RiseLimits } from './rise-limits.js'
import type { Run, Series } from './run.js'

/** A training loss that ends this many times above its lowest level has fallen apart; noise and schedules move it less. */
const FALLEN = 3

/** The run up to where its training loss fell apart, and the epoch where that was. */
export interface Collapse {
  readonly at: number
  readonly before: Run
}

/** Where training had nearly learned its data by heart and then lost it to the end of the run; undefined elsewhere. */
export function findCollapse(run: Run): Collapse | undefined {
  const { x, y } = finitePoints(run.curves.trainLoss)
  if (y.length < 4 || !y.every((value) => value > 0)) return undefined
  const levels = medianOfThree(y)
  const lowest = indexOfMin(levels)
  const at = x[lowest]
  if (at === undefined || median(y.slice(-3)) < FALLEN * (levels[lowest] ?? 0)) return undefined
  const { curves } = run
  const cut = (curve: Series | undefined) => curve && upTo(curve, at)
  const trainLoss = cut(curves.trainLoss)
  const validationLoss = cut(curves.validationLoss)
  const trainAccuracy = cut(curves.trainAccuracy)
  const validationAccuracy = cut(curves.validationAccuracy)
  return {
    at,
    before: {
      ...run,
      curves: {
        ...(trainLoss && { trainLoss }),
        ...(validationLoss && { validationLoss }),
        ...(trainAccuracy && { trainAccuracy }),
        ...(validationAccuracy && { validationAccuracy }),
      },
    },
  }
}

function upTo(curve: Series, place: number): Series | undefined {
  const size = curve.x.filter((x) => x <= place).length
  return size === 0 ? undefined : { ...curve, x: curve.x.subarray(0, size), y: curve.y.subarray(0, size) }
}

/** A rise of the validation loss that stood before training fell apart. */
export function riseBeforeCollapse(
  run: Run,
  limits: RiseLimits,
): (Collapse & { readonly curve: Series; readonly rise: Rise }) | undefined {
  const collapse = findCollapse(run)
  const curve = collapse?.before.curves.validationLoss
  if (!collapse || !curve || finitePoints(curve).y.length < 4) return undefined
  const { state, rise } = assessRise(collapse.before, limits)
  return state === 'risen' ? { ...collapse, curve, rise } : undefined
}
