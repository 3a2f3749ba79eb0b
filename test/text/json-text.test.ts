import { expect, it } from 'vitest'
import { toJson } from '../../src/text/json-text.js'

it('spells numbers that JSON has not', () => {
  expect(toJson([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.5])).toBe(
    '["NaN","Infinity","-Infinity",0.5]',
  )
})

it.each([
  '##[error]x',
  '##vso[task.x]',
  '\u007f\u009b31m',
  '\u2028\u202e\ufeff',
  '\u{e0001}',
  '\\##[',
  '\ud800',
  'a\nb',
])('escapes what a CI system or a terminal would obey, and changes no value: %j', (text) => {
  expect(toJson({ a: text })).toMatch(/^(?!.*##(?:vso)?\[)[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u)
  expect(JSON.parse(toJson({ [text]: text }, 2))).toEqual({ [text]: text })
})
