import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { Definition } from '../src/config/definition.js'
import { diagnose } from '../src/diagnose.js'
import { compare } from '../src/index.js'
import { parseRequirement } from '../src/policy/requirement.js'
import { settableLimits } from '../src/policy/rules.js'
import { readLine } from '../src/recorded.js'
import type { Report } from '../src/report.js'
import { json } from '../src/reporters/json.js'
import { ndjson } from '../src/reporters/ndjson.js'
import { ErrorRecord, ReportRecord, RunRecord } from '../src/schemas/report.js'
import { Source } from '../src/text/source.js'
import { fixturesIn, ROOT, sourceOf } from './fixtures/paths.js'
import { forNastyNames, OVERFITTED, PLAIN, reportNaming, reportOn } from './reporters/sample.js'
import { SETTING } from './reporters/setting.js'

/** The schemas that ship with the package are generated; `npx vitest run test/schemas.test.ts -u` writes them anew. */
const plain = ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
  delete jsonSchema.readOnly
}
const generated = (schema: z.ZodMiniType, title: string) =>
  `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: 'input', override: plain }) }, null, 2)}\n`
const shipped = (name: string) => JSON.parse(readFileSync(join(ROOT, 'schemas', name), 'utf8'))

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')

describe('the schema of the configuration file', () => {
  it('is that of the definition', async () => {
    const text = generated(Definition, 'Settings of epochwise')
    await expect(text).toMatchFileSnapshot(join(ROOT, 'schemas', 'config.json'))
  })

  it('is valid, and takes what the README shows', () => {
    const check = new Ajv2020({ strict: false }).compile(shipped('config.json'))
    const [, example = ''] = /<!-- config -->\n```toml\n([\s\S]*?)```/.exec(readme) ?? []
    const { tool } = parse(example)
    const settings: unknown = Object(tool).epochwise
    expect(Object.keys(Object(settings)).length).toBeGreaterThan(3)
    expect([check(settings), check.errors]).toEqual([true, null])
    expect(z.safeParse(Definition, settings).success).toBe(true)
    expect(check({ fail_on: 'x' })).toBe(false)
  })

  it('knows the words of gate and format', () => {
    const check = new Ajv2020({ strict: false }).compile(shipped('config.json'))
    for (const taken of ['error', 'error, crashed', ['overfitting', 'regression'], 'never'])
      expect([taken, check({ 'fail-on': taken })]).toEqual([taken, true])
    for (const refused of ['eror', 'error crashed', ['overfiting'], ''])
      expect([refused, check({ 'fail-on': refused })]).toEqual([refused, false])
    expect(check({ format: ['text', 'junit=report.xml'] })).toBe(true)
    for (const format of ['jnuit', ['text', 'xml=report.xml']]) expect(check({ format })).toBe(false)
  })

  it('takes shares as numbers and in per cent, as the program does', () => {
    const check = new Ajv2020({ strict: false }).compile(shipped('config.json'))
    const taken: unknown[] = [0.02, '2%', ' 2 %', '.5%', '1e-1%']
    const refused: unknown[] = ['2', 'x%', '-2%', 2, true]
    for (const tolerance of [...taken, ...refused]) {
      const settings = { tolerance, limits: { overfitting: { steadiness: tolerance } } }
      expect([tolerance, check(settings)]).toEqual([tolerance, taken.includes(tolerance)])
      expect(z.safeParse(Definition, settings).success).toBe(check(settings))
    }
  })

  it('tells of each limit its default and its reason', () => {
    const { limits } = shipped('config.json').properties
    for (const [path, { value, because }] of settableLimits) {
      const [id = '', name = ''] = path.split('.')
      const { description } = limits.properties[id].properties[name]
      expect(description).toContain(because)
      expect(description).toContain(`Default: ${value}`)
    }
  })
})

