import { describe, expect, it } from 'vitest'
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../src/chart/glyphs.js'

function all(glyphs: Glyphs): string[] {
  const { train, validation, axis, best, beyond, region, dot, dash } = glyphs
  return [
    ...train,
    ...validation,
    ...[axis, best, beyond].flatMap((group) => Object.values(group)),
    region,
    dot,
    dash,
  ]
}

describe.each([
  ['Unicode', unicodeGlyphs],
  ['ASCII', asciiGlyphs],
])('%s glyphs', (_, glyphs) => {
  it('are single characters', () => {
    for (const glyph of all(glyphs)) expect([...glyph]).toHaveLength(1)
  })

  it('draw training and validation apart, without colour', () => {
    expect(glyphs.train.filter((glyph) => glyphs.validation.includes(glyph))).toEqual([])
  })

  it('mark the best epoch with what no curve is drawn with', () => {
    const curves: readonly string[] = [...glyphs.train, ...glyphs.validation]
    expect(curves).not.toContain(glyphs.best.onCurve)
    expect(curves).not.toContain(glyphs.best.above)
  })
})

it('the ASCII glyphs are ASCII', () => {
  expect(all(asciiGlyphs).join('')).toMatch(/^[\x21-\x7e]+$/)
})
