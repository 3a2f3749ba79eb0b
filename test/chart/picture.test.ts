import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Span } from '../../src/chart/canvas.js'
import type { PictureOptions } from '../../src/chart/chart.js'
import { drawChart } from '../../src/chart/chart.js'
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../src/chart/glyphs.js'
import { diagnose } from '../../src/index.js'
import { pictureOf, svgOf } from '../../src/page/picture.js'
import { screenFor } from '../../src/screen/screen.js'
import { chartOf, highlightsOf } from '../../src/screen/sheet.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)

type Row = Readonly<Record<string, number | string>>

interface Asked extends PictureOptions {
  readonly width?: number
  readonly glyphs?: Glyphs
}

function logOf(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {})
  return [names.join(','), ...rows.map((row) => names.map((name) => row[name]).join(','))].join('\n')
}

const textOf = (rows: readonly Span[][]) => rows.map((row) => row.map(({ text }) => text).join(''))

/** The chart of a log with a row for each epoch from 1 on. */
function draw(rows: readonly Row[], { width = 80, glyphs = unicodeGlyphs, ...asked }: Asked = {}) {
  const [report] = diagnose(logOf(rows.map((row, k) => ({ epoch: k + 1, ...row }))))
  if (!report) throw new Error('no run')
  const chart = drawChart(report.run, { width, glyphs, highlights: highlightsOf(report), ...asked })
  const { rows: drawn, ...about } = chart
  return { lines: textOf(drawn), ...about, report }
}

const decaying = range(40).map((k) => 2 * Math.exp(-k / 10) + 0.1)
const spiky = decaying.map((loss, k) => ({ loss: k === 25 ? 1e6 : loss, val_loss: loss + 0.2 }))
const decades = range(40).map((k) => ({ loss: 100 * Math.exp(-k / 3.5), val_loss: 110 * Math.exp(-k / 4) }))
const rates = decaying.map((loss, k) => ({
  loss,
  val_loss: loss + 0.2,
  lr: k < 15 ? 0.1 : k < 30 ? 0.01 : 5e-4,
  grad_norm: 5 - k / 20,
  train_f1: 0.4 + k / 100,
  val_f1: 0.3 + k / 100,
}))
/** The rows of the first panel, from its title to its axis. */
const panel = (lines: readonly string[]) =>
  lines.slice(
    1,
    lines.findIndex((line) => /^ *[└+]/.test(line)),
  )
/** What stands in the plot at some row and column, counted from the y axis. */
const plotOf = (lines: readonly string[]) => panel(lines).map((line) => line.replace(/^.*?[│┤|+]/, ''))

describe('a spike', () => {
  it('does not flatten the rest, is marked where it is, and named', () => {
    const { lines, remarks } = draw(spiky)
    expect(panel(lines)[0]).toContain('↑')
    expect(remarks).toEqual(['↑ loss is 1.00e6 (epoch 26)'])
    const rows = plotOf(lines).filter((line) => line.slice(0, 30).includes('━'))
    expect(rows.length).toBeGreaterThan(5)
  })

  it('of few epochs is one too', () => {
    const { remarks } = draw([2, 1.5, 1.2, 1, 900, 0.9, 0.8, 0.7, 0.6].map((loss) => ({ loss })))
    expect(remarks).toEqual(['↑ loss is 900 (epoch 5)'])
  })

  it('downwards is named as well', () => {
    const { remarks } = draw(range(40).map((k) => ({ loss: k === 7 ? -5e4 : 2 - k / 40 })))
    expect(remarks).toEqual(['↓ loss is -5.00e4 (epoch 8)'].map((line) => line.replace('-5.00e4', '-50000')))
  })

  it('leaves what was not far out inside the frame', () => {
    const noisy = range(2000).map((k) => ({
      loss: k === 900 ? 90 : 2 / (1 + k / 100) + 0.05 * Math.sin(k * 7),
    }))
    expect(draw(noisy).remarks).toEqual(['↑ loss is 90.0 (epoch 901)'])
  })
})

