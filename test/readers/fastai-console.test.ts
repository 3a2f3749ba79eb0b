import { describe, expect, it } from 'vitest'
import { fastaiConsole } from '../../src/readers/fastai-console.js'
import { readPoints } from './points.js'
import { readWith, recognisedBy } from './reading.js'

const HEADER = 'epoch     train_loss  valid_loss  accuracy  time    \n'
const row = (epoch: number, train: string, valid: string) =>
  `${epoch}         ${train}    ${valid}    0.500000  00:01     \n`
const read = (text: string) => readWith(fastaiConsole, text)

describe('fastai-console', () => {
  it('recognises its table anywhere, and that of skorch not', () => {
    expect(recognisedBy(fastaiConsole, `loading\n█\r${HEADER}${row(0, '1.500000', '1.250000')}`)).toBe(true)
    expect(recognisedBy(fastaiConsole, "[0, 1.5, 1.25, '00:01']\n")).toBe(true)
    expect(
      recognisedBy(fastaiConsole, '  epoch  train_loss  valid_loss     dur\n-------  ----------\n'),
    ).toBe(false)
    expect(recognisedBy(fastaiConsole, '[0, 1.5, 1.25]\n')).toBe(false)
  })

  it('reads rows between what is left of bars, and a table for each fit', () => {
    const bar = '█\rEpoch 1/1 : |██----| 50.00% [1/2 00:00<00:00 1.5000]\r          \r'
    const { runs } = read(
      `${bar}${HEADER}${bar}${row(0, '2.500000', '2.250000')}${HEADER}${row(0, '1.500000', '1.250000')}${bar}${row(1, 'nan', '1.000000')}`,
    )
    expect(runs).toEqual([
      { train_loss: [[0, 2.5]], valid_loss: [[0, 2.25]], accuracy: [[0, 0.5]] },
      {
        train_loss: [
          [0, 1.5],
          [1, Number.NaN],
        ],
        valid_loss: [
          [0, 1.25],
          [1, 1],
        ],
        accuracy: [
          [0, 0.5],
          [1, 0.5],
        ],
      },
    ])
  })

  it('reads version 1, whose missing values are marked', () => {
    const { runs } = read(`${HEADER}${row(0, '1.500000', '#na#    ')}`)
    expect(runs).toEqual([{ train_loss: [[0, 1.5]], accuracy: [[0, 0.5]] }])
  })

  it('takes no other line of numbers for a row', () => {
    const { runs } = read(
      `${HEADER}${row(0, '1.500000', '1.250000')}1  2  3  4  5\nTotal time: 00:12\n0 1.5 1.25 0.5\n`,
    )
    expect(runs[0]?.train_loss).toEqual([[0, 1.5]])
  })

  it('names what follows the losses in rows without a header by its place, and says so', () => {
    const { runs, says, curves } = read(
      "start\n[0, 1.5, 1.25, 0.5, '00:01']\n[1, 1.0, None, 0.75, '00:01']\n[0, nan, 1.0, 0.75, '00:01']\n",
    )
    expect(runs).toEqual([
      {
        train_loss: [
          [0, 1.5],
          [1, 1],
        ],
        valid_loss: [[0, 1.25]],
        'column 4': [
          [0, 0.5],
          [1, 0.75],
        ],
      },
      { train_loss: [[0, Number.NaN]], valid_loss: [[0, 1]], 'column 4': [[0, 0.75]] },
    ])
    expect(says).toEqual([
      'rows without a header: the second value is taken as train_loss, the third as valid_loss',
    ])
    expect(curves).toEqual({ trainLoss: 'train_loss', validationLoss: 'valid_loss' })
  })

  it('asks to wait where no epoch has ended', () => {
    expect(() => read(HEADER)).toThrow('without a finished epoch')
  })
})

describe('a header of fastai behind what a bar has left on the line', () => {
  it.each(['█', 'Epoch 1/2 : |----| 0.00% [0/50 00:00<00:00]'])('is one: %s', (residue) => {
    const { format, points } = readPoints(
      `${residue}epoch     train_loss  valid_loss  error_rate  time    \n0         1.500000    1.600000    0.500000    00:12   \n1         1.300000    1.500000    0.400000    00:12   \n`,
    )
    expect(format).toBe('fastai-console')
    expect(points).toMatchObject({ train_loss: '0: 1.5, 1: 1.3', valid_loss: '0: 1.6, 1: 1.5' })
  })
})
