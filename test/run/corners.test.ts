import { describe, expect, it } from 'vitest'
import { readCorners } from '../../src/run/corners.js'
import type { Run, Series, Split, Unit } from '../../src/run/run.js'

function series(split: Split, quantity: string, y: readonly number[], unit: Unit = 'plain'): Series {
  const goal = quantity === 'accuracy' ? 'higher' : 'lower'
  const x = Float64Array.from(y, (_, k) => k + 1)
  return { name: `${split} ${quantity}`, split, quantity, goal, unit, x, y: Float64Array.from(y) }
}

function run(loss: readonly number[], accuracy: readonly number[], more: Partial<Run> = {}): Run {
  const trainLoss = series('train', 'loss', loss)
  const trainAccuracy = series('train', 'accuracy', accuracy, 'fraction')
  const about = { name: 'a', title: 'a', format: 'csv', axis: 'epoch', series: [], notes: [] } as const
  return { ...about, curves: { trainLoss, trainAccuracy }, facts: { classes: 10 }, ...more }
}

const levels = (of: Run) => readCorners(of).map(({ loss, accuracy }) => [accuracy.level, loss.level])

describe('the four corners', () => {
  it.each([
    ['few errors, small ones', [2.3, 0.2], [0.1, 0.95], ['high', 'low']],
    ['few errors, large ones', [2.3, 1.6], [0.1, 0.9], ['high', 'high']],
    ['many errors, small ones', [2.3, 1.1], [0.1, 0.5], ['low', 'low']],
    ['many errors, large ones', [2.3, 2.3], [0.1, 0.1], ['low', 'high']],
  ])('%s', (_, loss, accuracy, expected) => {
    expect(levels(run(loss, accuracy))).toEqual([expected])
  })

  it('lie halfway to chance: half of ln K, and the middle between 1/K and 1', () => {
    const [corner] = readCorners(run([2.3, 1], [0.1, 0.6]))
    expect(corner).toMatchObject({ split: 'train', at: 2, loss: { value: 1 }, accuracy: { value: 0.6 } })
    expect(corner?.loss.limit).toBeCloseTo(Math.log(10) / 2)
    expect(corner?.accuracy.limit).toBeCloseTo(0.55)
    expect(corner?.because).toContain('1/10')
  })

  it('say that the number of classes is inferred', () => {
    const [corner] = readCorners(run([2.3, 1], [0.11, 0.6], { facts: {} }))
    expect(corner?.loss.limit).toBeCloseTo(Math.log(10) / 2)
    expect(corner?.because).toMatch(/1\/10, inferred/)
  })

  it('fall back on the first loss and on one half, and say so', () => {
    const [corner] = readCorners(run([8, 5], [0.2, 0.7], { facts: {} }))
    expect(corner).toMatchObject({ loss: { limit: 4 }, accuracy: { limit: 0.75 } })
    expect(corner?.because).toMatch(/1\/2.*--classes.*first loss/)
  })

  it('hold a squared error against its start, whatever the number of classes', () => {
    const trainLoss = series('train', 'mse', [3, 1])
    const trainAccuracy = series('train', 'accuracy', [0.1, 0.6], 'fraction')
    const [corner] = readCorners(run([], [], { curves: { trainLoss, trainAccuracy } }))
    expect(corner?.loss.limit).toBe(1.5)
  })

  it('read percent as fractions', () => {
    const trainLoss = series('train', 'loss', [2.3, 1])
    const trainAccuracy = series('train', 'accuracy', [10, 60], 'percent')
    const [corner] = readCorners(run([], [], { curves: { trainLoss, trainAccuracy } }))
    expect(corner?.accuracy.value).toBeCloseTo(0.6)
  })

  it('take the last value that is a number', () => {
    const [corner] = readCorners(run([2.3, 0.5, Number.NaN], [0.1, 0.9, 0.1]))
    expect(corner).toMatchObject({ at: 2, loss: { value: 0.5 } })
  })

  it.each([
    ['no accuracy', { trainLoss: series('train', 'loss', [2, 1]) }],
    ['no loss', { trainAccuracy: series('train', 'accuracy', [0.2, 0.4], 'fraction') }],
    [
      'a loss below zero, which has no scale',
      {
        trainLoss: series('train', 'loss', [2, -1]),
        trainAccuracy: series('train', 'accuracy', [0.2, 0.4], 'fraction'),
      },
    ],
  ])('are not told of a split with %s', (_, curves) => {
    expect(readCorners(run([], [], { curves }))).toEqual([])
  })
})
