import { describe, expect, it } from 'vitest'
import { closeTruncated } from '../../src/text/truncated-json.js'

describe('closeTruncated', () => {
  it.each([
    ['a number', '{"a": [1, 2.', '{"a": [1]}'],
    ['a name', '{"a": [1, 2], "b', '{"a": [1, 2]}'],
    ['a string with a bracket', '[{"a": 1}, {"a": 2, "b": "]', '[{"a": 1}, {"a": 2}]'],
    ['nothing but closing brackets', '{"a": {"b": [1, 2]', '{"a": {"b": [1, 2]}}'],
    ['an opening bracket', '[{"a": 1}, {', '[{"a": 1}, {}]'],
    ['a string that ends in a backslash', '[1, "\\', '[1]'],
  ])('keeps what is complete before %s', (_, text, closed) => {
    expect(closeTruncated(text)).toBe(closed)
  })

  it.each([
    ['a whole document', '{"a": 1}'],
    ['a second document', '{"a": 1}\n{"a": 2'],
    ['brackets that do not match', '{"a": 1]'],
    ['nesting beyond any log', '['.repeat(100)],
  ])('leaves %s alone', (_, text) => {
    expect(closeTruncated(text)).toBeUndefined()
  })

  it('is linear in the size of the text', () => {
    const start = performance.now()
    closeTruncated(`[${'{"a": "'.repeat(1e5)}`)
    closeTruncated(`{"a": [${'1, '.repeat(1e6)}`)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