describe('the schema of the JSON report', () => {
  /** As it ships, it lets fields pass that come later; here nothing may be written that it does not name. */
  const ajv = new Ajv2020({ strict: false })
  const checkReport = ajv.compile(z.toJSONSchema(ReportRecord, { io: 'output' }))
  const checkRun = ajv.compile(z.toJSONSchema(z.union([RunRecord, ErrorRecord]), { io: 'output' }))
  const write = (reporter: typeof json, report: Report, code: 0 | 1 | 2) =>
    reporter.render(report, code, PLAIN, SETTING)

  it('is that of the definition', async () => {
    const text = generated(ReportRecord, 'What epochwise --format json writes')
    await expect(text).toMatchFileSnapshot(join(ROOT, 'schemas', 'report.json'))
  })

  it('lets fields pass that are added later, and nothing else', () => {
    const check = ajv.compile(shipped('report.json'))
    const document = JSON.parse(write(json, { runs: [reportOn(OVERFITTED)], errors: [] }, 1))
    expect(check({ ...document, later: 1 })).toBe(true)
    expect(checkReport({ ...document, later: 1 })).toBe(false)
    for (const name of Object.keys(document)) {
      const { [name]: _, ...less } = document
      expect(check(less)).toBe(false)
    }
  })

  const fixtures = ['readers', 'diagnoses', 'healthy'].flatMap((folder) =>
    fixturesIn(folder).map((file) => `fixtures/${folder}/${file}`),
  )
  it.each(fixtures)('holds of %s', (path) => {
    const requirements = ['val_loss < 0.5 at best', 'nothing > 1', 'epochs >= 1'].map(parseRequirement)
    const runs = diagnose(sourceOf(path), { run: 'all', requirements })
    const errors = [{ source: 'x', message: 'x: no such file', hint: '' }]
    const document = JSON.parse(write(json, { runs, errors }, 2))
    expect([checkReport(document), checkReport.errors]).toEqual([true, null])
    const lines = write(ndjson, { runs, errors }, 2).trimEnd().split('\n')
    expect(lines.map((line) => [checkRun(JSON.parse(line)), checkRun.errors])).toEqual(
      lines.map(() => [true, null]),
    )
  })

  /** How epochs and steps may be numbered, of which 20 are logged. */
  const AXES: Readonly<Record<string, (k: number) => number | string>> = {
    fractions: (k) => (0.13 * k).toFixed(2),
    'thirds with their rounding': (k) => k / 3,
    'negative numbers': (k) => k - 30,
    'negative fractions': (k) => (0.13 * k - 9).toFixed(2),
    'steps of a thousand': (k) => 1000 * k,
    'huge numbers': (k) => `${k + 1}e300`,
    'huge numbers after a fraction': (k) => (k === 0 ? 0.5 : `${k}e20`),
    'numbers from end to end': (k) => (k - 10) * 1.7e307,
    'tiny numbers': (k) => `${k}e-300`,
    'the same number': () => 3,
  }
  it.each(Object.keys(AXES).flatMap((name) => ['epoch', 'step', 'note,epoch'].map((key) => ({ name, key }))))(
    'holds where $key has $name, and its lines can be read again',
    ({ name, key }) => {
      const rows = Array.from({ length: 20 }, (_, k) => {
        const first = key.startsWith('note') ? 'x,' : ''
        return `${first}${AXES[name]?.(k)},${1 / (k + 1)},${1 / (k + 1) + 0.03 * k},${1 - 1 / (k + 2)}`
      })
      const requirements = ['epochs >= 5', 'val_loss < 0.5 at best'].map(parseRequirement)
      const text = `${key},loss,val_loss,val_accuracy\n${rows.join('\n')}\n`
      const runs = diagnose(new Source('x.csv', text), { run: 'all', requirements })
      const comparisons = runs.map((run) => compare(run, run))
      const document = JSON.parse(write(json, { runs, errors: [], comparisons }, 0))
      expect([checkReport(document), checkReport.errors]).toEqual([true, null])
      const lines = write(ndjson, { runs, errors: [], comparisons }, 0)
      for (const line of lines.trimEnd().split('\n')) expect(readLine(line)).not.toHaveProperty('because')
      expect(runs.flatMap(({ best }) => best?.epochsAfter ?? [])).toHaveLength(1)
    },
  )

  it('holds whatever the names in a log', () => {
    forNastyNames((name, source) => {
      const document = JSON.parse(write(json, reportNaming(name, source), 1))
      expect(checkReport(document)).toBe(true)
    })
  })
})

it('every schema is in the package and exported', () => {
  const paths = Object.values<unknown>(manifest.exports).filter((path) => String(path).includes('schemas/'))
  expect(manifest.files).toContain('schemas')
  for (const path of paths) expect(existsSync(join(ROOT, String(path)))).toBe(true)
  expect(paths.length).toBeGreaterThan(0)
})
