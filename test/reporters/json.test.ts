import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import type { Report, RunReport } from '../../src/report.js'
import { json } from '../../src/reporters/json.js'
import type { Series } from '../../src/run/run.js'
import type { Presentation } from '../../src/screen/screen.js'
import { VERSION } from '../../src/version.js'
import { SETTING } from './setting.js'

const PLAIN: Presentation = { width: 80, colorLevel: 0, unicode: true, chart: true, full: false }
const render = (report: Partial<Report>, code: 0 | 1 | 2 = 0): string =>
  json.render({ runs: [], errors: [], ...report }, code, PLAIN, SETTING)
const parsed = (report: Partial<Report>, code: 0 | 1 | 2 = 0) => JSON.parse(render(report, code))

function series(name: string, y: readonly number[], more: Partial<Series> = {}): Series {
  const shape = { quantity: 'loss', split: 'validation', goal: 'lower', unit: 'plain' } as const
  return { name, ...shape, x: Float64Array.from(y, (_, k) => k + 1), y: Float64Array.from(y), ...more }
}

const LOSS = series('loss', [1.9, 1.2, 0.6, 0.3], { split: 'train' })
const VAL_LOSS = series('val_loss', [1.9, 0.705, 1.249])
const RATE = series('lr', [0.1, 0.01], { quantity: 'lr', goal: 'none', split: 'train' })

const REPORT: RunReport = {
  run: {
    name: 'history.csv',
    title: 'history.csv',
    format: 'keras-csv',
    axis: 'epoch',
    series: [LOSS, VAL_LOSS, RATE],
    curves: { trainLoss: LOSS, validationLoss: VAL_LOSS },
    facts: { classes: 10 },
    notes: [{ line: 7, because: 'skipped 1 line' }, { because: 'assumed something' }],
  },
  number: 2,
  ofRuns: 3,
  verdict: { status: 'failing', headline: 'overfitting', summary: 'val_loss rises' },
  best: { at: 2, by: 'val_loss', value: 0.705, end: 1.249, epochsAfter: 1 },
  corners: [
    {
      split: 'validation',
      at: 3,
      loss: { series: 'val_loss', value: 1.249, limit: 1.15, level: 'high' },
      accuracy: { series: 'val_acc', value: 0.7, limit: 0.55, level: 'high' },
      because: 'halfway to chance (1/10)',
    },
  ],
  relations: [
    { split: 'train', loss: 'loss', accuracy: 'acc', tau: -0.9, moved: 'together', from: 1, to: 4 },
  ],
  findings: [
    {
      id: 'overfitting',
      title: 'Overfitting',
      severity: 'error',
      claim: 'val_loss rises',
      from: 3,
      to: 3,
      evidence: [
        { series: 'val_loss', what: 'best 0.705', actual: 0.77, limit: 0.1, from: 2, to: 3 },
        { series: 'loss', what: 'fell', actual: -0.3, from: 2, to: 3 },
      ],
      advice: ['stop there', 'regularise'],
    },
  ],
  checks: [
    { id: 'overfitting', state: 'found' },
    { id: 'diverged', state: 'clear' },
    { id: 'unstable', state: 'unknown', because: 'too few epochs' },
  ],
  requirements: [{ requirement: 'epochs >= 3', state: 'met', because: 'the log has 3 epochs', actual: 3 }],
}

