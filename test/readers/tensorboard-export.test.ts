import { describe, expect, it } from 'vitest'
import { readSource } from '../../src/readers/read.js'
import { tensorboardExport } from '../../src/readers/tensorboard-export.js'
import { Source } from '../../src/text/source.js'
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

describe('a directory of exports', () => {
  const curve = (values: readonly number[], { first = 0, every = 1, time = 1700000000 } = {}) =>
    [
      'Wall time,Step,Value',
      ...values.map((value, k) => `${time + 10 * k},${first + every * k},${value}`),
      '',
    ].join('\n')
  const together = (files: Readonly<Record<string, string>>) => {
    const parts = Object.entries(files).map(([name, text]) => new Source(name, text))
    const source = new Source('exports', '', { parts })
    const { format, reading } = readSource(source)
    const runs = reading.phases.map(({ columns }) =>
      Object.fromEntries(columns.map(({ name, x, y }) => [name, [x, y]])),
    )
    return {
      format,
      runs,
      labels: reading.phases.map(({ label }) => label),
      says: reading.notes.map(({ because }) => because),
    }
  }

  it('is one run where training and validation lie beside one another', () => {
    const { format, runs, says } = together({
      'run-train-tag-epoch_loss.csv': curve([3, 2, 1]),
      'run-validation-tag-epoch_loss.json':
        '[[1700000001, 0, 4], [1700000011, 1, 3], [1700000021, 2, "NaN"]]',
    })
    expect(format).toBe('tensorboard-export')
    expect(runs).toEqual([
      {
        'train/epoch_loss': [
          [0, 1, 2],
          [3, 2, 1],
        ],
        'validation/epoch_loss': [
          [0, 1, 2],
          [4, 3, Number.NaN],
        ],
      },
    ])
    expect(says).toEqual([])
  })

  it('is as many runs as it names', () => {
    const { runs, labels, says } = together({
      'run-fold1_train-tag-epoch_loss.csv': curve([3, 2, 1]),
      'run-fold1_validation-tag-epoch_loss.csv': curve([4, 3, 2]),
      'run-fold2_train-tag-epoch_loss.csv': curve([6, 5, 4]),
      'run-fold2_validation-tag-epoch_loss.csv': curve([7, 6, 5]),
    })
    expect(labels).toEqual(['fold1', 'fold2'])
    expect(runs[1]).toEqual({
      'train/epoch_loss': [
        [0, 1, 2],
        [6, 5, 4],
      ],
      'validation/epoch_loss': [
        [0, 1, 2],
        [7, 6, 5],
      ],
    })
    expect(says).toEqual(['runs in the log: 1 fold1, 2 fold2'])
  })

  it('takes a curve that was exported twice once', () => {
    const { runs, says } = together({
      'run-train-tag-loss.csv': curve([3, 2, 1]),
      'run-train-tag-loss (1).csv': curve([3, 2, 1]),
    })
    expect(Object.keys(runs[0] ?? {})).toEqual(['train/loss'])
    expect(says).toEqual(['run-train-tag-loss (1).csv: train/loss was exported twice, passed over'])
  })
})
