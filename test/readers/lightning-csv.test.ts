import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lightningCsv } from '../../src/readers/lightning-csv.js'
import { Source } from '../../src/text/source.js'
import { ROOT, sourceOf } from '../fixtures/paths.js'
import { readWith, recognisedBy } from './reading.js'

const read = (text: string) => readWith(lightningCsv, text)
const lines = (...rows: string[]) => `${rows.join('\r\n')}\r\n`

describe('lightning-csv', () => {
  it.each([
    ['rows of one split each', lines('epoch,step,train_loss,val_loss', '0,49,0.5,', '0,49,,0.6')],
    ['a learning rate without an epoch', lines('epoch,lr-Adam,step,train_loss', ',0.1,0,', '0,,49,0.5')],
    [
      'columns in the order of their first value',
      lines('val_loss,step,epoch,train_loss', '0.6,49,0,', ',49,0,0.5'),
    ],
    ['one metric, names in order', lines('epoch,step,val_loss', '0,49,0.5', '1,99,0.4')],
  ])('recognises %s', (_, text) => {
    expect(recognisedBy(lightningCsv, text)).toBe(true)
  })

  it.each([
    ['training and validation in one row', 'epoch,step,train_loss,val_loss\n0,49,0.5,0.6\n1,99,0.4,0.5\n'],
    ['epochs that are fractions', 'epoch,eval_loss,loss,step\n0.5,,0.5,10\n1.0,0.6,,20\n'],
    ['steps that begin again with each epoch', 'epoch,step,train_loss\n0,0,0.5\n0,1,0.4\n1,0,0.3\n'],
    ['no steps', 'epoch,train_loss,val_loss\n0,0.5,\n1,,0.5\n'],
    ['names in no order and every cell filled', 'step,epoch,train_loss\n0,0,0.5\n1,0,0.4\n'],
  ])('leaves %s to others', (_, text) => {
    expect(recognisedBy(lightningCsv, text)).toBe(false)
  })

  it('joins the rows of an epoch and leaves the values of steps to their means over the epoch', () => {
    const { axis, runs, says, curves } = read(
      lines(
        'epoch,lr-SGD,step,train_loss_epoch,train_loss_step,val_loss',
        ...[',0.1,0,,,', '0,,4,,3.0,', '0,,9,,2.0,', '0,,9,,,1.5', '0,,9,2.5,,'],
        ...[',0.01,10,,,', '1,,14,,1.0,', '1,,19,,,1.25', '1,,19,1.5,,', '2,,24,,9.0,', '2,,29,1.0,,'],
      ),
    )
    expect(axis).toBe('epoch')
    expect(runs).toEqual([
      {
        'lr-SGD': [
          [0, 0.1],
          [1, 0.01],
        ],
        train_loss_epoch: [
          [0, 2.5],
          [1, 1.5],
          [2, 1],
        ],
        val_loss: [
          [0, 1.5],
          [1, 1.25],
        ],
      },
    ])
    expect(says).toEqual([])
    expect(curves).toEqual({ trainLoss: 'train_loss_epoch', validationLoss: 'val_loss' })
  })

  it('averages a training loss that is logged by the step only, and says so', () => {
    const { runs, says } = read(
      lines(
        'epoch,step,train_loss,val_loss',
        '0,4,3,',
        '0,9,2,',
        '0,9,,1',
        '1,14,1,',
        '1,19,,1',
        '2,24,nan,',
        '2,29,1,',
      ),
    )
    expect(runs[0]?.train_loss).toEqual([
      [0, 2.5],
      [1, 1],
      [2, Number.NaN],
    ])
    expect(says).toEqual(['up to 2 values per epoch, averaged: train_loss'])
  })

  it('keeps the last of several validations in an epoch, and says so', () => {
    const { runs, says } = read(
      lines(
        'epoch,step,train_loss,val_loss',
        '0,4,,3',
        '0,9,,2',
        '0,9,1,',
        '1,14,,2',
        '1,19,,1',
        '1,19,0.5,',
        '2,29,0.25,',
      ),
    )
    expect(runs[0]?.val_loss).toEqual([
      [0, 2],
      [1, 1],
    ])
    expect(says).toEqual(['up to 2 values per epoch, the last counts: val_loss'])
  })

  it('judges a run of next to no epochs by its steps', () => {
    const { axis, runs, curves } = read(
      lines(
        'epoch,step,train_loss_epoch,train_loss_step,val_loss',
        '0,0,,4,',
        '0,1,,3,',
        '0,1,,,3',
        '0,2,,2,',
        '0,3,,1,',
        '0,3,,,2',
        '0,3,2.5,,',
      ),
    )
    expect(axis).toBe('step')
    expect(curves).toEqual({ trainLoss: 'train_loss_step', validationLoss: 'val_loss' })
    expect(runs).toEqual([
      {
        train_loss_epoch: [[3, 2.5]],
        train_loss_step: [
          [0, 4],
          [1, 3],
          [2, 2],
          [3, 1],
        ],
        val_loss: [
          [1, 3],
          [3, 2],
        ],
      },
    ])
  })

  it('keeps the losses of two epochs beside those of their steps, by which it judges', () => {
    const epoch = (k: number) => [
      ...[0, 1, 2].map((step) => `${k},${3 * k + step},,${9 - 3 * k - step},`),
      `${k},${3 * k + 2},,,${5 - k}`,
      `${k},${3 * k + 2},${8 - 3 * k},,`,
    ]
    const { runs, curves } = read(
      lines('epoch,step,train_loss_epoch,train_loss_step,val_loss', ...epoch(0), ...epoch(1)),
    )
    expect(runs[0]?.train_loss_epoch).toEqual([
      [2, 8],
      [5, 5],
    ])
    expect(runs[0]?.train_loss_step).toHaveLength(6)
    expect(curves).toEqual({ trainLoss: 'train_loss_step', validationLoss: 'val_loss' })
  })

  it('starts a new run where the epochs begin again, and does not take a missing end for NaN', () => {
    const { runs, says } = read(
      lines(
        'epoch,step,train_loss,val_loss',
        '0,9,,2',
        '0,9,2,',
        '1,19,,1',
        '1,19,1,',
        '0,9,,3',
        '0,9,3,',
        '1,19,,2',
      ),
    )
    expect(runs.map(({ train_loss }) => train_loss)).toEqual([
      [
        [0, 2],
        [1, 1],
      ],
      [[0, 3]],
    ])
    expect(says).toEqual([])
  })

  it('takes a metric without a split for that of the rows in which it stands', () => {
    const { run } = read(
      lines('acc,epoch,step,train_loss,val_loss', '0.5,0,9,,2', ',0,9,2,', '0.75,1,19,,1', ',1,19,1,'),
    )
    expect(run?.curves.validationAccuracy?.name).toBe('acc')
  })

  it('hands over the loss of each epoch that had a step to log', () => {
    const file = 'lightning-csv.steps.csv'
    const held = JSON.parse(readFileSync(join(ROOT, 'fixtures/record/values', `${file}.json`), 'utf8'))
    const reading = lightningCsv.read(sourceOf(`fixtures/readers/${file}`))
    const loss = reading.phases[0]?.columns.find(({ name }) => name === 'train_loss')
    expect(loss?.y).toEqual(held.by_step.train_loss)
    expect(loss?.x).toEqual([2, 4, 7, 9])
  })
})

it('takes a bare loss beside that of the validation for none of the validation', () => {
  const source = new Source('log', 'epoch,loss,val_loss\n0,2.5,3.5\n1,1.5,2.5\n2,0.5,1.5\n3,0.25,1.25\n')
  expect(lightningCsv.read(source).bareSplit).toBeUndefined()
  const bare = new Source('log', 'epoch,acc,val_loss\n0,0.5,3.5\n1,0.6,2.5\n2,0.7,1.5\n3,0.8,1.25\n')
  expect(lightningCsv.read(bare).bareSplit).toBe('validation')
})
