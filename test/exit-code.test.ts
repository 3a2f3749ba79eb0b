import { describe, expect, it } from 'vitest'
import type { Severity } from '../src/diagnoses/diagnosis.js'
import { type ExitCode, exitCode, type Gate, unansweredChecks } from '../src/exit-code.js'
import type { RequirementOutcome } from '../src/policy/requirement.js'
import type { Check, Comparison, NamedFinding, RunReport, Status } from '../src/report.js'
import { comparisonNaming } from './reporters/comparison-naming.js'

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note']
const GATES: Readonly<Record<string, Gate>> = {
  error: { stops: ['error'] },
  warning: { stops: ['warning'] },
  note: { stops: ['note'] },
  never: { stops: ['never'] },
  overfitting: { stops: [{ diagnosis: 'overfitting' }] },
  'error,diverged': { stops: ['error', { diagnosis: 'diverged' }] },
}

/** A run with findings `id:severity`; what is named unanswered is unknown. */
function run(findings: readonly string[], unanswered: readonly string[] = [], undecided = false): RunReport {
  const found = findings.map((spelt): NamedFinding => {
    const [id = '', severity] = spelt.split(':')
    return {
      id,
      title: id,
      severity: severity as Severity,
      claim: id,
      from: 1,
      to: 2,
      evidence: [],
      advice: [],
    }
  })
  const checks: Check[] = [
    ...found.map(({ id }) => ({ id, state: 'found' as const })),
    ...unanswered.map((id) => ({ id, state: 'unknown' as const, because: 'too short' })),
  ]
  const status: Status = undecided ? 'undecided' : 'healthy'
  const about = {
    name: 'a',
    title: 'a',
    format: 'csv',
    axis: 'epoch',
    series: [],
    curves: {},
    facts: {},
    notes: [],
  }
  return {
    run: about as RunReport['run'],
    ...{ number: 1, ofRuns: 1, corners: [], relations: [], requirements: [] },
    ...{ findings: found, checks, verdict: { status, summary: '' } },
  }
}

/** What the rule of the contract says, written another way: as a table of who stops whom. */
const STOPPED_BY: Readonly<Record<string, (id: string, severity: Severity) => boolean>> = {
  error: (_, severity) => severity === 'error',
  warning: (_, severity) => severity !== 'note',
  note: () => true,
  never: () => false,
  overfitting: (id) => id === 'overfitting',
  'error,diverged': (id, severity) => severity === 'error' || id === 'diverged',
}

const FINDINGS: readonly (readonly string[])[] = [
  [],
  ...['overfitting', 'diverged', 'unstable'].flatMap((id) =>
    SEVERITIES.map((severity) => [`${id}:${severity}`]),
  ),
  ['unstable:warning', 'overfitting:note'],
  ['overfitting:note', 'unstable:error'],
]
const TABLE = Object.keys(GATES).flatMap((gate) => FINDINGS.map((findings) => ({ gate, findings })))

describe('exit code', () => {
  it.each(TABLE)('of $findings at the gate $gate is 1 when it is stopped, else 0', ({ gate, findings }) => {
    const stopped = findings.some((spelt) => {
      const [id = '', severity] = spelt.split(':')
      return STOPPED_BY[gate]?.(id, severity as Severity)
    })
    expect(exitCode({ runs: [run(findings)], errors: [] }, GATES[gate] ?? { stops: [] })).toBe(
      stopped ? 1 : 0,
    )
  })

  it.each(TABLE)(
    'of $findings at the gate $gate is 2 beside a log that was not read',
    ({ gate, findings }) => {
      const errors = [{ source: 'x', message: 'x: no such file', hint: '' }]
      expect(exitCode({ runs: [run(findings)], errors }, GATES[gate] ?? { stops: [] })).toBe(2)
    },
  )

  it.each(Object.entries(GATES))(
    'is 2 of a run about which nothing can be said, at the gate %s',
    (_, gate) => {
      const undecided = run([], ['overfitting', 'diverged'], true)
      expect(exitCode({ runs: [undecided], errors: [] }, gate)).toBe(2)
      expect(exitCode({ runs: [run(['overfitting:error']), undecided], errors: [] }, gate)).toBe(2)
    },
  )

  it.each(Object.entries(GATES))('is 2 of nothing, at the gate %s', (_, gate) => {
    expect(exitCode({ runs: [], errors: [] }, gate)).toBe(2)
  })

  it.each<[string, readonly string[], readonly string[], Gate['stops'], ExitCode]>([
    ['a named diagnosis could not answer', [], ['overfitting'], [{ diagnosis: 'overfitting' }], 2],
    ['one that is not named could not answer', [], ['unstable'], [{ diagnosis: 'overfitting' }], 0],
    ['severities are named, and some could not answer', [], ['overfitting'], ['note'], 0],
    ['the gate is never, and some could not answer', [], ['overfitting'], ['never'], 0],
    [
      'another finding stops the run anyway',
      ['diverged:error'],
      ['overfitting'],
      ['error', { diagnosis: 'overfitting' }],
      1,
    ],
    [
      'another finding does not stop it',
      ['unstable:note'],
      ['overfitting'],
      ['error', { diagnosis: 'overfitting' }],
      2,
    ],
  ])('where %s', (_, findings, unanswered, stops, code) => {
    expect(exitCode({ runs: [run(findings, unanswered)], errors: [] }, { stops })).toBe(code)
  })

  it('of several runs is 1 when one is stopped, 2 when one could not be judged', () => {
    const [fine, stopped, open] = [run([]), run(['overfitting:error']), run([], ['overfitting'])]
    const gate: Gate = { stops: [{ diagnosis: 'overfitting' }] }
    expect(exitCode({ runs: [fine, fine], errors: [] }, gate)).toBe(0)
    expect(exitCode({ runs: [fine, stopped], errors: [] }, gate)).toBe(1)
    expect(exitCode({ runs: [stopped, fine], errors: [] }, gate)).toBe(1)
    expect(exitCode({ runs: [stopped, open], errors: [] }, gate)).toBe(2)
  })
})

