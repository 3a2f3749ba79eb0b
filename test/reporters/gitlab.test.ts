import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { gitlab } from '../../src/reporters/gitlab.js'
import { printable } from '../../src/text/printable.js'
import { finding, forNastyNames, HEALTHY, OVERFITTED, renderWith, reportNaming, reportOn } from './sample.js'

/** What GitLab documents under "Code Quality report format". */
const text = { type: 'string', minLength: 1 } as const
const validate = new Ajv().compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      ...{ description: text, check_name: text, fingerprint: text },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
})

function issuesOf(...[report, more]: [Parameters<typeof renderWith>[1], Parameters<typeof renderWith>[2]?]) {
  const issues = JSON.parse(renderWith(gitlab, report, more))
  validate(issues)
  expect(validate.errors ?? []).toEqual([])
  return issues
}

describe('code quality', () => {
  it('has an issue for each finding and each log that was not read, the worst first', () => {
    const findings = [finding('error', 'a'), finding('warning', 'b'), finding('note', 'c')]
    const errors = [{ source: 'x.bin', message: 'x.bin: a picture', hint: '' }]
    const issues = issuesOf({ runs: [{ ...reportOn(HEALTHY, 'runs/a.csv'), findings }], errors })
    expect(issues.map((issue: Record<string, unknown>) => [issue.check_name, issue.severity])).toEqual([
      ...[
        ['unread', 'blocker'],
        ['a', 'critical'],
        ['b', 'major'],
        ['c', 'info'],
      ],
    ])
    expect(issues[1].description).toBe('Title of a from epoch 3: claim of a; advice of a')
    expect(issues[1].location).toEqual({ path: 'runs/a.csv', lines: { begin: 1 } })
  })

  it('is an empty list when nothing is wrong', () => {
    expect(renderWith(gitlab, { runs: [reportOn(HEALTHY)] })).toBe('[]\n')
  })

  it('knows a finding again that has moved, and tells the others apart', () => {
    const report = reportOn(OVERFITTED)
    const later = {
      ...report,
      findings: report.findings.map((own) => ({ ...own, from: own.from + 1, claim: 'x' })),
    }
    const prints = (own: typeof report) =>
      issuesOf({ runs: [own] }).map((issue: Record<string, unknown>) => issue.fingerprint)
    expect(prints(later)).toEqual(prints(report))
    const other = { ...report, number: 2, ofRuns: 2 }
    const all = [...prints(report), ...prints(other), ...prints(reportOn(OVERFITTED, 'b.csv'))]
    expect(new Set(all).size).toBe(all.length)
  })

  it('is valid and faithful whatever the names', () => {
    forNastyNames((name, source) => {
      const issues = issuesOf(reportNaming(name, source))
      expect(issues).toHaveLength(6)
      expect(issues[3].description).toContain(printable(`${name} rises from epoch 2 on`))
    })
  })

  it('tells the issues of a log that is given twice apart', () => {
    const own = reportOn(OVERFITTED)
    const marks = issuesOf({ runs: [own, own] }).map((issue: Record<string, unknown>) => issue.fingerprint)
    expect(marks.length).toBeGreaterThan(1)
    expect(new Set(marks).size).toBe(marks.length)
  })
})
