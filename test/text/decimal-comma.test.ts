import { describe, expect, it } from 'vitest'
import { readShort } from '../readers/short.js'

const table = (...rows: string[]) => ['epoch,loss', ...rows, ''].join('\n')
const undecided = (number: string) =>
  `whether the comma in ${number} marks thousands or decimals cannot be told`

describe('a comma in the quoted cells of a table', () => {
  it('is the decimal mark where a number begins with 0, or has not three digits behind it', () => {
    expect(readShort(table('0,"3,100"', '1,"0,919"')).runs).toEqual([{ loss: '0: 3.1, 1: 0.919' }])
    expect(readShort(table('0,"2,1"', '1,"1,124"')).runs).toEqual([{ loss: '0: 2.1, 1: 1.124' }])
    expect(readShort(table('0,"2,1"', '1,"-0,5"')).runs).toEqual([{ loss: '0: 2.1, 1: -0.5' }])
  })

  it('groups thousands where a number has a point too', () => {
    expect(readShort(table('0,"3,100"', '1,950.5')).runs).toEqual([{ loss: '0: 3100, 1: 950.5' }])
    expect(readShort(table('0,"3,100,000"', '1,"2,100"')).runs).toEqual([{ loss: '0: 3100000, 1: 2100' }])
  })

  it('is refused where it may be either, but not in the column of the steps', () => {
    expect(() => readShort(table('0,"3,100"', '1,"2,700"'))).toThrow(undecided('"3,100"'))
    const steps = 'step,loss\n"1,000",3.1\n"2,000",2.7\n'
    expect(readShort(steps).runs).toEqual([{ loss: '1000: 3.1, 2000: 2.7' }])
  })
})

it('reads points that group thousands before a decimal comma', () => {
  expect(readShort('epoch;loss\n0;2.100,00\n1;919,20\n').runs).toEqual([{ loss: '0: 2100, 1: 919.2' }])
})

describe('a comma in the values of a console', () => {
  it('is the decimal mark where a value begins with 0,', () => {
    const { runs, says } = readShort('Epoch 1: train_loss=1,100\nEpoch 2: train_loss=0,919\n')
    expect(runs).toEqual([{ train_loss: '1: 1.1, 2: 0.919' }])
    expect(says).toBe('the comma is taken for the decimal mark, as in 1,100')
  })

  it('leaves lists, times and what is behind other names as they are', () => {
    const lines = ['12:00:01,250 Epoch 1 n 1,000 loss: 0,5', '12:00:02,250 Epoch 2 n 2,000 loss: 0,25']
    expect(readShort(lines.join('\n')).runs).toEqual([expect.objectContaining({ loss: '1: 0.5, 2: 0.25' })])
    const points = 'Epoch 1 loss: 0.5, 3 of 4\nEpoch 2 loss: 0.25, 3 of 4\n'
    expect(readShort(points).runs).toEqual([{ loss: '1: 0.5, 2: 0.25' }])
  })

  it('groups thousands where a value has a point too', () => {
    const { runs } = readShort('Epoch 1: loss 3,100 acc 0.5\nEpoch 2: loss 2,700 acc 0.6\n')
    expect(runs).toEqual([{ loss: '1: 3100, 2: 2700', acc: '1: 0.5, 2: 0.6' }])
  })

  it('is refused where it may be either', () => {
    expect(() => readShort('Epoch 1: loss 3,100\nEpoch 2: loss 2,700\n')).toThrow(undecided('3,100'))
  })
})
