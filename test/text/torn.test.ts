import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import { withoutTornNumber } from '../../src/text/torn.js'

describe('a number torn at the end of a log', () => {
  it.each([
    ['epoch,loss,val_loss\n1,0.5,0.6\n2,0.4,0.', '0.'],
    ['loss: 0.6931 - val_loss: 0.', '0.'],
    ['loss: 0.6931 - val_loss: 0.\n', undefined],
    ['loss: 0.6931 - val_loss: 0.5', undefined],
    ['epoch,loss\n1,0.5\n2,0', undefined],
    ['Restoring model weights from the end of the best epoch: 3.', undefined],
    ['reducing learning rate to 0.0005.', undefined],
    ['{"loss": [0.5, 0.', undefined],
    ['', undefined],
  ])('%j: %s', (text, torn) => {
    const result = withoutTornNumber(text)
    expect(result.torn).toBe(torn)
    expect(result.text).toBe(torn === undefined ? text : text.slice(0, -torn.length))
  })

  it('is left out and told of, and the rest of its row kept', () => {
    const rows = Array.from({ length: 9 }, (_, k) => `${k},${1 / (k + 1)},${1 / (k + 1) + 0.1}`)
    const [report] = diagnose(`epoch,loss,val_loss\n${rows.join('\n')}\n9,0.1,0.`)
    expect(report?.run.curves.trainLoss?.y.length).toBe(10)
    expect(report?.run.curves.validationLoss?.y.length).toBe(9)
    expect(report?.run.notes.map(({ because }) => because)).toContain(
      'the log ends in the middle of a number (0.): left out',
    )
  })
})
