import { describe, expect, it } from 'vitest'
import { eachRow, type Layout, recogniseLayout } from '../../src/text/delimited.js'

function rows(text: string, layout: Partial<Layout> = {}) {
  const found: [number, readonly string[]][] = []
  const whole = {
    delimiter: ',',
    decimalComma: false,
    header: ['epoch', 'loss'],
    lead: 0,
    sample: [],
    ...layout,
  }
  eachRow(text, whole, (cells, line) => found.push([line, cells]))
  return found
}
const cells = (text: string, layout?: Partial<Layout>) => rows(text, layout).map(([, row]) => row)

describe('recogniseLayout', () => {
  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ])('tells %s between the cells', (_, delimiter) => {
    const lines = [
      ['epoch', 'loss', 'val_loss'],
      ['0', '0.5', '0.6'],
      ['1', 'nan', ''],
    ]
    expect(recogniseLayout(lines.map((line) => line.join(delimiter)))).toMatchObject({
      delimiter,
      decimalComma: false,
      header: ['epoch', 'loss', 'val_loss'],
    })
  })

  it('takes no values for the names of columns', () => {
    const words = (loss: string) =>
      Array.from({ length: 4 }, () => `| epoch 1 | lr 20.00 | ${loss} | x 11.02`)
    expect(recogniseLayout(words('loss  2.40'))).toBeUndefined()
    expect(recogniseLayout(words('loss   nan'))).toBeUndefined()
    expect(recogniseLayout(['epoch|mAP 0.5|loss', '1|0.2|0.3'])?.header).toEqual(['epoch', 'mAP 0.5', 'loss'])
  })

  it('does not count a delimiter inside quotes', () => {
    expect(recogniseLayout(['"epoch";"loss, all";"val_loss"', '0;"0,5";"0,6"'])).toMatchObject({
      delimiter: ';',
      header: ['epoch', 'loss, all', 'val_loss'],
      decimalComma: true,
    })
  })

  it('trims padded headers', () => {
    expect(recogniseLayout(['   epoch,      train/loss,   val/loss', '  0,  1.5,  1.6'])?.header).toEqual([
      'epoch',
      'train/loss',
      'val/loss',
    ])
  })

  it('leaves the empty column behind a trailing delimiter out', () => {
    expect(recogniseLayout(['loss\tval_loss\t', '0.5\t0.6\t'])?.header).toEqual(['loss', 'val_loss'])
  })

  it('keeps the empty name of an index', () => {
    expect(recogniseLayout([',loss,val_loss', '0,0.5,0.6'])?.header).toEqual(['', 'loss', 'val_loss'])
  })

  it('reads the names in a header that is a comment', () => {
    expect(recogniseLayout(['# epoch,loss', '0,0.5'])?.header).toEqual(['epoch', 'loss'])
  })

  it.each(['# made by train.py', '# resnet18, seed 1', '## resnet18, batch 32', '#'])(
    'passes over the comment %j before the header',
    (comment) => {
      expect(
        recogniseLayout([comment, 'epoch,train_loss,val_loss', '0,0.5,0.6', '1,0.4,0.5'])?.header,
      ).toEqual(['epoch', 'train_loss', 'val_loss'])
    },
  )

  it('keeps a column that is named by a number sign', () => {
    expect(recogniseLayout(['#,loss', '1,0.5'])?.header).toEqual(['#', 'loss'])
  })

  it('reads a table of one column', () => {
    expect(recogniseLayout(['loss', '0.5', 'nan'])).toMatchObject({ header: ['loss'] })
  })

  it.each([
    ['with semicolons', ['epoch;loss', '0;0,531', '1;0,4', '2;1,234'], true],
    ['with tabs', ['epoch\tloss', '0\t0,531', '1\t0,4'], true],
    ['and not where points are', ['epoch;loss', '0;0.531', '1;0.4'], false],
    ['and not where thousands are', ['step;loss', '1,000;0.531', '2,000;0.4', '3,000;0.3'], false],
    ['and never beside commas between cells', ['epoch,loss', '0,"0,5"', '1,"0,4"'], false],
  ])('tells the decimal comma %s', (_, lines, expected) => {
    expect(recogniseLayout(lines)?.decimalComma).toBe(expected)
  })

  it('takes a name with a threshold in it for a name', () => {
    const header = ['epoch', 'train_loss', 'val_loss', 'AP@IoU=0.50']
    expect(recogniseLayout([header.join(','), '0,1.5,1.6,0.1', '1,1.4,1.5,0.2'])?.header).toEqual(header)
  })

  it.each([
    ['nothing', []],
    ['prose', ['Training has begun.', 'It will take a while.']],
    ['console output with commas', ['Epoch: 1, loss: 0.5', 'Epoch: 2, loss: 0.4']],
    ['numbers without a header', ['0,0.5', '1,0.4']],
    ['a header whose rows are words', ['Loss, accuracy and more', 'are printed, once a day']],
    ['commas only', [',,,', '1,2,3,4']],
    ['one word', ['loss']],
  ])('finds no table in %s', (_, lines) => {
    expect(recogniseLayout(lines)).toBeUndefined()
  })
})