describe('exit code of a run that is undecided beside a warning', () => {
  const open = run(['unstable:warning'], ['diverged'], true)
  it.each<[Gate['stops'], Gate['undecided'], ExitCode]>([
    [['error'], undefined, 2],
    [['never'], undefined, 2],
    [[{ diagnosis: 'overfitting' }], undefined, 2],
    [['warning'], undefined, 1],
    [[{ diagnosis: 'unstable' }], undefined, 1],
    [['error'], 'fail', 1],
    [['error'], 'pass', 0],
    [['warning'], 'pass', 1],
  ])('at the gate %j, undecided %s, is %i', (stops, undecided, code) => {
    expect(exitCode({ runs: [open], errors: [] }, { stops, ...(undecided && { undecided }) })).toBe(code)
  })
})

describe('checks without an answer', () => {
  it('are those that the gate names', () => {
    const report = run([], ['overfitting', 'unstable'])
    expect(unansweredChecks(report, { stops: [{ diagnosis: 'overfitting' }] })).toEqual(['overfitting'])
    expect(unansweredChecks(report, { stops: ['error', 'note'] })).toEqual([])
  })
})

describe('exit code of requirements', () => {
  const required = (...states: RequirementOutcome['state'][]) => ({
    ...run([]),
    requirements: states.map((state) => ({ requirement: 'a > 1', state, because: '' })),
  })

  it.each([
    [['met'], 0],
    [['met', 'failed'], 1],
    [['failed', 'missing'], 2],
    [['missing'], 2],
  ] as const)('%j: %i, whatever the gate lets through', (states, code) => {
    expect(exitCode({ runs: [required(...states)], errors: [] }, { stops: ['never'] })).toBe(code)
  })
})

describe('exit code of what could not be judged', () => {
  const gate = (undecided?: 'fail' | 'pass'): Gate => ({
    stops: ['error', { diagnosis: 'overfitting' }],
    ...(undecided && { undecided }),
  })
  const unread = [{ source: 'x', message: 'x: no such file', hint: '' }]

  it.each([
    ['a run without a verdict', run([], [], true), [2, 1, 0]],
    ['a named diagnosis without an answer', run([], ['overfitting']), [2, 1, 0]],
    ['another diagnosis without an answer', run([], ['unstable']), [0, 0, 0]],
    [
      'a run stopped by a finding, with an answer missing',
      run(['diverged:error'], ['overfitting']),
      [1, 1, 1],
    ],
    ['a healthy run', run([]), [0, 0, 0]],
  ] as const)('%s: 2 unless told otherwise, 1 by fail, 0 by pass', (_, report, codes) => {
    const found = [undefined, 'fail' as const, 'pass' as const].map((undecided) =>
      exitCode({ runs: [report], errors: [] }, gate(undecided)),
    )
    expect(found).toEqual(codes)
  })

  it.each(['fail', 'pass'] as const)(
    'by %s stays 2 for a log that is not read, and a column that is not there',
    (undecided) => {
      expect(exitCode({ runs: [run([])], errors: unread }, gate(undecided))).toBe(2)
      expect(exitCode({ runs: [], errors: [] }, gate(undecided))).toBe(2)
      const missing = {
        ...run([]),
        requirements: [{ requirement: 'a > 1', state: 'missing' as const, because: '' }],
      }
      expect(exitCode({ runs: [missing], errors: [] }, gate(undecided))).toBe(2)
    },
  )

  it('by pass stops a finding all the same', () => {
    const runs = [run([], [], true), run(['overfitting:error'])]
    expect(exitCode({ runs, errors: [] }, gate('pass'))).toBe(1)
  })
})

describe('exit code of comparisons', () => {
  const STATES = ['better', 'same', 'worse', 'mixed', 'unknown'] as const
  const compared = (...states: Comparison['state'][]) =>
    states.map((state) => comparisonNaming('val_loss', 'a.csv', state))
  const table = STATES.flatMap((state) =>
    [true, false].flatMap((gated) =>
      [undefined, 'fail' as const, 'pass' as const].flatMap((undecided) =>
        [[], ['overfitting:error'], ['unstable:warning']].map((findings) => ({
          state,
          gated,
          undecided,
          findings,
        })),
      ),
    ),
  )

  it.each(table)(
    'of $findings, $state than the baseline, regressions stopped: $gated, undecided: $undecided',
    ({ state, gated, undecided, findings }) => {
      const gate: Gate = {
        stops: gated ? ['error', 'regression'] : ['error'],
        ...(undecided && { undecided }),
      }
      const worse = gated && (state === 'worse' || state === 'mixed')
      const stopped =
        worse || findings.includes('overfitting:error') || (state === 'unknown' && undecided === 'fail')
      const expected = state === 'unknown' && !undecided ? 2 : stopped ? 1 : 0
      expect(exitCode({ runs: [run(findings)], errors: [], comparisons: compared(state) }, gate)).toBe(
        expected,
      )
    },
  )

  it('is 1 when one of several is worse, 2 when one could not be compared', () => {
    const gate: Gate = { stops: ['regression'] }
    const code = (...states: Comparison['state'][]) =>
      exitCode({ runs: [run([])], errors: [], comparisons: compared(...states) }, gate)
    expect([code('better', 'same'), code('better', 'worse'), code('worse', 'unknown')]).toEqual([0, 1, 2])
  })
})
