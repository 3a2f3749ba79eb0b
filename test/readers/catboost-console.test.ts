import { describe, expect, it } from 'vitest'
import { catboostConsole } from '../../src/readers/catboost-console.js'
import { readShort, recognises } from './short.js'

const row = (k: number, parts: string) => `${k}:\t${parts}\ttotal: ${k}ms\tremaining: 1.2s\n`

describe('catboost-console', () => {
  it('reads rounds from 0; its test is the data that is validated on', () => {
    const { format, axis, runs, means, says } = readShort(
      `Learning rate set to 0.5\n${row(0, 'learn: 0.6\ttest: 0.7\tbest: 0.7 (0)')}${row(10, 'learn: 0.5\ttest: 0.65\tbest: 0.64 (9)')}\nbestTest = 0.64\nbestIteration = 9\n\nShrink model to first 10 iterations.\n`,
    )
    expect({ format, axis }).toEqual({ format: 'catboost-console', axis: 'step' })
    expect(runs).toEqual([{ learn: '0: 0.6, 10: 0.5', test: '0: 0.7, 10: 0.65' }])
    expect(means).toEqual({ learn: 'learn loss', test: 'validation loss' })
    expect(says).toContain('taken for a loss, since lower is its best')
  })

  it('takes a metric whose best rises for a score', () => {
    const { means, says } = readShort(
      row(0, 'learn: 0.6\ttest: 0.5\tbest: 0.5 (0)') + row(1, 'learn: 0.7\ttest: 0.55\tbest: 0.55 (1)'),
    )
    expect(means).toEqual({ learn: 'learn score', test: 'validation score' })
    expect(says).toContain('taken for a score')
  })

  it.each([
    ['training alone', row(0, 'learn: 0.9') + row(1, 'learn: 0.8'), ['learn loss']],
    [
      'a metric that is not computed in training',
      row(0, 'test: 0.5\tbest: 0.5 (0)') + row(1, 'test: 0.6\tbest: 0.6 (1)'),
      ['validation score'],
    ],
    [
      'several sets',
      row(0, 'learn: 3\ttest: 4\ttest1: 5\tbest: 5 (0)') +
        row(1, 'learn: 2\ttest: 4\ttest1: nan\tbest: 4 (1)'),
      ['learn loss', 'validation loss', 'validation loss'],
    ],
  ])('reads %s', (_, text, names) => {
    expect(Object.values(readShort(text).means)).toEqual(names)
  })

  it.each([
    ['prose', 'Chapter 1: learn: how to begin\n2: test: 3 questions\n'],
    ['lists', '0: learn\n1: test\n'],
  ])('does not recognise %s', (_, text) => {
    expect(recognises(catboostConsole, text)).toBe(false)
  })
})
