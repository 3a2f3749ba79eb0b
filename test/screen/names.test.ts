import { describe, expect, it } from 'vitest'
import { shortened, withoutMiddle } from '../../src/screen/names.js'
import { columnsOf } from '../../src/text/wrap.js'

const SWEEP = ['resnet50', 'vit-base'].flatMap((model) =>
  ['0.001', '0.01', '0.1'].map(
    (rate) => `/data/runs/imagenet-${model}-adamw-lr${rate}-wd0.05-seed1/version_0/metrics.csv`,
  ),
)

describe('names of many logs', () => {
  it('stay as they are where there is room for all', () => {
    expect(shortened(['a/b.csv', 'a/c.csv'], 20, '…')).toEqual(['a/b.csv', 'a/c.csv'])
  })

  it('lose what they share at the front, then what they share at the end', () => {
    expect(shortened(['runs/a/metrics.csv', 'runs/b/metrics.csv'], 16, '…')).toEqual([
      '…a/metrics.csv',
      '…b/metrics.csv',
    ])
    expect(shortened(['runs/a/metrics.csv', 'runs/b/metrics.csv'], 10, '…')).toEqual(['…a…', '…b…'])
  })

  it.each([60, 37, 24])('of a sweep show in %i columns what differs', (width) => {
    const short = shortened(SWEEP, width, '…')
    expect(new Set(short).size).toBe(SWEEP.length)
    for (const name of short) expect(columnsOf(name)).toBeLessThanOrEqual(width)
    for (const [k, rate] of ['0.001', '0.01', '0.1'].entries()) {
      expect(short[k]).toContain(`lr${rate}`)
      expect(short[k]).toContain('resnet50')
    }
  })

  it('show what differs beside a log from elsewhere', () => {
    const short = shortened([...SWEEP, 'history.csv'], 30, '…')
    expect(new Set(short).size).toBe(SWEEP.length + 1)
    expect(short.at(-1)).toBe('history.csv')
    for (const name of short) expect(columnsOf(name)).toBeLessThanOrEqual(30)
  })

  it('are alike only where the logs are', () => {
    expect(shortened(['a/same.csv', 'a/same.csv'], 7, '…')).toEqual(['a/s…csv', 'a/s…csv'])
  })
})

describe('a name that is too long', () => {
  it('keeps both its ends', () => {
    expect(withoutMiddle('runs/resnet50/metrics.csv', 15, '…')).toBe('runs/re…ics.csv')
    expect(columnsOf(withoutMiddle('日本語ログ日本語ログ', 9, '…'))).toBeLessThanOrEqual(9)
  })
})
