import { describe, expect, it } from 'vitest'
import { mermaidOf } from '../../src/chart/mermaid.js'
import { diagnose } from '../../src/index.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)

function charts(rows: readonly (readonly (number | string)[])[], names: string, plot?: readonly string[]) {
  const [report] = diagnose([names, ...rows.map((row) => row.join(',')), ''].join('\n'))
  if (!report) throw new Error('no run')
  return mermaidOf(report.run, { best: 13, region: { from: 18, to: 40 } }, 'overfitting from 18', plot)
}
const both = range(40).map((k) => [k + 1, 2 * Math.exp(-k / 9), 2 * Math.exp(-k / 9) + 0.2])

describe('chart of Mermaid', () => {
  it('has a line for each curve, with title, axes and colours', () => {
    const [chart, ...more] = charts(both, 'epoch,loss,val_loss')
    expect(more).toEqual([])
    expect(chart?.lines).toContain('  title "loss (best epoch 13, overfitting from 18)"')
    expect(chart?.lines).toContain('  x-axis "epoch" 1 --> 40')
    expect(chart?.lines).toContain('      plotColorPalette: "#0072B2, #D55E00"')
    const [train = '', validation = ''] = chart?.lines.slice(-2) ?? []
    expect(train).toMatch(/^ {2}line "train" \[2, 1\.79, 1\.601, /)
    expect(validation).toMatch(/^ {2}line "val" \[2\.2, 1\.99, /)
    expect(train.split(',')).toHaveLength(40)
    expect(chart?.legend).toBe('loss blue, val_loss orange; 40 points')
  })

  it('is thinned to sixty points, evenly over the whole run', () => {
    const [chart] = charts(
      range(5000).map((k) => [k, 1 / (k + 1)]),
      'step,loss',
    )
    expect(chart?.lines).toContain('  x-axis "step" 0 --> 4999')
    expect(chart?.lines.at(-1)?.split(',')).toHaveLength(60)
  })

  it('ends, and says so, where a curve has no number: Mermaid knows no gaps', () => {
    const [chart] = charts(
      both.map(([epoch = 0, loss = 0, val = 0], k) => [epoch, k === 30 ? 'nan' : loss, val]),
      'epoch,loss,val_loss',
    )
    expect(chart?.lines).toContain('  x-axis "epoch" 1 --> 30')
    expect(chart?.legend).toContain('drawn to epoch 30 of 40: no number behind it')
  })

  it('is none where there are less than two points', () => {
    expect(charts([[1, 0.5]], 'epoch,loss')).toEqual([])
  })

  it.each([1e-7, 3e22])('writes multiples of %d without an exponent', (size) => {
    const [chart] = charts(
      range(10).map((k) => [k, size * (10 - k) ** 2]),
      'epoch,loss',
    )
    expect(chart?.lines.join('\n')).not.toMatch(/\de[-+]?\d/)
    const values = /\[(.*)\]/
      .exec(chart?.lines.at(-1) ?? '')?.[1]
      ?.split(', ')
      .map(Number)
    expect(values).toEqual(range(10).map((k) => Number((size * (10 - k) ** 2).toPrecision(4))))
  })

  it('keeps names harmless', () => {
    const [chart] = charts(
      range(10).map((k) => [k, 10 - k, k]),
      'epoch,loss,x] %%{init}; click',
      ['x] %%{init}; click'],
    )
    expect(chart?.lines.join('\n')).not.toMatch(/[{;]|x\]/)
    expect(chart?.lines).toContain('  y-axis "x_ %%_init__ click"')
  })
})
