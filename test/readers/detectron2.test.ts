import { describe, expect, it } from 'vitest'
import { detectron2 } from '../../src/readers/detectron2.js'
import { Source } from '../../src/text/source.js'
import { jsonLines, readPoints } from './points.js'

const FIRST = { data_time: 0.1, iteration: 19, loss_cls: 0.5, total_loss: 1.5 }
const SECOND = { data_time: 0.1, iteration: 39, loss_cls: 0.25, total_loss: 1.25, validation_loss: 1.375 }
const SCORES = { 'bbox/AP': 31.5, 'bbox/AP-person': 40, iteration: 39 }

describe('detectron2', () => {
  it('recognises its rows and no others', () => {
    expect(detectron2.recognises(new Source('log', jsonLines(FIRST, SECOND)))).toBe(true)
    expect(
      detectron2.recognises(
        new Source('log', jsonLines({ iteration: 1, loss: 2 }, { iteration: 2, loss: 1 })),
      ),
    ).toBe(false)
  })

  it('reads by iterations; what the evaluators measure is of the validation data', () => {
    const { axis, points, curves } = readPoints(jsonLines(FIRST, SECOND, SCORES))
    expect(axis).toBe('step')
    expect(points).toMatchObject({
      total_loss: '19: 1.5, 39: 1.25',
      validation_loss: '39: 1.375',
      'bbox/AP': '39: 31.5',
    })
    expect(curves()).toEqual(['total_loss: train loss', 'validation_loss: validation loss'])
  })

  it('lets a resumed run replace what it repeats', () => {
    const { runs, points, notes } = readPoints(
      jsonLines(FIRST, SECOND, { ...SECOND, iteration: 59 }, { ...SECOND, total_loss: 1 }),
    )
    expect(runs).toBe(1)
    expect(points.total_loss).toBe('19: 1.5, 39: 1')
    expect(notes[0]).toMatch(/resumed at step 39/)
  })
})
