import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { diagnose } from '../../src/index.js'
import { buildRun, type ColumnChoice } from '../../src/run/build.js'
import type { Reading } from '../../src/run/reading.js'
import type { Facts, Run } from '../../src/run/run.js'

type Columns = Readonly<Record<string, readonly number[]>>

function build(
  columns: Columns,
  choice: ColumnChoice = {},
  extra: { bareSplit?: 'train'; percent?: readonly string[]; facts?: Facts } = {},
): Run {
  const phase = {
    columns: Object.entries(columns).map(([name, y]) => ({
      name,
      x: y.map((_, k) => k + 1),
      y,
      percent: extra.percent?.includes(name) ?? false,
    })),
  }
  const reading: Reading = {
    axis: 'epoch',
    phases: [phase],
    notes: [{ line: 9, because: 'noted while reading' }],
    ...(extra.bareSplit && { bareSplit: extra.bareSplit }),
  }
  return buildRun({ name: 'a.csv', title: 'a.csv' }, 'csv', reading, phase, choice, extra.facts)
}
const says = (run: Run) => run.notes.map(({ because }) => because).join('; ')
const series = (run: Run, name: string) => run.series.find((own) => own.name === name)
const two = [1, 0.9]

describe('buildRun', () => {
  it('settles split, quantity, direction and unit of each column', () => {
    const run = build({ train_loss: two, val_acc: [0.5, 0.6], lr: [0.1, 0.01] })
    expect(run.series.map(({ x: _, y: __, ...told }) => told)).toEqual([
      { name: 'train_loss', quantity: 'loss', split: 'train', goal: 'lower', unit: 'plain' },
      { name: 'val_acc', quantity: 'accuracy', split: 'validation', goal: 'higher', unit: 'fraction' },
      { name: 'lr', quantity: 'lr', split: 'train', goal: 'none', unit: 'plain' },
    ])
    expect([...(run.series[0]?.y ?? [])]).toEqual([1, 0.9])
  })

  it('understands a column by what its format says it means, and shows its name', () => {
    const column = { name: 'validation_0/logloss', x: [0, 1], y: two, percent: false, means: 'train/logloss' }
    const reading: Reading = { axis: 'step', phases: [], notes: [] }
    const run = buildRun({ name: 'a', title: 'a' }, 'xgboost-json', reading, { columns: [column] })
    expect(run.series.map(({ name, split, quantity }) => [name, split, quantity])).toEqual([
      ['validation_0/logloss', 'train', 'logloss'],
    ])
    expect(run.curves.trainLoss?.name).toBe('validation_0/logloss')
    expect(run.notes).toEqual([])
  })

  it('hands on what the reader noted, what it was told and what the log is', () => {
    const run = build({ train_loss: two }, {}, { facts: { classes: 10, validationSamples: 50 } })
    expect(run).toMatchObject({ name: 'a.csv', title: 'a.csv', format: 'csv', axis: 'epoch' })
    expect(run.facts).toEqual({ classes: 10, validationSamples: 50 })
    expect(run.notes[0]).toEqual({ line: 9, because: 'noted while reading' })
  })

  it('keeps NaN and infinities on the curve', () => {
    const run = build({ train_loss: [1, Number.NaN, Infinity] })
    expect([...(run.curves.trainLoss?.y ?? [])]).toEqual([1, Number.NaN, Infinity])
  })

  it('leaves out columns without a point or a name', () => {
    expect(build({ loss: two, val_loss: [], '': two }).series.map(({ name }) => name)).toEqual(['loss'])
  })

  it('takes a bare name for training, and says so', () => {
    const run = build({ loss: two, acc: [0.5, 0.6], lr: two })
    expect(series(run, 'loss')?.split).toBe('train')
    expect(says(run)).toContain('assumed: loss, acc are of the training data')
  })

  it('does not call it an assumption where the writer of the format is known', () => {
    expect(says(build({ loss: two, val_loss: two }, {}, { bareSplit: 'train' }))).not.toContain('assumed')
  })

  it('does not call it an assumption where the user named the column', () => {
    expect(says(build({ loss: two }, { trainLoss: 'loss' }))).not.toContain('assumed')
  })

  it('takes a bare score beside both losses for validation, as fastai writes it', () => {
    const run = build({ train_loss: two, valid_loss: two, accuracy: [0.5, 0.6] })
    expect(series(run, 'accuracy')?.split).toBe('validation')
    expect(run.curves.validationAccuracy?.name).toBe('accuracy')
    expect(run.curves.trainAccuracy).toBeUndefined()
    expect(says(run)).toContain('assumed: accuracy is of the validation data')
  })

  it('takes a bare score for training where scores with a split stand beside it', () => {
    const run = build({ train_loss: two, val_loss: two, accuracy: [0.5, 0.6], val_accuracy: [0.4, 0.5] })
    expect(series(run, 'accuracy')?.split).toBe('train')
  })

  it('tells percent from fraction for each series, not for the log', () => {
    const run = build({ train_acc: [0.5, 0.6], val_acc: [41, 55.5], train_loss: [80, 70] })
    expect(series(run, 'train_acc')?.unit).toBe('fraction')
    expect(series(run, 'val_acc')?.unit).toBe('percent')
    expect(series(run, 'train_loss')?.unit).toBe('plain')
    expect(says(run)).toContain('train_acc is in fraction, val_acc in percent')
  })

  it('believes a percent sign in the cells or in the name', () => {
    const run = build({ train_acc: [0.4, 0.9], 'val_acc(%)': [0.3, 0.8] }, {}, { percent: ['train_acc'] })
    expect([series(run, 'train_acc')?.unit, series(run, 'val_acc(%)')?.unit]).toEqual(['percent', 'percent'])
  })

  it.each(['eval_top1', 'test_acc1', 'val_acc@1'])(
    'takes low values of %s for percent, as is the custom',
    (name) => {
      expect(series(build({ train_loss: [6.9, 6.8], [name]: [0.1, 0.2] }), name)?.unit).toBe('percent')
    },
  )

  it('does not judge an accuracy that counts answers instead of sharing them', () => {
    expect(build({ train_loss: two, train_acc: [812, 9310] }).curves.trainAccuracy).toBeUndefined()
  })

  it('gives the curves the same series that it lists', () => {
    const run = build({ foo: two, bar: two }, { trainLoss: 'foo', validationLoss: 'bar' })
    expect(run.series).toContain(run.curves.trainLoss)
    expect(run.series).toContain(run.curves.validationLoss)
  })

  it('refuses a log without anything to judge, and names its columns', () => {
    expect(() => build({ lr: two, time: two })).toThrow(UserError)
    expect(() => build({ lr: two, time: two })).toThrow(
      'a.csv: no loss, accuracy or score among its columns (lr, time)',
    )
  })

  it('says that no column has a number where none has', () => {
    expect(() => build({ loss: [], val_loss: [] })).toThrow(/none has a number/)
  })

  it('judges a log whose columns it cannot read where the user names them', () => {
    const run = build({ foo: two, bar: two }, { trainLoss: 'foo', validationLoss: 'bar' })
    expect(run.curves.trainLoss).toMatchObject({
      name: 'foo',
      split: 'train',
      quantity: 'loss',
      goal: 'lower',
    })
    expect(run.curves.validationLoss).toMatchObject({ name: 'bar', split: 'validation', quantity: 'loss' })
  })
})

