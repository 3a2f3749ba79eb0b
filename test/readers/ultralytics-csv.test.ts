import { describe, expect, it } from 'vitest'
import { ultralyticsCsv } from '../../src/readers/ultralytics-csv.js'
import { readWith, recognisedBy } from './reading.js'

const V5 = `${'epoch,train/box_loss,train/obj_loss,metrics/mAP_0.5,val/box_loss,val/obj_loss,x/lr0'
  .split(',')
  .map((name) => name.padStart(20))
  .join(',')}\n`
const V8 = 'epoch,time,train/box_loss,train/cls_loss,metrics/mAP50(B),val/box_loss,val/cls_loss,lr/pg0\n'
const read = (text: string) => readWith(ultralyticsCsv, text)

describe('ultralytics-csv', () => {
  it('recognises padded and plain names, and other tables with losses not', () => {
    expect(recognisedBy(ultralyticsCsv, `${V5}   0,  1,  1,  0,  1,  1,  0.1\n`)).toBe(true)
    expect(recognisedBy(ultralyticsCsv, `${V8}1,9.5,1,1,0,1,1,0.1\n`)).toBe(true)
    expect(recognisedBy(ultralyticsCsv, 'epoch,train/loss,val/loss\n1,1,1\n')).toBe(false)
  })

  it('adds the sum of the losses, and says of what', () => {
    const { runs, says, curves } = read(`${V8}1,9.5,1.5,0.25,0.1,2,0.5,0.1\n2,19.5,1,nan,0.2,1,0.5,0.1\n`)
    expect(runs[0]?.['train/loss']).toEqual([
      [1, 1.75],
      [2, Number.NaN],
    ])
    expect(runs[0]?.['val/loss']).toEqual([
      [1, 2.5],
      [2, 1.5],
    ])
    expect(says).toEqual(['train/loss and val/loss are the sum of box_loss, cls_loss'])
    expect(curves).toEqual({ trainLoss: 'train/loss', validationLoss: 'val/loss' })
  })

  it('takes zeros in all validation losses of a row for no validation', () => {
    const { runs, says } = read(
      `${V5} 0, 1, 1, 0, 0, 0, 0.1\n 1, 1, 1, 0, 0.5, 0, 0.1\n 2, 1, 1, 0.3, 0, 0, 0.1\n`,
    )
    expect(runs[0]?.['val/box_loss']).toEqual([[1, 0.5]])
    expect(runs[0]?.['val/loss']).toEqual([[1, 0.5]])
    expect(runs[0]?.['metrics/mAP_0.5']).toEqual([
      [1, 0],
      [2, 0.3],
    ])
    expect(says[0]).toBe('all validation losses are zero at 2 epochs: not measured, so left out')
  })

  it('has no validation loss where none was ever measured', () => {
    const { runs, says, curves } = read(`${V5} 0, 1, 1, 0.1, 0, 0, 0.1\n 1, 0.5, 1, 0.2, 0, 0, 0.1\n`)
    expect(runs[0]?.['val/loss']).toBeUndefined()
    expect(says.at(-1)).toBe('train/loss is the sum of box_loss, obj_loss')
    expect(curves).toEqual({ trainLoss: 'train/loss' })
  })

  it('reads losses without the word loss', () => {
    const { runs } = read(
      'epoch,train/box_om,train/cls_om,metrics/mAP50(B),val/box_om,val/cls_om,lr/pg0\n1,1,2,0,3,4,0.1\n',
    )
    expect(runs[0]?.['train/loss']).toEqual([[1, 3]])
    expect(runs[0]?.['val/loss']).toEqual([[1, 7]])
  })

  it('reads a classification, whose accuracy is of the validation and a fraction', () => {
    const { run, says } = read(
      'epoch,train/loss,metrics/accuracy_top1,metrics/accuracy_top5,val/loss,lr/pg0\n1,0.7,0.5,1,0.6,0.1\n2,0.6,0.75,1,0.5,0.1\n',
    )
    expect(run?.curves.validationAccuracy).toMatchObject({ name: 'metrics/accuracy_top1', unit: 'fraction' })
    expect(says).toEqual([])
  })

  it('lets a resumed run replace the epochs that it repeats, and skips the marks of a conflict', () => {
    const { runs } = read(
      `${V8}<<<<<<< HEAD\n1,9.5,3,1,0,3,1,0.1\n2,19,2,1,0,2,1,0.1\n3,29,2,1,0,2,1,0.1\n2,9,1,1,0,1,1,0.1\n`,
    )
    expect(runs.map((run) => run['train/box_loss'])).toEqual([
      [
        [1, 3],
        [2, 1],
      ],
    ])
  })
})
