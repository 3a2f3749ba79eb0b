import { describe, expect, it } from 'vitest'
import type { Severity } from '../../src/diagnoses/diagnosis.js'
import type { NamedFinding } from '../../src/report.js'
import { github } from '../../src/reporters/github.js'
import { commandOf, linesOf } from './runner.js'
import {
  finding,
  forNastyNames,
  HEALTHY,
  OVERFITTED,
  renderWith,
  reportNaming,
  reportOn,
  UNDECIDED,
} from './sample.js'

const commandsIn = (output: string) => linesOf(output).flatMap((line) => commandOf(line) ?? [])
const withFindings = (findings: readonly NamedFinding[]) => ({ ...reportOn(HEALTHY), findings })

describe('annotations', () => {
  it('tell file, title, claim, evidence and advice', () => {
    const report = reportOn(OVERFITTED, 'runs/a.csv')
    const [first] = commandsIn(renderWith(github, { runs: [report] }))
    const [worst] = report.findings
    expect(first?.name).toBe('error')
    expect(Object.fromEntries(first?.properties ?? [])).toEqual({
      file: 'runs/a.csv',
      title: `Overfitting from epoch ${worst?.from}`,
    })
    expect(first?.data.split('\n')[0]).toBe(`runs/a.csv: ${worst?.claim}`)
    for (const { series, what } of worst?.evidence ?? [])
      expect(first?.data).toContain(`\n${series}: ${what}`)
    for (const line of worst?.advice ?? []) expect(first?.data).toContain(`\nDo: ${line}`)
  })

  it('come the worst first, each at its level', () => {
    const runs = [
      withFindings([finding('note', 'c')]),
      withFindings([finding('error', 'a'), finding('warning', 'b')]),
    ]
    const errors = [{ source: 'x', message: 'x: no such file', hint: '' }]
    const commands = commandsIn(renderWith(github, { runs, errors }))
    expect(commands.map(({ name }) => name)).toEqual(['error', 'error', 'warning', 'notice'])
    expect(
      commands.map(({ properties }) => properties.get('title')?.split(' ').slice(0, 3).join(' ')),
    ).toEqual([...['Not read', 'Title of a', 'Title of b', 'Title of c']])
  })

  it.each([
    [10, 0, 0, 'error', 'history.csv: claim of a'],
    [11, 0, 0, 'error', '2 errors more'],
    [50, 50, 1, 'error', '41 errors, 50 warnings, 1 note more'],
    [9, 1, 0, 'warning', 'history.csv: claim of b'],
    [3, 3, 10, 'notice', '7 notes more'],
    [9, 2, 3, 'warning', '2 warnings, 3 notes more'],
  ])('of %i errors, %i warnings and %i notes are ten, the last of which counts the rest', (...given) => {
    const [errors, warnings, notes, level, last] = given
    const several = (severity: Severity, id: string, length: number) =>
      Array.from({ length }, () => withFindings([finding(severity, id)]))
    const runs = [
      ...several('note', 'c', notes),
      ...several('warning', 'b', warnings),
      ...several('error', 'a', errors),
    ]
    const commands = commandsIn(renderWith(github, { runs }))
    expect(commands).toHaveLength(10)
    const order = ['error', 'warning', 'notice']
    const levels = commands.map(({ name }) => order.indexOf(name))
    expect(levels).toEqual(levels.toSorted())
    expect(commands.at(-1)?.name).toBe(level)
    expect(commands.at(-1)?.data.split('\n')[0]).toBe(last)
  })

  it('name no file for standard input', () => {
    const [first] = commandsIn(renderWith(github, { runs: [reportOn(OVERFITTED, '-')] }))
    expect(first?.properties.has('file')).toBe(false)
    expect(first?.data).toMatch(/^\(standard input\): /)
  })

  it('say what could not be judged, as errors', () => {
    expect(commandsIn(renderWith(github, { runs: [reportOn(UNDECIDED)] }, { code: 2 }))).toMatchObject([
      { name: 'error', data: expect.stringContaining('nothing could be judged') },
    ])
    const gate = { stops: [{ diagnosis: 'loss-without-accuracy' }] }
    expect(commandsIn(renderWith(github, { runs: [reportOn(HEALTHY)] }, { gate, code: 2 }))).toMatchObject([
      {
        name: 'error',
        data: expect.stringMatching(/could not judge loss-without-accuracy\nloss-without-accuracy: /),
      },
    ])
  })

  it('are none of a healthy run, whose counts stand in plain words', () => {
    expect(renderWith(github, { runs: [reportOn(HEALTHY)] }, { code: 0 })).toBe(
      '0 errors, 0 warnings   exit 0\n',
    )
  })

  it('keep their properties and lines apart, whatever the names', () => {
    const count = (name: string, source: string) =>
      commandsIn(renderWith(github, reportNaming(name, source))).map(({ name: level, properties, data }) => ({
        level,
        keys: [...properties.keys()],
        title: properties.get('title'),
        lines: data.split('\n').length,
      }))
    const expected = count('val_loss', 'history.csv')
    forNastyNames((name, source) => {
      const usual = source === '' || source === '-' || name === ''
      if (!usual) expect(count(name, source)).toEqual(expected)
    })
  })

  it('hand a file name on as it is', () => {
    const [first] = commandsIn(renderWith(github, { runs: [reportOn(OVERFITTED, 'a:b,c%0A=d.csv')] }))
    expect(first?.properties.get('file')).toBe('a:b,c%0A=d.csv')
  })
})
