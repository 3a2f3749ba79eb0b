import { describe, expect, it } from 'vitest'
import { readShort } from './short.js'

const times = (count: number, lines: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => `${lines(k + 1)}\n`).join('')
const FIRST = '1: 1.5, 2: 2.5, 3: 3.5'
const SECOND = '1: 1.25, 2: 2.25, 3: 3.25'

describe('runs that print in turn', () => {
  it.each([
    ['[resnet] epoch', '[vgg] epoch', ['resnet', 'vgg']],
    ['fold 1 epoch', 'fold 2 epoch', ['fold 1', 'fold 2']],
    ['seed=3 epoch', 'seed=4 epoch', ['seed=3', 'seed=4']],
    ['resnet: epoch', 'vgg: epoch', ['resnet', 'vgg']],
    ['model: resnet, epoch', 'model: vgg, epoch', ['model: resnet', 'model: vgg']],
  ])('are told apart: %j', (one, two, names) => {
    const { runs, phases, says } = readShort(
      times(3, (k) => `${one} ${k} loss ${k}.5\n${two} ${k} loss ${k}.25`),
    )
    expect(runs).toEqual([{ loss: FIRST }, { loss: SECOND }])
    expect(phases.map(({ label }) => label)).toEqual(names)
    expect(says).toContain(`2 runs print in turn: ${names.join(', ')}`)
  })

  it('are one where they tell of different data', () => {
    const { runs } = readShort(
      times(3, (k) => `[trainer] epoch ${k} train loss ${k}.5\n[evaluator] epoch ${k} val loss ${k}.25`),
    )
    expect(runs).toEqual([{ 'train loss': FIRST, 'val loss': SECOND }])
  })

  it('and a word for the data names no run', () => {
    const { runs } = readShort(
      times(3, (k) => `[train] epoch ${k} loss ${k}.5\n[val] epoch ${k} loss ${k}.25`),
    )
    expect(runs).toEqual([{ 'train loss': FIRST, 'val loss': SECOND }])
  })

  it('but those that follow one another are told by their epochs', () => {
    const { runs, says } = readShort(
      `${times(3, (k) => `seed=3 epoch ${k} loss ${k}.5`)}${times(3, (k) => `seed=4 epoch ${k} loss ${k}.25`)}seed=3: loss 3.5\nseed=4: loss 3.25\n`,
    )
    expect(runs).toEqual([{ loss: FIRST }, { loss: SECOND }])
    expect(says).not.toContain('in turn')
  })
})

describe('lines beside those of runs in turn', () => {
  it('are of all of them where they have a number of their own, and else of the run before', () => {
    const { runs, phases } = readShort(
      times(
        3,
        (k) =>
          `Client 0 epoch ${k} train loss ${k}.5\nval acc 0.5\nClient 1 epoch ${k} train loss ${k}.25\nEpoch ${k} global test loss 9.5 acc 0.75`,
      ),
    )
    expect(phases.map(({ label }) => label)).toEqual(['Client 0', 'Client 1', 'no run named'])
    expect(runs[0]).toEqual({ 'train loss': FIRST, 'val acc': '1: 0.5, 2: 0.5, 3: 0.5' })
    expect(runs[1]).toEqual({ 'train loss': SECOND })
    expect(runs[2]).toEqual({ 'test acc': '1: 0.75, 2: 0.75, 3: 0.75' })
  })
})

describe('processes that train one model', () => {
  it.each([
    ['[rank0]: Epoch', '[rank1]: Epoch'],
    ['0: Epoch', '1: Epoch'],
    ['Rank 0, Epoch', 'Rank 1, Epoch'],
    ['[GPU0] Epoch', '[GPU1] Epoch'],
    ['(Worker pid=0) Epoch', '(Worker pid=1) Epoch'],
  ])('are read by one of them: %j', (one, two) => {
    const { runs, says } = readShort(times(3, (k) => `${two} ${k} loss ${k}.25\n${one} ${k} loss ${k}.5`))
    expect(runs).toEqual([{ loss: FIRST }])
    expect(says).toContain('2 processes print the same: that of number 0 is read')
  })
})

describe('folds whose epochs go on counting', () => {
  const fold = (name: string, from: number) => `${name}\n${times(3, (k) => `Epoch ${from + k}: loss ${k}.5`)}`

  it.each([
    ['Fold 1', 'Fold 2'],
    ['===== FOLD 1 / 2 =====', '===== FOLD 2 / 2 ====='],
    ['Starting fold 1 of 2', 'Starting fold 2 of 2'],
  ])('are runs of their own below %j', (first, second) => {
    const { runs, phases, says } = readShort(fold(first, 0) + fold(second, 3))
    expect(runs).toEqual([{ loss: FIRST }, { loss: '4: 1.5, 5: 2.5, 6: 3.5' }])
    expect(phases.map(({ label }) => label)).toEqual(['fold 1', 'fold 2'])
    expect(says).toContain('the epochs go on counting from fold to fold')
  })

  it('are told by their epochs where these start again', () => {
    const { runs, says } = readShort(fold('Fold 1', 0) + fold('Fold 2', 0))
    expect(runs).toEqual([{ loss: FIRST }, { loss: FIRST }])
    expect(says).not.toContain('go on counting')
  })

  it('are none in what is said of them', () => {
    const { runs } = readShort(
      `${fold('Fold 1 of the data is left out', 0)}Fold 2 was 0.5 better\n${fold('', 3)}`,
    )
    expect(runs.length).toBe(1)
  })
})
