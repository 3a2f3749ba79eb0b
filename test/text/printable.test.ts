import { describe, expect, it } from 'vitest'
import { printable, withoutCommands } from '../../src/text/printable.js'

describe('printable', () => {
  it('spells out every sign of a harmful kind, and no other', () => {
    const harmful = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffe\uffff]/u
    const signs = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
    const wrong = signs.filter((sign) => sign !== '\t' && (printable(sign) !== sign) !== harmful.test(sign))
    expect(wrong).toEqual([])
  })

  it.each([
    ['the escape that starts a colour', 'a\u001b[31mb', 'a\\u{1b}[31mb'],
    ['a bell', 'a\u0007', 'a\\u{7}'],
    ['a backspace', 'a\bb', 'a\\u{8}b'],
    ['a carriage return', 'a\rb', 'a\\u{d}b'],
    ['a line feed', 'a\nb', 'a\\u{a}b'],
    ['a NUL', 'a\u0000', 'a\\u{0}'],
    ['a one-character escape sequence', '\u009b31m', '\\u{9b}31m'],
    ['a delete', '\u007f', '\\u{7f}'],
    ['a line separator', '\u2028', '\\u{2028}'],
    ['a turn of the direction of writing', '\u202eabc', '\\u{202e}abc'],
    ['an isolate', '\u2066abc\u2069', '\\u{2066}abc\\u{2069}'],
    ['a character of no width', 'lo\u200bss', 'lo\\u{200b}ss'],
    ['half of a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
    ['a code point that is no character', '\uffff', '\\u{ffff}'],
    ['a byte order mark', '\ufeffloss', '\\u{feff}loss'],
  ])('spells out %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  it('makes a tab a blank', () => {
    expect(printable('a\tb')).toBe('a b')
  })

  it.each(['val_loss', 'Präzision (%)', '損失', 'acc ✓ 😀', 'a "quoted" <name> & more'])(
    'leaves %j as it is',
    (text) => {
      expect(printable(text)).toBe(text)
    },
  )
})

describe('withoutCommands', () => {
  it.each([
    ['a workflow command', '::error::x', ':\\u{3a}error::x'],
    ['one behind blanks', 'a\n \u00a0::error::x', 'a\n \u00a0:\\u{3a}error::x'],
    ['one in the older spelling', 'a ##[error]x', 'a ##\\u{5b}error]x'],
    ['one of Azure Pipelines', '##vso[task.x]', '##vso\\u{5b}task.x]'],
  ])('takes apart %s', (_, text, shown) => {
    expect(withoutCommands(text)).toBe(shown)
  })

  it.each(['a::b', '# title', 'loss[0]', '## title', 'x\n: :'])('leaves %j as it is', (text) => {
    expect(withoutCommands(text)).toBe(text)
  })
})
