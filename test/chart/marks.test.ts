import { describe, expect, it } from 'vitest'
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../src/chart/glyphs.js'
import { drawPanel, type Highlights } from '../../src/chart/panel.js'
import type { Axis, Series, Split } from '../../src/run/run.js'

const ROWS = 11
const range = (length: number) => Array.from({ length }, (_, k) => k)

interface Asked {
  readonly x?: readonly number[]
  readonly axis?: Axis
  readonly glyphs?: Glyphs
  readonly highlights?: Highlights
  /** Room for the legend; the same in all drawings, unless the panel is to choose it. */
  readonly right?: number | 'chosen'
}

/** Draws curves over one x; where only one is given, it is the training loss. */
function draw(ys: readonly (readonly number[])[], { x, axis, glyphs, highlights, right = 13 }: Asked = {}) {
  const places = x ?? range(ys[0]?.length ?? 0).map((k) => k + 1)
  const span: [number, number] = [places[0] ?? 0, places.at(-1) ?? 0]
  const curves = ys.map((y, k): Series => {
    const split: Split = k === 0 ? 'train' : 'validation'
    const shape = { quantity: 'loss', goal: 'lower', unit: 'plain' } as const
    return { name: split, split, ...shape, x: Float64Array.from(places), y: Float64Array.from(y) }
  })
  const rows = drawPanel('loss', curves, {
    width: 80,
    rows: ROWS,
    glyphs: glyphs ?? unicodeGlyphs,
    axis: axis ?? 'epoch',
    span,
    highlights: highlights ?? {},
    ...(right !== 'chosen' && { right }),
  })
  const lines = rows.map((row) =>
    row
      .map(({ text }) => text)
      .join('')
      .padEnd(80),
  )
  const axisRow = lines[ROWS + 1] ?? ''
  const left = axisRow.search(/[└+]/) + 1
  const columns = Math.min(axisRow.trimEnd().length - left, 80 - left - (right === 'chosen' ? 0 : right))
  return {
    left,
    columns,
    plot: lines.slice(1, ROWS + 1).map((line) => line.slice(left, left + columns)),
    yAxis: lines.slice(1, ROWS + 1).map((line) => line.slice(0, left)),
    xAxis: axisRow.slice(left),
    xLabels: lines[ROWS + 2] ?? '',
    legend: lines.slice(1, ROWS + 1).map((line) => line.slice(left + columns).trim()),
  }
}

/** Columns of the plot in a panel of 80: a curve of as many epochs has one column for each. */
const COLUMNS = draw([[1, 0]]).columns

describe('best epoch', () => {
  const down = range(COLUMNS).map((k) => 100 - k)
  const vee = range(COLUMNS).map((k) => 50 + Math.abs(k - 20))

  it.each([1, 2, 21, COLUMNS - 1, COLUMNS])(
    'at epoch %i is marked in its column, on the curve and on the axis',
    (best) => {
      const { plot, xAxis } = draw([down, vee], { highlights: { best } })
      expect(xAxis.indexOf('▲')).toBe(best - 1)
      const marks = plot.map((line) => line.indexOf('◆')).filter((column) => column >= 0)
      expect(marks).toEqual([best - 1])
    },
  )

  it('stands on the validation curve, at the height of its value', () => {
    const { plot } = draw([Array(COLUMNS).fill(0), Array(COLUMNS).fill(1)], { highlights: { best: 30 } })
    expect(plot[0]?.[29]).toBe('◆')
    expect(plot[ROWS - 1]?.[29]).toBe('─')
  })

  it('is marked by a line that hides no curve', () => {
    const { plot } = draw([down, vee], { highlights: { best: 21 } })
    const column = plot.map((line) => line[20])
    expect(column.filter((glyph) => glyph === '┊').length).toBeGreaterThan(5)
    expect(column.join('')).toMatch(/[─│╮╰]/)
  })

  it('stands on the curve where its column has other values too', () => {
    const places = range(COLUMNS * 3)
    const low = COLUMNS * 2
    const y = places.map((k) => (k === low ? 0 : k === low - 1 ? 2 : 1))
    const { plot } = draw([y.map(() => 2), y], { x: places, highlights: { best: low } })
    const column = plot[ROWS - 1]?.indexOf('◆') ?? -1
    expect(column).toBeGreaterThan(0)
    expect(plot.map((line) => line[column]).join('')).toMatch(/[┃┓][┃]+◆$/)
  })

  it('is not marked where none is told', () => {
    const { plot, xAxis } = draw([down, vee])
    expect(plot.join('') + xAxis).not.toMatch(/[◆┊▲]/)
  })

  it('far below all others is marked at the edge where the curve leaves the frame', () => {
    const y = range(COLUMNS).map((k) => (k === 20 ? -1e6 : 2 - k / COLUMNS))
    const { plot } = draw([y], { highlights: { best: 21 } })
    expect(plot[ROWS - 1]?.[20]).toBe('◆')
  })

  it('has its marks in ASCII too', () => {
    const { plot, xAxis } = draw([down, vee], { glyphs: asciiGlyphs, highlights: { best: 21 } })
    expect(xAxis.indexOf('^')).toBe(20)
    expect(plot.filter((line) => line[20] === 'O')).toHaveLength(1)
  })
})

