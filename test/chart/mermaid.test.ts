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

  const valuesOf = (line = '') => (/\[(.*)\]/.exec(line)?.[1] ?? '').split(', ').map(Number)
  const changed = (at: (k: number) => number | string | undefined) =>
    both.map(([epoch = 0, loss = 0, val = 0], k) => [epoch, at(k) ?? loss, val])

  it('is drawn across what has no number, and says so: Mermaid knows no gaps', () => {
    const [chart] = charts(
      changed((k) => (k === 29 || k === 30 ? 'nan' : k === 5 ? 'inf' : undefined)),
      'epoch,loss,val_loss',
    )
    expect(chart?.lines).toContain('  title "loss (best epoch 13, overfitting from 18)"')
    expect(chart?.lines).toContain('  x-axis "epoch" 1 --> 40')
    expect(chart?.legend).toContain('40 points; loss is drawn across 2 epochs without a number')
    expect(chart?.legend).toContain('above the frame: loss is inf (epoch 6)')
    const loss = valuesOf(chart?.lines.at(-2))
    expect(loss).toHaveLength(40)
    expect(loss[29]).toBeCloseTo(((loss[28] ?? 0) * 2 + (loss[31] ?? 0)) / 3, 3)
  })

  it('ends with the curve that ends first, names it, and marks nothing behind that', () => {
    const [chart] = charts(
      changed((k) => (k > 14 ? 'nan' : undefined)),
      'epoch,loss,val_loss',
    )
    expect(chart?.lines).toContain('  title "loss (best epoch 13)"')
    expect(chart?.lines).toContain('  x-axis "epoch" 1 --> 15')
    expect(chart?.legend).toContain('drawn from epoch 1 to 15 of 1 to 40: no number of loss outside of it')
  })

  it('draws a validation every tenth step as the line it is', () => {
    const rows = range(200).map((k) => [k * 500, 2 - k / 150, k % 10 ? '' : 2.1 - k / 150])
    const [chart] = charts(rows, 'step,loss,val_loss')
    expect(chart?.lines).toContain('  x-axis "step" 0 --> 95000')
    expect(valuesOf(chart?.lines.at(-1))).toHaveLength(20)
    expect(chart?.legend).toContain('no number of val_loss outside of it')
  })

  it('is not flattened by a spike, which is named', () => {
    const [chart] = charts(
      changed((k) => (k === 24 ? 1e6 : undefined)),
      'epoch,loss,val_loss',
    )
    expect(Math.max(...valuesOf(chart?.lines.at(-2)))).toBeLessThan(4)
    expect(chart?.legend).toContain('above the frame: loss is 1.00e6 (epoch 25)')
  })

  it('is none where there are less than two points, which is said', () => {
    expect(charts([[1, 0.5]], 'epoch,loss')).toEqual([
      { lines: [], legend: 'no Mermaid chart of loss: it takes two points of each curve' },
    ])
    expect(
      charts(
        range(9).map((k) => [k, 'nan']),
        'epoch,loss',
      ),
    ).toEqual([{ lines: [], legend: 'no Mermaid chart: no curve has a number' }])
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
