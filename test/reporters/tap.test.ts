import { type FinalResults, Parser } from 'tap-parser'
import { describe, expect, it } from 'vitest'
import { tap } from '../../src/reporters/tap.js'
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

interface Assertion {
  readonly ok: boolean
  readonly name: string
  readonly skip: boolean | string
  readonly todo: boolean | string
  readonly diag: Readonly<Record<string, unknown>> | undefined
}

interface Parsed {
  readonly results: FinalResults
  readonly tests: readonly Assertion[]
  readonly subtests: readonly (readonly Assertion[])[]
}

/** Parses by the letter: what is not TAP counts as a failure. */
function parse(output: string): Parsed {
  const tests: Assertion[] = []
  const subtests: Assertion[][] = []
  let results: FinalResults | undefined
  const parser = new Parser({ strict: true }, (final) => {
    results = final
  })
  const take = (into: Assertion[]) => (assertion: unknown) => into.push(assertion as Assertion)
  parser.on('assert', take(tests))
  parser.on('child', (child: Parser) => {
    const own: Assertion[] = []
    subtests.push(own)
    child.on('assert', take(own))
  })
  parser.end(output)
  if (!results) throw new Error('not parsed')
  return { results, tests, subtests }
}

const overfitted = reportOn(OVERFITTED)
const errors = [{ source: 'x.bin', message: 'x.bin: a picture', hint: 'give the log' }]

describe('TAP', () => {
  const { results, tests, subtests } = parse(
    renderWith(tap, { runs: [overfitted, reportOn(HEALTHY, 'b.csv')], errors }),
  )

  it('is version 14, with a test for each log', () => {
    expect(renderWith(tap, { runs: [overfitted] })).toMatch(/^TAP version 14\n1\.\.1\n/)
    expect(tests.map(({ ok, name }) => [ok, name])).toEqual([
      ...[
        [false, 'x.bin'],
        [false, 'history.csv'],
        [true, 'b.csv'],
      ],
    ])
    expect(results.plan.end).toBe(3)
    expect(results.failures.filter(({ tapError }) => tapError)).toEqual([])
  })

  it('has a subtest for each diagnosis, with its measurements', () => {
    expect(subtests[0]?.map(({ name }) => name)).toEqual(overfitted.checks.map(({ id }) => id))
    const found = subtests[0]?.find(({ name }) => name === 'overfitting')
    const [worst] = overfitted.findings
    expect(found).toMatchObject({
      ok: false,
      diag: { severity: 'error', message: worst?.claim, from: worst?.from, to: worst?.to },
    })
  })

  it('skips what could not be told, with the reason', () => {
    for (const { id, because } of overfitted.checks.filter(({ state }) => state === 'unknown'))
      expect(subtests[0]?.find(({ name }) => name === id)).toMatchObject({ ok: true, skip: because })
  })

  it('lets through what the gate does, and says so', () => {
    const parsed = parse(renderWith(tap, { runs: [overfitted] }, { gate: { stops: ['never'] }, code: 0 }))
    expect(parsed.results.ok).toBe(true)
    expect(parsed.subtests[0]?.find(({ name }) => name === 'overfitting')).toMatchObject({
      ok: false,
      todo: 'error, let through',
    })
  })

  it('is ok where all is well, and never where something was not judged', () => {
    expect(parse(renderWith(tap, { runs: [reportOn(HEALTHY)] })).results.ok).toBe(true)
    expect(parse(renderWith(tap, { runs: [reportOn(UNDECIDED)] })).results.ok).toBe(false)
    const gate = { stops: [{ diagnosis: 'loss-without-accuracy' }] }
    expect(parse(renderWith(tap, { runs: [reportOn(HEALTHY)] }, { gate })).results.ok).toBe(false)
  })

  it.each([
    ['fail', { ok: false }],
    ['pass', { ok: true, skip: expect.stringContaining('nothing could be judged') }],
  ] as const)('counts what was not judged as the gate tells: %s', (undecided, expected) => {
    const gate = { stops: ['error'], undecided } as const
    const { results, subtests: own } = parse(renderWith(tap, { runs: [reportOn(UNDECIDED)] }, { gate }))
    expect(results.ok).toBe(expected.ok)
    expect(own[0]?.[0]).toMatchObject({ name: 'undecided', ...expected })
  })

  it('has a subtest for each requirement', () => {
    const { requirements } = reportNaming('val_loss', 'a.csv').runs[0] ?? overfitted
    const [own] = parse(renderWith(tap, { runs: [{ ...reportOn(HEALTHY), requirements }] })).subtests
    const asked = own?.filter(({ name }) => name.startsWith('requirement '))
    expect(asked?.map(({ ok, name }) => [ok, name])).toEqual([
      [false, 'requirement val_loss < 0.6'],
      [false, 'requirement xval_loss < 0.6'],
      [true, 'requirement zval_loss < 0.8'],
    ])
  })

  it('is the same protocol whatever the names', () => {
    const shape = ({ results: { count, pass, fail, todo, skip }, subtests: nested }: Parsed) => [
      ...[count, pass, fail, todo, skip],
      nested.map((own) =>
        own.map(({ ok, name, todo: let_, skip: skipped }) => [
          ok,
          /^[a-z-]+/.exec(name)?.[0],
          Boolean(let_),
          Boolean(skipped),
        ]),
      ),
    ]
    const expected = shape(parse(renderWith(tap, reportNaming('val_loss', 'history.csv'))))
    forNastyNames((name, source) => {
      const parsed = parse(renderWith(tap, reportNaming(name, source)))
      expect(parsed.results.failures.filter(({ tapError }) => tapError)).toEqual([])
      expect(shape(parsed)).toEqual(expected)
      expect(parsed.subtests[0]?.[0]?.diag?.message).toBe(printable(`${name} rises from epoch 2 on`))
    })
  })
})
