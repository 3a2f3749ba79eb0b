import { describe, expect, it } from 'vitest'
import { readPoints } from './points.js'

const lines = (count: number, line: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => `${line(k + 1)}\n`).join('')
const train = '1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5, 5: 5.5, 6: 6.5'

describe('a bare number at the head of a line', () => {
  it.each(['[%/6] ', '[%/6], ', '%/6: ', '%/6 ', '00%/006 - ', '[%] ', '(%) ', '#% '])(
    'counts epochs where validation comes now and then: %j',
    (head) => {
      const { axis, runs, points } = readPoints(
        lines(
          6,
          (k) =>
            `${head.replace('%', String(k))}train_loss: ${k}.5${k % 3 === 0 ? `, val_loss: ${k}.25` : ''}`,
        ),
      )
      expect({ axis, runs, points }).toEqual({
        axis: 'epoch',
        runs: 1,
        points: { train_loss: train, val_loss: '3: 3.25, 6: 6.25' },
      })
    },
  )

  it('counts from 0 where the log does', () => {
    const log = lines(4, (k) => `[${k - 1}/3] loss: ${k}.5${k === 4 ? ' val_loss: 0.25' : ''}`)
    expect(readPoints(log).points).toEqual({ loss: '0: 1.5, 1: 2.5, 2: 3.5, 3: 4.5', val_loss: '3: 0.25' })
  })

  it('may stand alone above the values', () => {
    const { points } = readPoints(
      lines(3, (k) => `[${k}/3] train loss ${k}.5 test loss ${k}.25\n[${k}/3]\nlr: 0.1`),
    )
    expect(points).toMatchObject({ 'train loss': '1: 1.5, 2: 2.5, 3: 3.5' })
  })

  it('counts no epochs where it begins again, as batches do, or goes on by tens', () => {
    const again = lines(2, () => lines(3, (k) => `[${k}/3] loss: ${k}.5`) + '[3/3] val_loss: 2.5\n')
    expect(readPoints(again).points).not.toHaveProperty('loss', '1: 1.5, 2: 2.5, 3: 3.5')
    const tens = lines(4, (k) => `[${k}0/40] loss: ${k}.5 acc: 0.5`)
    expect(readPoints(tens).axis).not.toBe('epoch')
  })
})

describe('the number of an epoch', () => {
  it.each(['Epoch - %,', 'Epoch - %/3 |', 'Epoch no %:', 'Epoch number %:', 'epoch no. %:'])(
    'in %j',
    (head) => {
      const { axis, runs, points } = readPoints(
        lines(
          3,
          (k) =>
            `step 100/200 loss 9.5\nstep 200/200 loss 8.5\n${head.replace('%', String(k))} train_loss: ${k}.5, val_loss: ${k}.25`,
        ),
      )
      expect({ axis, runs, points }).toEqual({
        axis: 'epoch',
        runs: 1,
        points: { train_loss: '1: 1.5, 2: 2.5, 3: 3.5', val_loss: '1: 1.25, 2: 2.25, 3: 3.25' },
      })
    },
  )
})

describe('an indented line behind a warning', () => {
  const warning = '/usr/lib/python3/site-packages/torch/optim.py:143: UserWarning: Detected call'
  it('is read where it tells values', () => {
    const { points } = readPoints(
      lines(
        3,
        (k) => `Epoch ${k}/3\n${k === 2 ? `${warning}\n` : ''}  train loss: ${k}.5\n  val loss: ${k}.25`,
      ),
    )
    expect(points['train loss']).toBe('1: 1.5, 2: 2.5, 3: 3.5')
  })

  it.each(['  loss = 0.5', '  warnings.warn("loss: 0.5")', '  return self.loss: 0.5'])(
    'is left out where it is of a program: %j',
    (code) => {
      const { points } = readPoints(lines(3, (k) => `Epoch ${k}/3 val loss: ${k}.25\n${warning}\n${code}`))
      expect(points).toEqual({ 'val loss': '1: 1.25, 2: 2.25, 3: 3.25' })
    },
  )
})
