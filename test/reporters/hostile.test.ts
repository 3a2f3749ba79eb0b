import { describe, expect, it } from 'vitest'
import { reporters } from '../../src/reporters/list.js'
import { commandOf, linesOf } from './runner.js'
import { forNastyNames, renderWith, reportNaming } from './sample.js'

/** Of the github format: commands of our own. */
const OWN = new Set(['error', 'warning', 'notice'])

describe.each(reporters)('$id, whatever the names in a log', (reporter) => {
  it('gives a CI system no command', () => {
    forNastyNames((name, source) => {
      const commands = linesOf(renderWith(reporter, reportNaming(name, source))).flatMap(
        (line) => commandOf(line) ?? [],
      )
      if (reporter.id !== 'github') expect(commands).toEqual([])
      else {
        expect(commands.length).toBe(6)
        expect(commands.filter((command) => !OWN.has(command.name))).toEqual([])
      }
    })
  })

  it('holds no control character but the line break that ends its lines, and no half of a pair', () => {
    forNastyNames((name, source) => {
      expect(renderWith(reporter, reportNaming(name, source))).toMatch(/^(?:[^\p{Cc}\p{Cs}]*\n)+$/u)
    })
  })

  it('has as many lines as with harmless names', () => {
    if (reporter.id === 'text' || reporter.id === 'gitlab-metrics') return
    const lines = (name: string, source: string) =>
      linesOf(renderWith(reporter, reportNaming(name, source)).replaceAll(/^(?:`{3,}text)$/gm, '```text'))
        .length
    const expected = lines('val_loss', 'history.csv')
    forNastyNames((name, source) => {
      expect(lines(name, source)).toBe(expected)
    })
  })

  it('says the same twice', () => {
    const report = reportNaming('val_loss', 'a.csv')
    expect(renderWith(reporter, report)).toBe(renderWith(reporter, report))
  })
})
