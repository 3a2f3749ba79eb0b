import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import { adviseBoth, adviseStopping, frameworkOf } from '../../src/run/framework.js'
import type { Axis, Run } from '../../src/run/run.js'

const runOf = (format: string, axis: Axis = 'epoch'): Run => ({
  name: 'log',
  title: 'log',
  format,
  axis,
  series: [],
  curves: {},
  facts: {},
  notes: [],
})

describe('frameworkOf', () => {
  it.each([
    ['keras-csv', 'epoch', 'keras'],
    ['keras-console', 'epoch', 'keras'],
    ['history-json', 'epoch', 'keras'],
    ['lightning-csv', 'epoch', 'lightning'],
    ['hf-trainer-state', 'step', 'hugging-face'],
    ['llama-factory', 'step', 'hugging-face'],
    ['xgboost-console', 'epoch', 'xgboost'],
    ['lightgbm-json', 'epoch', 'lightgbm'],
    ['catboost-info', 'epoch', 'catboost'],
    ['ultralytics-csv', 'epoch', 'ultralytics'],
    ['history-json', 'row', undefined],
    ['csv', 'epoch', undefined],
    ['jsonl', 'step', undefined],
  ] as const)('tells it of %s by %s: %s', (format, axis, framework) => {
    expect(frameworkOf(runOf(format, axis))).toBe(framework)
  })
})

describe('adviseStopping', () => {
  it('speaks Keras to a user of Keras', () => {
    const advice = adviseStopping(runOf('keras-csv'), 'val_loss')
    expect(advice).toContain('EarlyStopping(')
    expect(advice).toContain('monitor="val_loss"')
    expect(advice).toContain('restore_best_weights=True')
  })

  it.each([
    [5, 2],
    [11, 2],
    [12, 5],
    [40, 5],
  ])('waits in a run of %i epochs for %i', (epochs, patience) => {
    const rows = Array.from({ length: epochs }, (_, k) => `${k},${1 / (k + 1)},${1 / (k + 1)}`)
    const run = diagnose(`epoch,loss,val_loss\n${rows.join('\n')}\n`)[0]?.run
    expect(run && adviseStopping(run, 'val_loss')).toContain(`patience=${patience},`)
  })

  it('names the curve and no framework elsewhere', () => {
    const advice = adviseStopping(runOf('csv'), 'Val Loss')
    expect(advice).toContain('Val Loss')
    expect(advice).toContain('epochs')
    expect(advice).not.toMatch(/EarlyStopping|keras/i)
  })

  it.each([
    ['lightning-csv', /EarlyStopping\("val_loss"/],
    ['hf-console', /EarlyStoppingCallback/],
    ['xgboost-json', /early_stopping_rounds/],
    ['lightgbm-console', /lightgbm\.early_stopping/],
    ['catboost-tsv', /use_best_model/],
    ['ultralytics-csv', /patience=20/],
  ])('speaks the language of %s', (format, words) => {
    expect(adviseStopping(runOf(format), 'val_loss')).toMatch(words)
  })

  it('does not speak of epochs in a log of steps', () => {
    expect(adviseStopping(runOf('csv', 'step'), 'val_loss')).not.toMatch(/epoch/)
  })
})

describe('boosting', () => {
  const rounds = Array.from({ length: 60 }, (_, k) => k)
  const train = rounds.map((k) => 0.7 * Math.exp(-k / 15))
  const valid = rounds.map((k) => 0.3 + 0.4 * Math.exp(-k / 8))

  it('is not called overfitting for its gap alone, as another model with the same curves is', () => {
    const boosted = JSON.stringify({ train: { logloss: train }, valid: { logloss: valid } })
    const network = JSON.stringify({ loss: train, val_loss: valid })
    const found = (log: string) => diagnose(log)[0]?.findings.map(({ id }) => id)
    expect(found(boosted)).not.toContain('overfitting')
    expect(found(network)).toContain('overfitting')
  })

  it('that overfits is advised in words of trees, not of weights', () => {
    const rising = rounds.map((k) => 0.3 + 0.4 * Math.exp(-k / 4) + 0.004 * k)
    const [report] = diagnose(JSON.stringify({ train: { logloss: train }, valid: { logloss: rising } }))
    const advice = report?.findings.find(({ id }) => id === 'overfitting')?.advice.join(' ')
    expect(advice).toMatch(/keep the trees up to step \d+ \(best_iteration\).*shallower trees/)
    expect(advice).not.toMatch(/weights|dropout/)
  })
})

describe('adviseBoth', () => {
  it('names what logs the accuracy in each framework', () => {
    expect(adviseBoth(runOf('keras-csv'))).toMatch(/^for a classifier, log both: metrics=\["accuracy"\]$/)
    expect(adviseBoth(runOf('hf-trainer-state', 'step'))).toMatch(/compute_metrics$/)
    expect(adviseBoth(runOf('csv'))).toBe('for a classifier, log both')
  })
})
