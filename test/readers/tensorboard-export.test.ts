import { describe, expect, it } from 'vitest'
import { tensorboardExport } from '../../src/readers/tensorboard-export.js'
import { readWith, recognisedBy } from './reading.js'

const CSV = 'Wall time,Step,Value\r\n1650000000.5,0,2.5\r\n1650000001.5,5,nan\r\n'
const JSON_TEXT = '[[1650000000.5, 0, 2.5], [1650000001.5, 5, "NaN"]]'
const read = (text: string, name = 'run-train-tag-epoch_loss.csv') => readWith(tensorboardExport, text, name)

describe('tensorboard-export', () => {
  it.each([
    ['CSV', CSV, true],
    ['JSON', JSON_TEXT, true],
    ['other triples', '[[1, 2, 3], [4, 5, 6]]', false],
    ['other columns', 'Wall time,Step,Loss\n1,2,3\n', false],
  ])('%s', (_, text, known) => {
    expect(recognisedBy(tensorboardExport, text)).toBe(known)
  })

  it.each([
    ['CSV', CSV],
    ['JSON', JSON_TEXT],
  ])('reads %s by step', (_, text) => {
    const { axis, runs } = read(text)
    expect(axis).toBe('step')
    expect(runs).toEqual([
      {
        'train/epoch_loss': [
          [0, 2.5],
          [5, Number.NaN],
        ],
      },
    ])
  })

  it.each([
    ['logs/run-validation-tag-epoch_loss.csv', 'validation/epoch_loss'],
    ['run-version_0-tag-val_loss.csv', 'val_loss'],
    ['run-logs_fit_validation-tag-epoch_loss (1).csv', 'validation/epoch_loss'],
    ['run-.-tag-Loss_train.json', 'Loss_train'],
    ['val_loss.csv', 'val_loss'],
  ])('names the curve by the file %s', (path, name) => {
    expect(Object.keys(read(CSV, path).runs[0] ?? {})).toEqual([name])
  })

  it('cannot tell what a file of another name holds', () => {
    expect(() => read(CSV, 'export.csv')).toThrow('no loss, accuracy or score among its columns (Value)')
  })

  it('says when the curve was thinned out', () => {
    const rows = Array.from({ length: 1000 }, (_, k) => `1650000000.5,${k * 7},1.5\r\n`)
    expect(read(`Wall time,Step,Value\r\n${rows.join('')}`).says).toEqual([
      '1000 points: TensorBoard exports a sample of longer curves',
    ])
  })
})
