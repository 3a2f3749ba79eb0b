import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import type { RunReport } from '../../src/report.js'
import { text } from '../../src/reporters/text.js'
import type { Presentation } from '../../src/screen/screen.js'
import { columnsOf } from '../../src/text/wrap.js'
import { SETTING } from '../reporters/setting.js'

const PLAIN: Presentation = { width: 80, colorLevel: 0, unicode: true, chart: true, full: false }
const EPOCHS = Array.from({ length: 30 }, (_, k) => k)

function run(name: string, valLoss: (epoch: number) => number | string, epochs = EPOCHS): RunReport {
  const rows = epochs.map((k) => [k, 2 * Math.exp(-k / 4) + 0.38, valLoss(k)].join())
  const [report] = diagnose(`epoch,loss,val_loss\n${rows.join('\n')}\n`, { name })
  if (!report) throw new Error('no run')
  return report
}
const healthy = run('good.csv', (k) => 2 * Math.exp(-k / 4) + 0.4)
const overfitted = run('bad.csv', (k) => 2 * Math.exp(-Math.min(k, 10) / 6) + Math.max(0, k - 10) * 0.06)
const diverged = run('gone.csv', (k) => (k < 20 ? 2 * Math.exp(-k / 6) : 'nan'))
const short = run('short.csv', () => 1, [0])

const render = (runs: readonly RunReport[], more: Partial<Presentation> = {}) =>
  text.render({ runs, errors: [] }, 0, { ...PLAIN, ...more }, SETTING)
const linesOf = (runs: readonly RunReport[], more: Partial<Presentation> = {}) => {
  const [table = ''] = render(runs, more).split('\n\n')
  return table.split('\n')
}

describe('several logs', () => {
  const all = [healthy, short, overfitted, diverged]

  it('have a line each, the worst first, aligned', () => {
    const lines = linesOf(all)
    expect(lines.map((line) => line.split(' ').at(-1))).toEqual([
      'gone.csv',
      'bad.csv',
      'short.csv',
      'good.csv',
    ])
    expect(lines[1]).toMatch(/^✖ overfitting from \d+ +best \d+ +[▁▂▃▄▅▆▇█]{16} {2}bad\.csv$/)
    expect(lines[3]).toMatch(/^✔ healthy +best \d+ /)
    expect(new Set(lines.map((line) => line.search(/\S+$/))).size).toBe(1)
  })

  it('show NaN as a mark of its own', () => {
    expect(linesOf([healthy, diverged])[0]).toMatch(/[▁-█]!+ {2}gone\.csv$/)
  })

  it('say what cannot be told', () => {
    expect(linesOf([healthy, short])[0]).toMatch(/^\? undecided/)
  })

  it.each([40, 60, 80, 120])('fit %i columns, cutting the start of long names', (width) => {
    const name = 'experiments/2026/resnet50-imagenet-long-name-of-a-run/fold-3/history.csv'
    const lines = linesOf([run(name, () => 1), healthy], { width, unicode: false })
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width)
    expect(lines.join('\n')).toContain('tory.csv')
    expect(lines.join('\n')).not.toMatch(/[^\x20-\x7e\n]/)
  })

  it('fit 40 columns to the last line', () => {
    const errors = [{ source: 'c.csv', message: 'c.csv: empty', hint: '' }]
    const screen = text.render({ runs: [healthy, overfitted], errors }, 2, { ...PLAIN, width: 40 }, SETTING)
    expect(screen.split('\n').filter((line) => columnsOf(line) > 40 || line.endsWith(' '))).toEqual([])
    expect(screen).toMatch(/exit 2\n$/)
  })

  describe('of which some have large step numbers', () => {
    const overfit = (name: string, first: number) =>
      run(
        name,
        (k) => 2 * Math.exp(-Math.min(k - first, 10) / 6) + Math.max(0, k - first - 10) * 0.06,
        EPOCHS.map((k) => first + k),
      )
    const usual = ['alpha', 'beta', 'gamma'].map((name) => overfit(`${name}-resnet50.csv`, 1))

    it('keep the names of the others readable', () => {
      const lines = linesOf([...usual, overfit('large.csv', 1e9)])
      for (const name of ['alpha', 'beta', 'gamma', 'large'])
        expect(lines.filter((line) => line.includes(name))).toHaveLength(1)
      for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(80)
      expect(lines.filter((line) => /[▁-█]{16}/.test(line))).toHaveLength(3)
      expect(lines.find((line) => line.includes('large'))).toMatch(/from 10{6}\d{3} +best 10{6}\d{3} /)
      expect(new Set(lines.map((line) => line.search(/\S+$/))).size).toBe(1)
    })

    it('do without sparklines where all have', () => {
      const lines = linesOf(['alpha', 'beta'].map((name) => overfit(`${name}-resnet50.csv`, 1e12)))
      expect(lines.map((line) => line.split(' ').at(-1))).toEqual(['alpha-resnet50.csv', 'beta-resnet50.csv'])
      expect(lines.join('')).not.toMatch(/[▁-█]/)
    })
  })

  it('are told in full when asked for', () => {
    const screen = render(all, { full: true })
    expect(screen).toContain('OVERFITTING')
    expect(screen.match(/Checked:|UNDECIDED/g)?.length).toBeGreaterThanOrEqual(4)
    expect(render(all)).not.toContain('Checked:')
    expect(render(all)).toContain('--full')
  })
})

describe('a panel without a finite value', () => {
  const rows = EPOCHS.map((k) => [k, 'inf', 'nan', k / 40, k / 50].join())
  const [report] = diagnose(`epoch,loss,val_loss,accuracy,val_accuracy\n${rows.join('\n')}\n`)
  if (!report) throw new Error('no run')

  it('is not drawn, and that is said', () => {
    const shown = render([report])
    expect(shown).toMatch(/^ +accuracy$/m)
    expect(shown).not.toMatch(/^ +loss$/m)
    expect(shown).toMatch(/^ +loss is not drawn: loss, val_loss hold no finite value$/m)
    expect(render([healthy])).not.toContain('is not drawn')
  })
})
