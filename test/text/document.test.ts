import { describe, expect, it } from 'vitest'
import { isDocument } from '../../src/text/document.js'
import { readShort } from '../readers/short.js'

const notALog = /not recognised as a training log/

describe('isDocument', () => {
  it.each([
    ['a script', '#!/bin/bash\npython train.py --epoch 1 --loss 0.3\npython train.py --epoch 2 --loss 0.2\n'],
    [
      'a program in TypeScript',
      "import { a } from './a.js'\nexport const log = `\nEpoch 1: loss 0.5\nEpoch 2: loss 0.4\n`\n",
    ],
    [
      'a note that quotes two lines',
      '# Train\n\nEpoch 10: loss 0.5\nEpoch 20: loss 0.4\n\nSome prose here about the epoch where the loss was 0.3.\n',
    ],
    ['a configuration', 'train:\n  epoch: 1\n  loss: 0.3\nval:\n  epoch: 2\n  loss: 0.2\n'],
  ])('knows %s', (_, text) => {
    expect(isDocument(text)).toBe(true)
    expect(() => readShort(text)).toThrow(notALog)
  })

  it.each([
    [
      'headings and sentences beside many epochs',
      `# Train\nThe training of the model has now begun here.\n${[1, 2, 3, 4].map((k) => `Epoch ${k}: loss 0.${k}\n`).join('')}`,
    ],
    [
      'sections that come again',
      'Epoch:\n  loss: 0.5\nval:\n  loss: 0.6\nEpoch:\n  loss: 0.4\nval:\n  loss: 0.5\n',
    ],
  ])('takes no log for one: %s', (_, text) => {
    expect(isDocument(text)).toBe(false)
  })
})

describe('what counts otherwise than a training', () => {
  it('is refused: seconds since 1970 that are called epoch', () => {
    const lines = [0, 1, 2, 3].map((k) => `epoch 170000000${k} lat 12.3 accuracy 5.${k}\n`).join('')
    expect(() => readShort(lines)).toThrow(notALog)
    expect(readShort('epoch 1 loss 0.5\nepoch 2 loss 0.4\n').runs).toEqual([{ loss: '1: 0.5, 2: 0.4' }])
  })

  it('is refused: the iterations of t-SNE', () => {
    const lines = [1, 2, 3].map((k) => `[t-SNE] Iteration ${k}50: error = 8${k}.5, gradient norm = 0.1\n`)
    expect(() => readShort(lines.join(''))).toThrow(notALog)
  })

  it('is refused: a search for a learning rate', () => {
    const rows = (rate: (k: number) => number) =>
      `lr,loss\n${Array.from({ length: 9 }, (_, k) => `${rate(k)},${9 - k}.5\n`).join('')}`
    expect(() => readShort(rows((k) => 1e-7 * 10 ** k))).toThrow(/a search for a learning rate/)
    expect(readShort(rows((k) => 0.1 + k)).runs).toHaveLength(1)
  })
})
