import { describe, expect, it } from 'vitest'
import { hfTrainerState } from '../../src/readers/hf-trainer-state.js'
import { Source } from '../../src/text/source.js'
import { readPoints } from './points.js'

const recognises = (json: object) => hfTrainerState.recognises(new Source('log', JSON.stringify(json)))
const state = (...entries: readonly object[]) =>
  JSON.stringify({ epoch: 2, global_step: 20, log_history: entries })
const TRAIN = { epoch: 0.5, loss: 1.5, learning_rate: 0.1, grad_norm: 2, step: 5 }
const EVAL = { epoch: 1, eval_loss: 1.25, eval_accuracy: 0.5, eval_runtime: 0.1, step: 10 }
const SUMMARY = { epoch: 2, step: 20, total_flos: 1e9, train_loss: 1.1, train_runtime: 9 }

describe('hf-trainer-state', () => {
  it.each([
    ['a state', { log_history: [] }],
    ['a log_history alone', [TRAIN, EVAL]],
    ['a log_history of evaluations', [EVAL]],
    ['a log_history that ends with its summary', [{ epoch: 1, step: 5, loss: 1, rewards: 2 }, SUMMARY]],
  ])('recognises %s', (_, json) => {
    expect(recognises(json)).toBe(true)
  })

  it.each([
    ['records of other loops', [{ epoch: 1, step: 5, loss: 1, val_loss: 2, learning_rate: 0.1 }]],
    ['a history', { loss: [1, 2] }],
    ['final values', { eval_loss: 1, eval_runtime: 2, epoch: 3 }],
  ])('leaves %s to others', (_, json) => {
    expect(recognises(json)).toBe(false)
  })

  it('reads training and evaluation each at its own steps, without the summary', () => {
    const { axis, points, curves, notes } = readPoints(
      state(TRAIN, { ...TRAIN, step: 10, loss: 1.25 }, EVAL, { ...TRAIN, step: 15, loss: 1 }, SUMMARY),
    )
    expect(axis).toBe('step')
    expect(points).toMatchObject({
      loss: '5: 1.5, 10: 1.25, 15: 1',
      eval_loss: '10: 1.25',
      eval_accuracy: '10: 0.5',
    })
    expect(Object.keys(points)).not.toContain('train_loss')
    expect(curves()).toEqual([
      'loss: train loss',
      'eval_loss: validation loss',
      'eval_accuracy: validation accuracy',
    ])
    expect(notes).toEqual([])
  })

  it('reads the bare NaN of Python', () => {
    expect(readPoints('{"log_history": [{"loss": NaN, "epoch": 1, "step": 5}]}').points.loss).toBe('5: NaN')
  })

  it('keeps what is logged within an epoch apart where epochs are rounded to two digits', () => {
    const entries = [5, 10, 15, 20].map((step) => ({ epoch: 0, loss: 20 - step, step }))
    expect(readPoints(state(...entries)).points.loss).toBe('5: 15, 10: 10, 15: 5, 20: 0')
  })

  it('reads the 0 that stands for a NaN as NaN, and no other 0', () => {
    const { points, notes } = readPoints(
      '{"log_history": [{"loss": 0.0, "grad_norm": 0.5, "step": 5}, {"loss": 0.0, "grad_norm": NaN, "step": 10}, {"loss": 0.5, "grad_norm": NaN, "step": 15}]}',
    )
    expect(points.loss).toBe('5: 0, 10: NaN, 15: 0.5')
    expect(notes).toEqual([expect.stringMatching(/logging_nan_inf_filter/)])
  })

  it('keeps the first of two evaluations at one step: the second is of the best model, loaded again', () => {
    const { points, notes } = readPoints(state(TRAIN, EVAL, { ...EVAL, eval_loss: 0.5 }))
    expect(points.eval_loss).toBe('10: 1.25')
    expect(notes).toEqual(['1 evaluation again at the same step, left out'])
  })

  it('keeps the evaluations on several data sets at one step', () => {
    const { points, notes } = readPoints(
      state(TRAIN, { epoch: 1, eval_a_loss: 1, step: 10 }, { epoch: 1, eval_b_loss: 2, step: 10 }),
    )
    expect(points).toMatchObject({ eval_a_loss: '10: 1', eval_b_loss: '10: 2' })
    expect(notes).toEqual([])
  })

  it('takes log histories that people joined for two runs', () => {
    const { runs, points } = readPoints(
      state(TRAIN, EVAL, { ...TRAIN, loss: 0.75 }, { ...EVAL, eval_loss: 0.5 }),
    )
    expect(runs).toBe(2)
    expect(points).toMatchObject({ loss: '5: 0.75', eval_loss: '10: 0.5' })
  })

  it('says that the history is empty', () => {
    expect(() => readPoints(state(SUMMARY))).toThrow(/log_history holds nothing but the summary at the end/)
    expect(() => readPoints(state())).toThrow(/log_history is empty/)
  })
})
