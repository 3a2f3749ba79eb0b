import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'

const EPOCHS = Array.from({ length: 12 }, (_, k) => k + 1)

function relations(loss: (epoch: number) => number, accuracy: (epoch: number) => number, epochs = EPOCHS) {
  const rows = epochs.map((epoch) => `${epoch},${loss(epoch)},${accuracy(epoch)}`)
  return diagnose(`epoch,val_loss,val_accuracy\n${rows.join('\n')}\n`)[0]?.relations ?? []
}
const falling = (epoch: number) => 2 / epoch
const rising = (epoch: number) => 1 - 0.8 / epoch
const zigzag = (epoch: number) => 0.5 + (epoch % 2 ? 0.1 : -0.1) + epoch * 1e-9

describe('the relation of loss and accuracy', () => {
  it.each([
    ['together', falling, rising, -1],
    ['apart', falling, (epoch: number) => 0.3 / epoch, 1],
    ['still', falling, () => 0.93, 0],
  ])('is %s', (moved, loss, accuracy, tau) => {
    expect(relations(loss, accuracy)).toEqual([
      {
        ...{ split: 'validation', loss: 'val_loss', accuracy: 'val_accuracy' },
        ...{ tau, moved, from: 1, to: 12 },
      },
    ])
  })

  it('is loose where chance could have made it', () => {
    const [relation] = relations(falling, zigzag)
    expect(relation?.moved).toBe('loose')
    expect(Math.abs(relation?.tau ?? 1)).toBeLessThan(0.4)
  })

  it('is told once more from the best epoch on', () => {
    const valley = (epoch: number) => 1 + (epoch - 5) ** 2 / 10
    const [whole, since] = relations(valley, rising)
    expect(whole).toMatchObject({ from: 1, to: 12 })
    expect(since).toMatchObject({ moved: 'apart', tau: 1, from: 5, to: 12 })
  })

  it('is not told of fewer than six values', () => {
    expect(relations(falling, rising, [1, 2, 3, 4, 5])).toEqual([])
    expect(relations(falling, rising, [1, 2, 3, 4, 5, 6])).toHaveLength(1)
  })

  it('is not told of a split without accuracy', () => {
    const log = `epoch,loss,val_loss\n${EPOCHS.map((epoch) => `${epoch},${1 / epoch},${2 / epoch}`).join('\n')}\n`
    expect(diagnose(log)[0]?.relations).toEqual([])
  })
})
