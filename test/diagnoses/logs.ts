import { expect, it } from 'vitest'
import type { Diagnosis } from '../../src/diagnoses/diagnosis.js'
import { diagnose, type Facts, type NamedFinding, type RunReport } from '../../src/index.js'
import { dice } from '../evaluate/chance.js'

export type Curve = (epoch: number) => number

/** A run as it would be seen without noise: its columns by name, as functions of the epoch. */
export interface Log {
  readonly curves: Readonly<Record<string, Curve>>
  readonly epochs?: number
  readonly facts?: Facts
  /** Columns that are logged without noise whatever the others are. */
  readonly exact?: readonly string[]
  /** Columns that have a value in every so many rows only. */
  readonly every?: Readonly<Record<string, number>>
  /** Header of the first column and the number of the first row. */
  readonly axis?: string
  readonly first?: number
}

/** How well validation sees. */
export interface Noise {
  readonly name: string
  /** Validation samples; without them there is no noise. */
  readonly samples?: number
}

/**
 * A loss has a relative error of about 1 / sqrt(wrong samples), of which a quarter drifts within a run and a tenth
 * flickers (see evaluate/observe), 0.27 together. One sample in five is taken to be wrong.
 */
const MOVES = Math.hypot(0.25, 0.1)
const WRONG = 0.2
/** Training is averaged over many more samples. */
const CALMER = 1 / 3

export const exact: Noise = { name: 'without noise' }
export const many: Noise = { name: 'noise like 5000 validation samples', samples: 5000 }
export const few: Noise = { name: 'noise like 300 validation samples', samples: 300 }
export const NOISES: readonly Noise[] = [exact, many, few]
/** What is claimed of a noisy run must hold for each of these. */
const SEEDS = [1, 2, 3]
/** Answers that all are no finding. */
export const UNFOUND = /^(?:clear|unknown|clear or unknown)$/

/** Standard deviation of the logarithm of the validation loss from epoch to epoch: 0, 0.9 % and 3.5 %. */
export function wobble({ samples }: Noise): number {
  return samples === undefined ? 0 : MOVES / Math.sqrt(samples * WRONG)
}

/** The run as CSV. Accuracies of validation count samples. */
export function write(
  { curves, epochs = 40, exact = [], every = {}, axis = 'epoch', first = 1 }: Log,
  noise: Noise,
  seed = 1,
) {
  const chance = dice(seed)
  const seen = (name: string, value: number): number => {
    const validation = /^(?:val|test)_/.test(name)
    const deviation = wobble(noise) * (validation ? 1 : CALMER) * chance.normal()
    if (exact.includes(name)) return value
    if (/loss$/.test(name)) return value * Math.exp(deviation)
    if (!/accuracy$/.test(name)) return value
    const right = Math.max(0, 1 - (1 - value) * Math.exp(deviation))
    return validation && noise.samples ? Math.round(right * noise.samples) / noise.samples : right
  }
  const names = Object.keys(curves)
  const rows = Array.from({ length: epochs }, (_, k) => [
    first + k,
    ...names.map((name) =>
      (k + 1) % (every[name] ?? 1) === 0 ? spelt(seen(name, curves[name]?.(k + 1) ?? Number.NaN)) : '',
    ),
  ])
  return `${[axis, ...names].join()}\n${rows.map((row) => row.join()).join('\n')}\n`
}

function spelt(value: number): string {
  return Number.isNaN(value)
    ? 'nan'
    : Number.isFinite(value)
      ? value.toPrecision(8)
      : value > 0
        ? 'inf'
        : '-inf'
}

/** What the whole program says of a run. */
export function report(log: Log, noise = exact, seed = 1): RunReport {
  return reportOf(write(log, noise, seed), log.facts)
}

export function reportOf(text: string, facts?: Facts): RunReport {
  const [only, ...others] = diagnose(text, facts ? { facts } : {})
  if (!only || others.length > 0) throw new Error('not one run')
  return only
}

/** What one diagnosis says of a run. */
export function check(id: string, log: Log, noise = exact, seed = 1) {
  return report(log, noise, seed).checks.find((own) => own.id === id)
}

