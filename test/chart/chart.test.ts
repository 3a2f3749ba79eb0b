import { describe, expect, it } from 'vitest'
import { drawChart } from '../../src/chart/chart.js'
import { asciiGlyphs, unicodeGlyphs } from '../../src/chart/glyphs.js'
import type { Curves, Run, Series, Split } from '../../src/run/run.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)
const falling = range(40).map((k) => 2 * Math.exp(-k / 10))
const rising = falling.map((value) => 1 - value / 2.1)

function series(
  split: Split,
  quantity: 'loss' | 'accuracy',
  y: readonly number[],
  x?: readonly number[],
): Series {
  return {
    name: split === 'train' ? quantity : `val_${quantity}`,
    split,
    quantity,
    goal: quantity === 'loss' ? 'lower' : 'higher',
    unit: quantity === 'loss' ? 'plain' : 'fraction',
    x: Float64Array.from(x ?? y.map((_, k) => k + 1)),
    y: Float64Array.from(y),
  }
}

const LOSSES: Curves = {
  trainLoss: series('train', 'loss', falling),
  validationLoss: series(
    'validation',
    'loss',
    falling.map((value) => value + 0.3),
  ),
}
const BOTH: Curves = {
  ...LOSSES,
  trainAccuracy: series('train', 'accuracy', rising),
  validationAccuracy: series(
    'validation',
    'accuracy',
    rising.map((value) => value * 0.8),
  ),
}

function draw(curves: Curves, width: number, best?: number, glyphs = unicodeGlyphs): string[] {
  const about = {
    name: 'log',
    title: 'log',
    format: 'csv',
    axis: 'epoch',
    series: [],
    facts: {},
    notes: [],
  } as const
  const run: Run = { ...about, curves }
  const highlights = best === undefined ? {} : { best }
  return drawChart(run, { width, glyphs, highlights }).rows.map((row) => row.map(({ text }) => text).join(''))
}

describe('chart of a run', () => {
  it.each([40, 60, 80, 100, 109, 110, 111, 120, 160, 250])('fits %i columns', (width) => {
    for (const curves of [LOSSES, BOTH]) {
      const lines = draw(curves, width, 13)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
      expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(width - 20)
    }
  })

  it('puts loss and accuracy side by side from 110 columns', () => {
    expect(draw(BOTH, 110)[0]).toMatch(/^ +loss +accuracy$/)
    expect(draw(BOTH, 109).some((line) => /loss.*accuracy/.test(line))).toBe(false)
  })

  it('puts accuracy under loss on a narrower terminal, a blank line between', () => {
    const lines = draw(BOTH, 80)
    const [loss, accuracy] = ['loss', 'accuracy'].map((title) =>
      lines.findIndex((line) => line.trim() === title),
    )
    expect(loss).toBe(0)
    expect(accuracy).toBeGreaterThan(10)
    expect(lines[(accuracy ?? 0) - 1]).toBe('')
  })

  it.each([80, 120])('gives loss alone the whole width of %i', (width) => {
    const lines = draw(LOSSES, width)
    expect(lines.filter((line) => /└/.test(line))).toHaveLength(1)
    expect(lines.join('')).not.toContain('accuracy')
    expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(width - 12)
  })

  it('draws accuracy alone where there is no loss', () => {
    expect(draw({ validationAccuracy: series('validation', 'accuracy', rising) }, 80)[0]?.trim()).toBe(
      'accuracy',
    )
  })

  it('says that an accuracy is in percent', () => {
    const percent = {
      ...series(
        'train',
        'accuracy',
        rising.map((value) => 100 * value),
      ),
      unit: 'percent',
    } as const
    expect(draw({ trainAccuracy: percent }, 80)[0]?.trim()).toBe('accuracy (%)')
  })

  it('is empty without curves', () => {
    expect(draw({}, 80)).toEqual([])
  })

  it.each([80, 120])('marks the best epoch in the same column of both panels, %i columns wide', (width) => {
    const axes = draw(BOTH, width, 13).filter((line) => line.includes('▲'))
    const columns = axes.flatMap((line) => [...line.matchAll(/└[^└]*/g)].map(([axis]) => axis.indexOf('▲')))
    expect(columns).toHaveLength(2)
    expect(columns[0]).toBe(columns[1])
  })

  it('gives all panels the same epochs, where one curve is shorter', () => {
    const short = series('validation', 'accuracy', [0.5, 0.6, 0.7], [10, 20, 30])
    const labels = draw({ ...LOSSES, validationAccuracy: short }, 80).filter((line) => / epoch$/.test(line))
    expect(labels).toHaveLength(2)
    expect(labels[0]).toBe(labels[1])
  })

  it('starts its axis where the epochs start', () => {
    const x = range(40).map((k) => k + 17)
    const line = draw({ trainLoss: series('train', 'loss', falling, x) }, 80).at(-1) ?? ''
    expect(line.trim()).toMatch(/^17 .* 56 +epoch$/)
  })

  it.each([80, 120])('is ASCII where Unicode is not to be had, %i columns wide', (width) => {
    expect(draw(BOTH, width, 13, asciiGlyphs).join('\n')).toMatch(/^[\x20-\x7e\n]*$/)
  })
})
