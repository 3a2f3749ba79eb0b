import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type {
  Axis,
  Check,
  Curves,
  DiagnoseOptions,
  Evidence,
  Facts,
  Finding,
  Goal,
  Level,
  NamedFinding,
  Note,
  Rules,
  Run,
  RunReport,
  Series,
  Severity,
  Split,
  Status,
  Unit,
  Verdict,
} from '../src/index.js'
import * as library from '../src/index.js'

/** Every public type, so that taking one away does not compile. */
type Public = [
  ...[Axis, Check, Curves, DiagnoseOptions, Evidence, Facts, Finding, Goal, Level, NamedFinding, Rules],
  ...[Note, Run, RunReport, Series, Severity, Split, Status, Unit, Verdict],
]
const PUBLIC_TYPES = 20 satisfies Public['length']

const LOG = 'epoch,loss,val_loss\n1,0.9,1\n2,0.5,0.7\n3,0.3,0.6\n4,0.2,0.55\n5,0.15,0.53\n'

function failureOf(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}

describe('library', () => {
  it('exports diagnose and its error, and nothing else', () => {
    expect(Object.keys(library).sort()).toEqual(['UserError', 'diagnose'])
  })

  it('exports the types of what goes in and comes out, and no others', () => {
    const source = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8')
    const types = [...source.matchAll(/export type \{([^}]*)\}/g)].flatMap(([, list = '']) => list.split(','))
    expect(types.map((name) => name.trim()).filter(Boolean)).toHaveLength(PUBLIC_TYPES)
  })

  it('judges the text of a log', () => {
    const [report, ...others] = library.diagnose(LOG, { name: 'a.csv' })
    expect(others).toEqual([])
    expect(report).toMatchObject({ number: 1, ofRuns: 1, run: { name: 'a.csv', axis: 'epoch' } })
    expect(report?.run.curves.validationLoss?.y).toEqual(Float64Array.of(1, 0.7, 0.6, 0.55, 0.53))
    expect(report?.best).toEqual({ at: 5, by: 'val_loss', value: 0.53, end: 0.53, epochsAfter: 0 })
    expect(['failing', 'suspect', 'healthy', 'undecided']).toContain(report?.verdict.status)
  })

  it('answers the same every time, and leaves its options alone', () => {
    const options = Object.freeze({
      columns: Object.freeze({ trainLoss: 'loss' }),
      facts: Object.freeze({ classes: 3 }),
    })
    expect(library.diagnose(LOG, options)).toEqual(library.diagnose(LOG, options))
    expect(library.diagnose(LOG, options)[0]?.run.facts).toEqual({ classes: 3 })
  })

  it('judges the last of several runs, one by number, or all', () => {
    const twice = LOG + LOG.split('\n').slice(1).join('\n')
    expect(library.diagnose(twice).map(({ number }) => number)).toEqual([2])
    expect(library.diagnose(twice, { run: 1 }).map(({ number }) => number)).toEqual([1])
    expect(library.diagnose(twice, { run: 'all' }).map(({ number }) => number)).toEqual([1, 2])
  })

  it.each<[string, string, DiagnoseOptions]>([
    ['no text', '', {}],
    ['no log', 'Dear diary, today nothing happened.\n', {}],
    ['a run that is not there', LOG, { run: 2 }],
    ['run 0', LOG, { run: 0 }],
    ['a column that is not there', LOG, { columns: { validationLoss: 'nonsense' } }],
  ])('throws a UserError for %s', (_, text, options) => {
    const error = failureOf(() => library.diagnose(text, options))
    expect(error).toBeInstanceOf(library.UserError)
    expect(error).toMatchObject({ name: 'UserError', message: expect.any(String), hint: expect.any(String) })
  })
})
