import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { default as AjvDraft04 } from 'ajv-draft-04'
import formats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { diagnoses } from '../../src/diagnoses/list.js'
import { sarif } from '../../src/reporters/sarif.js'
import { forNastyNames, HEALTHY, OVERFITTED, renderWith, reportNaming, reportOn } from './sample.js'

const schema = createRequire(import.meta.url).resolve(
  '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
)
const ajv = new AjvDraft04.default({ strict: false, unicodeRegExp: false })
formats.default(ajv)
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))

function logOf(...args: Parameters<typeof renderWith> extends [unknown, ...infer Rest] ? Rest : never) {
  const log = JSON.parse(renderWith(sarif, ...args))
  validate(log)
  expect(validate.errors ?? []).toEqual([])
  return log
}

const overfitted = reportOn(OVERFITTED, 'runs/a b.csv')

describe('SARIF log', () => {
  const [run] = logOf({ runs: [overfitted, reportOn(HEALTHY)] }).runs

  it('has a rule with help for each diagnosis, as GitHub takes it', () => {
    const { rules } = run.tool.driver
    expect(rules.map(({ id }: { id: string }) => id)).toEqual([
      ...diagnoses.map(({ id }) => id),
      'requirement',
      'regression',
      'crashed',
      'blank',
    ])
    for (const { id, shortDescription, fullDescription, help } of rules) {
      expect(help.text).not.toBe('')
      expect(shortDescription.text.length).toBeLessThanOrEqual(1024)
      expect(fullDescription.text.length).toBeLessThanOrEqual(1000)
      if (!diagnoses.some((own) => own.id === id)) continue
      expect(help.text).toContain('Hugging Face')
      expect(help.markdown).toContain('**Keras**:')
    }
  })

  it('has a result for each finding, at its level and at its log', () => {
    expect(run.results.map(({ ruleId, level }: Record<string, string>) => [ruleId, level])).toEqual(
      overfitted.findings.map(({ id, severity }) => [id, severity]),
    )
    const [first] = run.results
    expect(run.tool.driver.rules[first.ruleIndex].id).toBe(first.ruleId)
    expect(first.message.text).toContain(overfitted.findings[0]?.claim)
    const [{ physicalLocation }] = first.locations
    expect(physicalLocation).toEqual({
      artifactLocation: { uri: 'runs/a%20b.csv', uriBaseId: '%SRCROOT%' },
      region: { startLine: 1 },
    })
  })

  it('knows a finding again that has moved', () => {
    const later = {
      ...overfitted,
      findings: overfitted.findings.map((own) => ({ ...own, from: own.from + 1, claim: 'x' })),
    }
    const prints = (results: { partialFingerprints: unknown }[]) =>
      results.map((result) => result.partialFingerprints)
    expect(prints(logOf({ runs: [later] }).runs[0].results)).toEqual(prints(run.results))
    const keys = prints(run.results).map((print) => JSON.stringify(print))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('has a result for a requirement that failed, and notes one that cannot be judged', () => {
    const { requirements } = reportNaming('val_loss', 'a.csv').runs[0] ?? overfitted
    const [failing] = logOf({ runs: [{ ...reportOn(HEALTHY), requirements }] }, { code: 2 }).runs
    expect(failing.results).toHaveLength(1)
    expect(failing.results[0]).toMatchObject({ ruleId: 'requirement', level: 'error' })
    expect(failing.results[0].message.text).toContain('val_loss < 0.6: val_loss is 0.7 at epoch 3')
    expect(failing.invocations[0].toolExecutionNotifications).toHaveLength(1)
  })

  it('notes what was not judged, and that the run failed', () => {
    const errors = [{ source: 'x.bin', message: 'x.bin: a picture', hint: '' }]
    const [invocation] = logOf({ errors }, { code: 2 }).runs[0].invocations
    expect(invocation).toMatchObject({ executionSuccessful: false, exitCode: 2 })
    expect(invocation.toolExecutionNotifications[0].message.text).toContain('a picture')
  })

  it.each([
    ['runs/a.csv', 'runs/a.csv'],
    ['a:b.csv', 'a%3Ab.csv'],
    ['100%.csv', '100%25.csv'],
    ['a#b?c.csv', 'a%23b%3Fc.csv'],
    ['/elsewhere/a.csv', 'file:///elsewhere/a.csv'],
    ['C:/elsewhere/a.csv', 'file:///C:/elsewhere/a.csv'],
    ['-', 'standard-input'],
  ])('places %s at %s', (source, uri) => {
    const [result] = logOf({ runs: [reportOn(OVERFITTED, source)] }).runs[0].results
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(uri)
  })

  it('is valid whatever the names, and links nowhere', () => {
    forNastyNames((name, source) => {
      const log = logOf(reportNaming(name, source))
      expect(log.runs[0].results).toHaveLength(4)
      for (const { message } of log.runs[0].results) expect(message.text).not.toMatch(/\]\(|\{\d/)
    })
  })
})
