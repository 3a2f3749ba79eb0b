import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../src/diagnose.js'
import { withoutCurves } from '../src/outline.js'
import { parseRequirement } from '../src/policy/requirement.js'
import { recordOfRun } from '../src/record.js'
import { NUMBERS, readLine } from '../src/recorded.js'
import type { RunReport } from '../src/report.js'
import { reporters } from '../src/reporters/list.js'
import { toJson } from '../src/text/json-text.js'
import { fixturesIn, ROOT, sourceOf } from './fixtures/paths.js'
import { forNastyNames, PLAIN, reportNaming } from './reporters/sample.js'
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
      expect(shown(runs.map(readBack))).toEqual(shown(runs))
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
