import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/diagnose.js'
import { pictureOf } from '../../src/live/lines.js'
import { Picture } from '../../src/live/picture.js'
import { screenFor } from '../../src/screen/screen.js'
import { Source } from '../../src/text/source.js'
import { columnsOf } from '../../src/text/wrap.js'
import type { Writable } from '../../src/world.js'

function terminal(columns: number) {
  const written: string[] = []
  const stream: Writable & { columns: number } = {
    columns,
    isTTY: true,
    write(text, done) {
      written.push(String(text))
      done()
      return true
    },
  }
  return { stream, written }
}

describe('lines renewed in place', () => {
  it('go back over what was shown, and clear it', async () => {
    const { stream, written } = terminal(20)
    const picture = new Picture(stream)
    await picture.show(['one', 'two'])
    await picture.show(['three'])
    await picture.wipe()
    await picture.wipe()
    expect(written).toEqual(['one\ntwo\n', '\u001b[2A\r\u001b[Jthree\n', '\u001b[1A\r\u001b[J'])
  })

  it('are as wide as the terminal is, or as was asked for where there is room', () => {
    const { stream } = terminal(80)
    const [wide, asked] = [new Picture(stream, true), new Picture(stream)]
    expect([wide.widthFor(80), asked.widthFor(60)]).toEqual([80, 60])
    stream.columns = 120
    expect([wide.widthFor(80), asked.widthFor(60)]).toEqual([120, 60])
    stream.columns = 50
    expect([wide.widthFor(80), asked.widthFor(60)]).toEqual([50, 50])
  })

  it('go back over lines that a narrower terminal has broken, colours not counted', async () => {
    const { stream, written } = terminal(20)
    const picture = new Picture(stream)
    await picture.show(['\u001b[38;5;32m123456789012345\u001b[39m', ''])
    stream.columns = 10
    await picture.wipe()
    expect(written[1]).toBe('\u001b[3A\r\u001b[J')
  })
})

describe('the picture of a growing run', () => {
  const rows = Array.from(
    { length: 12 },
    (_, k) => `${k},${1 / (k + 1)},${k / 12},${1.2 / (k + 1)},${k / 13}`,
  )
  const report = diagnose(
    new Source('log.csv', `epoch,loss,accuracy,val_loss,val_accuracy\n${rows.join('\n')}\n`),
  ).at(-1)
  if (!report) throw new Error('no run')
  const screen = screenFor({ width: 70, colorLevel: 0, unicode: true, chart: true, full: false })
  const step = { at: 11, changes: [], standing: [] }
  const drawn = (height: number) => pictureOf({ report, steps: [step] }, step, screen, height)

  it('fits into the rows there are, with as much of the chart as does', () => {
    for (const height of [1, 4, 10, 24, 30, 60]) expect(drawn(height).length).toBeLessThanOrEqual(height)
    for (const height of [24, 30, 60]) expect(drawn(height).join('\n')).toMatch(/loss\n[\s\S]*accuracy\n/)
    for (const height of [15, 20]) {
      expect(drawn(height).join('\n')).toMatch(/ loss\n/)
      expect(drawn(height).join('\n')).not.toMatch(/^ *accuracy$/m)
    }
    expect(drawn(10).length).toBe(2)
  })

  it('leaves no more rows empty than its panels need to grow alike', () => {
    for (let height = 13; height <= 33; height++) {
      expect(drawn(height).length).toBeGreaterThanOrEqual(height - 3)
    }
  })

  it('cuts what it says rather than do without a chart', () => {
    const finding = {
      ...{ id: 'overfitting', title: 'Overfitting', severity: 'warning' as const },
      ...{
        claim: 'a long sentence that goes on and on '.repeat(4),
        from: 3,
        to: 9,
        evidence: [],
        advice: [],
      },
    }
    const standing = ['overfitting', 'unstable'].map((id) => ({
      ...{ finding: { ...finding, id }, first: finding, since: 7 },
    }))
    const picture = pictureOf({ report, steps: [] }, { ...step, standing }, { ...screen, width: 60 }, 18)
    expect(picture.join('\n')).toMatch(/ loss\n/)
    expect(picture.slice(-2)).toEqual([
      expect.stringMatching(/^▲ overfitting from epoch 3, said after 7: a long .*…$/),
      expect.stringMatching(/^▲ unstable from epoch 3, said after 7: a long .*…$/),
    ])
    for (const line of picture) expect(columnsOf(line)).toBeLessThanOrEqual(60)
  })

  it('names the log by the end of its path, where there is room to tell something', () => {
    const named = { ...report, run: { ...report.run, title: `/a/long/way/${'down/'.repeat(20)}log.csv` } }
    const headAt = (width: number) =>
      pictureOf({ report: named, steps: [step] }, step, { ...screen, width }, 40)[0] ?? ''
    expect(headAt(110)).toMatch(/val_accuracy 0\.846 {2}….*down\/log\.csv$/)
    expect(columnsOf(headAt(110))).toBe(110)
    expect(headAt(75)).toMatch(/val_accuracy 0\.846$/)
  })

  it('fits into the columns there are, and says where the run stands', () => {
    for (const line of drawn(60)) expect(columnsOf(line)).toBeLessThanOrEqual(70)
    expect(drawn(60)[0]).toMatch(/^epoch 11 {2}loss 0\.0833 {2}val_loss 0\.100 /)
    expect(drawn(60).at(-1)).toBe('nothing to warn of')
  })

  it('says nothing of an epoch that was to come when it was first said', () => {
    const first = {
      ...{ id: 'overfitting', title: 'Overfitting', severity: 'warning' as const },
      ...{ claim: 'the gap widens', from: 3, to: 9, evidence: [], advice: [] },
    }
    const foot = (finding: typeof first) => {
      const standing = [{ finding, first, since: 7 }]
      return pictureOf({ report, steps: [] }, { ...step, standing }, { ...screen, width: 200 }, 30).at(-1)
    }
    expect(foot({ ...first, from: 6 })).toBe('▲ overfitting from epoch 6, said after 7: the gap widens')
    expect(foot({ ...first, from: 9, claim: 'val_loss rises' })).toBe(
      '▲ overfitting from epoch 9: val_loss rises (first said after 7, from epoch 3: the gap widens)',
    )
  })
})