describe('infinity', () => {
  it('leaves the frame at its epochs, and is named with how many there are', () => {
    const { lines, remarks } = draw(
      decaying.map((loss, k) => ({ loss: k > 19 && k < 23 ? 'inf' : loss, val_loss: loss })),
    )
    expect(panel(lines)[0]?.match(/↑/g)?.length).toBeGreaterThanOrEqual(3)
    expect(remarks).toEqual(['↑ loss reaches inf (3 epochs, first 21)'])
  })

  it('leaves it with a sign of ASCII too', () => {
    const { lines, remarks } = draw(
      decaying.map((loss, k) => ({ loss: k === 20 ? '-inf' : loss })),
      { glyphs: asciiGlyphs },
    )
    expect(panel(lines).at(-1)).toContain('v')
    expect(remarks).toEqual(['v loss is -inf (epoch 21)'])
  })
})

describe('log scale', () => {
  it('is taken where the values span decades, and said on the axis', () => {
    const { lines } = draw(decades)
    expect(lines[0]?.trim()).toBe('loss (log scale)')
    const labels = panel(lines).flatMap((line) => /^ *([\d.e-]+) ┤/.exec(line)?.[1] ?? [])
    expect(labels).toEqual(['100', '10', '1', '0.1', '0.01', '0.001'])
  })

  it.each<[string, (k: number) => { loss: number; val_loss?: number }]>([
    ['span little', (k) => ({ loss: 2 - k / 40, val_loss: 2.1 - k / 40 })],
    ['lie apart in one curve only', (k) => ({ loss: 2 * Math.exp(-k / 4), val_loss: 1 + k / 40 })],
    ['reach zero', (k) => ({ loss: Math.max(0, 100 * Math.exp(-k / 2) - 1e-6) })],
    ['are negative', (k) => ({ loss: 1 - 10 ** (k / 8) })],
    ['hold one spike', (k) => ({ loss: k === 20 ? 1e6 : 2 * Math.exp(-k / 20) })],
  ])('is not taken unasked where the values %s', (_, row) => {
    expect(draw(range(40).map(row)).lines[0]?.trim()).toBe('loss')
  })

  it('can be asked for, and refused', () => {
    expect(draw(rates, { logY: true }).lines[0]?.trim()).toBe('loss (log scale)')
    expect(draw(decades, { logY: false }).lines[0]?.trim()).toBe('loss')
  })

  it('draws an exponential decay as a straight line', () => {
    const loss = range(60).map((k) => ({ loss: 10 ** (3 - k / 10) }))
    const rows = plotOf(draw(loss, { width: 75 }).lines).map((line) => line.search(/[─╰╮]/))
    const drawn = rows.filter((column) => column >= 0)
    expect(drawn.length).toBeGreaterThanOrEqual(rows.length - 2)
    const steps = drawn.slice(2, -1).map((column, k) => column - (drawn[k + 1] ?? 0))
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(2)
  })

  it('shows the spike that a linear one leaves out', () => {
    const { lines, remarks } = draw(spiky, { logY: true })
    expect(remarks).toEqual([])
    expect(panel(lines).some((line) => /^ *1e6 ┤/.test(line))).toBe(true)
  })

  it('lets what is not above zero leave the frame, named', () => {
    const { lines, remarks } = draw(
      range(20).map((k) => ({ loss: 10 - k })),
      { logY: true },
    )
    expect(panel(lines).at(-1)).toContain('↓')
    expect(remarks).toEqual(['↓ loss reaches -9.00 (10 epochs, first 11)'])
  })

  it('is not drawn, and that is said, where nothing lies above zero', () => {
    const { lines, remarks } = draw(
      range(20).map((k) => ({ loss: -k })),
      { logY: true },
    )
    expect(lines[0]?.trim()).toBe('loss')
    expect(remarks).toEqual(['loss: no log scale, no value above 0'])
  })

  it('is none of an accuracy', () => {
    const { lines } = draw(
      range(20).map((k) => ({ accuracy: 0.1 + k / 30 })),
      { logY: true },
    )
    expect(lines[0]?.trim()).toBe('accuracy')
  })

  it.each([
    [1e-5, '1e-5'],
    [3e12, '3e12'],
  ])('and a linear one label %d so that it reads right', (size, label) => {
    const rows = range(30).map((k) => ({ loss: size / (1 + k / 5), val_loss: (size * 1.1) / (1 + k / 6) }))
    const labels = panel(draw(rows).lines).flatMap((line) => /^ *([\d.e-]+) ┤/.exec(line)?.[1] ?? [])
    expect(labels.map(Number)).toContain(Number(label))
    expect(Number(labels[0])).toBeGreaterThan(Number(labels[1]))
    const log = panel(draw(rows, { logY: true }).lines).flatMap(
      (line) => /^ *([\d.e-]+) ┤/.exec(line)?.[1] ?? [],
    )
    for (const [k, own] of log.entries()) {
      expect(Number(own)).toBeGreaterThan(size / 10)
      if (k > 0) expect(Number(own)).toBeLessThan(Number(log[k - 1]))
    }
  })
})

