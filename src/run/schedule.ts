import { finitePoints } from './points.js'
import type { Run, Series } from './run.js'

/** How the learning rate of a run went, where the log has it. */
export interface Schedule {
  /** Name of the curve as the log spells it. */
  readonly series: string
  readonly peak: number
  readonly last: number
  /** `steps`: a few values, each for a while; `decays`: another value nearly every time. */
  readonly shape: 'constant' | 'steps' | 'decays'
  /** Epoch or step, as logged, since which it has its last value. */
  readonly since: number
}

/** The quantity of a learning rate. */
export const LEARNING_RATE = /(?:^|_)(?:lr|learning_rate)(?:_|$)/
/** More different values than this share of the last half, and more than three, are no steps. */
const FEW = 0.25

function isLearningRate({ quantity, goal }: Series): boolean {
  return goal === 'none' && LEARNING_RATE.test(quantity)
}

/** The schedule of the learning rate; of the first where several groups of weights have one each. */
export function findSchedule(run: Run): Schedule | undefined {
  const curve = run.series.find(isLearningRate)
  const { x, y } = finitePoints(curve)
  const last = y.at(-1)
  if (!curve || last === undefined) return undefined
  const half = y.slice(Math.floor(y.length / 2))
  const values = new Set(half).size
  let start = y.length - 1
  while (start > 0 && y[start - 1] === last) start--
  const many = values > Math.max(3, FEW * half.length)
  return {
    series: curve.name,
    peak: y.reduce((most, value) => Math.max(most, value), 0),
    last,
    shape: many ? 'decays' : start === 0 ? 'constant' : 'steps',
    since: x[start] ?? 0,
  }
}

/** A fall of the learning rate to a new level. */
export interface Drop {
  /** Epoch or step, as logged, at which it has the new level. */
  readonly at: number
  readonly to: number
}

/** A level is left by falling at least this share; less is a schedule that decays all the time. */
const FALL = 0.1
/** More falls than this are no steps of a schedule that anyone would mark. */
const MOST_DROPS = 12

/** Where the learning rate drops from a level that it held for two points or more; nothing where it decays all along. */
export function dropsOf(run: Run): Drop[] {
  const { x, y } = finitePoints(run.series.find(isLearningRate))
  const drops: Drop[] = []
  for (let k = 2; k < y.length; k++) {
    const [held, before, now] = [y[k - 2] ?? 0, y[k - 1] ?? 0, y[k] ?? 0]
    if (held === before && now < before && now <= before * (1 - FALL)) drops.push({ at: x[k] ?? 0, to: now })
  }
  return drops.length > MOST_DROPS ? [] : drops
}

/** A learning rate that had come down to this share of its highest and doubles in one step is a warm restart. */
const DOWN = 0.5
const RESTART = 2

/** Where the learning rate begins anew from the top, after it had come down (I. Loshchilov, F. Hutter, SGDR, 2017). */
export function restartsOf(run: Run): number[] {
  const { x, y } = finitePoints(run.series.find(isLearningRate))
  let peak = 0
  return y.flatMap((value, k) => {
    const before = y[k - 1] ?? value
    const anew = before <= DOWN * peak && value >= RESTART * before && value > DOWN * peak
    peak = Math.max(peak, value)
    return anew ? [x[k] ?? 0] : []
  })
}
