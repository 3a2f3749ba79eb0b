import { describe, expect, it } from 'vitest'
import { gitlabMetrics } from '../../src/reporters/gitlab-metrics.js'
import { forNastyNames, HEALTHY, OVERFITTED, renderWith, reportNaming, reportOn } from './sample.js'

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"'
const NUMBER = '(?:[+-]?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|NaN|[+-]Inf)'
/** A line of OpenMetrics text, after the grammar of its specification. */
const SAMPLE = new RegExp(`^(${NAME})\\{(${LABEL}(?:,${LABEL})*)\\} (${NUMBER})$`)
const COMMENT = new RegExp(`^# (?:TYPE (${NAME}) gauge|HELP (${NAME}) [^\\n]+)$`)

/** The samples of a report that is OpenMetrics by the letter: each under its family, none twice. */
function samplesOf(output: string): [key: string, value: string][] {
  const lines = output.split('\n')
  expect(lines.splice(-2)).toEqual(['# EOF', ''])
  let family = ''
  const samples = lines.flatMap((line): [string, string][] => {
    const comment = COMMENT.exec(line)
    if (comment) {
      family = comment[1] ?? comment[2] ?? ''
      return []
    }
    const [, name, labels, value = ''] = SAMPLE.exec(line) ?? []
    expect(name, line).toBe(family)
    return [[`${name}{${labels}}`, value]]
  })
  expect(new Set(samples.map(([key]) => key)).size).toBe(samples.length)
  return samples
}

/** What GitLab makes of a line: all from `#` on is a comment, the rest words of a shell. */
const gitlabTakes = (line: string) => line.replace(/#.*$/, '') === line

describe('metrics', () => {
  it('tell of each run its last values, its best epoch and its findings', () => {
    const report = reportOn(OVERFITTED, 'runs/a.csv')
    const samples = new Map(samplesOf(renderWith(gitlabMetrics, { runs: [report] })))
    const last = report.run.curves.validationLoss?.y.at(-1)
    expect(samples.get('epochwise_last{log="runs/a.csv",series="val_loss"}')).toBe(String(last))
    expect(samples.get('epochwise_best_epoch{log="runs/a.csv"}')).toBe(String(report.best?.at))
    expect(samples.get('epochwise_findings{log="runs/a.csv",severity="error"}')).toBe('1')
  })

  it('keep runs apart, and take a log given twice once', () => {
    const report = reportOn(HEALTHY)
    const runs = [
      { ...report, ofRuns: 2 },
      { ...report, number: 2, ofRuns: 2 },
    ]
    const one = samplesOf(renderWith(gitlabMetrics, { runs: [report] }))
    expect(samplesOf(renderWith(gitlabMetrics, { runs }))).toHaveLength(2 * one.length)
    expect(samplesOf(renderWith(gitlabMetrics, { runs: [report, report] }))).toEqual(one)
  })

  it('spell what is no number as OpenMetrics does', () => {
    const log = 'epoch,loss,val_loss\n0,1,1\n1,0.5,0.6\n2,nan,inf\n'
    const output = renderWith(gitlabMetrics, { runs: [reportOn(log)] })
    expect(output).toMatch(/series="loss"\} NaN\n/)
    expect(output).toMatch(/series="val_loss"\} \+Inf\n/)
    samplesOf(output)
  })

  it('hold to the grammar whatever the names', () => {
    forNastyNames((name, source) => {
      const output = renderWith(gitlabMetrics, reportNaming(name, source))
      expect(samplesOf(output).length).toBeGreaterThanOrEqual(9)
      for (const line of output.split('\n')) expect(line.startsWith('# ') || gitlabTakes(line)).toBe(true)
    })
  })
})
