import { describe, expect, it } from 'vitest'
import { flair } from '../../src/readers/flair.js'
import { Source } from '../../src/text/source.js'
import { readPoints } from './points.js'

const TIME = '2021-02-20 12:31:17,124'
const epoch = (number: number, loss: string, ...scores: readonly string[]) =>
  [
    `${TIME} epoch ${number} - iter 0/43 - loss 9.9 - samples/sec: 9.5`,
    `${TIME} EPOCH ${number} done: loss ${loss} - lr 0.1000`,
  ]
    .concat(scores.map((line) => `${TIME} ${line}`))
    .join('\n')

describe('flair', () => {
  it('recognises an epoch that is done and nothing else', () => {
    expect(flair.recognises(new Source('log', epoch(1, '0.5')))).toBe(true)
    expect(
      flair.recognises(new Source('log', `${TIME} epoch 1 - iter 0/43 - loss 9.9\nEPOCH 1 loss 0.5`)),
    ).toBe(false)
  })

  it('reads the loss of the epoch and what it scores after it', () => {
    const { axis, points, curves } = readPoints(
      [
        epoch(
          1,
          '1.5',
          'DEV : loss 1.25 - f1-score (micro avg)  0.5',
          'TEST : loss 1.375 - f1-score (micro avg)  0.4',
        ),
        epoch(2, '1.0', 'DEV : loss 1.0 - f1-score (micro avg)  0.75'),
      ].join('\n'),
    )
    expect(axis).toBe('epoch')
    expect(points).toEqual({
      loss: '1: 1.5, 2: 1',
      lr: '1: 0.1, 2: 0.1',
      'DEV loss': '1: 1.25, 2: 1',
      'DEV f1-score (micro avg)': '1: 0.5, 2: 0.75',
      'TEST loss': '1: 1.375',
      'TEST f1-score (micro avg)': '1: 0.4',
    })
    expect(curves()).toEqual(['loss: train loss', 'DEV loss: validation loss'])
  })

  it.each([
    [
      'before 0.4.2',
      'DEV  : loss 1.25 - f-score 0.5000 - acc 0.4',
      { 'DEV loss': '1: 1.25', 'DEV f-score': '1: 0.5', 'DEV acc': '1: 0.4' },
    ],
    ['before 0.8', 'DEV : loss 1.25 - score 0.5', { 'DEV loss': '1: 1.25', 'DEV score': '1: 0.5' }],
  ])('reads the scores as written %s', (_, line, points) => {
    expect(readPoints(epoch(1, '1.5', line)).points).toMatchObject(points)
  })

  it('reads the colon that came after lr', () => {
    expect(readPoints(`${TIME} EPOCH 1 done: loss 0.5 - lr: 0.05`).points).toEqual({
      loss: '1: 0.5',
      lr: '1: 0.05',
    })
  })

  it('takes epochs that begin again for another run', () => {
    expect(readPoints([epoch(1, '3'), epoch(2, '2'), epoch(1, '1.5')].join('\n'))).toMatchObject({
      runs: 2,
      points: { loss: '1: 1.5' },
    })
  })

  it('tells why the training ended, and reads no score of the final test', () => {
    const { points, notes } = readPoints(
      `${epoch(1, '1.5')}\n${TIME} learning rate too small - quitting training!\n${TIME} MICRO_AVG: acc 0.1469 - f1-score 0.25`,
    )
    expect(Object.keys(points)).toEqual(['loss', 'lr'])
    expect(notes).toEqual(['learning rate too small - quitting training!'])
  })
})
