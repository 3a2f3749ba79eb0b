import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recogniseLayout } from '../../src/text/delimited.js'
import { readRows } from '../../src/text/delimited-table.js'
import { readNumericRows } from '../../src/text/numeric-rows.js'
import { readNumericTable } from '../../src/text/numeric-table.js'
import { Source } from '../../src/text/source.js'

function layoutOf(source: Source) {
  const layout = recogniseLayout(source.head)
  if (!layout) throw new Error('no table')
  return layout
}

/** What both ways make of a text; undefined where it is no table, or the fast way gives way. */
function both(text: string) {
  const source = new Source('log.csv', text)
  const layout = recogniseLayout(source.head)
  const fast = layout && readNumericTable(source.text, layout)
  return fast && layout && { fast, slow: readRows(source, layout) }
}

const number = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -10, max: 10 })
      .map((y) => y.toFixed(6)),
  },
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.integer().map(String),
  fc.stringMatching(/^[-+]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})(?:[eE][-+]?\d{1,3})?$/),
)
/** What real tables hold beside numbers. */
const odd = fc.constantFrom(
  '',
  ' 0.5',
  'nan',
  '-',
  '1e',
  '0x1',
  '1_0',
  '50%',
  '"0.5"',
  '0,5',
  'epoch',
  '#1',
  'inf',
  '1e999',
)
const names = fc.constantFrom(
  'loss',
  'val_loss',
  'lr',
  'lr2',
  'time',
  'step',
  '',
  'accuracy',
  'loss.1',
  'phase',
  'epoch',
)

function table(cell: fc.Arbitrary<string>) {
  const shape = fc.record({
    header: fc.oneof(
      { weight: 4, arbitrary: fc.uniqueArray(names, { minLength: 1, maxLength: 5 }) },
      fc.array(names, { minLength: 1, maxLength: 5 }),
    ),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    end: fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\n\n', ''),
    feed: fc.constantFrom('\n', '\n', '\n', '\r\n', '\r\r\n', '\n\n'),
    numbering: fc.constantFrom('ascends', 'ascends', 'given'),
  })
  return shape.chain(({ header, delimiter, end, feed, numbering }) =>
    fc
      .array(fc.array(cell, { minLength: header.length, maxLength: header.length }), {
        minLength: 1,
        maxLength: 12,
      })
      .map((rows) => {
        const numbered = numbering === 'ascends' ? rows.map((row, k) => [String(k), ...row]) : rows
        const named = numbering === 'ascends' ? ['epoch', ...header] : header
        return [named, ...numbered].map((row) => row.join(delimiter)).join(feed) + end
      }),
  )
}

describe('a table of nothing but numbers', () => {
  it('is read as csv-parse and the table of rows read it, wherever it does not give way', () => {
    let fast = 0
    fc.assert(
      fc.property(table(number), (text) => {
        const ways = both(text)
        if (ways) expect(ways.fast).toEqual(ways.slow)
        if (ways) fast++
      }),
      { numRuns: 2000 },
    )
    expect(fast).toBeGreaterThan(200)
  })

  it('gives way, or says the same, where something else stands among the numbers', () => {
    fc.assert(
      fc.property(table(fc.oneof({ weight: 30, arbitrary: number }, odd)), (text) => {
        const ways = both(text)
        if (ways) expect(ways.fast).toEqual(ways.slow)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['a hole', 'epoch,loss\n1,0.5\n2,\n'],
    ['a word', 'epoch,loss\n1,0.5\n2,nan\n'],
    ['quotes', 'epoch,loss\n1,"0.5"\n2,0.4\n'],
    ['quotes in the header', '"epoch","loss"\n1,0.5\n2,0.4\n'],
    ['a short row', 'epoch,loss\n1,0.5\n2,0.4\n3,0.3\n4\n'],
    ['a long row', 'epoch,loss\n1,0.5\n2,0.4\n3,0.3\n4,0.2,1\n'],
    ['a torn row', 'epoch,loss,lr\n1,0.5,1\n2,0.4'],
    ['a comment', 'epoch,loss\n1,0.5\n# 2,0.4\n'],
    ['a blank line', 'epoch,loss\n1,0.5\n\n2,0.4\n'],
    ['blanks', 'epoch, loss\n1, 0.5\n2, 0.4\n'],
    ['epochs that start again', 'epoch,loss\n1,0.5\n2,0.4\n1,0.5\n2,0.4\n'],
    ['epochs and steps', 'epoch,step,loss\n1,1,0.5\n2,2,0.4\n'],
    ['a name twice', 'epoch,loss,loss\n1,0.5,0.5\n2,0.4,0.4\n'],
    ['what overflows', 'epoch,loss\n1,0.5\n2,1e999\n'],
    ['old Mac line ends', 'epoch,loss\r1,0.5\r2,0.4\r'],
  ])('gives way to %s', (_, text) => {
    const source = new Source('log.csv', text)
    expect(readNumericTable(source.text, layoutOf(source))).toBeUndefined()
  })

  it('reads every number to the last bit', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (cells) => {
        const text = `loss\n${cells.join('\n')}\n`
        const layout = { delimiter: ',', decimalComma: false, header: ['loss'], lead: 0, sample: [] }
        const [read] = readNumericRows(text, layout) ?? []
        if (read) expect(read).toEqual(cells.map(Number))
        else expect(cells.map(Number).every(Number.isFinite)).toBe(false)
      }),
    )
  })
})
