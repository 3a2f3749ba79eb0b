import { describe, expect, it } from 'vitest'
import { element, escapeXml } from '../../src/text/xml.js'

describe('escapeXml', () => {
  it.each([
    ['markup', '<a href="x">\'&amp;', '&lt;a href=&quot;x&quot;&gt;&apos;&amp;amp;'],
    ['the end of a section', ']]>', ']]&gt;'],
    ['what XML cannot carry', 'a\u0000\u001b\ufffe\ud800b', 'a\\u{0}\\u{1b}\\u{fffe}\\u{d800}b'],
    ['line breaks', 'a\r\nb', 'a\\u{d}\\u{a}b'],
    ['commands to a CI system', '::error::x ##[error]', '&#58;:error&#58;:x &#35;#[error]'],
    [
      'paths to publish',
      'a [[[ATTACHMENT|/etc/passwd]] [[attachment|b',
      'a [\\u{5b}[ATTACHMENT|/etc/passwd]] \\u{5b}[attachment|b',
    ],
    ['nothing else', 'Präzision 😀 (%)', 'Präzision 😀 (%)'],
  ])('escapes %s', (_, text, escaped) => {
    expect(escapeXml(text)).toBe(escaped)
  })
})

it('element leaves out what has no value', () => {
  expect(element('a', { b: 1, c: undefined, d: '"' })).toBe('<a b="1" d="&quot;"/>')
  expect(element('a', {}, ['<b/>', 'text'])).toBe('<a>\n<b/>\ntext\n</a>')
})
