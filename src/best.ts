import { finitePoints } from './run/points.js'
import type { Run, Series } from './run/run.js'
import { indexOfMin } from './stats/order.js'

/** The epoch whose weights are worth keeping. */
export interface Best {
  /** Epoch or step as logged. */
  readonly at: number
  /** Name of the curve it was chosen by. */
  readonly by: string
  readonly value: number
  /** Values of that curve after it. */
  readonly epochsAfter: number
}

/** The best epoch by validation loss, else by validation accuracy; nothing without validation. */
export function findBest(run: Run): Best | undefined {
  const { validationLoss, validationAccuracy } = run.curves
  return lowest(validationLoss) ?? lowest(validationAccuracy)
}

function lowest(curve: Series | undefined): Best | undefined {
  const { x, y } = finitePoints(curve)
  const index = indexOfMin(curve?.goal === 'higher' ? y.map((value) => -value) : y)
  const [at, value] = [x[index], y[index]]
  if (!curve || at === undefined || value === undefined) return undefined
  return { at, by: curve.name, value, epochsAfter: y.length - 1 - index }
}