describe('two curves in one cell', () => {
  it('are both seen where they cross, in one sign of light and heavy strokes', () => {
    const { lines } = draw(range(40).map((k) => ({ loss: 2 - k * 0.045, val_loss: 0.2 + k * 0.03 })))
    expect(plotOf(lines).join('')).toMatch(/[┝-┢┥-┪┭-┲┵-┺┽-╊╼]/)
  })

  it('are both seen where they run on one another, light and heavy in turn, and it is said', () => {
    const { lines, together } = draw(
      decaying.map((loss) => ({ loss, val_loss: loss })),
      {},
    )
    expect(together).toBe(true)
    const strokes = plotOf(lines)
      .join('')
      .replace(/[^─━╼╭┏┍]/g, '')
    expect(strokes.startsWith('╼') || strokes.includes('╼')).toBe(true)
    expect(plotOf(lines).join('')).not.toMatch(/[╭╮╰╯]/)
  })

  it('have one sign for both in ASCII', () => {
    const { lines, together } = draw(
      decaying.map((loss) => ({ loss, val_loss: loss })),
      { glyphs: asciiGlyphs },
    )
    expect(together).toBe(true)
    expect(plotOf(lines).join('')).toContain('xxx')
    expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/)
  })

  it('take turns in colour', () => {
    const [report] = diagnose(logOf(decaying.map((loss, k) => ({ epoch: k, loss, val_loss: loss }))))
    if (!report) throw new Error('no run')
    const chart = drawChart(report.run, { width: 80, glyphs: unicodeGlyphs, highlights: {} })
    const inks = chart.rows.flat().flatMap(({ text, ink }) => (/╼/.test(text) ? [ink] : []))
    expect(new Set(inks)).toEqual(new Set(['train', 'validation']))
  })
})

describe('what is drawn', () => {
  it('is what was asked for, in that order, both splits of one quantity together', () => {
    const { lines } = draw(rates, { plot: ['lr', 'grad_norm', 'f1'] })
    const titles = lines.filter((line) => /^ +[a-z_]\w+(?: \(.*\))?$/.test(line)).map((line) => line.trim())
    expect(titles.filter((title) => !/^lr +▾/.test(title))).toEqual(['lr', 'grad_norm', 'f1'])
    expect(lines.join('\n')).toMatch(/0\.790 train[\s\S]*0\.690 val/)
    expect(lines.join('\n')).not.toContain('0.00050 train')
  })

  it('is one column where one column is named', () => {
    const { lines } = draw(rates, { plot: ['val_f1'] })
    expect(lines[0]?.trim()).toBe('val_f1')
    expect(lines.join('')).not.toContain('train')
  })

  it('goes beside the losses in pairs where there is room', () => {
    const { lines } = draw(rates, { width: 120, plot: ['loss', 'lr', 'f1'] })
    expect(lines[0]).toMatch(/^ +loss +lr$/)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120)
  })

  it('says what is not there to draw, and what is', () => {
    const { lines, remarks } = draw(rates, { plot: ['loss', 'foo'] })
    expect(lines[0]?.trim()).toBe('loss')
    expect(remarks).toEqual([
      'no column foo to draw; there are loss, val_loss, lr, grad_norm, train_f1, val_f1',
    ])
  })

  it.each([3, 5, 20])('has %i rows in each panel where that is asked for', (height) => {
    expect(panel(draw(spiky, { height }).lines)).toHaveLength(height)
  })

  it('marks no best value on what is neither better nor worse', () => {
    const { lines } = draw(rates, { plot: ['lr'] })
    expect(lines.join('')).toContain('▲')
    expect(lines.join('')).not.toContain('◆')
  })
})

