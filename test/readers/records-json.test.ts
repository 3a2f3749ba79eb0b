import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { recordsJson } from '../../src/readers/records-json.js'
import { buildRun } from '../../src/run/build.js'
import { Source } from '../../src/text/source.js'

const sourceOf = (value: unknown) =>
  new Source('log', typeof value === 'string' ? value : JSON.stringify(value))
const recognises = (value: unknown) => recordsJson.recognises(sourceOf(value))
function read(value: unknown) {
  const reading = recordsJson.read(sourceOf(value))
  const columns = reading.phases.at(-1)?.columns ?? []
  const points = Object.fromEntries(
    columns.map(({ name, x, y }) => [name, x.map((at, k) => `${at}: ${y[k]}`).join(', ')]),
  )
  return { reading, points }
}

describe('records-json', () => {
  it.each([
    ['an array of records', [{ epoch: 1, loss: 1 }]],
    ['records within an object', { args: { lr: 0.1 }, log_history: [{ step: 10, loss: 1 }] }],
    ['nested records', [{ epoch: 1, train: { loss: 1 }, val: { loss: 2 } }]],
    ['bare NaN', '[{"epoch": 1, "loss": NaN}]'],
  ])('recognises %s', (_, value) => {
    expect(recognises(value)).toBe(true)
  })

  it.each([
    ['records that measure nothing', [{ name: 'a', size: 3 }]],
    ['numbers', [1, 2, 3]],
    ['a history', { loss: [1, 2] }],
    ['nothing', []],
    ['one record', { epoch: 1, loss: 1 }],
  ])('leaves %s to others', (_, value) => {
    expect(recognises(value)).toBe(false)
  })

  it('reads a curve for each key', () => {
    const { reading, points } = read([
      { epoch: 0, train_loss: 2, val_loss: 2.5 },
      { epoch: 1, train_loss: 1, val_loss: null },
      { epoch: 2, train_loss: '0.5', val_loss: 'NaN' },
    ])
    expect(reading.axis).toBe('epoch')
    expect(points).toEqual({ train_loss: '0: 2, 1: 1, 2: 0.5', val_loss: '0: 2.5, 2: NaN' })
  })

  it('reads the longest array where there are several', () => {
    const { points } = read({
      warmup: [{ epoch: 0, loss: 9 }],
      main: [
        { epoch: 0, loss: 2 },
        { epoch: 1, loss: 1 },
      ],
    })
    expect(points).toEqual({ loss: '0: 2, 1: 1' })
  })

  it('reads the state of a Hugging Face trainer by its training loss, not by its summary', () => {
    const value = {
      best_metric: 0.75,
      log_history: [
        { epoch: 0.5, learning_rate: 5e-5, loss: 2, step: 10 },
        { epoch: 1, learning_rate: 4e-5, loss: 1.5, step: 20 },
        { epoch: 1, eval_loss: 1.25, eval_runtime: 3, step: 20 },
        { epoch: 1.5, learning_rate: 3e-5, loss: 1, step: 30 },
        { epoch: 2, learning_rate: 2e-5, loss: 0.75, step: 40 },
        { epoch: 2, eval_loss: 0.75, eval_runtime: 3, step: 40 },
        { epoch: 2, total_flos: 1e9, train_loss: 1.3125, train_runtime: 60, step: 40 },
      ],
    }
    const { reading, points } = read(value)
    expect(points).toMatchObject({ loss: '0.5: 2, 1: 1.5, 1.5: 1, 2: 0.75', eval_loss: '1: 1.25, 2: 0.75' })
    const phase = reading.phases[0]
    const { curves } = buildRun({ name: 'a', title: 'a' }, 'records-json', reading, phase ?? { columns: [] })
    expect([curves.trainLoss?.name, curves.validationLoss?.name]).toEqual(['loss', 'eval_loss'])
  })

  it('counts records that are not numbered', () => {
    const { reading, points } = read([{ train_loss: 2 }, { train_loss: 1 }])
    expect(reading.axis).toBe('row')
    expect(points).toEqual({ train_loss: '1: 2, 2: 1' })
  })

  it('reads one run for each time the epochs begin', () => {
    const value = [1, 2, 3, 1, 2].map((epoch) => ({ epoch, loss: 1 / epoch }))
    expect(read(value).reading.phases).toHaveLength(2)
  })

  it('leaves other things in a record out', () => {
    const value = [{ epoch: 1, loss: 2, name: 'a', best: true, confusion: [[1, 2]], extra: null, tags: [] }]
    expect(read(value).points).toEqual({ loss: '1: 2' })
  })

  it('reads dangerous names as names', () => {
    const { points } = read('[{"__proto__": {"loss": 5}, "epoch": 1, "loss": 2}, {"epoch": 2, "loss": 1}]')
    expect(points.loss).toBe('1: 2, 2: 1')
    expect(Object.hasOwn(Object.prototype, 'loss')).toBe(false)
  })

  it('refuses what holds no records', () => {
    expect(() => recordsJson.read(sourceOf({ a: 1 }))).toThrow(UserError)
  })
})
