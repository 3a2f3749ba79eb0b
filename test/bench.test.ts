import { describe, expect, it } from 'vitest'
// @ts-expect-error: plain JavaScript, run by node as it is
import { median, tableOf, worse } from '../bench/table.mjs'

const figure = (name: string, ratio: number) => ({ name, ratio, to: 'bare', runs: 20, cpu: 40, memory: 50 })
const LAST = { start: { ratio: 2, memory: 45 } }

describe('bench', () => {
  it('fails on a ratio that is more than 1.3 x the last', () => {
    expect(worse([figure('start', 2.61)], LAST)).toEqual(['start: 2.61 is more than 1.3 x 2'])
  })

  it('fails on memory that is more than 1.3 x the last', () => {
    const last = { start: { ratio: 2, memory: 38 } }
    expect(worse([figure('start', 2)], last)).toEqual(['start: 50 MiB are more than 1.3 x 38'])
  })

  it('passes a ratio up to 1.3 x the last, and one that is new', () => {
    expect(worse([figure('start', 2.59), figure('new', 99)], LAST)).toEqual([])
  })

  it('takes medians', () => {
    expect(median([9, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
  })

  it('prints ratios beside the last ones', () => {
    const [, start, other] = tableOf([figure('start', 1.5), figure('new', 3)], LAST).split('\n')
    expect(start).toMatch(/^start +1\.50 +2\.00 +bare +20 +40 ms +50 MiB$/)
    expect(other).toMatch(/^new +3\.00 +- +bare/)
  })
})
