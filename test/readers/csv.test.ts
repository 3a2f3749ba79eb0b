import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { csv } from '../../src/readers/csv.js'
import { buildRun } from '../../src/run/build.js'
import { Source } from '../../src/text/source.js'

const recognises = (text: string) => csv.recognises(new Source('log', text))
function read(text: string) {
  const source = new Source('log', text)
  const reading = csv.read(source)
  const phase = reading.phases.at(-1)
  if (!phase) throw new Error('no run')
  const run = buildRun(source, 'csv', reading, phase)
  const points = run.series.map(
    ({ name, split, x, y }) => `${name} (${split}) ${[...x].map((at, k) => `${at}: ${y[k]}`).join(', ')}`,
  )
  return {
    run,
    points,
    runs: reading.phases.length,
    curves: Object.values(run.curves).map(({ name }) => name),
  }
}

describe('csv', () => {
  it.each([
    'layer,train_loss,val_loss\n1,0.9,1\n2,0.8,0.9\n3,0.7,0.8\n',
    'block_id,train_loss,val_loss\nconv1,0.9,1\nconv2,0.8,0.9\nconv3,0.7,0.8\n',
  ])('refuses the layers of a model: %j', (text) => {
    expect(() => read(text)).toThrow(/one row for each (?:layer|block_id)/)
  })

  it.each([
    ['commas', 'epoch,train_loss,val_loss\n0,1,2\n'],
    ['semicolons', 'Epoche;train_loss;val_loss\n0;1;2\n'],
    ['tabs', 'EPOCH\tTRAIN_LOSS\tDEV_LOSS\n1\t1\t2\n'],
    ['bars', '| epoch | train loss |\n|---|---|\n| 1 | 2 |\n'],
    ['padded names', '   epoch,  train/loss,  metrics/mAP50(B)\n   0,   1.5,   0.1\n'],
    ['one column', 'train_loss\n0.5\n0.4\n'],
  ])('recognises a table with %s', (_, text) => {
    expect(recognises(text)).toBe(true)
  })

  it.each([
    ['no metric', 'time,step,value\n1,2,3\n'],
    ['console output', 'Epoch 1, train loss: 0.5, val loss: 0.6\nEpoch 2, train loss: 0.4, val loss: 0.5\n'],
    ['JSON', '{"loss": {"train": [1, 0.9], "val": [1.1, 1.0]}, "acc": {"train": [0.5], "val": [0.4]}}'],
    ['what Python prints of a history', "{'loss': [1.0, 0.9], 'val_loss': [1.1, 1.0]}\n"],
    ['a sentence', 'The loss, in short, is high\nand the accuracy, alas, is 0.5, low\n'],
  ])('leaves %s to others', (_, text) => {
    expect(recognises(text)).toBe(false)
  })

  it('reads a log of fastai', () => {
    const text = 'epoch,train_loss,valid_loss,accuracy,time\n0,0.9,0.8,0.6,00:12\n1,0.7,0.6,0.75,00:13\n'
    const { points, curves } = read(text)
    expect(points).toEqual([
      'train_loss (train) 0: 0.9, 1: 0.7',
      'valid_loss (validation) 0: 0.8, 1: 0.6',
      'accuracy (validation) 0: 0.6, 1: 0.75',
    ])
    expect(curves.sort()).toEqual(['accuracy', 'train_loss', 'valid_loss'])
  })

  it('reads the error rate of fastai as a score of the validation data', () => {
    const text = 'epoch,train_loss,valid_loss,error_rate,time\n0,0.9,0.8,0.4,00:12\n1,0.7,0.6,0.25,00:13\n'
    const rate = read(text).run.series.find(({ name }) => name === 'error_rate')
    expect(rate).toMatchObject({ split: 'validation', goal: 'lower' })
  })

  it('reads a sparse log that writes training and validation in rows of their own', () => {
    const text =
      'epoch,step,train_loss,val_loss\n0,49,,0.8\n0,49,0.9,\n1,99,,0.6\n1,99,0.7,\n2,149,,0.5\n2,149,0.6,\n'
    expect(read(text).points).toEqual([
      'train_loss (train) 0: 0.9, 1: 0.7, 2: 0.6',
      'val_loss (validation) 0: 0.8, 1: 0.6, 2: 0.5',
    ])
  })

  it('reads tables without epochs, ended by a tab', () => {
    const text =
      'Learning Rate\tTrain Loss\tValid Loss\tTrain Acc.\tValid Acc.\t\n0.1\t1.5\t1.6\t40.5\t39\t\n0.1\t1.25\t1.5\t50\t47.5\t\n'
    const { run, curves } = read(text)
    expect(run.axis).toBe('row')
    expect(curves.sort()).toEqual(['Train Acc.', 'Train Loss', 'Valid Acc.', 'Valid Loss'])
    expect(run.curves.validationAccuracy).toMatchObject({ unit: 'percent' })
  })

  it('reads names and cells in percent', () => {
    const text =
      'Epoch;Train Loss;Val Loss;Train Acc (%);Val Acc\n1;1,5;1,6;0,9;"1,1%"\n2;1,25;1,5;1,2;"1,3 %"\n'
    const { run } = read(text)
    expect([run.curves.trainAccuracy?.unit, run.curves.validationAccuracy?.unit]).toEqual([
      'percent',
      'percent',
    ])
    expect([...(run.curves.validationAccuracy?.y ?? [])]).toEqual([1.1, 1.3])
  })

  it('reads the last of several folds', () => {
    const text = 'fold,epoch,train_loss,val_loss\n0,0,1,2\n0,1,0.9,1.8\n1,0,1.1,2.1\n1,1,0.8,1.7\n'
    const { runs, points } = read(text)
    expect(runs).toBe(2)
    expect(points).toContain('val_loss (validation) 0: 2.1, 1: 1.7')
  })

  it('reads values that were printed from tensors', () => {
    const text =
      'epoch,train_loss,val_loss\n0,"tensor(1.5, device=\'cuda:0\', grad_fn=<NllLossBackward0>)",[1.6]\n1,tensor(nan),(1.5)\n'
    expect(read(text).points).toEqual([
      'train_loss (train) 0: 1.5, 1: NaN',
      'val_loss (validation) 0: 1.6, 1: 1.5',
    ])
  })

  it('refuses what is no table', () => {
    expect(() => csv.read(new Source('log', 'hello\n'))).toThrow(UserError)
  })
})
