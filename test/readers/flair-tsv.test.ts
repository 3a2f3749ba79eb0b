import { describe, expect, it } from 'vitest'
import { flairTsv } from '../../src/readers/flair-tsv.js'
import { readWith, recognisedBy } from './reading.js'

const HEADER = 'EPOCH\tTIMESTAMP\tBAD_EPOCHS\tLEARNING_RATE\tTRAIN_LOSS\tDEV_LOSS\tDEV_ACCURACY\n'

describe('flair-tsv', () => {
  it('recognises its header', () => {
    expect(recognisedBy(flairTsv, `${HEADER}1\t12:33:21\t0\t0.1\t2\t1\t0.5\n`)).toBe(true)
    expect(recognisedBy(flairTsv, 'EPOCH\tTRAIN_LOSS\tDEV_LOSS\n1\t2\t1\n')).toBe(false)
  })

  it('reads what was measured; an underscore is no value', () => {
    const { runs, says, curves } = readWith(
      flairTsv,
      `${HEADER}1\t12:33:21\t0\t0.1000\t2\t_\t_\n2\t12:34:21\t1\t0.0500\tnan\t1\t0.5\n`,
    )
    expect(runs[0]).toMatchObject({
      TRAIN_LOSS: [
        [1, 2],
        [2, Number.NaN],
      ],
      DEV_LOSS: [[2, 1]],
      DEV_ACCURACY: [[2, 0.5]],
    })
    expect(says).toEqual([])
    expect(curves).toEqual({
      trainLoss: 'TRAIN_LOSS',
      validationLoss: 'DEV_LOSS',
      validationAccuracy: 'DEV_ACCURACY',
    })
  })
})
