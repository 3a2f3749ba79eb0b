import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import type {
  Axis,
  Check,
  Comparison,
  Curves,
  DiagnoseOptions,
  Difference,
  Evidence,
  Facts,
  Finding,
  Goal,
  Level,
  NamedFinding,
  Note,
  ReadOptions,
  Rules,
  Run,
  RunReport,
  Series,
  Severity,
  Side,
  Split,
  Status,
  Unit,
  Verdict,
} from '../src/index.js'
import * as library from '../src/index.js'

/** Every public type, so that taking one away does not compile. */
type Public = [
  ...[Axis, Check, Curves, DiagnoseOptions, Evidence, Facts, Finding, Goal, Level, NamedFinding, Rules],
  ...[Comparison, Difference, Side, ReadOptions],
  ...[Note, Run, RunReport, Series, Severity, Split, Status, Unit, Verdict],
]
const PUBLIC_TYPES = 24 satisfies Public['length']

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
  it('exports what it does and its error, and nothing else', () => {
    expect(Object.keys(library).sort()).toEqual(['UserError', 'compare', 'diagnose', 'readLog'])
  })

  it('exports the types of what goes in and comes out, and no others', () => {
    const source = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8')
    const lists = [...source.matchAll(/export type \{([^}]*)\}/g)].flatMap(([, list = '']) => list.split(','))
    const types = [...lists, ...[...source.matchAll(/export type (\w+) =/g)].map(([, name = '']) => name)]
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

describe('readLog', () => {
  it('gives the curves without a judgement', () => {
    const [run, ...others] = library.readLog(LOG, { name: 'a.csv' })
    expect(others).toEqual([])
    expect(run).toMatchObject({ name: 'a.csv', axis: 'epoch' })
    expect(run?.curves.trainLoss?.y).toEqual(Float64Array.of(0.9, 0.5, 0.3, 0.2, 0.15))
  })

  it('refuses what is no log', () => {
    expect(failureOf(() => library.readLog('no numbers here'))).toBeInstanceOf(library.UserError)
  })
})

const worse = LOG.replaceAll(/,([^,]*)$/gm, (_, value) =>
  Number(value) ? `,${Number(value) * 1.5}` : `,${value}`,
)

describe('compare', () => {
  it('holds one report, or several, against others', () => {
    const [a] = library.diagnose(LOG, { name: 'a.csv' })
    const [b] = library.diagnose(worse, { name: 'b.csv' })
    if (!a || !b) throw new Error('no run')
    const comparison = library.compare(a, b)
    expect(comparison).toMatchObject({
      state: 'worse',
      baseline: { name: 'a.csv' },
      candidate: { name: 'b.csv' },
    })
    expect(comparison.differences[0]?.change).toBeCloseTo(0.5, 10)
    expect(library.compare(a, b, { tolerance: 0.6 }).state).toBe('same')
    expect(library.compare([a, a], [b, b]).differences[0]?.interval).toHaveLength(2)
    expect(failureOf(() => library.compare([], b))).toBeInstanceOf(library.UserError)
  })
})

describe('in a browser', () => {
  it('the library reads and judges text, with nothing of Node', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [fileURLToPath(new URL('../dist/index.js', import.meta.url))],
      ...{ bundle: true, platform: 'browser', format: 'iife', globalName: 'epochwise' },
      ...{ write: false, metafile: true, logLevel: 'silent' },
    })
    expect(
      Object.values(metafile.inputs)
        .flatMap(({ imports }) => imports.map(({ path }) => path))
        .filter((path) => /^node:/.test(path)),
    ).toEqual([])
    const page = createContext({ TextDecoder, TextEncoder, log: LOG, worse })
    runInContext(outputFiles[0]?.text ?? '', page)
    const asked = `(() => {
      const [[a], [b]] = [epochwise.diagnose(log), epochwise.diagnose(worse)]
      return JSON.stringify([a.verdict.status, a.best.at, epochwise.compare(a, b).state, epochwise.readLog(log).length])
    })()`
    expect(JSON.parse(runInContext(asked, page))).toEqual(['healthy', 5, 'worse', 1])
  })
})