describe('the stretch of a finding', () => {
  const widening = range(40).map((k) => ({
    loss: 0.1 + 2 * Math.exp(-k / 5),
    val_loss: 0.4 + 2 * Math.exp(-k / 5) + (k < 15 ? 0 : (k - 15) * 0.03),
  }))

  it('is shaded between the curves where there is room', () => {
    const { lines, region } = draw(widening)
    expect(region).toBe('shaded')
    expect(lines.join('')).toContain('░')
  })

  it('is ruled along the axis where there is none', () => {
    const flat = draw(widening, { height: 3 })
    expect(flat.report.findings[0]?.id).toBe('overfitting')
    expect(flat.region).toBe('ruled')
    expect(flat.lines.join('')).not.toContain('░')
    expect(flat.lines.find((line) => line.includes('└'))).toContain('════')
    const screen = screenFor({ width: 80, height: 3, colorLevel: 0, unicode: true, chart: true, full: false })
    expect(chartOf(flat.report, screen).join('\n')).toMatch(/════ overfitting from \d+/)
  })

  it('is none where nothing was found', () => {
    const level = draw(
      range(40).map((k) => ({ loss: 0.4 + 2 * Math.exp(-k / 5), val_loss: 0.42 + 2 * Math.exp(-k / 5) })),
    )
    expect(level.report.findings).toEqual([])
    expect(level.region).toBeUndefined()
  })
})

describe('drops of the learning rate', () => {
  it('are ticks under the axis, in their columns, with what it drops to', () => {
    const { lines } = draw(rates, { plot: ['loss'] })
    const axis = lines.find((line) => line.includes('└')) ?? ''
    const drops = lines.find((line) => line.includes('▾')) ?? ''
    expect(drops.trim()).toMatch(/^lr +▾0\.01 +▾5e-4$/)
    const columns = axis.trimEnd().length - axis.indexOf('└') - 1
    const place = Math.round((15 / 39) * (columns - 1)) + axis.indexOf('└') + 1
    expect(drops.indexOf('▾')).toBe(place)
  })

  it('close together leave no rate broken, and each mark in its column', () => {
    const lr = (k: number) => 1e-2 / 3 ** (k < 20 ? 0 : Math.floor((k - 17) / 3))
    const { lines } = draw(decaying.map((loss, k) => ({ loss, lr: lr(k) })))
    const drops = lines.find((line) => line.includes('▾')) ?? ''
    expect(drops.trim()).toMatch(/^lr( +▾)+\d\.\de-\d$/)
    expect(drops.match(/▾/g)).toHaveLength(7)
  })

  it('are none where the rate is logged as zero throughout', () => {
    expect(draw(decaying.map((loss) => ({ loss, lr: 0 }))).lines.join('')).not.toContain('▾')
  })

  it.each([
    ['a constant rate', () => 0.1],
    ['a cosine', (k: number) => 0.05 * (1 + Math.cos((k / 40) * Math.PI))],
    ['a warm-up', (k: number) => 0.001 * (k + 1)],
  ])('are none of %s', (_, lr) => {
    const { lines } = draw(decaying.map((loss, k) => ({ loss, lr: lr(k) })))
    expect(lines.join('')).not.toContain('▾')
  })
})

describe('few points', () => {
  it('one epoch is drawn low, with its values', () => {
    const { lines } = draw([{ loss: 0.5, val_loss: 0.6 }])
    expect(panel(lines)).toHaveLength(3)
    expect(lines.join('\n')).toMatch(/[◆━].* 0\.600 val/)
    expect(lines.join('\n')).toMatch(/─.* 0\.500 train/)
  })

  it('two epochs are a line from end to end', () => {
    const { lines } = draw([{ loss: 2 }, { loss: 1 }])
    expect(plotOf(lines)[0]).toMatch(/^─/)
    expect(plotOf(lines).at(-1)).toMatch(/[◆─] 1\.00 train$/)
  })

  it('a constant is one level line in the middle', () => {
    const { lines } = draw(range(20).map(() => ({ loss: 0.7 })))
    const filled = plotOf(lines).filter((line) => line.includes('───'))
    expect(filled).toHaveLength(1)
    expect(plotOf(lines).indexOf(filled[0] ?? '')).toBe(5)
  })
})

