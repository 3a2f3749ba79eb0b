import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../src/diagnose.js'
import { svgReport } from '../src/reporters/svg-report.js'
import { ROOT, sourceOf } from './fixtures/paths.js'
import { PLAIN } from './reporters/sample.js'
import { SETTING } from './reporters/setting.js'

/** The pictures of the README: what the program makes of a fixture today. */
const DOCS = join(ROOT, 'docs')
const SHOWN = ['diverged', 'overfitting', 'unstable']

function pictureOf(name: string): string {
  const runs = diagnose(sourceOf(`fixtures/diagnoses/${name}.csv`))
  return svgReport.render({ runs, errors: [] }, 1, PLAIN, SETTING)
}

describe('picture of the README', () => {
  it.each(SHOWN)('%s is what the program draws', async (name) => {
    await expect(pictureOf(name)).toMatchFileSnapshot(join(DOCS, `${name}.svg`))
  })

  it.each(SHOWN)('%s is shown, well-formed, with the words of the report in their columns', (name) => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`(docs/${name}.svg)`)
    const parser = new SaxesParser({ xmlns: false })
    const texts: { x: number; text: string; look: string }[] = []
    parser.on('error', (error) => {
      throw error
    })
    parser.on('opentag', ({ name: tag, attributes }) => {
      if (tag === 'text') texts.push({ x: Number(attributes.x), text: '', look: attributes.class ?? '' })
    })
    parser.on('text', (text) => {
      const last = texts.at(-1)
      if (last) last.text += text.trimEnd()
    })
    parser.write(pictureOf(name)).close()
    expect(
      texts.some(({ text, look }) => text.includes(name.toUpperCase()) && /error|warning/.test(look)),
    ).toBe(true)
    expect(texts.some(({ text, look }) => /[━┃]/.test(text) && look === 'validation')).toBe(true)
    expect(texts.some(({ text, look }) => /[─│╮]/.test(text) && look === 'train')).toBe(true)
    for (const { x } of texts)
      expect(Math.abs((x - 16) / 8.4 - Math.round((x - 16) / 8.4))).toBeLessThan(0.01)
  })

  it('is there for nothing else', () => {
    expect(readdirSync(DOCS).filter((file) => file.endsWith('.svg'))).toEqual(
      SHOWN.map((name) => `${name}.svg`),
    )
  })
})
