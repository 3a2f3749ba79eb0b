import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../src/diagnose.js'
import { withoutCurves } from '../src/outline.js'
import { parseRequirement } from '../src/policy/requirement.js'
import { recordOfRun } from '../src/record.js'
import { NUMBERS, readLine } from '../src/recorded.js'
import { type RunReport, titleOf } from '../src/report.js'
import { reporters } from '../src/reporters/list.js'
import { toJson } from '../src/text/json-text.js'
import { fixturesIn, ROOT, sourceOf } from './fixtures/paths.js'
import { forNastyNames, nastyName, PLAIN, reportNaming, reportOn, UNDECIDED } from './reporters/sample.js'
import { SETTING } from './reporters/setting.js'

const withoutPictures = reporters.filter(({ id }) => id !== 'html' && id !== 'svg')
const shown = (runs: readonly RunReport[]) =>
  withoutPictures.map((reporter) =>
    reporter.render({ runs, errors: [] }, 1, { ...PLAIN, chart: false, full: true }, SETTING),
  )
/** The report that is read from the line of another. */
function readBack(report: RunReport): RunReport {
  const told = readLine(toJson(recordOfRun(report)))
  if ('because' in told || told.kind !== 'run') throw new Error(JSON.stringify(told))
  return told.report
}

const fixtures = ['readers', 'diagnoses', 'healthy'].flatMap((folder) =>
  fixturesIn(folder).map((file) => `fixtures/${folder}/${file}`),
)

describe('a report', () => {
  it.each(fixtures)('on %s is the same from its line, and without its curves', (path) => {
    const requirements = ['val_loss < 0.5 at best', 'nothing > 1'].map(parseRequirement)
    const runs = diagnose(sourceOf(path), { run: 'all', requirements })
    const whole = shown(runs)
    expect(shown(runs.map(readBack))).toEqual(whole)
    expect(shown(runs.map(withoutCurves))).toEqual(whole)
  })

  it('is the same from its line whatever the names in a log', () => {
    forNastyNames((name, source) => {
      const { runs } = reportNaming(name, source)
      const lines = runs.map((report) => toJson(recordOfRun(report)))
      const back = runs.map(readBack)
      expect(back.map((report) => toJson(recordOfRun(report)))).toEqual(lines)
      expect(back.map(titleOf)).toEqual(runs.map(titleOf))
    })
  })
})

it('the fields that hold numbers are those of the schema in which NaN may stand', () => {
  const found = new Set<string>()
  const walk = (schema: unknown, name: string): void => {
    if (typeof schema !== 'object' || schema === null) return
    if ('anyOf' in schema && JSON.stringify(schema.anyOf).includes('"NaN"')) found.add(name)
    for (const [key, value] of Object.entries(schema))
      if (key === 'properties') for (const [own, inner] of Object.entries(Object(value))) walk(inner, own)
      else walk(value, name)
  }
  walk(JSON.parse(readFileSync(join(ROOT, 'schemas', 'report.json'), 'utf8')), '')
  expect([...found].sort()).toEqual([...NUMBERS].sort())
})

/** A JSON value with one of its parts put in place of another. */
function changed(value: unknown, place: number, by: unknown): unknown {
  let left = place
  const walk = (own: unknown): unknown => {
    if (left-- === 0) return by
    if (Array.isArray(own)) return own.map(walk)
    if (typeof own !== 'object' || own === null) return own
    return Object.fromEntries(Object.entries(own).map(([key, part]) => [key, walk(part)]))
  }
  return walk(value)
}

it('a line that somebody else wrote is refused, or shown as harmlessly as any', () => {
  const { runs, errors, comparisons = [] } = reportNaming('val_loss', 'a.csv')
  const genuine = [...runs, reportOn(UNDECIDED)].map((report): unknown => recordOfRun(report))
  const lines = [...genuine, ...errors, ...comparisons].map((record) => JSON.parse(toJson(record)))
  const by = fc.oneof(fc.jsonValue(), nastyName, fc.constantFrom(1e308, -0, -1, 0.5, 'NaN', '', [], {}, null))
  const line = fc
    .tuple(fc.constantFrom(...lines), fc.nat(150), by)
    .map(([own, k, part]) => changed(own, k, part))
  let taken = 0
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: line }, fc.jsonValue()), (value) => {
      const told = readLine(JSON.stringify(value))
      if ('because' in told) return
      taken++
      const report = {
        runs: told.kind === 'run' ? [told.report] : [],
        errors: told.kind === 'error' ? [told.error] : [],
        ...(told.kind === 'comparison' && { comparisons: [told.comparison] }),
      }
      for (const reporter of withoutPictures) {
        const text = reporter.render(report, 1, { ...PLAIN, chart: false, full: true }, SETTING)
        expect(text).not.toMatch(/[^\P{Cc}\n]/u)
        if (reporter.id === 'json') JSON.parse(text)
      }
    }),
    { seed: 7, numRuns: 600 },
  )
  expect(taken).toBeGreaterThan(100)
})
