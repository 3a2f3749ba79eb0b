import { describe, expect, it } from 'vitest'
import { readPoints } from './points.js'

const epochs = (count: number, line: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => `${line(k + 1)}\n`).join('')
const losses = (count: number) => Array.from({ length: count }, (_, k) => `${k + 1}: ${9 - k}.5`).join(', ')

describe('a line that stands alone', () => {
  it('belongs to the curves it tells more of', () => {
    const { points, notes } = readPoints(
      epochs(6, (k) => `Epoch ${k}/6, Train Loss: ${10 - k}.5${k === 5 ? ', Val Loss: 7.25' : ''}`),
    )
    expect(points).toEqual({ 'Train Loss': losses(6), 'Val Loss': '5: 7.25' })
    expect(notes).toEqual([])
  })

  it('belongs to the curves it tells less of', () => {
    const { points } = readPoints(
      epochs(4, (k) => `epoch=${k} loss=${10 - k}.5${k < 4 ? ` val_loss=${k}.25` : ''}`),
    )
    expect(points).toEqual({ loss: losses(4), val_loss: '1: 1.25, 2: 2.25, 3: 3.25' })
  })

  it.each(['Epoch 4/5 Val Loss: 7.25', 'Validation Loss: 7.25'])(
    'is the one evaluation of the epoch before it in %j',
    (line) => {
      const { points } = readPoints(
        epochs(5, (k) => `Epoch ${k}/5 Train Loss: ${10 - k}.5${k === 4 ? `\n${line}` : ''}`),
      )
      expect(Object.values(points)).toEqual([losses(5), '4: 7.25'])
    },
  )

  it('counts among steps', () => {
    const { points } = readPoints(
      epochs(4, (k) => `step ${k}00 loss ${k}.5${k === 3 ? ' val_loss 7.25' : ''}`),
    )
    expect(points).toEqual({ loss: '100: 1.5, 200: 2.5, 300: 3.5, 400: 4.5', val_loss: '300: 7.25' })
  })

  it('is a result behind the last epoch, and no second run where it goes back', () => {
    const log = epochs(4, (k) => `Epoch ${k} Train Loss: ${10 - k}.5`)
    expect(readPoints(`${log}Test Loss: 3.5\n`).points).toEqual({ 'Train Loss': losses(4) })
    const { runs, points, notes } = readPoints(`${log}Epoch 2 Test Loss: 3.5\n`)
    expect({ runs, points }).toEqual({ runs: 1, points: { 'Train Loss': losses(4) } })
    expect(notes).toEqual(['one line alone tells Test Loss like this: it is left out'])
  })
})

describe('stars behind the best value so far', () => {
  it.each(['*', ' *', ' **', ' * best', ' * (saved)'])('%j', (star) => {
    const { points } = readPoints(
      epochs(3, (k) => `Epoch ${k} train loss 0.5 val loss 0.${k}${k === 2 ? star : ''}`),
    )
    expect(points).toMatchObject({ 'val loss': '1: 0.1, 2: 0.2, 3: 0.3' })
  })

  it('are none in a product', () => {
    const { points } = readPoints(epochs(3, (k) => `Epoch ${k} train loss 0.5 val loss 0.${k} * 2`))
    expect(points).not.toHaveProperty('val loss')
  })
})

describe('the level of a logger with blanks alone behind it', () => {
  it.each([
    '2024-01-02 10:22:33,123 INFO ',
    '2024-01-02 10:22:33 INFO     ',
    '2024-01-02 10:22:33,123 root INFO ',
    'INFO  ',
    '2024-01-02T10:22:33.123456789Z stdout F ',
  ])('is no part of %j', (prefix) => {
    const lines = (k: number) =>
      ['train', 'val'].map((split, at) => `${prefix}${split} epoch ${k} loss: ${k + at}.5`).join('\n')
    const { points } = readPoints(epochs(3, lines))
    expect(points).toEqual({ 'train loss': '1: 1.5, 2: 2.5, 3: 3.5', 'val loss': '1: 2.5, 2: 3.5, 3: 4.5' })
  })

  it('stays where it names a loss or a logger is called as a split is', () => {
    expect(readPoints(epochs(4, (k) => `INFO NCE loss: ${k}.5`)).points).not.toHaveProperty('NCE loss')
    const { points } = readPoints(epochs(3, (k) => `epoch ${k} loss: ${k}.5\nval INFO loss: ${k + 1}.5`))
    expect(Object.values(points)[0]).toBe('1: 1.5, 2: 2.5, 3: 3.5')
  })
})
