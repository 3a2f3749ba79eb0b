import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../src/index.js'
import { generatedRuns, type Known } from './evaluate/runs.js'
import {
  csvOf,
  inPercent,
  rounded,
  sameNumbers,
  scaled,
  scaledTraining,
  shifted,
  shuffled,
  type Table,
  tableOf,
  thinned,
} from './harmless.js'

const runs = generatedRuns(2)
const anyRun = (of: readonly Known[]) => fc.constantFrom(...of)
const seeded = (numRuns: number) => ({ seed: 2026, numRuns })

/** The answer of each diagnosis: the severity of what it found, `clear`, `unknown`, or what makes it beside the point. */
function answersTo(log: string): Map<string, string> {
  const [report] = diagnose(log)
  if (!report) throw new Error('no run')
  const severity = new Map(report.findings.map((own) => [own.id, own.severity]))
  return new Map(
    report.checks.map(({ id, state, because }) => [
      id,
      severity.get(id) ?? (because?.startsWith('beside') ? because : state),
    ]),
  )
}
/** The same without severities. */
const statesOf = (log: string) => new Map(diagnose(log)[0]?.checks.map(({ id, state }) => [id, state]))
const bestOf = (log: string) => diagnose(log)[0]?.best
/** What was found and now is clear, or the other way round, or of another severity; what fades to `unknown` is not. */
function flipsOf(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const faded = (answer = '') => answer === 'unknown' || answer.startsWith('beside')
  return [...before].flatMap(([id, answer]) => {
    const now = after.get(id)
    return now === answer || faded(now) || faded(answer) ? [] : [`${id}: ${answer}, then ${now}`]
  })
}
const keepsAll =
  (change: (table: Table) => string) =>
  ({ log }: Known): void => {
    expect(answersTo(change(tableOf(log)))).toEqual(answersTo(log))
  }
const keepsSides =
  (change: (table: Table) => string) =>
  ({ log }: Known): void => {
    expect(flipsOf(answersTo(log), answersTo(change(tableOf(log))))).toEqual([])
  }

describe('the same numbers', () => {
  it('are read back from the log', () => {
    for (const { log } of runs.slice(0, 5)) expect(answersTo(csvOf(tableOf(log)))).toEqual(answersTo(log))
  })

  it.each(Object.entries(sameNumbers))('get the same answers as %s', (_, change) => {
    fc.assert(fc.property(anyRun(runs), keepsAll(change)), seeded(20))
  })

  it('get the same answers in any order of the columns', () => {
    const property = fc.property(anyRun(runs), fc.integer({ min: 1, max: 1e6 }), (run, seed) =>
      keepsAll(shuffled(seed))(run),
    )
    fc.assert(property, seeded(20))
  })

  it('get the same answers wherever the epochs begin to count, and the best epoch counts along', () => {
    const property = fc.property(anyRun(runs), fc.integer({ min: -1, max: 5000 }), (run, by) => {
      const change = shifted(by)
      keepsAll(change)(run)
      expect(bestOf(change(tableOf(run.log)))?.at).toBe((bestOf(run.log)?.at ?? Number.NaN) + by)
    })
    fc.assert(property, seeded(20))
  })
})

describe('no answer flips', () => {
  it.each([64, 1 / 64, 1000, 1 / 1000, 50_000])(
    'where losses are %d times as large, as sums are',
    (factor) => {
      fc.assert(fc.property(anyRun(runs), keepsSides(scaled(factor))), seeded(20))
    },
  )

  it.each([391, 1 / 391])(
    'where the training loss alone is %d times as large, a sum beside a mean',
    (factor) => {
      const told = ['suspicious-metrics', 'validation-below-train', 'underfitting']
      const property = fc.property(anyRun(runs), ({ log }) => {
        const of = (text: string) => new Map([...statesOf(text)].filter(([id]) => !told.includes(id)))
        expect(flipsOf(of(log), of(scaledTraining(factor)(tableOf(log))))).toEqual([])
      })
      fc.assert(property, seeded(60))
    },
  )

  it('where losses are in any unit', () => {
    const property = fc.property(anyRun(runs), fc.double({ min: -6, max: 6, noNaN: true }), (run, power) =>
      keepsSides(scaled(10 ** power))(run),
    )
    fc.assert(property, seeded(20))
  })

  it('where accuracies are in percent', () => {
    fc.assert(fc.property(anyRun(runs), keepsSides(inPercent)), seeded(20))
  })

  it('where numbers are rounded to six digits', () => {
    fc.assert(fc.property(anyRun(runs), keepsSides(rounded(6))), seeded(20))
  })

  it('of those that have a truth where every second epoch is left out of a long run that sees well', () => {
    const judged = new Set(Object.keys(runs[0]?.truth ?? {}))
    const clear = runs.filter(({ name }) => /\b(?:60|120) epochs, 5000 samples/.test(name))
    const property = fc.property(anyRun(clear), ({ log }) => {
      const of = (text: string) => new Map([...answersTo(text)].filter(([id]) => judged.has(id)))
      expect(flipsOf(of(log), of(thinned(tableOf(log))))).toEqual([])
    })
    fc.assert(property, seeded(20))
  })
})