describe('the best epoch', () => {
  it('stands at its own value where others share its column', () => {
    const losses = range(4000).map((k) => ({
      loss: 1 + Math.abs(k - 2000) / 2000 + (k % 50 === 3 ? 1.5 : 0),
    }))
    const { lines, report } = draw(losses.map(({ loss }) => ({ loss: loss / 2, val_loss: loss })))
    expect(Math.abs((report.best?.at ?? 0) - 2001)).toBeLessThan(100)
    expect(plotOf(lines).findIndex((line) => line.includes('◆'))).toBeGreaterThan(6)
  })
})

describe.each([80, 120])('at %i columns', (width) => {
  it.each([
    ['colour and Unicode', 2, true],
    ['colour and ASCII', 2, false],
    ['no colour', 0, true],
    ['no colour, ASCII', 0, false],
  ] as const)('no line is longer, with %s', (_, colorLevel, unicode) => {
    const screen = screenFor({ width, colorLevel, unicode, chart: true, full: false })
    for (const rows of [spiky, decades, rates, [{ loss: 0.5 }], [{ loss: 3e12 }, { loss: 1e-5 }]]) {
      const [report] = diagnose(logOf(rows.map((row, k) => ({ epoch: k, ...row }))))
      if (!report) throw new Error('no run')
      const lines = chartOf(report, screen)
      expect(lines.length).toBeGreaterThan(5)
      for (const line of lines) {
        const plain = stripVTControlCharacters(line)
        expect([...plain].length).toBeLessThanOrEqual(width)
        if (colorLevel === 0) expect(plain).toBe(line)
        if (!unicode) expect(plain).toMatch(/^[\x20-\x7e]*$/)
      }
    }
  })
})

describe('spikes in one epoch of fifteen', () => {
  const at = (k: number) => [10, 25, 40, 52].includes(k)
  const rows = range(60).map((k) => {
    const loss = 2 * Math.exp(-k / 15) + 0.5
    return { loss: at(k) ? 1e6 * loss : loss, val_loss: loss + 0.1 }
  })

  it('leave the frame before a log scale is thought of', () => {
    const { lines, remarks } = draw(rows)
    expect(lines[0]).not.toContain('log scale')
    expect(remarks).toEqual([expect.stringMatching(/^↑ loss reaches 1\.5\de6 \(4 epochs, first 11\)$/)])
    expect(plotOf(lines).filter((line) => /[━╼┗┺]/.test(line)).length).toBeGreaterThan(5)
    expect(draw(rows, { logY: true }).lines[0]).toContain('log scale')
  })

  it('do so where they last for three epochs, and not where the curve ends in them', () => {
    const long = rows.map(({ val_loss }, k) => ({ loss: k > 19 && k < 23 ? 1e5 : val_loss - 0.1, val_loss }))
    expect(draw(long).lines[0]).not.toContain('log scale')
    const end = rows.map(({ val_loss }, k) => ({ loss: k > 55 ? 10 ** (k - 51) : val_loss - 0.1, val_loss }))
    expect(draw(end).lines.join('')).toContain('log scale')
  })
})

describe('losses at the ends of what numbers reach', () => {
  const most = range(20).map((k) => ({ loss: k % 2 ? 1.7e308 : -1.7e308, val_loss: 1e308 }))

  it.each([5e-324, 1e-320, 2e-310])('are drawn where all are %d', (loss) => {
    const { lines } = draw(range(4).map(() => ({ loss })))
    expect(plotOf(lines).filter((line) => line.includes('─'))).toHaveLength(1)
  })

  it.each([[[5e-324, 0]], [[1e-320, 4e-322, 5e-324]], [[1e-304, 3e-304, 2e-304]]])(
    'are drawn where they are %j, on a log scale too',
    (values) => {
      const rows = values.map((loss) => ({ loss }))
      for (const logY of [true, false]) expect(draw(rows, { logY }).lines.join('')).toMatch(/[─╮╯]/)
    },
  )

  it('leave the frame where they are too large, and are named', () => {
    const { lines, remarks } = draw(most)
    expect(plotOf(lines)[0]).toContain('↑')
    expect(remarks).toContain('↑ loss reaches 1.70e308 (10 epochs, first 2)')
    const falls = draw([{ loss: 1e308 }, { loss: 8e307 }, { loss: 5 }, { loss: 4 }, { loss: 3 }])
    expect(falls.remarks).toEqual(['↑ loss reaches 1.00e308 (2 epochs, first 1)'])
    expect(falls.lines.join('')).not.toContain('↓')
  })

  it('leave no NaN in a page, nor in what is said', () => {
    const { report } = draw(most)
    const page = pictureOf(report, {}).drawings.map((drawing) => svgOf(drawing, 'loss'))
    expect(page.join('')).toContain('class="beyond')
    expect(page.join('')).not.toMatch(/d="[^"]*(?:NaN|Infinity)/)
    expect(report.verdict.summary).toContain('loss swings by 40 %')
  })
})

