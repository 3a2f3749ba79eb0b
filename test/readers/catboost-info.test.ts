import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/diagnose.js'
import { catboostInfo } from '../../src/readers/catboost-info.js'
import { Source } from '../../src/text/source.js'

const runOf = (files: Readonly<Record<string, string>>) =>
  new Source('catboost_info', '', {
    parts: Object.entries(files).map(([name, text]) => new Source(name, text)),
  })
const LEARN = 'iter\tLogloss\n0\t0.6\n1\t0.5\n'
const TEST = 'iter\tLogloss\tAUC\n0\t0.65\t0.7\n1\t0.55\t0.75\n'

describe('catboost-info', () => {
  it('recognises the two tables of a directory, and nothing else', () => {
    expect(catboostInfo.recognises(runOf({ 'learn_error.tsv': LEARN }))).toBe(true)
    expect(catboostInfo.recognises(runOf({ 'time_left.tsv': LEARN }))).toBe(false)
    expect(catboostInfo.recognises(runOf({ 'learn_error.tsv': 'epoch\tloss\n0\t1\n' }))).toBe(false)
    expect(catboostInfo.recognises(new Source('learn_error.tsv', LEARN))).toBe(false)
  })

  it('puts the tables together', () => {
    const { axis, phases } = catboostInfo.read(runOf({ 'learn_error.tsv': LEARN, 'test_error.tsv': TEST }))
    expect(axis).toBe('step')
    expect(phases[0]?.columns.map(({ name, x, y }) => ({ name, x, y }))).toEqual([
      { name: 'learn/Logloss', x: [0, 1], y: [0.6, 0.5] },
      { name: 'test/Logloss', x: [0, 1], y: [0.65, 0.55] },
      { name: 'test/AUC', x: [0, 1], y: [0.7, 0.75] },
    ])
  })

  it('takes what CatBoost calls test for validation', () => {
    const [report] = diagnose(runOf({ 'learn_error.tsv': LEARN, 'test_error.tsv': TEST }))
    expect(report?.run.curves.validationLoss).toMatchObject({ name: 'test/Logloss', split: 'validation' })
    expect(report?.run.curves.trainLoss).toMatchObject({ name: 'learn/Logloss', split: 'train' })
  })
})
