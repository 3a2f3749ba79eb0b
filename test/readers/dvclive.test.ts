import { describe, expect, it } from 'vitest'
import { dvclive } from '../../src/readers/dvclive.js'
import { Source } from '../../src/text/source.js'

const runOf = (files: Readonly<Record<string, string>>) =>
  new Source('dvclive', '', { parts: Object.entries(files).map(([name, text]) => new Source(name, text)) })

describe('dvclive', () => {
  it('recognises the metrics of a directory', () => {
    expect(dvclive.recognises(runOf({ 'plots/metrics/loss.tsv': 'step\tloss\n0\t1\n' }))).toBe(true)
    expect(dvclive.recognises(runOf({ 'plots/metrics/loss.tsv': 'epoch,loss\n0,1\n' }))).toBe(false)
    expect(dvclive.recognises(runOf({ 'loss.tsv': 'step\tloss\n0\t1\n' }))).toBe(false)
    expect(dvclive.recognises(new Source('a.tsv', 'step\tloss\n0\t1\n'))).toBe(false)
  })

  it('names metrics by their paths, each with its own steps', () => {
    const { axis, phases } = dvclive.read(
      runOf({
        'plots/metrics/train/loss.tsv': 'step\tloss\n0\t3\n1\t2\n2\t1\n',
        'plots/metrics/eval/loss.tsv': 'timestamp\tstep\tloss\r\n170\t2\t1.5\r\n',
        'plots/metrics/eval/my score.tsv': 'step\tmy score\n2\t0.5\n',
      }),
    )
    expect(axis).toBe('step')
    expect(phases).toHaveLength(1)
    expect(phases[0]?.columns.map(({ name, x, y }) => ({ name, x, y }))).toEqual([
      { name: 'train/loss', x: [0, 1, 2], y: [3, 2, 1] },
      { name: 'eval/loss', x: [2], y: [1.5] },
      { name: 'eval/my score', x: [2], y: [0.5] },
    ])
  })

  it('tells which file a note is of', () => {
    const { notes } = dvclive.read(runOf({ 'plots/metrics/loss.tsv': 'step\tloss\n0\t1\n1\t2\n1' }))
    expect(notes).toEqual([{ because: expect.stringContaining('plots/metrics/loss.tsv:4: skipped 1 line') }])
  })
})
