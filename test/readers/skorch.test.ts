import { describe, expect, it } from 'vitest'
import { skorch } from '../../src/readers/skorch.js'
import { readWith, recognisedBy } from './reading.js'

const HEADER =
  '  epoch    train_loss    valid_acc    valid_loss    cp     dur\n-------  ------------  -----------  ------------  ----  ------\n'
const read = (text: string) => readWith(skorch, text)

describe('skorch', () => {
  it('recognises its table and its history, and nothing like them', () => {
    expect(
      recognisedBy(skorch, `${HEADER}      1        1.5000       0.5000        1.2500     +  0.0100\n`),
    ).toBe(true)
    expect(recognisedBy(skorch, '[{"batches": [], "epoch": 1, "train_loss": 1}]')).toBe(true)
    expect(recognisedBy(skorch, '[{"epoch": 1, "train_loss": 1}]')).toBe(false)
    expect(recognisedBy(skorch, 'epoch  train_loss  valid_loss  time\n')).toBe(false)
  })

  it('reads colours, and rows with and without the mark of an event', () => {
    const { runs, says } = read(
      `${HEADER}      1        \u001b[36m1.5000\u001b[0m       \u001b[32m0.5000\u001b[0m        \u001b[35m1.2500\u001b[0m     +  0.0100\n      2        1.7500       0.5000        nan        0.0100\n`,
    )
    expect(runs).toEqual([
      {
        train_loss: [
          [1, 1.5],
          [2, 1.75],
        ],
        valid_acc: [
          [1, 0.5],
          [2, 0.5],
        ],
        valid_loss: [
          [1, 1.25],
          [2, Number.NaN],
        ],
        dur: [
          [1, 0.01],
          [2, 0.01],
        ],
      },
    ])
    expect(says).toEqual([])
  })

  it('reads a second table as a second run, unless its epochs go on', () => {
    const row = (epoch: number, loss: string) =>
      `      ${epoch}        ${loss}       0.5000        1.2500        0.0100\n`
    const again = read(`${HEADER}${row(1, '3.0000')}${row(2, '2.0000')}${HEADER}${row(1, '1.0000')}`)
    expect(again.runs.map(({ train_loss }) => train_loss)).toEqual([
      [
        [1, 3],
        [2, 2],
      ],
      [[1, 1]],
    ])
    const on = read(
      `${HEADER}${row(1, '3.0000')}${HEADER}${row(2, '2.0000')}Stopping since valid_loss has not improved\n`,
    )
    expect(on.runs.map(({ train_loss }) => train_loss)).toEqual([
      [
        [1, 3],
        [2, 2],
      ],
    ])
  })

  it('reads the epochs of a history, not their batches, bests and counts', () => {
    const { runs, run } = read(
      '[{"batches": [{"train_loss": 9}], "epoch": 1, "train_batch_count": 1, "train_loss": 1.5, "train_loss_best": true, "f1": 0.5, "event_cp": true}, {"batches": [], "epoch": 2, "train_loss": NaN, "train_loss_best": false, "f1": 0.75}]',
    )
    expect(runs).toEqual([
      {
        train_loss: [
          [1, 1.5],
          [2, Number.NaN],
        ],
        f1: [
          [1, 0.5],
          [2, 0.75],
        ],
      },
    ])
    expect(run?.series.find(({ name }) => name === 'f1')?.split).toBe('validation')
  })
})
