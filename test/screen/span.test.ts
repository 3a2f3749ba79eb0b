import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import { describeSpan } from '../../src/screen/sheet.js'

function spanOf(axis: string, places: readonly number[]): string {
  const rows = places.map((place, k) => `${place},${1 / (k + 1)},${1.1 / (k + 1)}`)
  const [report] = diagnose(`${axis},train_loss,val_loss\n${rows.join('\n')}\n`)
  if (!report) throw new Error('no run')
  return describeSpan(report)
}
const count = (from: number, to: number, by = 1) =>
  Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, k) => from + k * by)

describe('the span of a run', () => {
  it.each([
    ['step', count(0, 1100, 100), '12 points (steps 0 to 1100)'],
    ['step', count(1, 12), '12 steps (1 to 12)'],
    ['epoch', count(0, 11), '12 epochs (0 to 11)'],
    ['epoch', count(5, 40, 5), '8 points (epochs 5 to 40)'],
    ['epoch', count(0.5, 4, 0.5), '4 epochs (0.5 to 4)'],
  ])('by %s %j is %s', (axis, places, span) => {
    expect(spanOf(axis, places)).toBe(span)
  })
})
