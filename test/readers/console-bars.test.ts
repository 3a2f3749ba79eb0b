import { describe, expect, it } from 'vitest'
import { readPoints } from './points.js'

const bar = (description: string, total: number, values: string) =>
  `${description}: 100%|██████████| ${total}/${total} [00:10<00:00, 90.1it/s, ${values}]\n`
const loop = (total: number, values: string) =>
  `  0%|          | 0/${total} [00:00<?, ?it/s]\r100%|██████████| ${total}/${total} [00:10<00:00, 90.1it/s, ${values}]\n`
const times = (count: number, lines: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => lines(k + 1)).join('')

describe('console reads the final bars of epochs', () => {
  it('from the first on where they show validation', () => {
    const { axis, points } = readPoints(
      times(3, (k) => bar(`Epoch ${k}/3`, 938, `loss=${k}.5, val_loss=${k}.25`)),
    )
    expect(axis).toBe('epoch')
    expect(points).toEqual({ loss: '1: 1.5, 2: 2.5, 3: 3.5', val_loss: '1: 1.25, 2: 2.25, 3: 3.25' })
  })

  it.each([
    ['Train #%', 'Val #%', 'Train loss', 'Val loss'],
    ['Training %/3', 'Validation %/3', 'Training loss', 'Validation loss'],
    ['Train %', 'Val %', 'Train loss', 'Val loss'],
    ['Train [%/3]', 'Test [%/3]', 'Train loss', 'Test loss'],
    ['Epoch %/3 - Training', 'Epoch %/3 - Evaluation', 'Training loss', 'Evaluation loss'],
  ])('of training and of validation as %j and %j say', (train, validation, trainLoss, validationLoss) => {
    const { axis, points } = readPoints(
      times(
        3,
        (k) =>
          bar(train.replace('%', `${k}`), 938, `loss=${k}.5`) +
          bar(validation.replace('%', `${k}`), 100, `loss=${k}.25`),
      ),
    )
    expect(axis).toBe('epoch')
    expect(points).toEqual({
      [trainLoss]: '1: 1.5, 2: 2.5, 3: 3.5',
      [validationLoss]: '1: 1.25, 2: 2.25, 3: 3.25',
    })
  })

  it('with equal values of both in the first epoch', () => {
    const { points } = readPoints(
      times(3, (k) => bar(`Epoch ${k}`, 938, `loss=${4 - k}.5`) + bar(`Epoch ${k}`, 100, 'loss=3.5')),
    )
    expect(points).toEqual({ loss: '1: 3.5, 2: 2.5, 3: 1.5', 'val loss': '1: 3.5, 2: 3.5, 3: 3.5' })
  })
})

describe('bars of two lengths that say nothing of their data', () => {
  it('are of training and of validation where the shorter follows each longer one, and it says so', () => {
    const { points, notes } = readPoints(
      times(4, (k) => loop(938, `loss=${k}.5`) + loop(100, `loss=${k}.25`)),
    )
    expect(points).toEqual({
      loss: '1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5',
      'val loss': '1: 1.25, 2: 2.25, 3: 3.25, 4: 4.25',
    })
    expect(notes.join()).toContain('of two loops in turn the later, shorter one (100 steps instead of 938)')
  })

  it('are read for the longer one alone where they come otherwise', () => {
    const { points, notes } = readPoints(
      times(8, (k) => loop(938, `loss=${k}.5`) + (k % 3 === 0 ? loop(100, `loss=${k}.25`) : '')),
    )
    expect(points).toEqual({ loss: times(8, (k) => `, ${k}: ${k}.5`).slice(2) })
    expect(notes.join()).toContain(
      'loops of 938, 100 steps in turn do not say of which data: only the longest is read',
    )
  })

  it('stay one curve where one length follows the other once', () => {
    const { points } = readPoints(times(6, (k) => loop(k < 4 ? 938 : 100, `loss=${k}.5`)))
    expect(points).toEqual({ loss: '1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5, 5: 5.5, 6: 6.5' })
  })
})
