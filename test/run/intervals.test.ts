import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'

const STEPS = Array.from({ length: 40 }, (_, k) => (k + 1) * 10)

function judged(rows: readonly (readonly (number | string)[])[], header = 'step,train_loss,val_loss') {
  const [report] = diagnose(`${header}\n${rows.map((row) => row.join()).join('\n')}\n`)
  if (!report) throw new Error('no run')
  return report.run
}
const evaluatedEvery = (every: number, loss: (step: number) => number | string) =>
  STEPS.map((step) => [step, loss(step), step % every === 0 ? 1 / step : ''])

describe('training logged by steps', () => {
  it('is averaged over the interval before each evaluation', () => {
    const { curves, series, notes } = judged(evaluatedEvery(100, (step) => step))
    expect([...(curves.trainLoss?.x ?? [])]).toEqual([100, 200, 300, 400])
    expect([...(curves.trainLoss?.y ?? [])]).toEqual([55, 155, 255, 355])
    expect(series.find(({ name }) => name === 'train_loss')?.y.length).toBe(40)
    expect(notes.map(({ because }) => because)).toContain(
      'train_loss is averaged between the evaluations of val_loss for judging: 40 values into 4',
    )
  })

  it('keeps what comes after the last evaluation as an interval of its own', () => {
    const { curves } = judged(evaluatedEvery(120, (step) => step))
    expect([...(curves.trainLoss?.x ?? [])]).toEqual([120, 240, 360, 400])
    expect(curves.trainLoss?.y.at(-1)).toBe((370 + 380 + 390 + 400) / 4)
  })

  it('keeps NaN where an interval ends in it, and forgets one that it recovered from', () => {
    const { curves } = judged(evaluatedEvery(100, (step) => (step === 50 || step > 300 ? 'nan' : 1)))
    expect([...(curves.trainLoss?.y ?? [])]).toEqual([1, 1, 1, Number.NaN])
  })

  it.each([
    [20, 'step'],
    [100, 'epoch'],
  ])('is left alone with an evaluation every %i of the %s', (every, axis) => {
    const rows = evaluatedEvery(every, (step) => step)
    expect(judged(rows, `${axis},train_loss,val_loss`).curves.trainLoss?.y.length).toBe(40)
  })

  it('is averaged where the epochs are fractions', () => {
    const rows = evaluatedEvery(100, (step) => step).map(([step, ...rest]) => [Number(step) / 100, ...rest])
    expect(judged(rows, 'epoch,train_loss,val_loss').curves.trainLoss?.x).toEqual(Float64Array.of(1, 2, 3, 4))
  })
})
