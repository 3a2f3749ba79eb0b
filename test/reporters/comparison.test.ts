import { describe, expect, it } from 'vitest'
import type { Gate } from '../../src/exit-code.js'
import type { Comparison, Report } from '../../src/report.js'
import { github } from '../../src/reporters/github.js'
import { gitlab } from '../../src/reporters/gitlab.js'
import { json } from '../../src/reporters/json.js'
import { junit } from '../../src/reporters/junit.js'
import { markdown } from '../../src/reporters/markdown.js'
import { ndjson } from '../../src/reporters/ndjson.js'
import { sarif } from '../../src/reporters/sarif.js'
import { tap } from '../../src/reporters/tap.js'
import { text } from '../../src/reporters/text.js'
import { githubAppendices } from '../../src/sink/github.js'
import { comparisonNaming } from './comparison-naming.js'
import { HEALTHY, PLAIN, renderWith, reportOn } from './sample.js'
import { SETTING } from './setting.js'

const reportWith = (...states: Comparison['state'][]): Report => ({
  runs: [reportOn(HEALTHY)],
  errors: [],
  comparisons: states.map((state) => comparisonNaming('val_loss', 'new.csv', state)),
})
const stopping: Gate = { stops: ['error', 'regression'] }
const passing: Gate = { stops: ['error'], undecided: 'pass' }

describe('a regression', () => {
  const report = reportWith('worse')

  it('is an error where the gate stops it, else a warning', () => {
    expect(renderWith(github, report, { gate: stopping })).toMatch(
      /^::error file=new\.csv,title=Regression::/m,
    )
    expect(renderWith(github, report)).toMatch(/^::warning file=new\.csv,title=Regression::/m)
    const [own] = JSON.parse(renderWith(gitlab, report, { gate: stopping }))
    expect(own).toMatchObject({
      check_name: 'regression',
      severity: 'critical',
      location: { path: 'new.csv' },
    })
    const [run] = JSON.parse(renderWith(sarif, report, { gate: stopping })).runs
    expect(run.results).toMatchObject([{ ruleId: 'regression', level: 'error' }])
    expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe('regression')
  })

  it('fails its test where the gate stops it', () => {
    expect(renderWith(junit, report, { gate: stopping })).toContain(
      '<failure message="worse by loss: val_loss"',
    )
    expect(renderWith(junit, report)).not.toContain('<failure')
    expect(renderWith(tap, report, { gate: stopping })).toContain('not ok 2 - new.csv against new.csv')
    expect(renderWith(tap, report)).toMatch(/^ok 2 - new\.csv against new\.csv/m)
  })

  it('is told with its measurements and what they mean', () => {
    for (const reporter of [text, markdown, json, ndjson, github]) {
      const told = renderWith(reporter, report).replaceAll(/\s+/g, ' ').replaceAll('\\', '')
      expect(told).toContain('0.9 against 0.5')
      expect(told).toContain('errs less often')
    }
    expect(renderWith(text, report)).toContain('1 of 1 worse than the baseline')
  })

  it('is an output of the step', () => {
    const env = { GITHUB_OUTPUT: 'out' }
    const [outputs] = githubAppendices(reportWith('better', 'worse', 'same'), 1, () => '', env)
    expect(outputs?.text).toContain('\ncomparison=worse\n')
    expect(githubAppendices({ runs: [], errors: [] }, 2, () => '', env)[0]?.text).not.toContain('comparison')
  })
})

describe('what could not be compared', () => {
  const report = reportWith('unknown')

  it('never passes, unless the user says so', () => {
    expect(renderWith(junit, report)).toContain('<error ')
    expect(renderWith(junit, report, { gate: passing })).not.toContain('<error ')
    expect(renderWith(tap, report)).toMatch(/^not ok 2 /m)
    expect(renderWith(tap, report, { gate: passing })).toMatch(/^ok 2 .* # SKIP/m)
    expect(renderWith(github, report)).toMatch(/^::error file=new\.csv,title=Not compared::/m)
    expect(renderWith(github, report, { gate: passing })).toMatch(
      /^::notice file=new\.csv,title=Not compared::/m,
    )
  })
})

describe('the text of a comparison', () => {
  const render = (report: Report, full: boolean) =>
    text.render(report, 0, { ...PLAIN, full, comparing: true }, SETTING)

  it('stands alone where a comparison is asked for; --full shows the runs too', () => {
    expect(render(reportWith('better'), false)).not.toContain('Checked:')
    expect(render(reportWith('better'), true)).toContain('Checked:')
  })

  it('fits 40 columns, and is ASCII when asked', () => {
    const narrow = text.render(
      reportWith('worse', 'better', 'mixed', 'unknown', 'same'),
      0,
      { ...PLAIN, width: 40, unicode: false, comparing: true },
      SETTING,
    )
    for (const line of narrow.split('\n')) expect(line.length).toBeLessThanOrEqual(40)
    expect(narrow).toMatch(/^[\n -~]+$/)
  })

  it('says of several which is best by loss, and whether accuracy disagrees', () => {
    const side = (name: string, loss: number, accuracy: number): Comparison => ({
      ...comparisonNaming('val_loss', 'base.csv'),
      candidate: { name, sources: [name], runs: [name] },
      differences: [
        { by: 'loss', state: 'same', because: 'x', baseline: 0.5, actual: loss },
        { by: 'accuracy', state: 'same', because: 'x', baseline: 0.8, actual: accuracy },
      ],
    })
    const ranking = (...comparisons: Comparison[]) =>
      render({ runs: [reportOn(HEALTHY)], errors: [], comparisons }, false)
    expect(ranking(side('a', 0.4, 0.9), side('b', 0.6, 0.7))).toContain('best by loss and by accuracy: a')
    expect(ranking(side('a', 0.4, 0.7), side('b', 0.6, 0.9))).toContain(
      'best by loss: a; best by accuracy: b (they disagree)',
    )
    expect(ranking(side('a', 0.6, 0.7), side('b', 0.6, 0.7))).toContain(
      'best by loss and by accuracy: base.csv',
    )
    expect(ranking(side('a', 0.4, 0.9))).not.toContain('best by')
  })
})
