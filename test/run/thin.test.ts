import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/diagnose.js'
import { outlineOf } from '../../src/run/thin.js'
import { Source } from '../../src/text/source.js'

const LONG = 100_000

/** A table of `rows` with a loss and a validation loss. */
function table(rows: number, loss: (k: number) => number, validation: (k: number) => number): string {
  const lines = Array.from({ length: rows }, (_, k) => `${k},${loss(k)},${validation(k)}\n`)
  return `step,loss,val_loss\n${lines.join('')}`
}
function judged(text: string) {
  const [report] = diagnose(new Source('log.csv', text))
  if (!report) throw new Error('no run')
  return report
}
const noise = (k: number) => 0.01 * (((k * 7919) % 101) / 101)
const falling = (rows: number) => (k: number) => 2 * Math.exp((-5 * k) / rows) + 0.3 + noise(k)

describe('a very long curve', () => {
  it('is judged like a thinner one of the same shape', () => {
    const rises = (rows: number) => (k: number) => 1 + Math.abs(k / rows - 0.3) + noise(k + 50)
    const ids = [LONG, 4000].map((rows) => {
      const { findings, verdict } = judged(table(rows, falling(rows), rises(rows)))
      return [verdict.status, ...findings.map(({ id }) => id)]
    })
    expect(ids[0]).toEqual(ids[1])
    expect(ids[0]).toContain('overfitting')
  })

  it('keeps its lowest value, its place and how much came after it', () => {
    const flat = (k: number) => (k === 61_803 ? 0.01 : 0.5)
    const { best } = judged(table(LONG, (k) => 1 - k / (2 * LONG), flat))
    expect(best).toMatchObject({ at: 61_803, value: 0.01, epochsAfter: LONG - 1 - 61_803 })
  })

  it('that becomes NaN is found out to the step', () => {
    const broken = (k: number) => (k >= 77_777 ? Number.NaN : 1 / (k + 1))
    const { findings } = judged(table(LONG, broken, broken))
    expect(findings[0]).toMatchObject({ id: 'diverged', from: 77_777 })
  })

  it('that was NaN once is told of', () => {
    const once = (k: number) => (k === 33_333 ? Number.NaN : 1 / (k + 1))
    expect(judged(table(LONG, once, falling(LONG))).run.notes).toContainEqual({
      because: 'loss is NaN or infinite at step 33333, and recovered',
    })
  })

  it('says so, and reports the whole of it', () => {
    const { run } = judged(table(LONG, falling(LONG), falling(LONG)))
    expect(run.notes.map(({ because }) => because)).toContain(
      'judged by every 20th of 100000 points, and by the lowest and the highest',
    )
    expect(run.series.map(({ x }) => x.length)).toEqual([LONG, LONG])
  })

  it('of 5000 points is judged whole', () => {
    const { run } = judged(table(5000, falling(5000), falling(5000)))
    expect(run.notes.map(({ because }) => because).join()).not.toContain('judged by every')
    expect(run.curves.trainLoss?.x).toHaveLength(5000)
  })

  it('of two splits that differ between the points looked at is not called identical', () => {
    const differs = (k: number) => falling(LONG)(k) + (k === 54_321 ? 0.1 : 0)
    const { findings } = judged(table(LONG, falling(LONG), differs))
    expect(findings.map(({ id }) => id)).not.toContain('suspicious-metrics')
  })

  it('is drawn with every spike, wherever it stands', () => {
    for (const at of [5, 1234, 13_333, 19_998]) {
      const { run } = judged(table(20_000, falling(20_000), (k) => (k === at ? 1.9 : falling(20_000)(k) / 2)))
      const drawn = run.curves.validationLoss && outlineOf(run.curves.validationLoss)
      expect(drawn?.x.length).toBeLessThan(10_000)
      expect(drawn?.y[drawn.x.indexOf(at)]).toBe(1.9)
      expect([drawn?.x[0], drawn?.x.at(-1)]).toEqual([0, 19_999])
      expect(drawn?.x).toEqual(drawn?.x.toSorted())
    }
  })
})
