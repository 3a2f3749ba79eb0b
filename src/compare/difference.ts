import { count, spell, spellChange, spellPair, spellShare } from '../numerals.js'
import type { Difference, Measure } from '../report.js'
import { compareMeans } from '../stats/student.js'
import { compareLimits } from './limits.js'
import { type Measurement, noiseOn } from './measure.js'

/** How values of a measure are held against each other. */
interface Scale {
  /** Onto it, so that differences are what counts. */
  readonly on: (value: number) => number
  /** A difference on the scale as it is told: a share, or a plain difference. */
  readonly told: (difference: number) => number
  /** What `--tolerance` is on it. */
  readonly tolerance: (share: number) => number
  readonly spellChange: (change: number) => string
  readonly spellTolerance: (tolerance: number) => string
}

/** From here on a share is told as a multiple. */
const TENFOLD = 9

const SHARES: Scale = {
  on: Math.log,
  told: Math.expm1,
  tolerance: Math.log1p,
  spellChange: (change) => (change >= TENFOLD ? `${spell(change + 1, 3)} times` : spellChange(change)),
  spellTolerance: (tolerance) => spellShare(tolerance, 2),
}
const plain = (value: number) => value
const signed = (value: number) => `${value < 0 ? '-' : '+'}${spell(Math.abs(value), 2)}`
const POINTS: Scale = {
  on: plain,
  told: plain,
  tolerance: plain,
  spellChange: signed,
  spellTolerance: (tolerance) => spell(tolerance, 2),
}
/** A gap is measured as a logarithm already. */
const GAPS: Scale = { ...SHARES, on: plain }

/** What one measure says of the two sides. */
export interface Sides {
  readonly by: Measure
  readonly what: string
  readonly baseline: readonly Measurement[]
  readonly candidate: readonly Measurement[]
  /** How many runs there are on each side, with the measurement or without. */
  readonly runs: readonly [baseline: number, candidate: number]
  /** What the user said that counts; nothing unless told. */
  readonly tolerance: number | undefined
}

/** Compares two runs by the noise of their curves, or two groups of runs by how much these differ among themselves. */
export function differ(sides: Sides): Difference {
  const { by, baseline, candidate } = sides
  const all = [...baseline, ...candidate]
  const [one] = all
  if (!one || baseline.length === 0 || candidate.length === 0)
    return unknown(by, `no ${sides.what} ${baseline.length === 0 ? 'in the baseline' : 'to hold against it'}`)
  const other = all.find(({ series }) => series.quantity !== one.series.quantity)
  if (other) return unknown(by, `${one.series.name} and ${other.series.name} are not the same quantity`)
  const scale = scaleOf(by, all)
  return all.length > 2 ? differGroups(sides, scale) : differRuns(sides, scale)
}

const NOISE = ', the noise of the curves'

function tooShort({ tail, series }: Measurement): string {
  return `only ${count(tail.length, 'value')} of ${series.name}: its noise cannot be told; --tolerance says what counts`
}

function differRuns(sides: Sides, scale: Scale): Difference {
  const { by, tolerance } = sides
  const [a, b] = [sides.baseline[0], sides.candidate[0]]
  if (!a || !b) return unknown(by, 'nothing to compare')
  const noises = [a, b].map((own) => noiseOn(scale.on, own))
  const short = [a, b].find((_, k) => noises[k] === undefined)
  if (short && tolerance === undefined) return unknown(by, tooShort(short))
  const noise = compareLimits.noise.value * Math.hypot(...noises.map((own) => own ?? 0))
  const least = scale.tolerance(tolerance ?? compareLimits.tolerance.value)
  const bound = Math.max(least, noise)
  const change = scale.on(b.value) - scale.on(a.value)
  const [was, is] = spellValues(by, a.value, b.value)
  const why = noise > least ? NOISE : ''
  return {
    ...{ by, state: stateOf(by, change, bound) },
    because: `${b.series.name} ${is} at ${b.axis} ${b.at} against ${was} at ${a.axis} ${a.at}: ${scale.spellChange(scale.told(change))} (counts beyond ${scale.spellTolerance(scale.told(bound))}${why})`,
    ...{ baseline: a.value, actual: b.value, change: scale.told(change), tolerance: scale.told(bound) },
  }
}

/**
 * Several runs a side, by their means. Few of them tell nothing by an interval: there a difference counts beyond the noise
 * of the curves, as between two runs, and beyond two standard errors. With more it is the interval of Welch that counts, and it
 * is never narrower than the noise of the curves makes it, however well the runs agree.
 */
