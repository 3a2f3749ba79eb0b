import { describe, expect, it } from 'vitest'
import { codeBlock, codeSpan, folded, proseOf, tableRow } from '../../src/text/markdown.js'

describe('codeSpan', () => {
  it.each([
    ['val_loss', '`val_loss`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a``', '``` a`` ```'],
    [' a ', '`  a  `'],
    ['a\nb', '`a\\u{a}b`'],
    ['', ''],
  ])('of %j is %j', (text, span) => {
    expect(codeSpan(text)).toBe(span)
  })

  it('cuts what is very long', () => {
    expect(codeSpan('x'.repeat(1e6)).length).toBeLessThan(200)
  })
})

describe('proseOf', () => {
  it.each([
    ['loss rises from epoch 18 on', 'loss rises from epoch 18 on'],
    ['val_loss rises', '`val_loss` rises'],
    ['0.418, then 0.00508: -99%', '0.418, then 0.00508: -99%'],
    ['limits (1/10, inferred)', 'limits (1/10, inferred)'],
    ['a 1.0 > 0.5 < 2', 'a 1.0 &gt; 0.5 &lt; 2'],
    ['set f(a="b_c",d=1).', 'set `f(a="b_c",d=1)`.'],
    ['(see f(x))', '(see `f(x)`)'],
    ['log both, e.g. metrics=["accuracy"]', 'log both, e.g. `metrics=["accuracy"]`'],
    ['clip: optimizer(..., clipnorm=1.0) and', 'clip: `optimizer(..., clipnorm=1.0)` and'],
    ['(T(a=1.0, b=True), then f(x, y))', '(`T(a=1.0, b=True)`, then `f(x, y)`)'],
    ['never f(a, closed', 'never `f(a`, closed'],
    ['(1) x', '(1) x'],
    ['by @user, #12', 'by `@user`, `#12`'],
    ['1. x', '1\\. x'],
    ['to 1. x', 'to 1. x'],
    ['at deadbeef and 12345678', 'at `deadbeef` and `12345678`'],
    ["the model's half-epoch", "the model's half-epoch"],
    ['- x', '`-` x'],
    ['!', '`!`'],
    ['', ''],
  ])('of %j is %j', (sentence, prose) => {
    expect(proseOf(sentence)).toBe(prose)
  })

  it('takes its time in proportion to the length', () => {
    const started = performance.now()
    for (const char of [',', ')', '(', '`', '|', '\\']) tableRow([proseOf(`${char.repeat(2e5)}x`)])
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

it('tableRow ends no cell early', () => {
  expect(tableRow(['`a|b`', 'c'])).toBe('| `a\\|b` | c |')
  expect(tableRow(['`a\\|b`'])).toBe('| `a\\\\u{7c}b` |')
})

it('codeBlock ends with its own fence only', () => {
  expect(codeBlock(['a  ', '````', 'b'])).toBe('`````text\na\n````\nb\n`````')
  expect(codeBlock(['a'])).toBe('```text\na\n```')
})

it('folded escapes the name in its line', () => {
  expect(folded('✖ x', '<b>&', ['y'])).toBe(
    '<details><summary>✖ x <code>&lt;b&gt;&amp;</code></summary>\n\ny\n\n</details>',
  )
})
