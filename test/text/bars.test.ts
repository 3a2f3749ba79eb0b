import { describe, expect, it } from 'vitest'
import { barOf } from '../../src/text/bars.js'

describe('barOf', () => {
  it.each([
    [
      'Epoch 3: 100%|███| 938/938 [00:10<00:00, 90.1it/s, loss=0.3, acc=0.91]',
      'Epoch 3',
      938,
      938,
      'loss=0.3 acc=0.91',
    ],
    [' 30%|███       | 3/10 [00:01<00:02, 3.00it/s]', '', 3, 10, ''],
    ['Training:   0%|          | 0/15 [00:00<?, ?epoch/s, val_loss=2.1]', 'Training', 0, 15, 'val_loss=2.1'],
    ['12it [00:03, 4.0it/s, loss=0.3]', '', 12, undefined, 'loss=0.3'],
    ['train: 7batch [00:03,  4.0s/batch, loss=0.3]', 'train', 7, undefined, 'loss=0.3'],
    [
      'Epoch 1 - loss: 0.4: 100%|##| 1.5k/1.5k [1:02:03<00:00, 57.6kB/s]',
      'Epoch 1 - loss: 0.4',
      1500,
      1500,
      '',
    ],
    [
      'x:  50%|█| 1/2 [1 day, 0:08:23<00:00, 90.1s/it, loss=tensor(0.3), lr=1e-5]',
      'x',
      1,
      2,
      'loss=tensor(0.3) lr=1e-5',
    ],
  ])('reads %s', (text, description, done, total, cells) => {
    const bar = barOf(text)
    expect(bar).toMatchObject({ description, done, total })
    expect([...(bar?.cells ?? [])].map((pair) => pair.join('=')).join(' ')).toBe(cells)
  })

  it('tells what is counted, and what stands behind the bar', () => {
    expect(barOf('a: 50%|█| 1/2 [00:01<00:01, 4.64epoch/s, loss=1]val_loss: 2')).toMatchObject({
      unit: 'epoch',
      rest: 'val_loss: 2',
    })
    expect(barOf('a: 50%|█| 1/2 [00:01<00:01, 4.64s/it]')).toMatchObject({ unit: 'it', rest: '' })
  })

  it('leaves out the last cell where the bar is cut off', () => {
    expect([
      ...(barOf('a: 50%|█| 1/2 [00:01<00:01, 4.64it/s, acc=0.5, loss=1.')?.cells.keys() ?? []),
    ]).toEqual(['acc'])
  })

  it.each(['| a | b |', '50% | 1/2', 'Epoch 1: 50%', '[1/2] loss', ''])('finds none in %j', (text) => {
    expect(barOf(text)).toBeUndefined()
  })
})
