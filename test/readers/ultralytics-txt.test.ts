import { describe, expect, it } from 'vitest'
import { ultralyticsTxt } from '../../src/readers/ultralytics-txt.js'
import { readWith, recognisedBy } from './reading.js'

const row = (...fields: (string | number)[]) =>
  `${fields.map((field) => String(field).padStart(10)).join('')}\n`
const FIRST = row('0/2', '1.86G', 0.5, 0.25, 0.25, 1, 14, 640, 0, 0, 0, 0, 0, 0, 0)
const SECOND = row('1/2', '1.86G', 0.25, 0.25, 0.25, 0.75, 14, 640, 0.5, 0.5, 0.25, 0.1, 0.5, 0.25, 0.25)
const read = (text: string) => readWith(ultralyticsTxt, text)

describe('ultralytics-txt', () => {
  it('recognises rows without a header, and no other numbers', () => {
    expect(recognisedBy(ultralyticsTxt, FIRST)).toBe(true)
    expect(recognisedBy(ultralyticsTxt, '1/2 0.5 0.4\n2/2 0.4 0.3\n')).toBe(false)
    expect(recognisedBy(ultralyticsTxt, '1,2,3\n4,5,6\n')).toBe(false)
  })

  it('reads the total of the training and adds that of the validation, but for zeros', () => {
    const { runs, says, curves } = read(FIRST + SECOND)
    expect(runs[0]?.['train/loss']).toEqual([
      [0, 1],
      [1, 0.75],
    ])
    expect(runs[0]?.['val/loss']).toEqual([[1, 1]])
    expect(runs[0]?.['metrics/recall']).toEqual([[1, 0.5]])
    expect(says).toEqual([
      'all validation losses are zero at 1 epoch: not measured, so left out',
      'val/loss is the sum of box_loss, obj_loss, cls_loss',
    ])
    expect(curves).toEqual({ trainLoss: 'train/loss', validationLoss: 'val/loss' })
  })

  it('takes fields apart that touch, and keeps NaN', () => {
    const { runs } = read(
      row('0/2', '1.86G', '-1.234e-05', '-1.234e-05', 'nan', 'nan', 14, 640, 0, 0, 0, 0, 1, 1, 'inf'),
    )
    expect(runs[0]?.['train/obj_loss']).toEqual([[0, -1.234e-5]])
    expect(runs[0]?.['train/loss']).toEqual([[0, Number.NaN]])
    expect(runs[0]?.['val/loss']).toEqual([[0, Number.POSITIVE_INFINITY]])
  })

  it('skips a row that was torn, and says so', () => {
    const { runs, says } = read(`${FIRST}${SECOND}${SECOND.replace('1/2', '2/2').slice(0, 70)}\n`)
    expect(runs[0]?.['train/loss']).toHaveLength(2)
    expect(says).toContain('skipped 1 line that is no complete row')
  })
})
