import { describe, expect, it } from 'vitest'
import { readPoints } from './points.js'

const times = (count: number, lines: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => `${lines(k + 1)}\n`).join('')

describe('what a console says of an epoch without its number', () => {
  it('is no number of it, as in the guide of Keras to loops of one’s own', () => {
    const { axis, points } = readPoints(
      times(
        3,
        (k) =>
          `\nStart of epoch ${k - 1}\nTraining loss (for 1 batch) at step 0: ${4 - k}.5\nSeen so far: 64 samples\nTraining acc over epoch: 0.${k}5\nValidation acc: 0.${k}1\nTime taken: 1.25s`,
      ),
    )
    expect(axis).toBe('epoch')
    expect(points).toEqual({
      'Training loss': '0: 3.5, 1: 2.5, 2: 1.5',
      'Training acc': '0: 0.15, 1: 0.25, 2: 0.35',
      'Validation acc': '0: 0.11, 1: 0.21, 2: 0.31',
    })
  })

  it.each([
    ['Training loss (for one batch) at step 0: 1.5', 'Training loss'],
    ['Training acc over epoch: 1.5', 'Training acc'],
    ['train loss per epoch: 1.5', 'train loss'],
    ['val loss epoch: 1.5', 'val loss epoch'],
    ['val loss for epoch: 1.5', 'val loss'],
    ['val loss for the epoch: 1.5', 'val loss'],
  ])('in %j', (line, name) => {
    expect(readPoints(times(3, (k) => `Epoch ${k}\n${line}`)).points).toEqual({
      [name]: '1: 1.5, 2: 1.5, 3: 1.5',
    })
  })

  it.each(['val loss for epoch %: 0.5', 'val loss 0.5 in epoch: %'])('but a number is one in %j', (line) => {
    const { points } = readPoints(times(3, (k) => line.replace('%', String(k))))
    expect(points).toEqual({ 'val loss': '1: 0.5, 2: 0.5, 3: 0.5' })
  })
})

describe('two loops in one epoch', () => {
  const cifar = (loss: number, acc: number, whole: number) =>
    [1, whole]
      .map(
        (done) =>
          ` [====>....]  Step: 60ms | Tot: 25s | Loss: ${done === whole ? loss : 9} | Acc: ${acc}% (1/5) ${done}/${whole} `,
      )
      .join('\r')
  const tqdm = (loss: number, whole: number) =>
    `${[1, whole].map((done) => `100%|████| ${done}/${whole} [00:01<00:00, 9.00it/s, loss=${done === whole ? loss : 9}]`).join('\r')}`
  const both = { loss: '1: 1.5, 2: 2.5, 3: 3.5', 'val loss': '1: 1.25, 2: 2.25, 3: 3.25' }

  it('are told by their lengths, as of the bars of kuangliu', () => {
    const text = times(3, (k) => `\nEpoch: ${k}\n${cifar(k + 0.5, 60, 391)}\n${cifar(k + 0.25, 50, 100)}`)
    const { points, notes } = readPoints(text)
    expect(points).toEqual({
      Loss: both.loss,
      Acc: '1: 60, 2: 60, 3: 60',
      'val Loss': both['val loss'],
      'val Acc': '1: 50, 2: 50, 3: 50',
    })
    expect(notes.join()).toContain('shorter one (100 steps instead of 391) is over the validation data')
  })

  it('of tqdm', () => {
    const { points, notes } = readPoints(
      times(3, (k) => `Epoch ${k}\n${tqdm(k + 0.5, 100)}\n${tqdm(k + 0.25, 20)}`),
    )
    expect(points).toEqual(both)
    expect(notes.join()).toContain('validation')
  })

  it('of batches', () => {
    const { points } = readPoints(
      times(
        3,
        (k) =>
          `Epoch ${k}\nbatch 150/300 loss: ${k}.0\nbatch 300/300 loss: ${k + 1}.0\nbatch 25/50 loss: ${k}.0\nbatch 50/50 loss: ${k}.5`,
      ),
    )
    expect(points).toEqual({ loss: '1: 1.5, 2: 2.5, 3: 3.5', 'val loss': '1: 1.25, 2: 2.25, 3: 3.25' })
  })

  it('are not judged where the shorter one comes first, or there are three', () => {
    for (const wholes of [
      [20, 100],
      [100, 20, 30],
    ]) {
      const text = times(
        3,
        (k) => `Epoch ${k}\n${wholes.map((whole) => tqdm(whole === 100 ? k + 0.5 : 7, whole)).join('\n')}`,
      )
      const { points, notes } = readPoints(text)
      expect(points).toEqual({ loss: both.loss })
      expect(notes.join()).toContain('only the longest is read')
    }
  })

  it('below headings of their own', () => {
    const { points } = readPoints(
      times(3, (k) => `Epoch ${k}\n${tqdm(k + 0.5, 100)}\nevaluating\n${tqdm(k + 0.25, 100)}`),
    )
    expect(points).toEqual({ loss: both.loss, 'evaluating loss': both['val loss'] })
  })

  it('of one line each, which do not say of which data', () => {
    const { points, notes } = readPoints(
      times(3, (k) => `Epoch ${k}/3\nLoss: ${k}.5 Acc: 0.5\nLoss: ${k}.25 Acc: 0.25`),
    )
    expect(points).toEqual({ Loss: both.loss, Acc: '1: 0.5, 2: 0.5, 3: 0.5' })
    expect(notes.join()).toContain('the second of them is left out')
  })
})
