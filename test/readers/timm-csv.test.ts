import { describe, expect, it } from 'vitest'
import { timmCsv } from '../../src/readers/timm-csv.js'
import { readWith, recognisedBy } from './reading.js'

const FULL = 'epoch,train_loss,eval_loss,eval_top1,eval_top5,lr\r\n'
const read = (text: string) => readWith(timmCsv, text)

describe('timm-csv', () => {
  it('recognises its header, with validation or growing by it, and no other', () => {
    expect(recognisedBy(timmCsv, `${FULL}0,2,1,50,90,0.1\r\n`)).toBe(true)
    expect(recognisedBy(timmCsv, 'epoch,train_loss,lr\r\n0,2,0.1\r\n1,2,1,50,90,0.1\r\n')).toBe(true)
    expect(recognisedBy(timmCsv, 'epoch,train_loss,lr\r\n0,2,0.1\r\n')).toBe(false)
    expect(recognisedBy(timmCsv, 'epoch,train_loss,eval_loss,lr\r\n0,2,1,0.1\r\n')).toBe(false)
  })

  it('takes the accuracies for percent, however small', () => {
    const { run } = read(`${FULL}0,2,1,0.5,0.9,0.1\r\n1,2,1,0.75,0.9,0.1\r\n`)
    expect(run?.curves.validationAccuracy).toMatchObject({ name: 'eval_top1', unit: 'percent' })
  })

  it.each([
    ['only at the top', ''],
    ['again until there is a best metric', 'epoch,train_loss,lr\r\n'],
  ])('reads rows with and without validation by their width, the header %s', (_, again) => {
    const { runs, says } = read(
      `epoch,train_loss,lr\r\n0,3,0.1\r\n${again}1,2,1.5,50,90,0.2\r\n2,1,0.3\r\n3,0.5,1.25,60,95,0.4\r\n`,
    )
    expect(runs).toEqual([
      {
        train_loss: [0, 1, 2, 3].map((epoch) => [epoch, [3, 2, 1, 0.5][epoch]]),
        eval_loss: [
          [1, 1.5],
          [3, 1.25],
        ],
        eval_top1: [
          [1, 50],
          [3, 60],
        ],
        eval_top5: [
          [1, 90],
          [3, 95],
        ],
        lr: [0, 1, 2, 3].map((epoch) => [epoch, [0.1, 0.2, 0.3, 0.4][epoch]]),
      },
    ])
    expect(says).toEqual([])
  })

  it('skips a row of any other width', () => {
    const { runs, says } = read(`${FULL}0,2,1,50,90,0.1\r\n1,2,1,50\r\n`)
    expect(runs[0]?.train_loss).toEqual([[0, 2]])
    expect(says).toEqual(['skipped 1 line that is no complete row'])
  })

  it('goes on where a resumed run writes its header again', () => {
    const { runs } = read(
      `${FULL}0,3,1,50,90,0.1\r\n1,2,1,50,90,0.1\r\n${FULL}1,1,1,50,90,0.1\r\n2,0.5,1,50,90,0.1\r\n`,
    )
    expect(runs.map(({ train_loss }) => train_loss)).toEqual([
      [
        [0, 3],
        [1, 1],
        [2, 0.5],
      ],
    ])
  })
})
