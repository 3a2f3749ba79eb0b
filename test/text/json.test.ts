import { describe, expect, it } from 'vitest'
import { isObject, parseLenientJson } from '../../src/text/json.js'
import { cellOf } from '../../src/text/records.js'

describe('parseLenientJson', () => {
  it('reads plain JSON as it is', () => {
    expect(parseLenientJson('{"a": [1, 2.5e-3, null, true, "x"]}')).toEqual({
      a: [1, 0.0025, null, true, 'x'],
    })
  })

  it('keeps the bare NaN and infinities of Python apart from null', () => {
    expect(parseLenientJson('[NaN, Infinity, -Infinity, -NaN, null]')).toEqual([
      'NaN',
      'Infinity',
      '-Infinity',
      'NaN',
      null,
    ])
  })

  it.each([
    ['nan', Number.NaN],
    ['inf', Infinity],
    ['-inf', -Infinity],
  ])('reads the bare %s that formatted printing writes', (word, expected) => {
    const value = parseLenientJson(`{"epoch": 3, "loss": ${word}}`)
    expect(isObject(value) && cellOf(value.loss)).toBe(expected)
  })

  it('reads None, True and False', () => {
    expect(parseLenientJson('{"a": None, "b": [True, False]}')).toEqual({ a: null, b: [true, false] })
  })

  it('leaves such words alone inside strings and keys', () => {
    const text = '{"NaN": NaN, "note": "None, True or NaN", "quoted": "a \\"NaN\\" b", "path": "C:\\\\"}'
    expect(parseLenientJson(text)).toEqual({
      NaN: 'NaN',
      note: 'None, True or NaN',
      quoted: 'a "NaN" b',
      path: 'C:\\',
    })
  })

  it('leaves words alone that only contain such a word', () => {
    expect(parseLenientJson('{"a": NaNs}')).toBeUndefined()
    expect(parseLenientJson('{"a": xNone}')).toBeUndefined()
  })

  it('reads a document that begins with a byte order mark', () => {
    expect(parseLenientJson('\ufeff{"loss": [1, 2]}')).toEqual({ loss: [1, 2] })
  })

  it.each(['', '{', '{"loss": [1, 2', '[1, 2,,]', 'loss: 1', '{"a": 1}{"b": 2}', '"unclosed'])(
    'gives nothing of %j, which is no JSON',
    (text) => {
      expect(parseLenientJson(text)).toBeUndefined()
    },
  )

  it('reads a dangerous key as a key and nothing else', () => {
    const value = parseLenientJson('{"__proto__": {"polluted": NaN}, "constructor": 1}')
    expect(isObject(value) && Object.keys(value)).toEqual(['__proto__', 'constructor'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('isObject', () => {
  it.each([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    [undefined, false],
    ['text', false],
    [1, false],
  ])('tells it of %j: %s', (value, expected) => {
    expect(isObject(value)).toBe(expected)
  })
})