describe('JSON document', () => {
  it('carries its schema, the tool and the exit code', () => {
    const tool = { name: 'epochwise', version: VERSION }
    expect(parsed({}, 2)).toEqual({ schemaVersion: 1, tool, runs: [], errors: [], exitCode: 2 })
    expect(parsed({ runs: [REPORT] }, 1).exitCode).toBe(1)
  })

  it('tells of each run where it comes from and what it holds', () => {
    const [run] = parsed({ runs: [REPORT] }).runs
    expect(run).toMatchObject({
      source: 'history.csv',
      format: 'keras-csv',
      run: 2,
      ofRuns: 3,
      axis: 'epoch',
      epochs: 4,
    })
  })

  it('names the run as the log does, where it does', () => {
    const [run] = parsed({ runs: [{ ...REPORT, run: { ...REPORT.run, label: 'fold 2' } }] }).runs
    expect(run.label).toBe('fold 2')
    expect(parsed({ runs: [REPORT] }).runs[0].label).toBeUndefined()
  })

  it('has the fields of the contract, and no field under another name', () => {
    const [run] = parsed({ runs: [REPORT] }).runs
    expect(Object.keys(run)).toEqual(
      expect.arrayContaining([
        ...['source', 'format', 'run', 'ofRuns', 'axis', 'epochs', 'series'],
        ...['verdict', 'best', 'corners', 'relations', 'findings', 'checks', 'notes'],
      ]),
    )
    expect(run.curves).toBeUndefined()
  })

  it('sums up each series', () => {
    const [run] = parsed({ runs: [REPORT] }).runs
    const common = { quantity: 'loss', goal: 'lower', unit: 'plain' }
    expect(run.series).toEqual([
      { name: 'loss', ...common, split: 'train', points: 4, first: 1.9, last: 0.3, best: 0.3, bestAt: 4 },
      {
        name: 'val_loss',
        ...common,
        split: 'validation',
        points: 3,
        first: 1.9,
        last: 1.249,
        best: 0.705,
        bestAt: 2,
      },
      {
        name: 'lr',
        quantity: 'lr',
        split: 'train',
        goal: 'none',
        unit: 'plain',
        points: 2,
        first: 0.1,
        last: 0.01,
      },
    ])
  })

  it('takes the highest for the best where higher is better, and the first of equals', () => {
    const accuracy = series('acc', [0.5, 0.9, 0.9, 0.8], { goal: 'higher', quantity: 'accuracy' })
    const run = { ...REPORT, run: { ...REPORT.run, series: [accuracy] } }
    expect(parsed({ runs: [run] }).runs[0].series[0]).toMatchObject({ best: 0.9, bestAt: 2, last: 0.8 })
  })

  it('tells verdict, best epoch, findings, checks and notes as they are', () => {
    const [run] = parsed({ runs: [REPORT] }).runs
    expect(run.verdict).toEqual(REPORT.verdict)
    expect(run.best).toEqual(REPORT.best)
    expect(run.corners).toEqual(REPORT.corners)
    expect(run.relations).toEqual(REPORT.relations)
    expect(run.findings).toEqual([expect.objectContaining({ ...REPORT.findings[0] })])
    expect(run.checks).toEqual(REPORT.checks)
    expect(run.notes).toEqual(REPORT.run.notes)
  })

  it('leaves out what is not there instead of writing null', () => {
    const { best: _, ...without } = REPORT
    const text = render({
      runs: [{ ...without, verdict: { status: 'healthy', summary: 'fine' }, findings: [] }],
    })
    const [run] = JSON.parse(text).runs
    expect(run).not.toHaveProperty('best')
    expect(run.verdict).not.toHaveProperty('headline')
    expect(text).not.toContain('null')
  })

  it('lists the logs that could not be read, with a hint', () => {
    const errors = [{ source: 'x.bin', message: 'x.bin: a picture', hint: 'give the log' }]
    expect(parsed({ errors, runs: [REPORT] }, 2)).toMatchObject({ errors, exitCode: 2, runs: [{ run: 2 }] })
  })

  it('writes NaN and infinities as words, wherever they stand, and never null', () => {
    const broken = series('val_loss', [Number.NaN, 0.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    const evidence = [
      { series: 'val_loss', what: '', actual: Number.NaN, from: 1, to: Number.POSITIVE_INFINITY },
    ]
    const findings = REPORT.findings.map((finding) => ({ ...finding, evidence }))
    const text = render({ runs: [{ ...REPORT, findings, run: { ...REPORT.run, series: [broken] } }] })
    const [run] = JSON.parse(text).runs
    expect(run.series[0]).toMatchObject({ first: 'NaN', last: '-Infinity', best: 0.5, bestAt: 2, points: 4 })
    expect(run.findings[0].evidence[0]).toMatchObject({ actual: 'NaN', to: 'Infinity' })
    expect(text).not.toContain('null')
  })

  it('has no best of a series without a number', () => {
    const run = { ...REPORT, run: { ...REPORT.run, series: [series('loss', [Number.NaN, Number.NaN])] } }
    expect(parsed({ runs: [run] }).runs[0].series[0]).not.toHaveProperty('best')
  })

  it('keeps every digit', () => {
    const run = { ...REPORT, run: { ...REPORT.run, series: [series('loss', [0.1 + 0.2, 1e-300, 2 ** 53])] } }
    expect(parsed({ runs: [run] }).runs[0].series[0]).toMatchObject({
      first: 0.1 + 0.2,
      last: 2 ** 53,
      best: 1e-300,
    })
  })

  it('is valid and faithful for any name', () => {
    const hostile = [
      '"',
      '\\',
      '\u001b[2J',
      '\u2028',
      '</script>',
      '__proto__',
      '::error::',
      '\ud800',
      '\u202e',
    ]
    const name = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...hostile))
    fc.assert(
      fc.property(name, name, (metric, source) => {
        const named = { ...REPORT.run, name: source, series: [series(metric, [1])] }
        const [run] = parsed({ runs: [{ ...REPORT, run: named }] }).runs
        expect(run.source).toBe(source)
        expect(run.series[0].name).toBe(metric)
      }),
      { seed: 5, numRuns: 200 },
    )
  })

  it('ends with a line break, and says the same in any presentation', () => {
    const report = { runs: [REPORT], errors: [] }
    const elsewhere = { width: 40, colorLevel: 3, unicode: false, chart: false, full: false } as const
    const shown = json.render(report, 1, elsewhere, SETTING)
    expect(shown).toBe(json.render(report, 1, PLAIN, SETTING))
    expect(shown.endsWith('}\n')).toBe(true)
  })
})

describe('JSON document of a real run', () => {
  it('places every number in the epochs of the log', () => {
    const rows = Array.from({ length: 30 }, (_, k) => {
      const rise = k > 10 ? (k - 10) * 0.04 : 0
      return `${k + 17},${(2 * Math.exp(-k / 5) + 0.02).toFixed(4)},${(2 * Math.exp(-k / 4) + 0.3 + rise).toFixed(4)}`
    })
    const runs = diagnose(['epoch,loss,val_loss', ...rows, ''].join('\n'), { name: 'a.csv' })
    const [run] = parsed({ runs }, 1).runs
    expect(run).toMatchObject({ source: 'a.csv', axis: 'epoch', epochs: 30, verdict: { status: 'failing' } })
    expect(run.verdict.headline).toBe(run.findings[0].id)
    const places = [run.best.at, ...run.series.map((own: { bestAt: number }) => own.bestAt)]
    for (const { from, to, evidence } of run.findings)
      places.push(from, to, ...evidence.flatMap((own: { from: number; to: number }) => [own.from, own.to]))
    for (const place of places) {
      expect(place).toBeGreaterThanOrEqual(17)
      expect(place).toBeLessThanOrEqual(46)
    }
  })
})
