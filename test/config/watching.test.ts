import { describe, expect, it } from 'vitest'
import type { Configuration } from '../../src/config/definition.js'
import type { JudgeOptions } from '../../src/config/settings.js'
import type { WatchOptions } from '../../src/config/watching.js'
import { parseOptions } from '../../src/options.js'

function watching(configuration: Configuration, ...argv: string[]): WatchOptions {
  const parsed = parseOptions(['watch', ...argv], configuration)
  if (parsed.command !== 'watch') throw new Error(`instead: ${JSON.stringify(parsed)}`)
  return parsed
}

const COMMAND = ['--', 'python', 'train.py']

describe('watching under a configuration', () => {
  it.each<[Configuration]>([
    [{ 'fail-on': 'error' }],
    [{ require: ['val_loss < 0.1'] }],
    [{ 'min-epochs': 5 }],
    [{ undecided: 'fail' }],
    [{ levels: { overfitting: 'error' } }],
  ])('is gated by %j', (configuration) => {
    expect(watching(configuration, ...COMMAND).gated).toBe(true)
  })

  it('is gated by flags, and by nothing without either', () => {
    expect(watching({}, '--undecided', 'fail', ...COMMAND).gated).toBe(true)
    expect(watching({}, '--level', 'overfitting=error', ...COMMAND).gated).toBe(true)
    expect(watching({ width: 100 }, ...COMMAND).gated).toBe(false)
  })

  it('leaves a baseline aside, and what would be printed between the output of the command', () => {
    const configuration: Configuration = { baseline: 'main.csv', format: ['json', 'junit=report.xml'] }
    const { judge } = watching(configuration, ...COMMAND)
    expect(judge.baseline).toEqual([])
    const formats = (options: JudgeOptions) => options.destinations.map(({ format }) => format)
    expect(formats(judge)).toContain('junit')
    expect(formats(judge)).not.toContain('json')
    expect(formats(watching(configuration, 'a.csv').judge)).toEqual(['json', 'junit'])
  })

  it('refuses a baseline of the command line all the same', () => {
    expect(() => watching({}, '--baseline', 'main.csv', 'a.csv')).toThrow(/does not go with --baseline/)
  })
})

describe('compare', () => {
  it('takes no second baseline, but its own in place of that of the configuration', () => {
    expect(() => parseOptions(['compare', 'a.csv', 'b.csv', '--baseline', 'c.csv'])).toThrow(
      /first argument is the baseline/,
    )
    expect(parseOptions(['compare', 'a.csv', 'b.csv'], { baseline: 'c.csv' })).toMatchObject({
      baseline: ['a.csv'],
    })
  })
})