describe('region of a finding', () => {
  const low = Array(COLUMNS).fill(0)
  const high = Array(COLUMNS).fill(1)

  it('is shaded between the curves, from its start to its end', () => {
    const { plot } = draw([low, high], { highlights: { region: { from: 11, to: 20 } } })
    for (const line of plot.slice(1, -1))
      expect(line).toBe(' '.repeat(10) + '░'.repeat(10) + ' '.repeat(COLUMNS - 20))
    expect(plot[0]).not.toContain('░')
    expect(plot[ROWS - 1]).not.toContain('░')
  })

  it('lies nowhere above or below both curves', () => {
    const train = range(COLUMNS).map((k) => COLUMNS - k)
    const validation = range(COLUMNS).map((k) => 40 + Math.abs(k - 20))
    const { plot } = draw([train, validation], { highlights: { region: { from: 25, to: COLUMNS } } })
    for (const column of range(COLUMNS)) {
      const glyphs = plot.map((line) => line[column] ?? ' ').join('')
      if (column < 24) expect(glyphs).not.toContain('░')
      expect(glyphs).not.toMatch(/^ *░+.*[━┏┛┗┓].*[─╰╮╭╯]/)
      expect(glyphs).not.toMatch(/░ *$/)
    }
    expect(plot.join('')).toContain('░')
  })

  it('ends with the curves where it is told to last longer', () => {
    const { plot } = draw([low, high], { highlights: { region: { from: 31, to: 1000 } } })
    expect(plot[5]).toBe(' '.repeat(30) + '░'.repeat(COLUMNS - 30))
  })

  it('is ruled along the axis instead where it speaks of no gap, within the axis', () => {
    for (const to of [20, COLUMNS, 1000]) {
      const { plot, xAxis } = draw([low, high], { highlights: { region: { from: 11, to, ruled: true } } })
      const [first, last] = [xAxis.indexOf('═'), xAxis.lastIndexOf('═')]
      expect(first).toBe(10)
      expect(last - Math.min(to, COLUMNS)).toBeGreaterThanOrEqual(-2)
      expect(last).toBeLessThan(Math.min(to, COLUMNS))
      expect(plot.join('')).not.toContain('░')
    }
  })

  it('is not shaded beside a single curve, nor where none is told', () => {
    expect(draw([low], { highlights: { region: { from: 1, to: COLUMNS } } }).plot.join('')).not.toContain('░')
    expect(draw([low, high]).plot.join('')).not.toContain('░')
  })
})

