import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/diagnose.js'
import { splitFiles } from '../../src/readers/split-files.js'
import { Source } from '../../src/text/source.js'

const runOf = (files: Readonly<Record<string, string>>) =>
  new Source('logs', '', { parts: Object.entries(files).map(([name, text]) => new Source(name, text)) })
const TRAIN = 'epoch,loss,acc,lr\n1,0.9,0.5,0.1\n2,0.7,0.6,0.1\n3,0.6,0.7,0.1\n'
const VAL = 'epoch,loss,acc,lr\n1,0.8,0.6,0.1\n2,0.75,0.65,0.1\n3,0.7,0.7,0.1\n'

/** The columns and notes of the run. */
function read(files: Readonly<Record<string, string>>) {
  const [report] = diagnose(runOf(files))
  const series = report?.run.series.map(({ name, split, y }) => `${split} ${name} ${y[0]}`)
  return { format: report?.run.format, series, notes: report?.run.notes.map(({ because }) => because) }
}

describe('split-files', () => {
  it('recognises a training and another split by the names of the files', () => {
    expect(splitFiles.recognises(runOf({ 'train.csv': TRAIN, 'val.csv': VAL }))).toBe(true)
    expect(splitFiles.recognises(runOf({ 'train.csv': TRAIN, 'model.csv': VAL }))).toBe(false)
    expect(splitFiles.recognises(runOf({ 'val.csv': TRAIN, 'test.csv': VAL }))).toBe(false)
    expect(splitFiles.recognises(new Source('train.csv', TRAIN))).toBe(false)
  })

  it('puts the splits together and says so', () => {
    expect(read({ 'train.csv': TRAIN, 'val.csv': VAL })).toEqual({
      format: 'split-files',
      series: [
        ...['train train/loss 0.9', 'train train/acc 0.5', 'train lr 0.1'],
        ...['validation val/loss 0.8', 'validation val/acc 0.6'],
      ],
      notes: ['put together as one run: train.csv, val.csv'],
    })
  })

  it('puts together what the folders of the splits hold', () => {
    const { series, notes } = read({ 'train/loss.csv': TRAIN, 'validation/loss.csv': VAL })
    expect(series).toEqual([
      ...['train train/loss 0.9', 'train train/acc 0.5', 'train lr 0.1'],
      ...['validation validation/loss 0.8', 'validation validation/acc 0.6'],
    ])
    expect(notes).toEqual(['put together as one run: train/loss.csv, validation/loss.csv'])
  })

  it('reads parts in any format, and takes a file of one metric by its name', () => {
    const line = (epoch: number) => `Epoch ${epoch}: loss 0.${9 - epoch}\n`
    const text = [1, 2, 3].map(line).join('')
    expect(read({ 'train_log.txt': text, 'test_log.txt': text }).series).toEqual([
      'train train/loss 0.8',
      'test test/loss 0.8',
    ])
    const values = 'epoch,x\n1,0.5\n2,0.4\n3,0.3\n'
    const files = { 'train_loss.csv': TRAIN, 'val_loss.csv': VAL }
    expect(read(files).series).toContain('validation val/loss 0.8')
    expect(
      read({ 'train_loss.csv': values.replace('x', 'loss'), 'val_loss.csv': values.replace('x', 'loss') })
        .series,
    ).toEqual(['train train/loss 0.5', 'validation val/loss 0.5'])
  })

  it.each([
    [
      'no log',
      { 'train.csv': TRAIN, 'test.csv': 'id,age\n1,20\n2,30\n' },
      'test.csv is no log that can be read',
    ],
    [
      'other data',
      { 'train.csv': TRAIN.replace('loss,acc', 'loss,val_loss'), 'test.csv': VAL },
      'train.csv tells of other data than its name: val_loss',
    ],
    [
      'another axis',
      { 'train.csv': TRAIN, 'val.csv': VAL.replace('epoch', 'step') },
      'train.csv and val.csv do not count the same',
    ],
    [
      'other epochs',
      {
        'train.csv': TRAIN,
        'val.csv': VAL.replace('\n1,', '\n11,').replace('\n2,', '\n12,').replace('\n3,', '\n13,'),
      },
      'train.csv and val.csv tell of different epochs',
    ],
  ])('refuses parts that do not belong together: %s', (_, files, reason) => {
    expect(() => diagnose(runOf(files))).toThrow(reason)
  })
})
