import { describe, expect, it } from 'vitest'
import { fastaiCsv } from '../../src/readers/fastai-csv.js'
import { readWith, recognisedBy } from './reading.js'

const HEADER = 'epoch,train_loss,valid_loss,accuracy,time\n'
const read = (text: string) => readWith(fastaiCsv, text)

describe('fastai-csv', () => {
  it('recognises its header, and not one without a time', () => {
    expect(recognisedBy(fastaiCsv, `${HEADER}0,2,1,0.5,00:01\n`)).toBe(true)
    expect(recognisedBy(fastaiCsv, 'epoch,train_loss,valid_loss,accuracy\n0,2,1,0.5\n')).toBe(false)
  })

  it('reads the two fits of fine_tune as two runs', () => {
    const { runs } = read(`${HEADER}0,3,2,0.25,00:01\n${HEADER}0,2,1,0.5,00:01\n1,1,0.5,0.75,1:00:01\n`)
    expect(runs.map(({ train_loss }) => train_loss)).toEqual([
      [[0, 3]],
      [
        [0, 2],
        [1, 1],
      ],
    ])
  })

  it('takes a bare metric for that of the validation even beside one of the training', () => {
    const { run } = read(
      'epoch,train_loss,train_accuracy,valid_loss,valid_accuracy,f1,time\n0,2,0.5,1,0.6,0.7,00:01\n',
    )
    expect(run?.series.find(({ name }) => name === 'f1')?.split).toBe('validation')
    expect(run?.curves.trainAccuracy?.name).toBe('train_accuracy')
  })

  it.each(['None', '#na#'])('has no validation where it says %s', (missing) => {
    const { runs, says } = read(
      `${HEADER}0,2,${missing},${missing},00:01\n1,nan,${missing},${missing},00:01\n`,
    )
    expect(runs).toEqual([
      {
        train_loss: [
          [0, 2],
          [1, Number.NaN],
        ],
      },
    ])
    expect(says).toEqual([])
  })
})
