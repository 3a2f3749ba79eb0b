import asciichart from 'asciichart'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { asciiGlyphs, unicodeGlyphs } from '../../src/chart/glyphs.js'
import { drawPanel, type PanelOptions } from '../../src/chart/panel.js'
import type { Series, Split } from '../../src/run/run.js'

const ROWS = 11
const range = (length: number) => Array.from({ length }, (_, k) => k)

function curve(split: Split, y: readonly number[], x: readonly number[] = y.map((_, k) => k + 1)): Series {
  const name = split === 'train' ? 'loss' : 'val_loss'
  const shape = { quantity: 'loss', goal: 'lower', unit: 'plain' } as const
  return { name, split, ...shape, x: Float64Array.from(x), y: Float64Array.from(y) }
}

/** The rows of a panel as text. */
function draw(curves: readonly Series[], options: Partial<PanelOptions> = {}): string[] {
  const xs = curves.flatMap(({ x }) => [x[0] ?? 0, x.at(-1) ?? 0])
  const span: [number, number] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))]
  const usual = {
    width: 80,
    rows: ROWS,
    glyphs: unicodeGlyphs,
    axis: 'epoch',
    span,
    highlights: {},
    right: 13,
  } as const
  const rows = drawPanel('loss', curves, { ...usual, ...options })
  return rows.map((row) => row.map(({ text }) => text).join(''))
}

/** The plot area alone: what stands right of the y axis, without the legend. */
function plotOf(lines: readonly string[]): string[] {
  const axis = lines.find((line) => line.includes('└')) ?? ''
  const left = axis.indexOf('└') + 1
  return lines.slice(1, 1 + ROWS).map((line) => line.slice(left, axis.length).padEnd(axis.length - left))
}

/** What stands in one column of the plot, top to bottom, without blanks. */
const columnOf = (plot: readonly string[], column: number) =>
  plot
    .map((line) => line[column] ?? '')
    .join('')
    .trim()

/** Columns of the plot in a panel of 80: a curve of as many epochs has one column for each. */
const COLUMNS = plotOf(draw([curve('train', [1, 0])]))[0]?.length ?? 0

const HOSTILE: Readonly<Record<string, readonly number[]>> = {
  'one point': [0.5],
  'two points': [2, 1],
  'a constant': Array(20).fill(0.7),
  'the constant 0': Array(5).fill(0),
  'NaN at the start': [Number.NaN, Number.NaN, 1, 0.5, 0.4],
  'NaN in the middle': [1, 0.5, Number.NaN, Number.NaN, 0.4],
  'NaN at the end': [1, 0.5, 0.4, Number.NaN],
  'NaN in every second place': range(40).map((k) => (k % 2 ? Number.NaN : k)),
  'NaN alone': [Number.NaN, Number.NaN],
  'one NaN': [Number.NaN],
  infinities: [1, Number.POSITIVE_INFINITY, 0.5, Number.NEGATIVE_INFINITY, 0.4],
  'infinity alone': [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  negatives: [1, -2, -30, -31],
  'tiny values': range(30).map((k) => 1e-9 / (k + 1)),
  'tiny negatives': range(30).map((k) => -1e-9 * (k + 1)),
  'huge values': range(30).map((k) => 3e12 / (k + 1)),
  'the largest numbers': [1e308, -1e308, 1e308],
  'the smallest numbers': [5e-324, 0, 5e-324],
  'a spike of 1e6': range(100).map((k) => (k === 50 ? 1e6 : Math.exp(-k / 20))),
  'differences in the last digits': range(30).map((k) => 0.4812351 + (k % 2) * 1e-12),
  '100,000 points': range(100_000).map((k) => 1 / (1 + k / 1000) + 0.01 * Math.sin(k)),
}

describe('panel of', () => {
  describe.each(Object.entries(HOSTILE))('%s', (_, y) => {
    it.each([28, 40, 57, 80, 120, 200])('fits %i columns', (width) => {
      const curves = [
        curve('train', y),
        curve(
          'validation',
          y.map((value) => value * 1.1),
        ),
      ]
      const highlights = { best: Math.ceil(y.length / 2), region: { from: 1, to: y.length } }
      for (const glyphs of [unicodeGlyphs, asciiGlyphs]) {
        const lines = draw(curves, { width, glyphs, highlights })
        expect(lines).toHaveLength(ROWS + 3)
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width)
        if (glyphs === asciiGlyphs) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/)
        expect(lines.join('')).not.toContain('undefined')
      }
    })
  })

  it('any values at any epochs neither throws nor passes the width', () => {
    const y = fc.array(fc.oneof(fc.double(), fc.constantFrom(0, 1, Number.NaN, Number.POSITIVE_INFINITY)), {
      minLength: 1,
      maxLength: 60,
    })
    const place = fc.double({ min: -5, max: 70, noNaN: true })
    fc.assert(
      fc.property(
        y,
        y,
        fc.integer({ min: 28, max: 200 }),
        place,
        place,
        (train, validation, width, best, from) => {
          const highlights = { best, region: { from, to: 60 } }
          const lines = draw([curve('train', train), curve('validation', validation)], { width, highlights })
          for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width)
        },
      ),
      { seed: 80, numRuns: 200 },
    )
  })
})