describe('x axis', () => {
  const TO = [2, 5, 10, 39, 100, 1000, 12_345, 100_000, 1_000_000, 19_000_000]

  it.each(TO.flatMap((last) => [0, 1, 17].map((first) => ({ first, last: first + last }))))(
    'from $first to $last has whole, distinct, ascending labels, both ends among them',
    ({ first, last }) => {
      const x = range(11).map((k) => first + Math.round(((last - first) * k) / 10))
      const { xLabels } = draw([range(11)], { x: [...new Set(x)], axis: 'step' })
      const labels = xLabels.trim().split(/ +/)
      expect(labels.pop()).toBe('step')
      const numbers = labels.map(Number)
      expect(numbers.every(Number.isInteger)).toBe(true)
      expect([numbers[0], numbers.at(-1)]).toEqual([first, last])
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
    },
  )

  it('puts each label under its tick, in the column of its epoch', () => {
    const { xAxis, xLabels, left } = draw([range(COLUMNS)])
    for (const label of xLabels.trim().split(/ +/).slice(0, -1)) {
      expect(xAxis[Number(label) - 1]).toBe('┬')
      expect(Math.abs(xLabels.indexOf(label) - left - (Number(label) - 1))).toBeLessThanOrEqual(1)
    }
  })

  it('says what it counts', () => {
    expect(draw([range(5)], { axis: 'row' }).xLabels).toMatch(/ row *$/)
  })

  it('of fractions of epochs is labelled at whole ones only', () => {
    const { xLabels } = draw([range(15)], { x: range(15).map((k) => 0.25 + k / 4) })
    const labels = xLabels.trim().split(/ +/).slice(0, -1).map(Number)
    expect(labels).toEqual([1, 2, 3])
  })

  it('of a single epoch has that epoch', () => {
    expect(
      draw([[0.5]], { x: [17] })
        .xLabels.trim()
        .split(/ +/),
    ).toEqual(['17', 'epoch'])
  })
})

describe('y axis', () => {
  const NARROW: Readonly<Record<string, readonly [number, number]>> = {
    'an ordinary loss': [0.1, 2],
    percent: [12, 98],
    'a small loss': [0.001, 0.002],
    'a loss that hardly moves': [0.481235, 0.481245],
    'a loss that moves in its last digits': [0.4812351, 0.4812352],
    'equal but for rounding': [0.5, 0.5 + 2e-11],
    'tiny values': [1e-9, 2e-9],
    'tiny values close together': [1.0001e-9, 1.0002e-9],
    'huge values': [2e12, 3e12],
    'huge negative values': [-3e12, -2.9e12],
    'thousands that differ by one': [12345.5, 12346.5],
    'negative values': [-120.5, -119.5],
  }

  it.each(Object.entries(NARROW))('of %s has distinct labels that end before it', (_, [low, high]) => {
    const { yAxis } = draw([range(COLUMNS).map((k) => low + ((high - low) * k) / (COLUMNS - 1))])
    for (const line of yAxis) expect(line).toMatch(/^ *[-\d.e]* ?[│┤]$/)
    const labels = yAxis.filter((line) => line.endsWith('┤')).map((line) => line.slice(0, -1).trim())
    expect(labels.length).toBeGreaterThanOrEqual(1)
    expect(new Set(labels).size).toBe(labels.length)
    const numbers = labels.map(Number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
  })
})

describe('legend', () => {
  const CHOSEN = { right: 'chosen' } as const

  it('gives the last value of each curve at its end', () => {
    const { legend } = draw([range(61).map((k) => 61 - k), range(61).map((k) => 61 - k / 2)], CHOSEN)
    expect(legend[ROWS - 1]).toBe('1.00 train')
    expect(legend[5]).toBe('31.0 val')
    expect(legend.filter((entry) => entry !== '')).toHaveLength(2)
  })

  it.each([
    ['at the same height', [0.5, 0.5], [0.5, 0.5]],
    ['at the bottom', [1, 0], [1, 0]],
    ['at the top', [0, 1], [0, 1]],
    ['that are NaN', [1, Number.NaN], [1, Number.NaN]],
  ])('puts two ends %s on two rows', (_, train, validation) => {
    const { legend } = draw([train, validation], CHOSEN)
    const entries = legend.filter((entry) => entry !== '')
    expect(entries.map((entry) => entry.split(' ')[1]).sort()).toEqual(['train', 'val'])
  })

  it('says NaN and inf of a curve that ends so', () => {
    expect(draw([[1, Number.NaN]], CHOSEN).legend.join('')).toBe('NaN train')
    expect(draw([[1, Number.POSITIVE_INFINITY]], CHOSEN).legend.join('')).toBe('inf train')
  })

  it.each([
    [0.00123, '0.00123 train'],
    [0.000123, '0.000123 train'],
    [1.23e-9, '1.23e-9 train'],
    [3e12, '3.00e12 train'],
    [-1.5e-9, '-1.50e-9 train'],
    [-1.5e-10, '-1.50e-10 train'],
  ])('spells %d out', (value, entry) => {
    expect(draw([[value, value]], CHOSEN).legend.join('')).toBe(entry)
  })
})
