import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { readShort } from './short.js'

const LOSSES = [{ train_loss: '1: 1.5, 2: 1.25, 3: 1', val_loss: '1: 2, 2: 1.75' }]

describe('tables drawn on a console', () => {
  it.each([
    [
      'PrettyTable',
      '+-------+------------+----------+\n| epoch | train_loss | val_loss |\n+-------+------------+----------+\n|   1   |   1.500    |  2.000   |\n|   2   |   1.250    |  1.750   |\n|   3   |   1.000    |   None   |\n+-------+------------+----------+\n',
    ],
    [
      'tabulate',
      '  epoch    train_loss    val_loss\n-------  ------------  ----------\n      1          1.5         2\n      2          1.25        1.75\n      3          1           nil\n',
    ],
    [
      'rich',
      '┏━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━┓\n┃ epoch ┃ train_loss ┃ val_loss ┃\n┡━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━┩\n│ 1     │ 1.5        │ 2        │\n│ 2     │ 1.25       │ 1.75     │\n│ 3     │ 1          │ -        │\n└───────┴────────────┴──────────┘\n',
    ],
  ])('of %s', (_, table) => {
    const { format, runs } = readShort(`Using device: cpu\n${table}Done.\n`)
    expect(format).toBe('console')
    expect(runs).toEqual(LOSSES)
  })

  it.each(['', '# '])('with one blank between the cells, behind %j', (mark) => {
    const { format, runs } = readShort(
      `Using device: cpu\n${mark}epoch train_loss val_loss\n1 1.5 2\n2 1.25 1.75\n3 1 -\nDone.\n`,
    )
    expect(format).toBe('console')
    expect(runs).toEqual(LOSSES)
  })

  it('anew with each epoch are one run', () => {
    const rule = '+---+---+'
    const rows = ['| 1 | 1.5 |', '| 2 | 1.25 |', '| 3 | 1 |']
    const text = [1, 2, 3].map((k) => [rule, '| epoch | loss |', rule, ...rows.slice(0, k), rule].join('\n'))
    expect(readShort(text.join('\n')).runs).toEqual([{ loss: '1: 1.5, 2: 1.25, 3: 1' }])
  })

  it.each([
    ['of results', 'Method  Epochs  Loss  Accuracy\nOurs  100  0.21  94.1\nBase  200  0.31  91.0\n'],
    ['of results by epochs', 'Epochs  Loss  Accuracy\n100  0.21  94.1\n100  0.31  91.0\n50  0.4  90.0\n'],
    ['with a word that is none of a metric', 'epoch loss ratio\n1 2 3\n2 1 3\n'],
    ['of what is not measured', 'epoch  time  memory\n1  12  100\n2  12  100\n'],
  ])('%s are none of a training', (_, text) => {
    expect(() => readShort(`Table 2 follows\n\n${text}`)).toThrow(UserError)
  })
})

describe('a history printed on a console', () => {
  it.each([
    ["history = {'loss': [1.5, 1.25], 'val_loss': [2.0, None]}"],
    ["{'loss': [1.5,\n 1.25],\n 'val_loss': [2.0]}"],
    ["History: {'loss': [np.float64(1.5), np.float64(1.25)], 'val_loss': [2.0]} saved"],
  ])('is read: %j', (printed) => {
    const { runs } = readShort(`Training done\n${printed}\nbye\n`)
    expect(runs).toEqual([{ loss: '1: 1.5, 2: 1.25', val_loss: expect.stringMatching(/^[12]: 2$/) }])
  })

  it('is left aside where the epochs are printed as well', () => {
    const { runs } = readShort("Epoch 1 loss 1.5\nEpoch 2 loss 1.25\nEpoch 3 loss 1\n{'loss': [9, 8, 7]}\n")
    expect(runs).toEqual([{ loss: '1: 1.5, 2: 1.25, 3: 1' }])
  })

  it('of several runs is several', () => {
    expect(readShort("a\n{'loss': [1.5, 1.25]}\nb\n{'loss': [2.5, 2.25]}\n").runs.length).toBe(2)
  })
})
