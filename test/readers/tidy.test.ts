import { describe, expect, it } from 'vitest'
import { readSource } from '../../src/readers/read.js'
import { tidy } from '../../src/readers/tidy.js'
import { Source } from '../../src/text/source.js'
import { readWith, recognisedBy } from './reading.js'

const CURVES = {
  'train/loss': [
    [1, 0.9],
    [2, 0.7],
  ],
  'val/loss': [
    [1, 1],
    [2, Number.NaN],
  ],
}
const COMET = [
  ['train', 0.9, 1],
  ['val', 1, 1],
  ['train', 0.7, 2],
  ['val', 'NaN', 2],
].map(([runContext, value, epoch]) => ({
  metricName: 'loss',
  metricValue: String(value),
  timestamp: 1,
  step: null,
  epoch,
  runContext,
}))

describe('tidy', () => {
  it.each([
    [
      'metric by metric',
      'epoch,metric,value\n1,train/loss,0.9\n2,train/loss,0.7\n1,val/loss,1\n2,val/loss,nan\n',
    ],
    ['epoch by epoch', 'epoch,tag,value\n1,train/loss,0.9\n1,val/loss,1\n2,train/loss,0.7\n2,val/loss,nan\n'],
    [
      'with a split',
      'epoch,split,metric,value\n1,train,loss,0.9\n1,val,loss,1\n2,train,loss,0.7\n2,val,loss,nan\n',
    ],
    [
      'of semicolons',
      'value;metric;epoch\n0,9;train/loss;1\n1,0;val/loss;1\n0,7;train/loss;2\nnan;val/loss;2\n',
    ],
    ['of Comet', JSON.stringify(COMET)],
    ['of Comet under a key', JSON.stringify({ metrics: COMET })],
    ['of Comet, one per line', `${COMET.map((one) => JSON.stringify(one)).join('\n')}\n`],
  ])('reads a table %s', (_, text) => {
    expect(recognisedBy(tidy, text)).toBe(true)
    const { axis, runs, says, curves } = readWith(tidy, text)
    expect({ axis, runs, says }).toEqual({ axis: 'epoch', runs: [CURVES], says: [] })
    expect(curves).toEqual({ trainLoss: 'train/loss', validationLoss: 'val/loss' })
  })

  it('reads metrics with steps of their own, and makes runs of folds', () => {
    const rows = [1, 2].flatMap((fold) =>
      [10, 20, 30].flatMap((step) => [
        `${fold},${step},loss,${fold / step}`,
        ...(step === 20 ? [`${fold},20,val_loss,${fold}`] : []),
      ]),
    )
    const { axis, runs, labels } = readWith(tidy, ['fold,step,metric,value', ...rows, ''].join('\n'))
    expect(axis).toBe('step')
    expect(labels).toEqual(['fold 1', 'fold 2'])
    expect(runs[1]).toEqual({
      loss: [
        [10, 0.2],
        [20, 0.1],
        [30, 2 / 30],
      ],
      val_loss: [[20, 2]],
    })
  })

  it('takes the name of one metric from the file, and says so', () => {
    const text = ',step,value,timestamp\n0,5,0.5,2024-01-01\n1,10,0.4,2024-01-02\n'
    const { runs, says } = readWith(tidy, text, 'exports/val_loss.csv')
    expect(runs).toEqual([
      {
        val_loss: [
          [5, 0.5],
          [10, 0.4],
        ],
      },
    ])
    expect(says).toEqual(['assumed: the values are those of val_loss, by the name of the file'])
    expect(() => readWith(tidy, text, 'download.csv')).toThrow(/nothing says which/)
  })

  it.each([
    [
      'pairs',
      {
        loss: [
          [1, 0.9],
          [2, 0.7],
        ],
        lr: [
          [1, 0.1],
          [2, 0.1],
        ],
      },
    ],
    [
      'pairs under a key',
      {
        history: {
          loss: [
            [1, 0.9],
            [2, 0.7],
          ],
        },
      },
    ],
    [
      'objects',
      {
        loss: [
          { epoch: 1, value: 0.9 },
          { epoch: 2, value: 0.7 },
        ],
      },
    ],
    ['lists', { loss: { epochs: [1, 2], values: [0.9, 0.7] } }],
  ])('reads %s of place and value', (_, json) => {
    const text = JSON.stringify(json)
    expect(recognisedBy(tidy, text)).toBe(true)
    expect(readWith(tidy, text)).toMatchObject({
      axis: 'epoch',
      runs: [
        {
          loss: [
            [1, 0.9],
            [2, 0.7],
          ],
        },
      ],
    })
  })

  it('counts what the document says', () => {
    const { axis, says } = readWith(tidy, '{"train_loss": {"steps": [1, 2], "values": [0.9, 0.7]}}')
    expect({ axis, says }).toEqual({ axis: 'step', says: [] })
  })

  it('takes places with gaps for steps', () => {
    const { axis, says } = readWith(tidy, '{"loss": [[100, 0.9], [200, 0.7]]}')
    expect(axis).toBe('step')
    expect(says).toContain('assumed: pairs of step and value')
  })

  it.each([
    ['pairs that do not count', '{"loss": [[0.9, 0.1], [0.7, 0.1]]}'],
    ['pairs that count down', '{"loss": [[2, 0.1], [1, 0.1]]}'],
    ['one pair', '{"loss": [[1, 0.9]]}'],
    ['lists of three', '{"loss": [[1, 2, 3], [2, 3, 4]]}'],
    ['pairs of no metric', '{"points": [[1, 0.9], [2, 0.7]]}'],
    ['no place', 'metric,value\nloss,1\nloss,2\n'],
    ['names that are no metrics', 'step,name,value\n1,ann,1\n2,bob,2\n'],
    ['a value among metrics', 'epoch,loss,value\n1,1,2\n2,1,2\n'],
  ])('does not recognise %s', (_, text) => {
    expect(recognisedBy(tidy, text)).toBe(false)
  })

  it('leaves out a value that was torn at the end', () => {
    const rows = [1, 2, 3, 4].map((epoch) => `${epoch},loss,0.${epoch}125`)
    const text = ['epoch,metric,value', ...rows, '5,loss,0.'].join('\n')
    expect(readWith(tidy, text).runs[0]?.loss).toHaveLength(4)
    expect(new Source('log', text).notes).toMatchObject([
      { because: expect.stringMatching(/\(0\.\): left out/) },
    ])
  })
})

describe('Python literals', () => {
  const history = { loss: [1, 0.5], val_loss: [1, 0.75] }
  it.each([
    ['assigned to a name', "history = {'loss': [1.0, 0.5], 'val_loss': [1.0, 0.75]}\n"],
    ['as printed', "{'loss': [1.0, 0.5], 'val_loss': [np.float64(1.0), 0.75]}"],
    [
      'over lines, with a comma at the end',
      "log = {\n  'loss': [1.0, 0.5],\n  'val_loss': [1.0, 0.75],\n}\n",
    ],
  ])('are read as JSON is: %s', (_, text) => {
    const { format, reading } = readSource(new Source('log', text))
    expect(format).toBe('history-json')
    expect(Object.fromEntries(reading.phases[0]?.columns.map(({ name, y }) => [name, y]) ?? [])).toEqual(
      history,
    )
  })

  it('are a run each where there is one to a line', () => {
    const text = "{'loss': [1.0, 0.5]}\n{'loss': [2.0, 1.5]}\n"
    const { format, reading } = readSource(new Source('log', text))
    expect(format).toBe('history-json')
    expect(reading.phases.map(({ columns }) => columns[0]?.y)).toEqual([
      [1, 0.5],
      [2, 1.5],
    ])
  })
})
