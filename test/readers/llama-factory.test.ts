import { describe, expect, it } from 'vitest'
import { llamaFactory } from '../../src/readers/llama-factory.js'
import { Source } from '../../src/text/source.js'
import { jsonLines, readPoints } from './points.js'

const row = (step: number, loss: number, elapsed = `0:00:${String(step).padStart(2, '0')}`) => {
  return {
    current_steps: step,
    total_steps: 100,
    loss,
    lr: 0.1,
    epoch: step / 10,
    percentage: step,
    elapsed_time: elapsed,
  }
}

describe('llama-factory', () => {
  it('recognises its rows and no others', () => {
    expect(llamaFactory.recognises(new Source('log', jsonLines(row(5, 1), row(10, 1))))).toBe(true)
    expect(llamaFactory.recognises(new Source('log', jsonLines({ step: 5, total_steps: 9, loss: 1 })))).toBe(
      false,
    )
  })

  it('reads by steps, with the evaluations in between and rows without a loss', () => {
    const { axis, points, curves } = readPoints(
      jsonLines(row(5, 1.5), { current_steps: 5, total_steps: 100, eval_loss: 2, epoch: 0.5 }, row(10, 1), {
        current_steps: 10,
        total_steps: 100,
        epoch: 1,
      }),
    )
    expect(axis).toBe('step')
    expect(points).toMatchObject({ loss: '5: 1.5, 10: 1', eval_loss: '5: 2' })
    expect(curves()).toEqual(['loss: train loss', 'eval_loss: validation loss'])
  })

  it('takes null, which older versions wrote, for missing', () => {
    expect(readPoints(jsonLines(row(5, 1.5), { ...row(10, 0), loss: null })).points.loss).toBe('5: 1.5')
  })

  it('takes a second training into the same folder for another run', () => {
    const { runs, points } = readPoints(jsonLines(row(5, 3), row(10, 2), row(5, 1.5), row(10, 1)))
    expect(runs).toBe(2)
    expect(points.loss).toBe('5: 1.5, 10: 1')
  })

  it('takes a training that began again for another run, though its clock is soon that of the first', () => {
    const { runs, points, notes } = readPoints(
      jsonLines(
        row(5, 3, '0:00:10'),
        row(10, 2, '0:00:20'),
        row(5, 1.5, '0:00:19'),
        row(10, 1.25, '0:00:38'),
        row(15, 1, '0:00:57'),
      ),
    )
    expect(runs).toBe(2)
    expect(points.loss).toBe('5: 1.5, 10: 1.25, 15: 1')
    expect(notes).toEqual([])
  })

  it('sorts the rows of two processes that wrote at the same time', () => {
    const { runs, points, notes } = readPoints(
      jsonLines(
        row(40, 3),
        row(50, 2),
        row(40, 3.5, '1 day, 0:00:00'),
        row(60, 1),
        row(50, 2.5, '1 day, 0:00:10'),
      ),
    )
    expect(runs).toBe(1)
    expect(points.loss).toBe('40: 3.5, 50: 2.5, 60: 1')
    expect(notes).toEqual(['two processes wrote into this file: sorted by step, the later row counts'])
  })
})
