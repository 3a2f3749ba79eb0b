import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import { lengthOf } from '../../src/run/length.js'
import type { Axis, Series } from '../../src/run/run.js'

function run(axis: Axis, ...places: readonly number[][]) {
  const series = places.map(
    (x, k): Series => ({
      name: `${k}`,
      quantity: 'loss',
      split: 'train',
      goal: 'lower',
      unit: 'plain',
      x: Float64Array.from(x),
      y: Float64Array.from(x, () => 1),
    }),
  )
  return { axis, series }
}

describe('the length of a run', () => {
  it.each([
    ['whole epochs from 0', run('epoch', [0, 1, 2], [1]), 3],
    ['whole epochs with gaps', run('epoch', [5, 10, 15]), 3],
    ['half epochs', run('epoch', [0.5, 1, 1.5, 2, 2.5, 3], [1, 2, 3]), 3],
    ['half epochs that begin with the end of the first', run('epoch', [1, 1.5, 2]), 2],
    ['half epochs after a resume', run('epoch', [3.5, 4, 4.5, 5]), 2],
    ['an epoch that was not finished', run('epoch', [0, 0.25, 0.5, 0.75, 1, 1.2]), 2],
    ['fractions below zero', run('epoch', [-3.5, -2.25, -1.2]), 3],
    ['fractions that begin below zero', run('epoch', [-0.5, 0.5, 1.5]), 3],
    ['one that is all at zero', run('epoch', [0], [-0]), 1],
    ['epochs of a size that nobody counts', run('epoch', [0.5, 1e20, 1e300]), 3],
    ['steps', run('step', [0.5, 1, 1.5]), 3],
    ['nothing', run('epoch'), 0],
  ])('is counted in epochs: %s', (_, own, length) => {
    expect(lengthOf(own)).toBe(length)
  })

  it('says how far the end lies behind the best in the numbers of the log', () => {
    const values = [0.9, 0.7, 0.5, 0.6, 0.7]
    const steps = values.map((value, k) => `${(k + 1) * 100},${1 - k / 10},${value}`)
    const [report] = diagnose(`step,train_loss,val_loss\n${steps.join('\n')}\n`)
    expect(report?.best).toMatchObject({ at: 300, epochsAfter: 200 })
    const halves = values.map((value, k) => `${(k + 1) / 10},${1 - k / 10},${value}`)
    const [short] = diagnose(`epoch,train_loss,val_loss\n${halves.join('\n')}\n`)
    expect(short?.best).toMatchObject({ at: 0.3, epochsAfter: 0.2 })
  })
})