describe('the words under a chart', () => {
  const PLAIN = { width: 80, colorLevel: 0, unicode: true, chart: true, full: false } as const
  const screen = screenFor({ ...PLAIN, plot: ['lr', 'grad_norm'] })
  const rising = rates.map((row, k) => ({ ...row, val_loss: k < 15 ? row.val_loss : 0.8 + (k - 15) / 20 }))

  it('speak of no shade where none is drawn', () => {
    const { report } = draw(rising)
    expect(report.findings[0]?.id).toBe('overfitting')
    expect(chartOf(report, screen).join('\n')).not.toContain('░')
    expect(chartOf(report, screenFor(PLAIN)).join('\n')).toMatch(/░░░░ overfitting from/)
  })

  it('name the columns there are where none is as asked, on a page too', () => {
    const { report } = draw(rates)
    const there = 'no column nosuch to draw; there are loss, val_loss, lr, grad_norm, train_f1, val_f1'
    const words = chartOf(report, screenFor({ ...PLAIN, plot: ['nosuch'] })).join(' ')
    expect(words).not.toContain('best epoch')
    expect(words.replace(/\s+/g, ' ').trim()).toBe(there)
    expect(pictureOf(report, { plot: ['nosuch'] }).remarks).toEqual([there])
  })

  it('tell what the sign for two curves means wherever it stands', () => {
    const { lines, together } = draw(range(30).map((k) => ({ loss: k, val_loss: k === 0 ? 0 : k + 9 })))
    expect(lines.join('').match(/╼/g)?.length ?? 0).toBeLessThan(3)
    expect(together).toBe(lines.join('').includes('╼'))
  })
})

describe('the last values', () => {
  it('have as many decimals as the axis', () => {
    const rows = range(40).map((k) => {
      const loss = 1000 + 1e-4 * Math.exp(-k / 10)
      return { loss, val_loss: loss + 1e-4 }
    })
    expect(draw(rows).lines.join('\n')).toMatch(/ 1000\.00010 val/)
    const { report } = draw(rows)
    expect(pictureOf(report, {}).drawings[0]?.panel.lines.map(({ label }) => label)).toContain(
      '1000.00010 val',
    )
    expect(draw(decaying.map((loss) => ({ loss }))).lines.join('\n')).toMatch(/ 0\.140 train/)
  })
})

describe('a learning rate', () => {
  const titleOf = (lr: (k: number) => number, more: object = {}) =>
    draw(
      decaying.map((loss, k) => ({ loss, lr: lr(k) })),
      { plot: ['lr'], ...more },
    ).lines[0]?.trim()

  it('has a log scale by itself where it falls by decades', () => {
    expect(titleOf((k) => 0.1 * 10 ** -Math.floor(k / (decaying.length / 4)))).toBe('lr (log scale)')
    expect(titleOf((k) => 0.1 * 0.8 ** k)).toBe('lr (log scale)')
  })

  it('has none where it falls a little, along a cosine, to zero, or where none is wanted', () => {
    const last = decaying.length - 1
    expect(titleOf((k) => 0.1 / (k + 1) ** 0.5)).toBe('lr')
    expect(titleOf((k) => 1e-6 + 0.05 * (1 + Math.cos((Math.PI * k) / last)))).toBe('lr')
    expect(titleOf((k) => 0.1 * (1 - k / last))).toBe('lr')
    expect(titleOf((k) => 0.1 * 0.8 ** k, { logY: false })).toBe('lr')
  })
})
