import { describe, expect, it } from 'vitest'
import { repeatedKey } from '../../src/text/json-keys.js'

describe('a key that stands twice', () => {
  it.each([
    ['{"a": 1, "a": 2}', 'a'],
    ['{"x": {"b": 1, "c": [{"b": 2}], "b" : 3}}', 'b'],
    ['{"a": 1, "\\u0061": 2}', 'a'],
    ['[{"__proto__": 1, "__proto__": 2}]', '__proto__'],
  ])('is found in %s', (text, key) => expect(repeatedKey(text)).toBe(key))

  it.each(['{"a": {"a": 1}, "b": {"a": 2}}', '["a", "a"]', '{"a": "a\\": {", "b": "a"}', '"a"', '{}'])(
    'is not in %s',
    (text) => expect(repeatedKey(text)).toBeUndefined(),
  )
})
