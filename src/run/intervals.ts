import type { Axis, Curves, Note, Series } from './run.js'

/** So many training values for each validation value are batches, not epochs. */
const FINER = 3

/**
 * The curves with training averaged over the interval before each evaluation, where the log has it by batches: so it
 * means what frameworks log per epoch, and gaps compare like with like. What comes after the last evaluation is one
 * interval more, so that the end of the run is not lost. A log whose epochs are whole numbers has averaged already.
 */
export function averageByEvaluation(curves: Curves, axis: Axis): { curves: Curves; notes: readonly Note[] } {
  const notes: Note[] = []
  const averaged = (train: Series | undefined, validation: Series | undefined) => {
    if (!train || !validation || !byBatches(train, validation, axis)) return train
    const coarse = averageTo(train, validation.x)
    notes.push({
      because: `${train.name} is averaged between the evaluations of ${validation.name} for judging: ${train.x.length} values into ${coarse.x.length}`,
    })
    return coarse
  }
  const trainLoss = averaged(curves.trainLoss, curves.validationLoss ?? curves.validationAccuracy)
  const trainAccuracy = averaged(curves.trainAccuracy, curves.validationAccuracy ?? curves.validationLoss)
  return {
    curves: { ...curves, ...(trainLoss && { trainLoss }), ...(trainAccuracy && { trainAccuracy }) },
    notes,
  }
}

function byBatches(train: Series, validation: Series, axis: Axis): boolean {
  if (validation.x.length < 2 || train.x.length < FINER * validation.x.length) return false
  return axis !== 'epoch' || !train.x.every(Number.isInteger)
}

function averageTo(train: Series, places: Float64Array): Series {
  const x: number[] = []
  const y: number[] = []
  const end = train.x.at(-1) ?? 0
  let from = 0
  for (const place of (places.at(-1) ?? end) < end ? [...places, end] : places) {
    let to = from
    while (to < train.x.length && (train.x[to] ?? 0) <= place) to++
    if (to > from) {
      x.push(place)
      y.push(levelOf(train.y.subarray(from, to)))
    }
    from = to
  }
  return { ...train, x: Float64Array.from(x), y: Float64Array.from(y) }
}

/** The mean of what is finite; where the interval ends in NaN or infinity, that: the training did not recover from it. */
function levelOf(values: Float64Array): number {
  const last = values.at(-1) ?? Number.NaN
  if (!Number.isFinite(last)) return last
  const finite = values.filter(Number.isFinite)
  return finite.reduce((sum, value) => sum + value, 0) / finite.length
}
