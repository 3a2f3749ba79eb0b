import { finitePoints } from './points.js'
import type { Run } from './run.js'

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

const LEARNING_RATE = /(?:^|_)(?:lr|learning_rate)(?:_|$)/
/** More different values than this share of the last half, and more than three, are no steps. */
const FEW = 0.25

/** The schedule of the learning rate; of the first where several groups of weights have one each. */
export function findSchedule(run: Run): Schedule | undefined {
  const curve = run.series.find(({ quantity, goal }) => goal === 'none' && LEARNING_RATE.test(quantity))
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
