import { describe, expect, it } from 'vitest'
import { axisOf, electAxis } from '../../src/text/axis.js'

const columns = (entries: Readonly<Record<string, readonly (number | null)[]>>) =>
  Object.entries(entries).map(([name, cells]) => ({ name, cells }))
const elected = (entries: Readonly<Record<string, readonly (number | null)[]>>) => {
  const list = columns(entries)
  const axis = electAxis(list)
  return axis && `${axis.axis} ${list[axis.index]?.name}`
}

describe('axisOf', () => {
  it.each([
    'epoch',
    'Epoch',
    'EPOCH',
    'epochs',
    'ep',
    'e',
    '#',
    ' epoch ',
    'epoch_num',
    'epoch no',
    'current_epoch',
    'train/epoch',
  ])('takes %j for epochs', (name) => {
    expect(axisOf(name)).toBe('epoch')
  })

  it.each(['', 'Unnamed: 0', 'Unnamed: 0.1', 'index'])(
    'takes the index %j that pandas saves for epochs',
    (name) => {
      expect(axisOf(name)).toBe('epoch')
    },
  )

  it.each([
    'step',
    'Step',
    'steps',
    'global_step',
    'trainer/global_step',
    'train/global_step',
    '_step',
    'iter',
    'iteration',
    'it',
  ])('takes %j for steps', (name) => {
    expect(axisOf(name)).toBe('step')
  })

  it.each([
    'loss',
    'val_loss',
    'epoch_time',
    'epoch_loss',
    'lr',
    'steps_per_second',
    'item',
    'time',
    'indexes',
    'ece',
    '\t',
    ' ',
  ])('takes %j for no numbering', (name) => {
    expect(axisOf(name)).toBeUndefined()
  })
})

describe('electAxis', () => {
  const losses = [3, 2, 1, 0.5]

  it('prefers epochs to steps', () => {
    expect(elected({ step: [9, 19, 29, 39], epoch: [0, 1, 2, 3], loss: losses })).toBe('epoch epoch')
  })

  it('prefers a named column to an unnamed index', () => {
    expect(elected({ '': [0, 1, 2, 3], epoch: [1, 2, 3, 4], loss: losses })).toBe('epoch epoch')
    expect(elected({ '': [0, 1, 2, 3], step: [10, 20, 30, 40], loss: losses })).toBe('step step')
  })

  it('takes the unnamed index where nothing else numbers', () => {
    expect(elected({ '': [0, 1, 2, 3], loss: losses })).toBe('epoch ')
  })

  it('takes no unnamed column that does not count', () => {
    expect(elected({ '': [0.1, 0.28, 0.43, 0.5], loss: losses })).toBeUndefined()
    expect(elected({ '': [0, null, 2, 3], loss: losses })).toBe('epoch ')
  })

  it('takes the steps where the log is within its first epochs', () => {
    expect(elected({ epoch: [0, 0, 0, 1], step: [0, 50, 100, 150], loss: losses })).toBe('step step')
  })

  it('takes the steps where a metric stands in rows without an epoch', () => {
    expect(elected({ epoch: [null, null, null, 3], step: [0, 1, 2, 3], train_loss: losses })).toBe(
      'step step',
    )
  })

  it('is not swayed by what is no metric in rows without an epoch', () => {
    const entries = {
      epoch: [null, null, 0, 1, 2],
      step: [0, 1, 2, 3, 4],
      'lr-Adam': [0.1, 0.1, 0.1, null, null],
      train_loss: [null, null, 3, 2, 1],
    }
    expect(elected(entries)).toBe('epoch epoch')
  })

  it('takes no column that holds no number', () => {
    expect(elected({ epoch: [null, null], step: [1, 2], loss: [3, 2] })).toBe('step step')
    expect(elected({ epoch: [null, Number.NaN], loss: [3, 2] })).toBeUndefined()
  })

  it('elects nothing where nothing numbers', () => {
    expect(elected({ loss: losses, lr: losses })).toBeUndefined()
  })
})
