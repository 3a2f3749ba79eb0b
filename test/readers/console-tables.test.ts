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

describe('the table that MATLAB prints (trainNetwork)', () => {
  const rule = `|${'='.repeat(60)}|\n`
  const table = (head: readonly string[], below: readonly string[], rows: readonly (readonly string[])[]) =>
    `Training on single CPU.\n${rule}${[head, below].map((cells) => `|  ${cells.join('  |  ')}  |\n`).join('')}${rule}${rows.map((cells) => `|  ${cells.join(' |  ')} |\n`).join('')}${rule}Training finished: Max epochs completed.\n`

  it('has a header of two lines', () => {
    const { format, axis, runs } = readShort(
      table(
        [
          'Epoch',
          'Iteration',
          'Time Elapsed',
          'Mini-batch',
          'Validation',
          'Mini-batch',
          'Validation',
          'Base Learning',
        ],
        [
          '     ',
          '         ',
          ' (hh:mm:ss)',
          ' Accuracy ',
          ' Accuracy ',
          '   Loss   ',
          '   Loss   ',
          '    Rate     ',
        ],
        [
          ['1', '1', '00:00:03', '25.00%', '20.00%', '3.25', '2.75', '1.0000e-04'],
          ['5', '50', '00:01:03', '75.00%', '40.00%', '1.25', '1.75', '1.0000e-04'],
          ['10', '100', '00:02:03', '100.00%', '60.00%', '2.5e-05', '1.5', '1.0000e-04'],
        ],
      ),
    )
    expect({ format, axis }).toEqual({ format: 'console', axis: 'epoch' })
    expect(runs[0]).toMatchObject({
      'Mini-batch Accuracy': '1: 25, 5: 75, 10: 100',
      'Validation Accuracy': '1: 20, 5: 40, 10: 60',
      'Mini-batch Loss': '1: 3.25, 5: 1.25, 10: 0.000025',
      'Validation Loss': '1: 2.75, 5: 1.75, 10: 1.5',
    })
  })

  it('counts iterations where it holds next to no epochs, and tells its loss of the training', () => {
    const rows = [1, 50, 100, 150].map((k) => ['1', String(k), '00:00:03', '48.80', `${k}.5`, '0.0010'])
    const { axis, runs } = readShort(
      table(
        ['Epoch', 'Iteration', 'Time Elapsed', 'Mini-batch', 'Mini-batch', 'Base Learning'],
        ['     ', '         ', ' (hh:mm:ss)', '   RMSE   ', '   Loss   ', '    Rate     '],
        rows,
      ),
    )
    expect(axis).toBe('step')
    expect(runs[0]?.['Mini-batch Loss']).toBe('1: 1.5, 50: 50.5, 100: 100.5, 150: 150.5')
  })
})

describe('frames of pandas', () => {
  it('have an index without a name above it; rows may be elided', () => {
    const { axis, runs } = readShort(
      '       loss  accuracy  val_loss\n0      0.75      0.50      1.00\n1      0.50      0.60      0.75\n..      ...       ...       ...\n9      0.25      0.70      0.50\n\n[10 rows x 3 columns]\n',
    )
    expect(axis).toBe('epoch')
    expect(runs).toEqual([
      {
        loss: '0: 0.75, 1: 0.5, 9: 0.25',
        accuracy: '0: 0.5, 1: 0.6, 9: 0.7',
        val_loss: '0: 1, 1: 0.75, 9: 0.5',
      },
    ])
  })

  it('are numbered by their column of epochs, where they have one', () => {
    const { runs } = readShort(
      '   epoch  train_loss  val_loss\n0      1        0.75      1.00\n1      2        0.50      0.75\n2      3        0.25      0.50\n',
    )
    expect(runs).toEqual([{ train_loss: '1: 0.75, 2: 0.5, 3: 0.25', val_loss: '1: 1, 2: 0.75, 3: 0.5' }])
  })

  it.each([
    '              precision    recall  f1-score   support\n\n           0       0.87      1.00      0.93     12730\n           1       0.50      0.02      0.04      1760\n\n    accuracy                           0.87     14490\n',
    '       loss  accuracy\n0      0.75      0.50\n1      0.50      0.60\n2      0.25      0.70\n',
  ])('are no runs without losses of training and of validation: %j', (text) => {
    expect(() => readShort(text)).toThrow(UserError)
  })
})

describe('the report of Chainer', () => {
  it('names its model before its losses', () => {
    const { axis, runs, phases } = readShort(
      'epoch       iteration   main/loss   main/gnll   validation/main/loss  elapsed_time\n1           356         3.5         2.5         4.5                   114.6       \n2           712         2.5         1.5         3.5                   228.6       \n3           1068        1.5         0.5         3.25                  342.6       \n',
    )
    expect(axis).toBe('epoch')
    expect(runs[0]).toMatchObject({
      'main/loss': '1: 3.5, 2: 2.5, 3: 1.5',
      'validation/main/loss': '1: 4.5, 2: 3.5, 3: 3.25',
    })
    expect(phases).toHaveLength(1)
  })
})