describe('eachRow', () => {
  it('gives the rows below the header, cells trimmed, with their lines', () => {
    expect(rows('epoch,loss\n 0 ,  0.5\n1,0.4\n')).toEqual([
      [2, ['0', '0.5']],
      [3, ['1', '0.4']],
    ])
  })

  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR', '\r'],
    ['CR CR LF', '\r\r\n'],
  ])('reads lines that end in %s', (_, end) => {
    expect(cells(['epoch,loss', '0,0.5', '1,0.4', ''].join(end))).toEqual([
      ['0', '0.5'],
      ['1', '0.4'],
    ])
  })

  it('reads the last line although it does not end', () => {
    expect(cells('epoch,loss\n0,0.5\n1,0.4')).toHaveLength(2)
  })

  it('passes over blank lines and comments', () => {
    const text = '# made by hand\n\nepoch,loss\n\n0,0.5\n# resumed, from a checkpoint\n#\n1,0.4\n\n'
    expect(cells(text, { lead: 1 })).toEqual([
      ['0', '0.5'],
      ['1', '0.4'],
    ])
  })

  it('reads behind a byte order mark', () => {
    expect(cells('\ufeffepoch,loss\n0,0.5\n')).toEqual([['0', '0.5']])
  })

  it('unquotes cells', () => {
    expect(cells('"epoch","loss"\n"0","0,5"\n"1","say ""half"""\n')).toEqual([
      ['0', '0,5'],
      ['1', 'say "half"'],
    ])
  })

  it('keeps empty cells at either end of a row', () => {
    const layout = { delimiter: '\t', header: ['', 'loss', 'val_loss'] }
    expect(cells('\tloss\tval_loss\n0\t\t0.6\n\t0.5\t\n', layout)).toEqual([
      ['0', '', '0.6'],
      ['', '0.5', ''],
    ])
  })

  it('gives rows of any width as they are', () => {
    expect(cells('epoch,loss\n0\n1,0.4,9\n2,0.3,\n')).toEqual([['0'], ['1', '0.4', '9'], ['2', '0.3', '']])
  })

  it.each([
    ['stands alone in a cell', 'epoch,loss\n0,0.5\n1,5" disk\n2,0.3\n'],
    ['is followed by text', 'epoch,loss\n0,0.5\n1,"a"b\n2,0.3\n'],
    ['is not closed', 'epoch,loss\n0,0.5\n1,"0.4\n2,0.3\n'],
    ['is cut off with the file', 'epoch,loss\n0,0.5\n1,"[0.1, 0.'],
  ])('survives a quote that %s', (_, text) => {
    expect(cells(text)[0]).toEqual(['0', '0.5'])
  })

  it('tears off a last line that was torn within its quotes, and hands it on as no row', () => {
    expect(cells('epoch,loss,note\n0,0.5,"a, b"\n1,0.4,"a, b"\n2,0.3,"a')).toEqual([
      ['0', '0.5', 'a, b'],
      ['1', '0.4', 'a, b'],
      ['2,0.3,"a'],
    ])
  })
})
