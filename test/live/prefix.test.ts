import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/diagnose.js'
import { placesOf, upTo, valueAt } from '../../src/live/prefix.js'
import { Source } from '../../src/text/source.js'

const FIRST = Number.NEGATIVE_INFINITY

function runOf(text: string) {
  const run = diagnose(new Source('log.csv', text)).at(-1)?.run
  if (!run) throw new Error('no run')
  return run
}
const table = (...rows: string[]) => runOf(['epoch,loss,val_loss', ...rows, ''].join('\n'))

describe('the run up to an epoch', () => {
  it('ends its curves there', () => {
    const run = upTo(table('0,0.9,0.8', '1,0.8,0.7', '2,0.7,0.6'), 1)
    expect([...(run.curves.trainLoss?.y ?? [])]).toEqual([0.9, 0.8])
    expect(run.series.map(({ x }) => [...x])).toEqual([
      [0, 1],
      [0, 1],
    ])
  })

  it('lacks a curve that has not begun', () => {
    const run = upTo(table('0,0.9,', '1,0.8,0.7', '2,0.7,0.6'), 0)
    expect(run.curves.validationLoss).toBeUndefined()
    expect(run.series.map(({ name }) => name)).toEqual(['loss'])
  })

  it('knows the values there, and that there is none', () => {
    const { trainLoss, validationLoss } = table('0,0.9,', '1,0.8,0.7', '2,0.7,0.6').curves
    expect(trainLoss && valueAt(trainLoss, 0)).toBe(0.9)
    expect(validationLoss && valueAt(validationLoss, 0)).toBeUndefined()
  })
})

describe('the places at which a growing run is judged', () => {
  it('are its epochs, those after the last', () => {
    const run = table('0,0.9,0.8', '1,0.8,0.7', '2,0.7,0.6')
    expect(placesOf(run, FIRST, false)).toEqual([0, 1, 2])
    expect(placesOf(run, 1, false)).toEqual([2])
    expect(placesOf(run, 2, false)).toEqual([])
  })

  it('leave out the last while a value of it is to come', () => {
    const run = table('0,0.9,0.8', '1,0.8,0.7', '2,0.7,')
    expect(placesOf(run, FIRST, false)).toEqual([0, 1])
    expect(placesOf(run, FIRST, true)).toEqual([0, 1, 2])
  })

  it('do not wait for a validation that comes every few epochs', () => {
    const run = table('1,0.9,', '2,0.8,0.9', '3,0.7,', '4,0.6,0.7', '5,0.5,')
    expect(placesOf(run, 3, false)).toEqual([4, 5])
    const due = table('1,0.9,', '2,0.8,0.9', '3,0.7,', '4,0.6,0.7', '5,0.5,', '6,0.4,')
    expect(placesOf(due, 3, false)).toEqual([4, 5])
  })

  it('are those of the validation where steps are counted', () => {
    const run = runOf(
      ['step,loss,val_loss', '10,0.9,', '20,0.8,', '30,0.7,0.8', '40,0.6,', '60,0.5,0.7', ''].join('\n'),
    )
    expect(run.axis).toBe('step')
    expect(placesOf(run, FIRST, true)).toEqual([30, 60])
  })
})
