import { expect, it } from 'vitest'
import { collect, keepFor } from '../src/collect.js'
import { OVERFITTED, reportOn } from './reporters/sample.js'

const range = (length: number) => Array.from({ length }, (_, k) => k)

/** Logs whose opening takes the longer the earlier they are asked for, some of which fail. */
function logs() {
  let [opening, most] = [0, 0]
  const report = reportOn(OVERFITTED)
  return {
    most: () => most,
    judging: {
      expand: async (argument: string) => {
        if (argument === 'none-*') throw new Error('matches no file')
        return [argument]
      },
      open: async (path: string) => {
        most = Math.max(most, ++opening)
        await new Promise((resolve) => setTimeout(resolve, Number(path) % 5))
        opening--
        return path
      },
      judge: async (path: string, opened: string) => {
        expect(opened).toBe(path)
        if (Number(path) % 7 === 3) throw new Error('broken')
        return [{ ...report, run: { ...report.run, name: path } }]
      },
      failure: (source: string, error: unknown) => ({ source, message: String(error), hint: '' }),
    },
  }
}

it('opens several logs at a time but not all, and keeps runs and errors in the order in which they were given', async () => {
  const names = range(300).map(String)
  const { judging, most } = logs()
  const wanted = { baseline: [], keep: 'curves' } as const
  const report = await collect([...names.slice(0, 9), 'none-*', ...names.slice(9)], wanted, judging)
  const isBroken = (name: string) => Number(name) % 7 === 3
  expect(report.runs.map(({ run }) => run.name)).toEqual(names.filter((name) => !isBroken(name)))
  expect(report.errors.map(({ source }) => source)).toEqual([
    ...names.slice(0, 9).filter(isBroken),
    'none-*',
    ...names.slice(9).filter(isBroken),
  ])
  expect(most()).toBeGreaterThan(4)
  expect(most()).toBeLessThanOrEqual(17)
})

it.each([
  ['line', false, false],
  ['words', false, true],
  ['curves', true, true],
] as const)('of many runs it keeps what is needed: %s', async (keep, curves, evidence) => {
  const { runs } = await collect(range(200).map(String), { baseline: [], keep }, logs().judging)
  expect(runs.slice(0, 100).every(({ run }) => run.series.length > 0)).toBe(true)
  for (const { run, findings, verdict } of runs.slice(100)) {
    expect(run.series.length > 0).toBe(curves)
    expect((findings[0]?.evidence.length ?? 0) > 0).toBe(evidence)
    expect([verdict.headline, findings[0]?.id]).toEqual(['overfitting', 'overfitting'])
  }
})

it.each([
  [['text'], false, 'line'],
  [['text', 'json'], false, 'words'],
  [['ndjson'], false, 'words'],
  [['junit', 'html'], false, 'curves'],
  [['text'], true, 'curves'],
  [['github'], false, 'curves'],
])('%j, in full: %s: %s', (formats, full, keep) => {
  expect(keepFor(formats, full)).toBe(keep)
})

it('says of the logs of two splits, given as two, that they may be one run', async () => {
  const { judging } = logs()
  const judge = async (path: string) => {
    const report = reportOn(OVERFITTED)
    const series = report.run.series.filter(({ split }) => path.includes('both') || split === 'train')
    return [{ ...report, run: { ...report.run, series, name: path } }]
  }
  const hints = async (...paths: string[]) => {
    const { runs } = await collect(paths, { baseline: [], keep: 'curves' }, { ...judging, judge })
    return runs.map(({ run }) => run.notes.filter(({ because }) => because.includes('read apart')).length)
  }
  expect(await hints('a/train.csv', 'a/val.csv', 'b/val.csv')).toEqual([1, 1, 0])
  expect(await hints('a/train.csv', 'b/val.csv')).toEqual([0, 0])
  expect(await hints('val.csv', 'test.csv')).toEqual([0, 0])
  expect(await hints('train_both.csv', 'val_both.csv')).toEqual([0, 0])
})