describe('columns called by their split alone', () => {
  const judged = (header: string) => diagnose(`${header}\n1,2,2.1,0.2,0.1\n2,1,1.2,0.6,0.5\n`)[0]?.run

  it('are losses beside the scores of these splits, and said to be', () => {
    const run = judged('epoch,train,val,train_acc,val_acc')
    expect(run?.curves.trainLoss?.name).toBe('train')
    expect(run?.curves.validationLoss?.name).toBe('val')
    expect(run?.notes.map(({ because }) => because)).toContain('assumed: train and val are losses')
  })

  it('are not where there is a loss of another name', () => {
    const run = judged('epoch,train,val_loss,train_acc,val_acc')
    expect(run?.curves.trainLoss).toBeUndefined()
    expect(run?.curves.validationLoss?.name).toBe('val_loss')
  })
})

describe('a curve beside the losses that is no number any more', () => {
  const rows = (cells: (k: number) => string) =>
    Array.from({ length: 9 }, (_, k) => `${k},${2 / (k + 1)},${cells(k)}`)
  const notesOf = (columns: string, cells: (k: number) => string) =>
    diagnose(`epoch,loss,${columns}\n${rows(cells).join('\n')}\n`)[0]?.run.notes.map(({ because }) => because)

  it.each([
    ['accuracy,val_accuracy', () => 'nan,nan', 'accuracy, val_accuracy are NaN or infinite in every epoch'],
    [
      'grad_norm',
      (k: number) => (k < 5 ? '1.5' : 'nan'),
      'grad_norm is NaN or infinite from epoch 5 to the end',
    ],
    [
      'box_loss',
      (k: number) => (k < 8 ? '1.5' : 'inf'),
      'box_loss is NaN or infinite from epoch 8 to the end',
    ],
  ])('is told of: %s', (columns, cells, note) => {
    expect(notesOf(columns, cells)).toContain(note)
    expect(notesOf(columns, () => columns.replace(/\w+/g, '0.5'))).not.toContain(note)
  })

  it('is not told of where the loss itself is, or where it never was a number nor a measure', () => {
    expect(notesOf('val_loss,accuracy', () => 'nan,nan')?.join()).not.toContain('accuracy is NaN')
    expect(notesOf('momentum', () => 'nan')?.join()).not.toContain('momentum')
  })
})
