import { remember } from '../once.js'
import { relativeNoise } from '../stats/noise.js'
import { least } from '../stats/order.js'
import { kendallTau } from '../stats/trend.js'
import { finitePoints, type Points } from './points.js'
import type { Run } from './run.js'

/** Where the cycle that a run ended in began. */
export interface Cycle {
  /** Epoch or step, as logged, of the last value before it. */
  readonly after: number
}

/** A jump up within two values, by this share and so many times the noise. */
const JUMP = 0.08
const CLEAR = 5
/** The last jump is of the kind of those before: no larger than this many times the largest of them, as a logarithm. */
const ALIKE = 1.5
/** Kendall's tau of what follows a jump: a fall. */
const FALLS = -0.6

/**
 * The cycle that a run of warm restarts ended in (I. Loshchilov, F. Hutter, SGDR, 2017), by its training loss alone, whether
 * the learning rate is logged or not: a loss that jumped up and came down steadily, each time to below where it had
 * been, and now has jumped as before, and falls. Undefined for other runs, and where the cycle is complete.
 */
export const findCycle = remember((run: Run): Cycle | undefined => {
  const { x, y } = finitePoints(run.curves.trainLoss)
  if (y.length < 6 || !y.every((value) => value > 0)) return undefined
  const levels = y.map(Math.log)
  const jumps = jumpsOf(levels, Math.max(Math.log1p(JUMP), CLEAR * relativeNoise(y)))
  const last = jumps.at(-1)
  if (!last || jumps.length < 2) return undefined
  const before = jumps.slice(0, -1)
  const cameDown = before.every(({ at, peak }, k) => {
    const cycle = levels.slice(peak, jumps[k + 1]?.at)
    return least(cycle) <= (levels[at - 1] ?? 0) && kendallTau(cycle) <= FALLS
  })
  const largest = before.reduce((most, { size }) => Math.max(most, size), 0)
  const since = levels.slice(last.peak)
  const falls = since.length < 3 ? true : kendallTau(since) <= FALLS
  const below = least(since) <= (levels[last.at - 1] ?? 0)
  return cameDown && last.size <= ALIKE * largest && falls && !below
    ? { after: x[last.at - 1] ?? 0 }
    : undefined
})

/** A cycle that was not run to its end, and how low validation had been before it. */
export interface CutShort extends Cycle {
  readonly at: number
  readonly lowest: number
  /** What coming down there again would bring, as a share of the last value. */
  readonly gain: number
}

/** Did the run end in the middle of a cycle, with a validation loss above zero? */
export function cutShort(run: Run, { x, y }: Points): CutShort | undefined {
  const cycle = findCycle(run)
  const lowest = cycle ? least(y.filter((_, k) => (x[k] ?? 0) <= cycle.after)) : 0
  const last = y.at(-1) ?? 0
  if (!cycle || lowest <= 0 || !Number.isFinite(lowest)) return undefined
  return { ...cycle, at: x[y.indexOf(lowest)] ?? cycle.after, lowest, gain: 1 - lowest / last }
}

interface Jump {
  /** Index of the first value that is higher. */
  readonly at: number
  /** Index of the highest of its two values. */
  readonly peak: number
  readonly size: number
}

function jumpsOf(levels: readonly number[], threshold: number): Jump[] {
  const jumps: Jump[] = []
  for (let k = 1; k < levels.length; k++) {
    const [low, up, next] = [levels[k - 1] ?? 0, levels[k] ?? 0, levels[k + 1] ?? Number.NEGATIVE_INFINITY]
    const size = Math.max(up, next) - low
    if (up <= low || size < threshold) continue
    const peak = next > up ? k + 1 : k
    jumps.push({ at: k, peak, size })
    k = peak
  }
  return jumps
}
