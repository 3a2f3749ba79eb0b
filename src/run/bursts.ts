import type { Limits } from '../limit.js'
import { remember } from '../once.js'
import { type Burst, type BurstBounds, findBursts } from '../stats/burst.js'
import type { Points } from './points.js'
import type { Run, Series } from './run.js'
import { restartsOf } from './schedule.js'

/** When an excursion of a loss, with the loss back afterwards, is a burst. */
export const burstLimits: Limits<Exclude<keyof BurstBounds, 'material'>> = {
  burst: {
    value: 1.5,
    unit: 'share of the spread of the rest',
    because: 'Far above all the rest: warm restarts and waves come up to where the curve had been.',
  },
  settled: {
    value: 5,
    unit: 'values',
    because: 'First epochs and warm-ups jump; a curve has to be somewhere before it can leave.',
  },
  lasting: {
    value: 0.5,
    unit: 'share of the values',
    because: 'What lasts longer is the course of the run.',
  },
}

/** The points of a curve that are numbers or infinite, in order; minus infinity is as far off as infinity. */
export function unboundedPoints({ x, y }: Series): Points {
  const places = [...y.keys()].filter((k) => !Number.isNaN(y[k]))
  return {
    x: places.map((k) => x[k] ?? Number.NaN),
    y: places.map((k) => (y[k] === Number.NEGATIVE_INFINITY ? Infinity : (y[k] ?? Number.NaN))),
  }
}

/** The bursts of a curve of a run, but for those that begin where the learning rate does anew. */
export function burstsOf(run: Run, { x, y }: Points, bounds: BurstBounds): Burst[] {
  const bursts = findBursts(y, bounds)
  if (bursts.length === 0) return bursts
  const restarts = restartsOf(run)
  return bursts.filter(({ from }) => {
    const [before, first, second] = [x[from - 1] ?? 0, x[from] ?? 0, x[from + 1] ?? Infinity]
    return !restarts.some((at) => (at > before && at <= first) || at === second)
  })
}

const USUAL: BurstBounds = {
  burst: burstLimits.burst.value,
  settled: burstLimits.settled.value,
  lasting: burstLimits.lasting.value,
  material: 0,
}

/**
 * The run without what its losses show while they burst: how training goes on and how it ends is told by the rest. The
 * run itself where there is no burst.
 */
export const withoutBursts = remember((run: Run): Run => {
  const { trainLoss, validationLoss } = run.curves
  const [train, validation] = [trainLoss, validationLoss].map((curve) => curve && calm(run, curve))
  if (train === trainLoss && validation === validationLoss) return run
  return {
    ...run,
    curves: {
      ...run.curves,
      ...(train && { trainLoss: train }),
      ...(validation && { validationLoss: validation }),
    },
  }
})

function calm(run: Run, curve: Series): Series {
  const points = unboundedPoints(curve)
  const bursts = burstsOf(run, points, USUAL)
  if (bursts.length === 0) return curve
  const spans = bursts.map(({ from, to }) => [points.x[from] ?? 0, points.x[to] ?? 0] as const)
  const kept = Uint32Array.from(
    [...curve.x.keys()].filter((k) => {
      const at = curve.x[k] ?? 0
      return !spans.some(([from, to]) => at >= from && at <= to)
    }),
  )
  const of = (numbers: Float64Array) => Float64Array.from(kept, (k) => numbers[k] ?? Number.NaN)
  return { ...curve, x: of(curve.x), y: of(curve.y) }
}