describe('tables of MATLAB trainnet', () => {
  const HEAD =
    '    Iteration    Epoch    TimeElapsed    LearnRate    TrainingLoss    ValidationLoss\n    _________    _____    ___________    _________    ____________    ______________\n'

  it('have each value in the column in which it stands, whatever is blank before it', () => {
    const { runs } = readShort(
      `${HEAD}            0        0       00:00:08       0.0001                            4.5\n            1        1       00:00:08       0.0001             6.5                  \n           50        3       00:00:38       0.0001             2.5             2.25\n          100        5       00:01:08       0.0001            1.25                  \n`,
    )
    expect(runs[0]?.TrainingLoss).toBe('1: 6.5, 3: 2.5, 5: 1.25')
    expect(runs[0]?.ValidationLoss).toBe('0: 4.5, 3: 2.25')
  })

  it('take no value that stands between two columns', () => {
    const row = (text: string) => `${text.padEnd(80)}\n`
    const text = `${HEAD}${row('            1        1       00:00:08       0.0001             6.5')}${row('            2        2       00:00:08       0.0001        6.5')}${row('            3        3       00:00:08       0.0001                       7.5')}`
    expect(readShort(text).runs[0]?.TrainingLoss).toBe('1: 6.5, 2: 6.5')
  })
})

describe('tables drawn again with their header', () => {
  const rule = '+-------+------------+----------+\n'

  it('for each epoch are one table', () => {
    const { axis, runs, phases } = readShort(
      [1, 2, 3]
        .map(
          (k) =>
            `${rule}| epoch | train_loss | val_loss |\n${rule}|     ${k} |     ${k}.5000 |   ${k}.2500 |\n${rule}`,
        )
        .join(''),
    )
    expect(axis).toBe('epoch')
    expect(phases).toHaveLength(1)
    expect(runs).toEqual([{ train_loss: '1: 1.5, 2: 2.5, 3: 3.5', val_loss: '1: 1.25, 2: 2.25, 3: 3.25' }])
  })

  it('with rows of steps and a row of the epoch below them tell the epoch', () => {
    const { runs, says } = readShort(
      `Start training...\n\n${[1, 2, 3]
        .map(
          (k) =>
            ` Epoch  |  Batch  |  Train Loss  |  Val Loss  |  Val Acc \n-----------------------------\n   ${k}    |   20    |   9.000000   |     -      |     -     \n   ${k}    |   40    |   8.000000   |     -      |     -     \n-----------------------------\n   ${k}    |    -    |   ${k}.500000   |  ${k}.250000  |   ${k}0.00 \n\n`,
        )
        .join('')}`,
    )
    expect(runs).toEqual([
      {
        'Train Loss': '1: 1.5, 2: 2.5, 3: 3.5',
        'Val Loss': '1: 1.25, 2: 2.25, 3: 3.25',
        'Val Acc': '1: 10, 2: 20, 3: 30',
      },
    ])
    expect(says).toContain('6 rows of single steps left aside')
  })
})

describe('tables of trainings that were started again', () => {
  const table = (...epochs: readonly number[]) =>
    ['epoch  train_loss  val_loss', ...epochs.map((k) => `${k}  ${k}.5  ${k}.25`), ''].join('\n')

  it('are two runs where they start again without a header', () => {
    const { runs } = readShort(table(1, 2, 3, 1, 2))
    expect(runs.map(({ train_loss }) => train_loss)).toEqual(['1: 1.5, 2: 2.5, 3: 3.5', '1: 1.5, 2: 2.5'])
  })

  it('go on where they were resumed', () => {
    const { runs, says } = readShort(table(0, 1, 2, 3, 2, 3, 4))
    expect(runs.map(({ train_loss }) => train_loss)).toEqual(['0: 0.5, 1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5'])
    expect(says).toContain('resumed at epoch 2')
  })

  it('are told where the next one begins with all of one', () => {
    const { runs, says } = readShort(`${table(1, 2)}${table(1, 2, 3)}`)
    expect(runs).toHaveLength(1)
    expect(says).toContain('1 table left aside that the next one begins with')
  })

  it.each([
    ['of results', [10, 20, 10, 20]],
    ['of single rows', [1, 1, 1, 1]],
    ['that goes down', [4, 3, 2, 1]],
    ['that begins late', [5, 6, 5, 6]],
  ])('are none %s', (_, epochs) => {
    expect(() => readShort(table(...epochs))).toThrow(UserError)
  })
})