/** What it finds; fails where it finds nothing. */
export function finding(id: string, log: Log, noise = exact, seed = 1): NamedFinding {
  const { findings, checks } = report(log, noise, seed)
  const own = findings.find((one) => one.id === id)
  if (!own) throw new Error(`${id} is ${JSON.stringify(checks.find((one) => one.id === id))}`)
  return own
}

/** The answers of a diagnosis over all seeds: `found`, or `clear or unknown` where they are not of one mind. */
export function answers(id: string, log: Log, noise = exact): string {
  const seeds = noise.samples === undefined ? [1] : SEEDS
  const states = new Set(seeds.map((seed) => check(id, log, noise, seed)?.state ?? 'not asked'))
  return [...states].sort().join(' or ')
}

/** The severities of what a diagnosis finds over all seeds, `none` where it finds nothing. */
export function severities(id: string, log: Log, noise = exact): string {
  const seeds = noise.samples === undefined ? [1] : SEEDS
  const found = new Set(
    seeds.map((seed) => report(log, noise, seed).findings.find((own) => own.id === id)?.severity ?? 'none'),
  )
  return [...found].sort().join(' or ')
}

/** Tests that a diagnosis cannot tell, at every noise, and says why. */
export function testUnknown(
  id: string,
  cases: readonly (readonly [what: string, log: Log, because: RegExp])[],
) {
  for (const noise of NOISES)
    it.each(cases)(`cannot be told %s, ${noise.name}`, (_, log, because) => {
      expect(answers(id, log, noise)).toBe('unknown')
      expect(check(id, log, noise)?.because).toMatch(because)
    })
}

/** Two runs that differ by what a limit is about, each near to it, and what is said of them. */
export interface Sides {
  readonly limit: string
  readonly beyond: Log
  readonly within: Log
  /** `found` beyond and `clear` within unless told otherwise. */
  readonly says?: readonly [beyond: string, within: string]
  /** All of them unless told otherwise. */
  readonly noises?: readonly Noise[]
}

/** Tests a diagnosis on both sides of each of its limits but for those that are tested elsewhere. */
export function testLimits(
  { id, limits }: Diagnosis,
  sides: readonly Sides[],
  elsewhere: readonly string[] = [],
): void {
  for (const { limit, beyond, within, says = ['found', 'clear'], noises = NOISES } of sides)
    for (const noise of noises) {
      it(`${limit}: ${says[0]} on one side, ${says[1]} on the other, ${noise.name}`, () => {
        expect([answers(id, beyond, noise), answers(id, within, noise)].join(', ')).toBe(says.join(', '))
      })
    }

  it('has a near miss for each of its limits', () => {
    expect([...new Set([...sides.map(({ limit }) => limit), ...elsewhere])].sort()).toEqual(
      Object.keys(limits).sort(),
    )
  })
}

/** The same run with some of its columns multiplied. */
export function times(log: Log, factor: number, ...names: readonly string[]): Log {
  const curves = Object.entries(log.curves).map(([name, curve]): [string, Curve] => [
    name,
    names.includes(name) ? (epoch) => factor * curve(epoch) : curve,
  ])
  return { ...log, curves: Object.fromEntries(curves) }
}

/** From `start` towards `end`, by all but a share of 1/e in every `scale` epochs. */
export function falls(start: number, end: number, scale: number): Curve {
  return (epoch) => end + (start - end) * Math.exp(-epoch / scale)
}

/** The values of the first epochs, as told. */
export function listed(...values: readonly number[]): Curve {
  return (epoch) => values[epoch - 1] ?? Number.NaN
}

/** A curve, but from `since` on it gains `slope` with each epoch. */
export function rises(curve: Curve, since: number, slope: number): Curve {
  return (epoch) => curve(epoch) + slope * Math.max(0, epoch - since)
}

/** A curve that lies higher and lower by a share in turn; higher in the epochs of even number. */
export function zigzag(curve: Curve, share: number): Curve {
  return (epoch) => curve(epoch) * (epoch % 2 === 0 ? 1 + share : 1 - share)
}

/** A curve that lies higher and lower by a share in waves of so many epochs. */
export function waves(curve: Curve, share: number, length: number): Curve {
  return (epoch) => curve(epoch) * (1 + share * Math.sin((2 * Math.PI * epoch) / length))
}

export const always =
  (value: number): Curve =>
  () =>
    value