function differGroups({ by, tolerance, runs, ...sides }: Sides, scale: Scale): Difference {
  const values = (side: readonly Measurement[]) => side.map(({ value }) => scale.on(value))
  const [first, second] = [values(sides.baseline), values(sides.candidate)]
  const { difference, reach, error } = compareMeans(first, second)
  const few = areFew(first.length, second.length)
  const noises = [sides.baseline, sides.candidate].map((side) => noiseOf(side, scale, few))
  const short = sides.baseline.concat(sides.candidate).find((own) => noiseOn(scale.on, own) === undefined)
  if (few && short && noises.includes(undefined) && tolerance === undefined)
    return unknown(by, tooShort(short))
  const noise = compareLimits.noise.value * Math.hypot(...noises.map((own) => own ?? 0))
  const least = scale.tolerance(tolerance ?? compareLimits.tolerance.value)
  const spread = few ? compareLimits.noise.value * error : 0
  const bound = Math.max(least, noise, spread)
  const wide = Math.max(reach, noise)
  const told: readonly [number, number] = [scale.told(difference - wide), scale.told(difference + wide)]
  const certain = few || Math.abs(difference) > wide
  const [baseline, actual] = [meanOf(sides.baseline), meanOf(sides.candidate)]
  const [was, is] = spellValues(by, baseline, actual)
  const name = sides.candidate[0]?.series.name ?? sides.what
  const why = bound === least ? '' : bound === noise ? NOISE : ', twice the spread of the seeds'
  const how = few
    ? `counts beyond ${scale.spellTolerance(scale.told(bound))}${why}; too few runs for an interval`
    : `95 % interval ${told.map(scale.spellChange).join(' to ')}; counts beyond ${scale.spellTolerance(scale.told(bound))}${why}`
  return {
    ...{ by, state: certain ? stateOf(by, difference, bound) : 'same' },
    because: `${name} ${is} in the mean of ${counted(second, runs[1])} against ${was} of ${counted(first, runs[0])}: ${scale.spellChange(scale.told(difference))} (${how})`,
    ...{ baseline, actual, change: scale.told(difference), tolerance: scale.told(bound) },
    ...(!few && { interval: told }),
  }
}

/** Too few runs to tell by an interval how far their means may be off? */
function areFew(first: number, second: number): boolean {
  const lone = Math.min(first, second) === 1
  return (
    first + second < compareLimits.runs.value || (!lone && Math.min(first, second) < compareLimits.side.value)
  )
}

/** The noise of a curve of this side, where `each`, else of the mean of all; nothing where no curve tells it. */
function noiseOf(side: readonly Measurement[], scale: Scale, each: boolean): number | undefined {
  const noises = side.flatMap((own) => noiseOn(scale.on, own) ?? [])
  if (noises.length === 0) return undefined
  return Math.hypot(...noises) / Math.sqrt(noises.length * (each ? 1 : side.length))
}

/** A run without the measurement is in no mean, and that is said. */
function counted({ length }: readonly number[], runs: number): string {
  return length === runs ? `${length}` : `${length} (${count(runs - length, 'run')} without)`
}

function stateOf(by: Measure, change: number, bound: number): Difference['state'] {
  if (!(Math.abs(change) > bound)) return 'same'
  return change > 0 === (by === 'accuracy') ? 'better' : 'worse'
}

/** Losses above zero are compared by their ratio; others by shares of what the runs had gained. */
function scaleOf(by: Measure, all: readonly Measurement[]): Scale {
  if (by === 'accuracy') return POINTS
  if (by === 'gap') return GAPS
  if (all.every(({ value, tail }) => value > 0 && tail.every((own) => own > 0))) return SHARES
  const gained = all.reduce((most, own) => Math.max(most, own.gained), 0) || 1
  return { ...SHARES, on: (value) => value / gained, told: plain, tolerance: plain }
}

function spellValues(by: Measure, from: number, to: number): [string, string] {
  return by === 'gap' ? [ratio(from), ratio(to)] : spellPair(from, to)
}

function ratio(logarithm: number): string {
  return `${spell(Math.exp(logarithm), 3)} x training`
}

function meanOf(side: readonly Measurement[]): number {
  return side.reduce((sum, { value }) => sum + value, 0) / side.length
}

export function unknown(by: Measure, because: string): Difference {
  return { by, state: 'unknown', because }
}
