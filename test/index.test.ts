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
    expect(library.compare([a, a, a], [b, b, b]).differences[0]?.interval).toHaveLength(2)
    expect(failureOf(() => library.compare([], b))).toBeInstanceOf(library.UserError)
  })
})

describe('reports as data', () => {
  const BROKEN = 'epoch,loss,val_loss\n1,0.9,1\n2,0.5,0.7\n3,0.3,0.6\n4,0.2,nan\n5,inf,nan\n'
  const one = (text: string) => {
    const [report] = library.diagnose(text)
    if (!report) throw new Error('no run')
    return report
  }

  it('are compared alike after JSON and after a worker', () => {
    for (const [a, b] of [
      [one(LOG), one(worse)],
      [one(LOG), one(BROKEN)],
    ] as const) {
      const expected = library.compare(a, b)
      const written = (value: unknown) => JSON.parse(JSON.stringify(value))
      expect(library.compare(written(a), b)).toEqual(expected)
      expect(library.compare(a, written(b))).toEqual(expected)
      expect(library.compare(written([a]), [written(b)])).toEqual(expected)
      expect(library.compare(structuredClone(a), structuredClone(b))).toEqual(expected)
    }
  })

  it('are refused where they are none', () => {
    const report = one(LOG)
    const bare = { ...report, run: { ...report.run, series: [], curves: {} } }
    const odd = { ...report, run: { ...report.run, series: [{ name: 'x', x: null, y: [1] }] } }
    for (const side of [undefined, null, 5, 'x', {}, [{}], { run: {} }, [], bare, odd, [report, null]]) {
      const failure = failureOf(() => Reflect.apply(library.compare, undefined, [side, report]))
      expect(failure).toBeInstanceOf(library.UserError)
      expect(failure).toMatchObject({ message: expect.stringContaining('on one side') })
    }
  })

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY, 1.5, '2%', null])(
    'with no tolerance of %s',
    (tolerance) => {
      const report = one(LOG)
      const failure = failureOf(() =>
        Reflect.apply(library.compare, undefined, [report, report, { tolerance }]),
      )
      expect(failure).toBeInstanceOf(library.UserError)
      expect(failure).toMatchObject({ message: `tolerance: expected a share from 0 to 1, got ${tolerance}` })
    },
  )
})

describe('what is handed in', () => {
  it.each([
    ['no text', [Buffer.from(LOG)], 'text: expected the text of a log'],
    ['nothing', [], 'text: expected the text of a log'],
    ['a curve there is none of', [LOG, { columns: { valLoss: 'x' } }], 'columns: no "valLoss"'],
    [
      'classes that are no number',
      [LOG, { facts: { classes: Number.NaN } }],
      'facts.classes: expected a whole',
    ],
    ['no samples', [LOG, { facts: { validationSamples: 0 } }], 'facts.validationSamples: expected a whole'],
    ['a fact there is none of', [LOG, { facts: { clases: 3 } }], 'facts: no "clases"'],
    ['what is no requirement', [LOG, { requirements: ['val_loss'] }], '"val_loss": it has none of'],
    [
      'a limit that is no number',
      [LOG, { rules: { limits: { 'overfitting.rise': Number.NaN } } }],
      'rules overf',
    ],
  ])('is refused where it is %s', (_, given, message) => {
    for (const ask of [library.diagnose, library.readLog]) {
      const failure = failureOf(() => Reflect.apply(ask, undefined, given))
      expect(failure).toBeInstanceOf(library.UserError)
      expect(failure).toMatchObject({ message: expect.stringContaining(message) })
    }
  })

  it('holds a run against requirements in words', () => {
    const [report] = library.diagnose(LOG, { requirements: ['val_loss < 0.6', 'loss < 0.1 at best'] })
    expect(report?.requirements.map(({ state }) => state)).toEqual(['met', 'failed'])
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

describe('options that say nothing are refused, not passed over', () => {
  const LOG = 'epoch,loss\n0,2\n1,1\n'
  const given = (options: unknown) => () => library.diagnose(LOG, options as ReadOptions)
  it.each([
    [{ colums: {} }, 'options: no "colums"', 'did you mean columns?'],
    [{ requirement: ['loss < 1'] }, 'options: no "requirement"', 'did you mean requirements?'],
    [{ rules: { level: {} } }, 'rules: no "level"', 'did you mean levels?'],
    [
      { requirements: 'loss < 1' },
      'requirements: expected a list',
      'for example: ["val_loss < 0.5 at best"]',
    ],
    [{ columns: null }, 'columns: expected an object', expect.stringContaining('trainLoss')],
    [null, 'options: expected an object', expect.stringContaining('columns')],
    ['loss < 1', 'options: expected an object', expect.stringContaining('columns')],
  ])('%j', (options, message, hint) => {
    expect(given(options)).toThrow(expect.objectContaining({ name: 'UserError', message, hint }))
  })

  it('also by compare', () => {
    const [report] = library.diagnose(LOG)
    const options = { tolerence: 0.1 } as { tolerance?: number }
    expect(() => library.compare(report as RunReport, report as RunReport, options)).toThrow(
      expect.objectContaining({ message: 'options: no "tolerence"', hint: 'did you mean tolerance?' }),
    )
  })
})
