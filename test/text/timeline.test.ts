import { describe, expect, it } from 'vitest'
import { readTimeline, type TimedPoint } from '../../src/text/timeline.js'

/** Points from pairs of time and step; the value is the time. */
const points = (...pairs: readonly (readonly [number, number])[]): TimedPoint[] =>
  pairs.map(([time, step]) => ({ time, step, value: time }))

function read(metrics: Readonly<Record<string, readonly TimedPoint[]>>) {
  const { phases, notes, axis } = readTimeline(new Map(Object.entries(metrics)))
  const steps = phases.map(({ columns }) => Object.fromEntries(columns.map(({ name, x }) => [name, x])))
  return { steps, axis, notes: notes.map(({ because }) => because) }
}

describe('readTimeline', () => {
  it('gives each metric its own steps', () => {
    const { steps, axis } = read({ loss: points([1, 0], [2, 10], [4, 20]), val_loss: points([3, 19]) })
    expect(steps).toEqual([{ loss: [0, 10, 20], val_loss: [19] }])
    expect(axis).toBe('step')
  })

  it('starts a new phase where all start again', () => {
    const { steps, notes } = read({
      loss: points([1, 0], [3, 1], [5, 0], [7, 1]),
      val_loss: points([2, 0], [4, 1], [6, 0], [8, 1]),
    })
    expect(steps).toEqual([
      { loss: [0, 1], val_loss: [0, 1] },
      { loss: [0, 1], val_loss: [0, 1] },
    ])
    expect(notes).toEqual([])
  })

  it('starts a new phase though a metric is there in one of them only', () => {
    const { steps } = read({
      loss: points([1, 0], [2, 1], [5, 0], [7, 1]),
      val_loss: points([6, 0], [8, 1]),
      warmup: points([3, 1]),
    })
    expect(steps).toEqual([
      { loss: [0, 1], warmup: [1] },
      { loss: [0, 1], val_loss: [0, 1] },
    ])
  })

  it('leaves out a metric that counts its batches anew in each epoch while others go on', () => {
    const { steps, notes } = read({
      batch_loss: points([1, 0], [2, 1], [4, 0], [5, 1], [7, 0], [8, 1]),
      val_loss: points([3, 0], [6, 1], [9, 2]),
    })
    expect(steps).toEqual([{ val_loss: [0, 1, 2] }])
    expect(notes).toEqual([expect.stringContaining('batch_loss is left out')])
  })

  it('does not take what numbers the steps for a metric', () => {
    expect(read({ loss: points([1, 0]), epoch: points([1, 0]) }).steps).toEqual([{ loss: [0] }])
    expect(read({}).steps).toEqual([])
  })

  it('says once what holds for many', () => {
    const resumed = points([1, 0], [2, 1], [3, 2], [4, 1])
    expect(read({ loss: resumed, val_loss: resumed, acc: resumed }).notes).toHaveLength(1)
  })

  it('reads a log of very many restarts', () => {
    const many = Array.from({ length: 20_000 }, (_, k) => [k, k % 2] as const)
    expect(read({ loss: points(...many) }).steps).toHaveLength(10_000)
  })
})
