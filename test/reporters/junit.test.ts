import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { junit } from '../../src/reporters/junit.js'
import { printable } from '../../src/text/printable.js'
import {
  forNastyNames,
  HEALTHY,
  OVERFITTED,
  renderWith,
  reportNaming,
  reportOn,
  UNDECIDED,
} from './sample.js'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** Parses XML by the letter: what is not well-formed is thrown. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const path = [root]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const child: Element = { name, attributes: { ...attributes }, children: [], text: '' }
    path.at(-1)?.children.push(child)
    path.push(child)
  })
  parser.on('closetag', () => path.pop())
  parser.on('text', (text) => {
    const own = path.at(-1)
    if (own) own.text += text
  })
  parser.write(xml).close()
  return root.children[0] ?? root
}

/** A name as it may stand: no path in it is one of a file to publish. */
const told = (text: string) => printable(text).replace(/\[(?=\[ATTACHMENT\|)/gi, '\\u{5b}')

const casesIn = (suite: Element | undefined) =>
  suite?.children.filter(({ name }) => name === 'testcase') ?? []
const caseNamed = (suite: Element | undefined, wanted: string) =>
  casesIn(suite).find(({ attributes }) => attributes.name === wanted)
const shapeOf = ({ name, attributes, children }: Element): unknown => [
  name,
  Object.keys(attributes),
  children.map(shapeOf),
]

interface Rule {
  readonly required?: readonly string[]
  readonly optional?: readonly string[]
  readonly children?: readonly string[]
  readonly text?: boolean
}
/**
 * What the published schema lets stand: junit-10.xsd of Jenkins' xUnit plugin
 * (jenkinsci/xunit-plugin, src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd). No package carries it. The
 * one thing beyond it is the `file` of a case, by which GitLab links to the log.
 */
const SCHEMA: Readonly<Record<string, Rule>> = {
  testsuites: { optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url', 'group'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {
    required: ['name'],
    optional: ['time', 'classname', 'group', 'file'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  failure: { optional: ['type', 'message'], text: true },
  error: { optional: ['type', 'message'], text: true },
  skipped: { optional: ['type', 'message'], text: true },
  'system-out': { text: true },
}
const SUREFIRE_TIME = /^(?:(?:[0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(?:\.[0-9]*)?$/

/** What an element and those within it have against the schema. */
function violations({ name, attributes, children, text }: Element): string[] {
  const rule = SCHEMA[name]
  if (!rule) return [`${name}: no such element`]
  const { required = [], optional = [] } = rule
  return [
    ...required.filter((key) => !Object.hasOwn(attributes, key)).map((key) => `${name}: no ${key}`),
    ...Object.keys(attributes)
      .filter((key) => !required.includes(key) && !optional.includes(key))
      .map((key) => `${name}: ${key} is not allowed`),
    ...(SUREFIRE_TIME.test(attributes.time ?? '') ? [] : [`${name}: time ${attributes.time}`]),
    ...(rule.text || text.trim() === '' ? [] : [`${name}: holds text`]),
    ...children
      .filter((child) => !rule.children?.includes(child.name))
      .map((child) => `${name}: ${child.name} is not allowed`),
    ...children.flatMap(violations),
  ]
}

const overfitted = reportOn(OVERFITTED, 'runs/a.csv')
const errors = [{ source: 'x.bin', message: 'x.bin: a picture', hint: 'give the log' }]

describe('JUnit report', () => {
  const root = parse(
    renderWith(junit, { runs: [overfitted, reportOn(HEALTHY, 'b.csv')], errors }, { code: 2 }),
  )
  const [unread, bad, good] = root.children

  it('has a suite for each log, and a case for each diagnosis', () => {
    expect(root.name).toBe('testsuites')
    expect(root.children.map(({ name, attributes }) => [name, attributes.name])).toEqual([
      ...[
        ['testsuite', 'x.bin'],
        ['testsuite', 'runs/a.csv'],
        ['testsuite', 'b.csv'],
      ],
    ])
    expect(casesIn(bad).map(({ attributes }) => attributes.name)).toEqual(
      overfitted.checks.map(({ id }) => id),
    )
    for (const { attributes } of casesIn(bad))
      expect(attributes).toMatchObject({ classname: 'runs/a.csv', file: 'runs/a.csv', time: '0' })
  })

  it('counts what it holds', () => {
    const tags = { failures: 'failure', errors: 'error', skipped: 'skipped' } as const
    for (const suite of [root, ...root.children]) {
      const cases = suite === root ? root.children.flatMap(casesIn) : casesIn(suite)
      expect(Number(suite.attributes.tests)).toBe(cases.length)
      for (const [key, tag] of Object.entries(tags).filter(([own]) => suite !== root || own !== 'skipped'))
        expect(Number(suite.attributes[key])).toBe(
          cases.filter(({ children }) => children[0]?.name === tag).length,
        )
    }
  })

  it('fails what the gate stops, with claim, evidence and advice', () => {
    const [worst] = overfitted.findings
    const [failure] = caseNamed(bad, 'overfitting')?.children ?? []
    expect(failure?.attributes).toEqual({ message: worst?.claim, type: 'error' })
    for (const { series, what } of worst?.evidence ?? [])
      expect(failure?.text).toContain(`${series}: ${what}`)
    for (const line of worst?.advice ?? []) expect(failure?.text).toContain(line)
  })

  it('passes what the gate lets through, and tells it all the same', () => {
    const runs = [overfitted]
    const [suite] = parse(renderWith(junit, { runs }, { gate: { stops: ['never'] }, code: 0 })).children
    const [output] = caseNamed(suite, 'overfitting')?.children ?? []
    expect(output?.name).toBe('system-out')
    expect(output?.text).toContain(`error: ${overfitted.findings[0]?.claim}`)
    expect(suite?.attributes.failures).toBe('0')
  })

  it('skips what could not be told, with the reason', () => {
    const open = overfitted.checks.filter(({ state }) => state === 'unknown')
    expect(open.length).toBeGreaterThan(0)
    for (const { id, because } of open) {
      const [skipped] = caseNamed(bad, id)?.children ?? []
      expect([skipped?.name, skipped?.attributes.message]).toEqual(['skipped', because])
    }
  })

  it('passes a healthy run', () => {
    expect(good?.attributes).toMatchObject({ failures: '0', errors: '0' })
  })

  it('has an error for a log that was not read', () => {
    expect(casesIn(unread)).toHaveLength(1)
    expect(casesIn(unread)[0]?.children[0]).toMatchObject({
      name: 'error',
      attributes: { message: 'a picture', type: 'unread' },
    })
  })

  it('has an error for a run that could not be judged, so that it never passes', () => {
    const undecided = parse(renderWith(junit, { runs: [reportOn(UNDECIDED)] }, { code: 2 })).children[0]
    expect(undecided?.attributes.errors).toBe('1')
    const gate = { stops: [{ diagnosis: 'loss-without-accuracy' }] }
    const unanswered = parse(renderWith(junit, { runs: [reportOn(HEALTHY)] }, { gate, code: 2 })).children[0]
    expect(unanswered?.attributes.errors).toBe('1')
  })

  it.each([
    ['fail', 'failure', { failures: '1', errors: '0' }],
    ['pass', 'skipped', { failures: '0', errors: '0' }],
  ] as const)('counts such a run as the gate tells: %s', (undecided, tag, expected) => {
    const gate = { stops: ['error'], undecided } as const
    const [suite] = parse(renderWith(junit, { runs: [reportOn(UNDECIDED)] }, { gate })).children
    expect(suite?.attributes).toMatchObject(expected)
    expect(caseNamed(suite, 'undecided')?.children[0]?.name).toBe(tag)
  })

  it('has a case for each requirement', () => {
    const { requirements } = reportNaming('val_loss', 'a.csv').runs[0] ?? overfitted
    const [suite] = parse(renderWith(junit, { runs: [{ ...reportOn(HEALTHY), requirements }] })).children
    expect(
      requirements.map(
        ({ requirement }) => caseNamed(suite, `requirement ${requirement}`)?.children[0]?.name,
      ),
    ).toEqual(['failure', 'error', undefined])
    expect(suite?.attributes).toMatchObject({ failures: '1', errors: '1' })
  })

  it('tells apart the runs of a log, and a log that is given twice', () => {
    const runs = [
      { ...overfitted, ofRuns: 2 },
      { ...overfitted, number: 2, ofRuns: 2 },
      overfitted,
      overfitted,
    ]
    const names = parse(renderWith(junit, { runs })).children.map(({ attributes }) => attributes.name)
    expect(names).toEqual(['runs/a.csv run 1 of 2', 'runs/a.csv run 2 of 2', 'runs/a.csv', 'runs/a.csv (2)'])
  })

  it.each([
    [
      'what the gate stops',
      renderWith(junit, { runs: [overfitted, reportOn(HEALTHY)], errors }, { code: 2 }),
    ],
    [
      'what it lets through',
      renderWith(junit, { runs: [overfitted] }, { gate: { stops: ['never'] }, code: 0 }),
    ],
    ['what is undecided', renderWith(junit, { runs: [reportOn(UNDECIDED)] }, { code: 2 })],
    ['what is compared and required', renderWith(junit, reportNaming('val_loss', 'a.csv'))],
    ['nothing', renderWith(junit, { runs: [] }, { code: 2 })],
  ])('keeps the schema of Jenkins: %s', (_, xml) => {
    expect(violations(parse(xml))).toEqual([])
  })

  it('is found out where it does not', () => {
    const broken = parse(
      '<testsuites skipped="1" time="1 s">a<testsuite name=""><wrong/></testsuite></testsuites>',
    )
    expect(violations(broken)).toEqual([
      'testsuites: skipped is not allowed',
      'testsuites: time 1 s',
      'testsuites: holds text',
      ...['tests', 'failures', 'errors'].map((key) => `testsuite: no ${key}`),
      'testsuite: wrong is not allowed',
      'wrong: no such element',
    ])
  })

  it('is well-formed and of the same shape, whatever the names', () => {
    const expected = shapeOf(parse(renderWith(junit, reportNaming('val_loss', 'history.csv'))))
    forNastyNames((name, source) => {
      const xml = renderWith(junit, reportNaming(name, source))
      const tree = parse(xml)
      expect(xml).not.toMatch(/\[\[ATTACHMENT\|/i)
      if (source !== '-') expect(shapeOf(tree)).toEqual(expected)
      expect(tree.children[1]?.attributes.name).toBe(
        `${told(source === '-' ? '(standard input)' : source)} (2)`,
      )
      expect(caseNamed(tree.children[1], 'overfitting')?.children[0]?.attributes.message).toBe(
        told(`${name} rises from epoch 2 on`),
      )
    })
  })
})
