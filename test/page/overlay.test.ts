import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/diagnose.js'
import { overlayOf } from '../../src/page/overlay.js'
import { Source } from '../../src/text/source.js'

const EPOCHS = 30
/** A run whose losses are so many times those of the others, the validation's told by `own` where that is given. */
function runOf(name: string, times: number, own?: (epoch: number) => number, validation = true) {
  const rows = Array.from({ length: EPOCHS }, (_, k) => {
    const [train, unseen] = [times * (Math.exp(-k / 6) + 0.1), times * (Math.exp(-k / 7) + 0.15)]
    return [k, own?.(k) ?? train, ...(validation ? [own?.(k) ?? unseen] : [])].join(',')
  })
  const head = validation ? 'epoch,loss,val_loss' : 'epoch,loss'
  const [report] = diagnose(new Source(name, `${[head, ...rows].join('\n')}\n`))
  if (!report) throw new Error(`no run in ${name}`)
  return report
}
const overlay = (reports: readonly ReturnType<typeof runOf>[], logY?: boolean) => {
  const found = overlayOf(reports, logY === undefined ? {} : { logY })
  if (!found) throw new Error('nothing is overlaid')
  return { ...found, ...found.drawing.panel }
}
const exploding = (k: number) => (k < 10 ? Math.exp(-k / 7) + 0.15 : 10 ** (k - 8))

describe('several runs over one another', () => {
  it('leave one that diverged out of their frame, and name it', () => {
    const { y, remarks } = overlay([runOf('a.csv', 1), runOf('x.csv', 1, exploding), runOf('b.csv', 1.2)])
    expect(y.log).toBe(false)
    expect(y.high).toBeLessThan(2)
    expect(remarks).toEqual(['↑ 2: x.csv reaches 1.00e21 (20 epochs, first 10)'])
  })

  it('keep what the one that diverged did before in their frame', () => {
    const low = (k: number) => (k < 10 ? 1.2 - k / 8 : 10 ** (k - 8))
    const { y } = overlay([runOf('a.csv', 1), runOf('x.csv', 1, low)])
    expect(y.low).toBeLessThanOrEqual(1.2 - 9 / 8)
  })

  it('are shown whole where all diverged', () => {
    const { y } = overlay([runOf('x.csv', 1, exploding), runOf('z.csv', 1, (k) => 2 * exploding(k))])
    expect(y.ticks.length).toBeGreaterThan(1)
  })

  it('of different sizes have a log scale, and a linear one where that is asked for', () => {
    const reports = [1, 100, 80, 1.2].map((times) => runOf(`${times}.csv`, times))
    expect(overlay(reports).y.log).toBe(true)
    expect(overlay(reports).title).toBe('loss on unseen data, 4 of 4 runs (log scale)')
    expect(overlay(reports, false).y.log).toBe(false)
  })

  it('keep a linear scale for a single one that is small', () => {
    expect(overlay([1, 1.1, 1.2, 0.9, 0.001].map((times) => runOf(`${times}.csv`, times))).y.log).toBe(false)
  })

  it('say which losses they show', () => {
    const [seen, unseen] = [runOf('a.csv', 1, undefined, false), runOf('b.csv', 1)]
    expect(overlay([unseen, unseen]).title).toBe('loss on unseen data, 2 of 2 runs')
    expect(overlay([seen, seen]).title).toBe('loss of the training, 2 of 2 runs')
    const mixed = overlay([seen, unseen])
    expect(mixed.title).toBe('loss, 2 of 2 runs')
    expect(mixed.lines.map(({ label }) => label)).toEqual(['1: 0.108 train', '2: 0.166'])
  })
})
