import { describe, expect, it } from 'vitest'
import { deitLog } from '../../src/readers/deit-log.js'
import { readWith, recognisedBy } from './reading.js'

const line = (epoch: number, more: string) =>
  `{"train_lr": 0.1, "train_loss": ${3 - epoch}, ${more}, "epoch": ${epoch}}\n`
const read = (text: string) => readWith(deitLog, text)

describe('deit-log', () => {
  it('recognises a line of an epoch, and other objects not', () => {
    expect(recognisedBy(deitLog, line(0, '"test_loss": 1'))).toBe(true)
    expect(recognisedBy(deitLog, '{"epoch": 0, "train_loss": 1, "test_loss": 1}\n')).toBe(false)
  })

  it('takes test for the validation that it is, and its accuracy for percent', () => {
    const { run, curves } = read(
      line(0, '"train_class_acc": 0.25, "test_loss": 2, "test_acc1": 0.5') +
        line(1, '"train_class_acc": 0.5, "test_loss": 1, "test_acc1": 0.75'),
    )
    expect(curves).toEqual({
      ...{ trainLoss: 'train_loss', validationLoss: 'test_loss' },
      ...{ trainAccuracy: 'train_class_acc', validationAccuracy: 'test_acc1' },
    })
    expect(run?.curves.validationLoss?.split).toBe('validation')
    expect(run?.curves.validationAccuracy?.unit).toBe('percent')
    expect(run?.curves.trainAccuracy?.unit).toBe('fraction')
  })

  it('passes over lists, and replaces what a resumed run repeats', () => {
    const { runs, says } = read(
      line(0, '"test_coco_eval_bbox": [0.1, 0.2]') +
        line(1, '"test_loss": 2') +
        line(1, '"test_loss": 1') +
        '{"train_lr',
    )
    expect(runs).toEqual([
      {
        train_lr: [
          [0, 0.1],
          [1, 0.1],
        ],
        train_loss: [
          [0, 3],
          [1, 2],
        ],
        test_loss: [[1, 1]],
      },
    ])
    expect(says).toContain('skipped 1 line that is no complete row')
  })
})
