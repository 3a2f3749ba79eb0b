import { describe, expect, it } from 'vitest'
import { mmengine } from '../../src/readers/mmengine.js'
import { Source } from '../../src/text/source.js'
import { jsonLines, readPoints } from './points.js'

const recognises = (text: string) => mmengine.recognises(new Source('log', text))
const train = (epoch: number, iter: number, loss: number) => ({
  lr: 0.1,
  data_time: 0.1,
  loss,
  time: 0.2,
  epoch,
  iter,
  step: iter,
})
const EPOCHS = [1, 2, 3]

describe('mmengine', () => {
  it.each([
    ['MMEngine', jsonLines(train(1, 5, 1), train(1, 10, 1))],
    ['MMCV', jsonLines('{}', { mode: 'train', epoch: 1, iter: 50, loss: 1, time: 0.1 })],
    [
      'its text',
      '2026/11/22 04:49:45 - mmengine - INFO - Epoch(train) [1][ 5/20]  lr: 1.0000e-02  eta: 0:00:10  loss: 0.9\n',
    ],
    [
      'the text of MMCV',
      '2022-01-01 00:00:00,000 - mmcls - INFO - Epoch [1][100/1000]\tlr: 1.000e-02, eta: 1:00:00, loss: 0.9\n'.repeat(
        2,
      ),
    ],
  ])('recognises %s', (_, text) => {
    expect(recognises(text)).toBe(true)
  })

  it.each([
    [
      'prints of other loops',
      'Epoch [1/10], Step [100/600], Loss: 0.5\nEpoch [2/10], Step [100/600], Loss: 0.4\n',
    ],
    ['prints with a learning rate', 'Epoch [1/10] lr: 0.1 loss: 0.5\nEpoch [2/10] lr: 0.1 loss: 0.4\n'],
    ['JSON Lines of others', jsonLines({ epoch: 1, step: 5, loss: 1 })],
  ])('leaves %s to others', (_, text) => {
    expect(recognises(text)).toBe(false)
  })

  it('numbers training and validation by epochs, though validation calls them steps', () => {
    const rows = EPOCHS.flatMap((epoch) => [
      train(epoch, epoch * 20 - 10, 4 - epoch),
      train(epoch, epoch * 20, 3 - epoch),
      { 'accuracy/top1': 50 + epoch, data_time: 0.1, time: 0.1, step: epoch },
    ])
    const { axis, points, curves, notes } = readPoints(jsonLines(...rows))
    expect(axis).toBe('epoch')
    expect(points).toMatchObject({
      loss: '1: 2.5, 2: 1.5, 3: 0.5',
      'val/accuracy/top1': '1: 51, 2: 52, 3: 53',
    })
    expect(curves()).toEqual(['loss: train loss', 'val/accuracy/top1: validation accuracy'])
    expect(notes).toEqual([expect.stringMatching(/up to 2 rows per epoch, averaged/)])
  })

  it('says that MMEngine averages a validation loss', () => {
    const rows = EPOCHS.flatMap((epoch) => [
      train(epoch, epoch * 20, 1),
      { loss: 2, data_time: 0.1, time: 0.1, step: epoch },
    ])
    expect(readPoints(jsonLines(...rows)).notes).toEqual([
      expect.stringMatching(/averages a validation loss over its last 10/),
    ])
  })

  it('reads MMCV, whose iterations start again with each epoch', () => {
    const rows = [1, 2].flatMap((epoch) => [
      { mode: 'train', epoch, iter: 50, lr: 0.1, loss: 3 - epoch, time: 0.1 },
      { mode: 'train', epoch, iter: 100, lr: 0.1, loss: 2.5 - epoch, time: 0.1 },
      { mode: 'val', epoch, iter: 64, lr: 0.1, bbox_mAP: 0.25 * epoch },
    ])
    const { points, runs } = readPoints(
      jsonLines({ env_info: 'x', mmcv_version: '1.7.2', exp_name: 'a' }, ...rows),
    )
    expect(runs).toBe(1)
    expect(points).toMatchObject({ loss: '1: 1.75, 2: 0.75', 'val/bbox_mAP': '1: 0.25, 2: 0.5' })
  })

  it('numbers by steps where training counts no epochs', () => {
    const rows = [50, 100].flatMap((step) => [
      { lr: 0.1, data_time: 0.1, loss: 100 / step, time: 0.2, iter: step, step },
      { mIoU: step / 2, data_time: 0.1, time: 0.1, step },
    ])
    const { axis, points } = readPoints(jsonLines(...rows))
    expect(axis).toBe('step')
    expect(points).toMatchObject({ loss: '50: 2, 100: 1', 'val/mIoU': '50: 25, 100: 50' })
  })

  it('reads the text, validation without a number at the step before it', () => {
    const { axis, points } = readPoints(
      [
        '2022-01-01 00:00:00,000 - mmseg - INFO - Iter [50/80000]\tlr: 1.000e-02, eta: 1:00:00, time: 0.1, loss: 0.9000',
        '2022-01-01 00:00:00,000 - mmseg - INFO - Iter(val) [64]\taAcc: 0.9867, mIoU: 0.9201',
        '2022-01-01 00:00:00,000 - mmseg - INFO - Iter [100/80000]\tlr: 1.000e-02, eta: 1:00:00, time: 0.1, loss: nan',
      ].join('\n'),
    )
    expect(axis).toBe('step')
    expect(points).toMatchObject({ loss: '50: 0.9, 100: NaN', 'val/mIoU': '50: 0.9201' })
  })
})