describe('curve in a panel', () => {
  it('is drawn by asciichart, one finite stretch at a time', () => {
    const plot = vi.spyOn(asciichart, 'plot')
    draw([curve('train', [3, 2, Number.NaN, 1, 0.5]), curve('validation', [3, 2, 2, 2, 2])])
    expect(plot).toHaveBeenCalledTimes(3)
    plot.mockRestore()
  })

  it('falls from the top left to the bottom right when it falls', () => {
    const plot = plotOf(
      draw([
        curve(
          'train',
          range(COLUMNS).map((k) => -k),
        ),
      ]),
    )
    const drawn = plot.filter((row) => row.trim() !== '')
    expect(drawn.length).toBeGreaterThanOrEqual(ROWS - 2)
    expect(drawn[0]).toMatch(/^─/)
    expect(drawn.at(-1)?.trimEnd()).toMatch(/^ +╰?─*─$/)
    expect(columnOf(plot, 0)).toBe('─')
  })

  it('leaves every column of a gap blank, and stands in every other one', () => {
    const y = range(COLUMNS).map((k) => (k >= 20 && k < 30 ? Number.NaN : Math.cos(k / 10)))
    const plot = plotOf(draw([curve('train', y)]))
    for (const column of range(COLUMNS)) {
      if (column >= 20 && column < 30) expect(columnOf(plot, column)).toBe('')
      else expect(columnOf(plot, column)).not.toBe('')
    }
  })

  it.each([['train'], ['validation']] as const)('of %s shows a lone point between gaps', (split) => {
    const y = [1, 1, Number.NaN, 0, Number.NaN, 1, 1]
    const plot = plotOf(draw([curve(split, y)]))
    expect(columnOf(plot, Math.round((COLUMNS - 1) / 2))).toMatch(/^[─━]$/)
    expect(plot[ROWS - 1]?.trim()).toMatch(/^[─━]$/)
  })

  it('points up where it leaves the frame, and at infinity', () => {
    const y = range(COLUMNS).map((k) => (k === 30 ? 1e6 : 2 - k / COLUMNS))
    expect(plotOf(draw([curve('train', y)]))[0]?.[30]).toBe('↑')
    const broken = [1, 1, 2, Number.POSITIVE_INFINITY, 2, Number.NEGATIVE_INFINITY, 1]
    const plot = plotOf(draw([curve('train', broken)]))
    expect(plot[0]?.[Math.round((COLUMNS - 1) / 2)]).toBe('↑')
    expect(plot[ROWS - 1]?.[Math.round(((COLUMNS - 1) * 5) / 6)]).toBe('↓')
  })

  it('is light for training and heavy for validation', () => {
    const curves = [curve('train', Array(COLUMNS).fill(0)), curve('validation', Array(COLUMNS).fill(1))]
    const plot = plotOf(draw(curves))
    expect(plot[0]).toBe('━'.repeat(COLUMNS))
    expect(plot[ROWS - 1]).toBe('─'.repeat(COLUMNS))
  })

  it('may be logged at other places than its twin', () => {
    const train = curve('train', [9, 8, 7, 6, 5], [0, 25, 50, 75, 100])
    const validation = curve('validation', [2, 2, 2], [50, 75, 100])
    const plot = plotOf(draw([train, validation]))
    const first = plot.flatMap((line) => (line.includes('━') ? [line.indexOf('━')] : []))
    expect(first).toEqual([Math.round((COLUMNS - 1) / 2)])
  })
})

describe('the end of a curve of more points than columns', () => {
  it.each([300, 1000, 1013])('is at its last value, and in the row of its label, of %i points', (length) => {
    const y = range(length).map((k) => (k % 2 === 0 ? 1 : 2) + 0.3 * Math.sin(k))
    const lines = draw([curve('validation', [...y.slice(0, -3), 2.2, 0.8, 1.5])])
    const row = lines.findIndex((line) => / 1\.50 val$/.test(line))
    expect(lines[row]).toMatch(/[━┗┏┛┓] 1\.50 val$/)
  })

  it('still shows where it leaves the frame', () => {
    const y = range(1000).map((k) => (k === 998 ? 1e6 : 1 + 0.001 * k))
    expect(draw([curve('validation', y)]).join('\n')).toContain('↑')
  })
})
