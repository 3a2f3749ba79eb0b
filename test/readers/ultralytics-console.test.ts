import { describe, expect, it } from 'vitest'
import { ultralyticsConsole } from '../../src/readers/ultralytics-console.js'
import { readWith, recognisedBy } from './reading.js'

const bar = (percent: number) =>
  `${String(percent).padStart(3)}%|${'█'.repeat(percent / 10)}| 8/8 [00:03<00:00, 2.40it/s]`
const head = '      Epoch    GPU_mem   box_loss   cls_loss   dfl_loss  Instances       Size\n'
const train = (epoch: number, percent = 100, box = epoch) =>
  `      ${epoch}/80      2.46G      ${box}.5      1.25      0.75         20        640: ${bar(percent)}`
const scores =
  '                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100%|██████████| 1/1 [00:00<00:00]\n'
const all = (precision: number) =>
  `                   all        128        929      0.${precision}      0.25      0.5      0.375\n`
const epoch = (k: number) =>
  `${head}${train(k, 50, 9)}\r${train(k)}\n${scores}${all(k)}                   dog        10        29      0.9      0.9      0.9      0.9\n\n`

describe('ultralytics-console', () => {
  it('reads the finished bar of each epoch and the scores over all classes below it', () => {
    const { axis, runs, says } = readWith(ultralyticsConsole, [1, 2, 3].map(epoch).join(''))
    expect(axis).toBe('epoch')
    expect(runs[0]).toMatchObject({
      'train/box_loss': [
        [1, 1.5],
        [2, 2.5],
        [3, 3.5],
      ],
      'train/loss': [
        [1, 3.5],
        [2, 4.5],
        [3, 5.5],
      ],
      'metrics/precision(B)': [
        [1, 0.1],
        [2, 0.2],
        [3, 0.3],
      ],
      'metrics/mAP50-95(B)': [
        [1, 0.375],
        [2, 0.375],
        [3, 0.375],
      ],
    })
    expect(Object.keys(runs[0] ?? {})).not.toContain('train/Instances')
    expect(says).toContain('train/loss is the sum of box_loss, cls_loss, dfl_loss')
  })

  it('leaves out the validation of the best model when the training is over, and an epoch that is not', () => {
    const text = `${[1, 2, 3].map(epoch).join('')}3 epochs completed in 0.010 hours.\n\nValidating best.pt...\n${scores}${all(9)}`
    const { runs } = readWith(ultralyticsConsole, text)
    expect(runs[0]?.['metrics/precision(B)']?.at(-1)).toEqual([3, 0.3])
    const running = readWith(ultralyticsConsole, `${[1, 2].map(epoch).join('')}${head}${train(3, 50)}\r`)
    expect(running.runs[0]?.['train/box_loss']).toHaveLength(2)
  })

  it('keeps the losses of an epoch without a validation', () => {
    const { runs } = readWith(ultralyticsConsole, `${head}${train(1)}\n${head}${train(2)}\n${epoch(3)}`)
    expect(runs[0]?.['train/box_loss']).toHaveLength(3)
    expect(runs[0]?.['metrics/recall(B)']).toEqual([[3, 0.25]])
  })

  it.each([
    [
      'YOLOv5 of 2021',
      'box       obj       cls    labels  img_size',
      'Labels          P          R     mAP@.5 mAP@.5:.95',
    ],
    [
      'YOLOv5 of 2023',
      'box_loss   obj_loss   cls_loss  Instances       Size',
      'Instances          P          R      mAP50   mAP50-95',
    ],
    [
      'YOLOv7',
      'box       obj       cls     total    labels  img_size',
      'Labels           P           R      mAP@.5  mAP@.5:.95',
    ],
  ])('knows the columns of %s', (_, losses, measured) => {
    const values = losses.includes('total') ? '1.5 0.25 0.5 2.25' : '1.5 0.25 0.5'
    const text = [0, 1, 2]
      .map(
        (k) =>
          `     Epoch   gpu_mem       ${losses}\n     ${k}/299     2.62G    ${values}        98       640: ${bar(100)}\n               Class     Images     ${measured}: 100%|██████████| 1/1 [00:02<00:00]\n                 all         16         37      0.5      0.75      0.25    0.125\n`,
      )
      .join('')
    const { runs } = readWith(ultralyticsConsole, text)
    expect(runs[0]).toMatchObject({
      'train/box_loss': [
        [0, 1.5],
        [1, 1.5],
        [2, 1.5],
      ],
      'train/loss': [
        [0, 2.25],
        [1, 2.25],
        [2, 2.25],
      ],
      'metrics/precision': [
        [0, 0.5],
        [1, 0.5],
        [2, 0.5],
      ],
    })
    expect(Object.keys(runs[0] ?? {})).toHaveLength(8)
  })

  it('tells the scores of masks from those of boxes, and reads classifiers', () => {
    const masks = epoch(1)
      .replace('mAP50-95)', 'mAP50-95)     Mask(P          R      mAP50  mAP50-95)')
      .replace('0.375\n', '0.375 0.6 0.7 0.8 0.9\n')
    expect(readWith(ultralyticsConsole, masks).runs[0]).toMatchObject({
      'metrics/precision(B)': [[1, 0.1]],
      'metrics/precision(M)': [[1, 0.6]],
    })
    const classes = `      Epoch    GPU_mem       loss  Instances       Size\n        1/5         0G      0.75          4         64: ${bar(100)}\n               classes   top1_acc   top5_acc: 100%|██████████| 1/1 [00:00<00:00]\n                   all        0.5          1\n`
    expect(readWith(ultralyticsConsole, classes).runs[0]).toEqual({
      'train/loss': [[1, 0.75]],
      'metrics/accuracy_top1': [[1, 0.5]],
      'metrics/accuracy_top5': [[1, 1]],
    })
  })

  it('does not take an evaluation for a run', () => {
    expect(recognisedBy(ultralyticsConsole, `${scores}${all(5)}`)).toBe(false)
    expect(recognisedBy(ultralyticsConsole, `gpu_mem 3G\n${scores}${all(5)}`)).toBe(false)
  })
})
