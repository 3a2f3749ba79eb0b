import { describe, expect, it } from 'vitest'
import { xgboostConsole } from '../../src/readers/xgboost-console.js'
import { readShort, recognises } from './short.js'

const ROWS = '[0]\ttrain-logloss:0.6\teval-logloss:0.61\n[1]\ttrain-logloss:0.5\teval-logloss:0.55\n'

describe('xgboost-console', () => {
  it('reads rounds from 0, each metric of each set', () => {
    const { format, axis, runs, notes } = readShort(ROWS)
    expect({ format, axis, notes }).toEqual({ format: 'xgboost-console', axis: 'step', notes: [] })
    expect(runs).toEqual([{ 'train-logloss': '0: 0.6, 1: 0.5', 'eval-logloss': '0: 0.61, 1: 0.55' }])
  })

  it.each([
    ['tabs that SageMaker has spelt out', ROWS.replaceAll('\t', '#011')],
    ['the indentation of a notebook printed as text', ROWS.replace(/^/gm, '    ')],
    ['a time before each line', ROWS.replace(/^/gm, '[12:34:56] ')],
    ['a time stamp of a collector', ROWS.replace(/^/gm, '2026-01-02T03:04:05Z ')],
    ['warnings between', `[12:34:56] WARNING: a-b:1 is not used.\n${ROWS}`],
  ])('reads %s', (_, text) => {
    expect(readShort(text).runs[0]?.['train-logloss']).toBe('0: 0.6, 1: 0.5')
  })

  it.each([
    ['ndcg@5-', '0.25', 0.25],
    ['error', 'nan', Number.NaN],
    ['rmse', 'inf', Infinity],
    ['auc', '1e-05', 1e-5],
  ])('reads a value of %s: %s', (metric, spelt, value) => {
    const { phases } = readShort(`[0]\ttrain-${metric}:${spelt}\n[1]\ttrain-${metric}:0.5\n`)
    expect(phases[0]?.columns[0]).toMatchObject({ name: `train-${metric}`, y: [value, 0.5] })
  })

  it('reads the means of cross validation, whose test is the fold held out', () => {
    const { runs, means } = readShort(
      '[0]\ttrain-auc:0.6+0.01\ttest-auc:0.5+0.02\n[1]\ttrain-auc:0.7+0.01\ttest-auc:0.6+nan\n',
    )
    expect(runs[0]).toMatchObject({ 'train-auc': '0: 0.6, 1: 0.7' })
    expect(runs[0]?.['test-auc']).toMatch(/^0: 0\.5/)
    expect(means).toEqual({ 'test-auc': 'validation-auc' })
  })

  it('leaves a test set of the user a test set', () => {
    expect(readShort(ROWS.replaceAll('eval', 'test')).means).toEqual({})
  })

  it('does not take the best round, printed once more, for a restart', () => {
    const { runs, notes } = readShort(
      `${ROWS}Stopping. Best iteration:\n[0]\ttrain-logloss:0.6\teval-logloss:0.61\n`,
    )
    expect(runs).toEqual([{ 'train-logloss': '0: 0.6, 1: 0.5', 'eval-logloss': '0: 0.61, 1: 0.55' }])
    expect(notes).toEqual([{ line: 3, because: 'Stopping. Best iteration: 0' }])
  })

  it('takes the first of two numbered sets for the training where it ends up better, and says so', () => {
    const rows = (first: string, second: string) =>
      [0, 1, 2, 3].map((k) => `[${k}]\tvalidation_0-${first}${k}\tvalidation_1-${second}${k}\n`).join('')
    const lower = readShort(rows('rmse:0.1', 'rmse:0.2'))
    expect(lower.means).toEqual({ 'validation_0-rmse': 'train-rmse' })
    expect(lower.says).toContain('validation_0 is the training data')
    expect(readShort(rows('rmse:0.3', 'rmse:0.2')).means).toEqual({})
    expect(readShort(rows('auc:0.1', 'auc:0.2')).means).toEqual({})
    expect(readShort(rows('auc:0.3', 'auc:0.2')).means).toEqual({ 'validation_0-auc': 'train-auc' })
  })

  it('splits fits that follow one another', () => {
    expect(readShort(ROWS + ROWS).runs).toHaveLength(2)
  })

  it.each([
    ['prose', 'In [1] train-test-split: 0.5 is used.'],
    ['a list with brackets', '[0] a: 1\n[1] b: 2\n'],
    ['rounds of LightGBM', "[1]\ttraining's l2: 0.6\n"],
    ['a time of day', '[12:34:56] a-b:0.5\n'],
  ])('does not recognise %s', (_, text) => {
    expect(recognises(xgboostConsole, text)).toBe(false)
  })
})
