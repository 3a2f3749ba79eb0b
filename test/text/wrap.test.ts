import { describe, expect, it } from 'vitest'
import { columnsOf, pad, truncate, wrap } from '../../src/text/wrap.js'

describe('columnsOf', () => {
  it.each([
    ['', 0],
    ['loss 0.41', 9],
    ['· … ▲', 5],
    ['損失', 4],
    ['e\u0301', 1],
    ['\u20d7', 0],
    ['⌚', 2],
  ])('%j takes %i columns', (text, columns) => {
    expect(columnsOf(text)).toBe(columns)
  })
})

describe('wrap', () => {
  it('fills lines, and breaks words that are longer than one', () => {
    expect(wrap('a bb ccc dddddd e', 5)).toEqual(['a bb', 'ccc', 'ddddd', 'd e'])
    expect(wrap('損失 は 低い', 5)).toEqual(['損失', 'は', '低い'])
    expect(wrap('', 5)).toEqual([''])
  })

  it('breaks long words behind signs that join their parts, where that leaves half a line', () => {
    expect(wrap('EarlyStopping(monitor="val_loss",patience=5)', 30)).toEqual([
      'EarlyStopping(monitor=',
      '"val_loss",patience=5)',
    ])
    expect(wrap('a/bbbbbbbbbbbbbbb', 10)).toEqual(['a/bbbbbbbb', 'bbbbbbb'])
  })

  it('does not break within a sign that is spelt out', () => {
    expect(wrap('aaaa\\u{e9}\\u{e9}', 12)).toEqual(['aaaa\\u{e9}', '\\u{e9}'])
  })

  it('keeps a percent sign beside its number', () => {
    expect(wrap('better in 100 % (limit 90 %)', 25)).toEqual(['better in 100 % (limit', '90 %)'])
  })

  it('keeps blanks that stand beside one another', () => {
    expect(wrap('a  b', 9)).toEqual(['a  b'])
  })
})

describe('truncate and pad', () => {
  it('count columns, not characters', () => {
    expect(truncate('損失 0.41', 6, '…')).toBe('損失 …')
    expect(truncate('損失 0.41', 6, '…', 'end')).toBe('… 0.41')
    expect(truncate('a\\u{e9}\\u{1f600}.csv', 11, '~', 'end')).toBe('~.csv')
    expect(truncate('a\\u{e9}\\u{1f600}.csv', 14, '~', 'end')).toBe('~\\u{1f600}.csv')
    expect(truncate('a\\u{e9}b.csv', 6, '~')).toBe('a~')
    expect(pad('損失', 6)).toBe('損失  ')
  })
})
