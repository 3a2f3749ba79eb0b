import { describe, expect, it } from 'vitest'
import { wandbCsv } from '../../src/readers/wandb-csv.js'
import { readWith, recognisedBy } from './reading.js'

const bounded = (...names: string[]) =>
  names.flatMap((name) => [`"${name}"`, `"${name}__MIN"`, `"${name}__MAX"`]).join(',')
const read = (text: string) => readWith(wandbCsv, text)

describe('wandb-csv', () => {
  it('recognises a chart and a history, and nothing else with a dash or a step', () => {
    expect(recognisedBy(wandbCsv, `"Step",${bounded('run - loss')}\n"0","1","1","1"\n`)).toBe(true)
    expect(recognisedBy(wandbCsv, '_step,_runtime,loss\n0,1.5,2\n')).toBe(true)
    expect(recognisedBy(wandbCsv, 'Step,train - loss,val - loss\n0,1,2\n')).toBe(false)
    expect(recognisedBy(wandbCsv, '_step,loss\n0,1\n')).toBe(false)
  })

  it('reads each run of a chart, whatever its name holds, without the bounds', () => {
    const { axis, runs, labels, says } = read(
      `"Step",${bounded('one - train/loss', 'two - b - train/loss', 'one - val/loss')}\n` +
        '"0","3","2","4","","","","2","2","2"\n"5","NaN","1","2","9","8","9","","",""\n',
    )
    expect(axis).toBe('step')
    expect(labels).toEqual(['one', 'two - b'])
    expect(runs).toEqual([
      {
        'train/loss': [
          [0, 3],
          [5, Number.NaN],
        ],
        'val/loss': [[0, 2]],
      },
      { 'train/loss': [[5, 9]] },
    ])
    expect(says).toContain('runs in the chart: 1 one, 2 two - b')
  })

  it('numbers by the epoch where the chart does, and leaves out the step beside it', () => {
    const { axis, runs } = read(
      `"train/epoch",${bounded('one - _step', 'one - loss')}\n"1","10","10","10","2","2","2"\n"2","20","20","20","1","1","1"\n`,
    )
    expect(axis).toBe('epoch')
    expect(runs).toEqual([
      {
        loss: [
          [1, 2],
          [2, 1],
        ],
      },
    ])
  })

  it('joins rows of a history that are full in part', () => {
    const { axis, runs } = read(
      '_step,_runtime,_timestamp,train/loss,val/loss\n0,1.5,1650000000.5,3,\n1,2.5,1650000001.5,,2\n2,3.5,1650000002.5,1,\n',
    )
    expect(axis).toBe('step')
    expect(runs[0]).toMatchObject({
      'train/loss': [
        [0, 3],
        [2, 1],
      ],
      'val/loss': [[1, 2]],
    })
  })

  it('says when the history was sampled', () => {
    const rows = Array.from({ length: 500 }, (_, k) => `${k * 3},1.5,2\n`)
    expect(read(`_step,_runtime,loss\n${rows.join('')}`).says).toEqual([
      '500 rows: run.history() samples longer runs; run.scan_history() gives all',
    ])
  })
})
