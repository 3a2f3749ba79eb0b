import { describe, expect, it } from 'vitest'
import { dvcliveTsv } from '../../src/readers/dvclive-tsv.js'
import { readWith, recognisedBy } from './reading.js'

const LOSS = 'step\tloss\n0\t2.5\n1\t1.5\n'

describe('dvclive-tsv', () => {
  it('recognises one metric by step, with or without a time', () => {
    expect(recognisedBy(dvcliveTsv, LOSS)).toBe(true)
    expect(recognisedBy(dvcliveTsv, 'timestamp\tstep\tloss\n1650000000000\t0\t2.5\n')).toBe(true)
    expect(recognisedBy(dvcliveTsv, 'step\tloss\tval_loss\n0\t2.5\t3\n')).toBe(false)
  })

  it.each([
    ['dvclive/plots/metrics/loss.tsv', 'loss'],
    ['dvclive/plots/metrics/eval/loss.tsv', 'eval/loss'],
    ['run\\dvclive\\plots\\metrics\\train\\epoch\\loss.tsv', 'train/epoch/loss'],
    ['eval/loss.tsv', 'eval/loss'],
    ['downloads/loss.tsv', 'loss'],
    ['-', 'loss'],
  ])('has its name from the path %s', (path, name) => {
    const { axis, runs } = readWith(dvcliveTsv, LOSS, path)
    expect(axis).toBe('step')
    expect(runs).toEqual([
      {
        [name]: [
          [0, 2.5],
          [1, 1.5],
        ],
      },
    ])
  })
})
