import { describe, expect, it } from 'vitest'
import type { Severity } from '../../src/diagnoses/diagnosis.js'
import type { Gate } from '../../src/exit-code.js'
import { describeChange, describeStanding } from '../../src/live/lines.js'
import { type Change, Warnings } from '../../src/live/warnings.js'
import type { Check, RunReport } from '../../src/report.js'

type Said = Severity | 'clear' | 'unknown'

/** What is found of one diagnosis after an epoch. */
function report(id: string, said: Said, best?: number): RunReport {
  const state = said === 'clear' || said === 'unknown' ? said : 'found'
  const finding = { id, title: id, severity: said, claim: 'claim', from: 3, to: 9, evidence: [], advice: [] }
  const check: Check = { id, state }
  return {
    run: { axis: 'epoch' },
    checks: [check],
    findings: state === 'found' ? [finding] : [],
    ...(best !== undefined && { best: { at: best, by: 'val_loss', value: 0.25 } }),
  } as unknown as RunReport
}
const told = (changes: readonly Change[]) =>
  changes.map(({ warning, withdrawn }) => withdrawn ?? `${warning.finding.severity} ${warning.since}`)

function replay(id: string, said: readonly Said[], asked: Gate['stops'] = [], best?: number) {
  const warnings = new Warnings(asked)
  const changes = said.map((one, at) => told(warnings.take(report(id, one, best), at)))
  return { changes, standing: warnings.standing.map(({ finding, since }) => [finding.id, since]) }
}

describe('what is said while a training runs', () => {
  it('are errors at once and warnings at the second epoch', () => {
    expect(replay('overfitting', ['clear', 'error', 'error']).changes).toEqual([[], ['error 1'], []])
    expect(replay('overfitting', ['warning', 'warning', 'warning'])).toEqual({
      changes: [[], ['warning 1'], []],
      standing: [['overfitting', 1]],
    })
  })

  it('is no warning that comes and goes', () => {
    const { changes } = replay('unstable', ['warning', 'clear', 'warning', 'clear', 'warning'])
    expect(changes.flat()).toEqual([])
  })

  it('is no note and nothing about the end, unless that is waited for', () => {
    expect(replay('noisy-validation', ['note', 'note', 'note']).changes.flat()).toEqual([])
    expect(replay('stopped-early', ['warning', 'warning']).changes.flat()).toEqual([])
    expect(
      replay('stopped-early', ['warning', 'warning'], [{ diagnosis: 'stopped-early' }]).changes.flat(),
    ).toEqual(['warning 1'])
    expect(replay('noisy-validation', ['note', 'note'], ['note']).changes.flat()).toEqual(['note 1'])
    expect(replay('stopped-early', ['warning', 'warning'], ['warning']).changes.flat()).toEqual([])
  })

  it('is said anew where it became graver, and still dated from the first time', () => {
    expect(replay('overfitting', ['warning', 'warning', 'error']).changes).toEqual([
      [],
      ['warning 1'],
      ['error 1'],
    ])
  })
})

describe('what became lighter', () => {
  const warnings = new Warnings()
  const steps = (['error', 'warning'] as const).map((said, at) =>
    warnings.take(report('overfitting', said), at),
  )
  const { run } = report('overfitting', 'warning')

  it('is said with what it was before', () => {
    expect(steps.flat().map((change) => describeChange(change, run))).toEqual([
      '✖ overfitting from epoch 3: claim',
      '▲ overfitting from epoch 3, a warning and no longer an error: claim',
    ])
  })
})

describe('what is dated anew', () => {
  it('is named as it was said first', () => {
    const warnings = new Warnings()
    warnings.take(report('overfitting', 'error'), 8)
    expect(describeStanding(warnings.standing, [], report('overfitting', 'error').run)).toEqual([
      'overfitting was first said after epoch 8',
    ])
    const later = report('overfitting', 'error')
    const findings = later.findings.map((finding) => ({ ...finding, from: 18, claim: 'another' }))
    warnings.take({ ...later, findings }, 20)
    expect(describeStanding(warnings.standing, [], later.run)).toEqual([
      'overfitting was first said after epoch 8, then from epoch 3: claim; by what came later it began at epoch 18',
    ])
  })

  it('is said with the place it had where only that has moved', () => {
    const warnings = new Warnings()
    warnings.take(report('overfitting', 'error'), 8)
    const later = report('overfitting', 'error')
    const findings = later.findings.map((finding) => ({ ...finding, from: 5 }))
    warnings.take({ ...later, findings }, 20)
    expect(describeStanding(warnings.standing, [], later.run)).toEqual([
      'overfitting was first said after epoch 8 (then from epoch 3)',
    ])
  })
})

describe('what was said', () => {
  it('stands through an epoch or two without it', () => {
    const { changes, standing } = replay('overfitting', [
      'error',
      'clear',
      'clear',
      'error',
      'clear',
      'clear',
    ])
    expect(changes.flat()).toEqual(['error 0'])
    expect(standing).toEqual([['overfitting', 0]])
  })

  it('stands where the answer is not known any more', () => {
    const { standing } = replay('overfitting', ['error', 'unknown', 'unknown', 'unknown', 'unknown'])
    expect(standing).toEqual([['overfitting', 0]])
  })

  it('is taken back with a reason', () => {
    const gone: Said[] = ['error', 'clear', 'clear', 'clear']
    expect(replay('not-learning', gone, [], 2)).toEqual({
      changes: [['error 0'], [], [], ['no longer so for 3 epochs']],
      standing: [],
    })
    expect(replay('overfitting', gone, [], 2).changes.at(-1)).toEqual([
      'val_loss reached a new best, 0.250 at epoch 2',
    ])
    expect(replay('overfitting', gone, [], 0).changes.at(-1)).toEqual(['no longer so for 3 epochs'])
  })

  const gone = (said: Severity): Said[] => [said, said, 'clear', 'clear', 'clear']
  const waits = (changes: readonly string[][]) =>
    changes.flatMap((change, at) => (change.length > 0 ? [at] : []))

  it('needs more to be said again each time it was taken back, up to a most', () => {
    const often = Array<Said>(12).fill('warning')
    const { changes } = replay('unstable', [...gone('warning'), ...often, ...gone('warning'), ...often])
    expect(waits(changes)).toEqual([1, 4, 7, 21, 27])
    const short = replay('overfitting', [...gone('error'), 'error', 'error', 'clear', 'error', 'error'])
    expect(waits(short.changes)).toEqual([0, 4])
    const third = [...often, 'clear', 'clear', 'clear'] as const
    const many = replay('overfitting', [...gone('error'), ...third, ...third, ...third, ...third])
    expect(waits(many.changes)).toEqual([0, 4, 7, 19, 25, 34, 46, 49, 61, 64])
  })

  it('is said at once where it is graver than what was taken back', () => {
    expect(waits(replay('overfitting', [...gone('warning'), 'error']).changes)).toEqual([1, 4, 5])
  })

  it('is told of with all that was said before', () => {
    const warnings = new Warnings()
    const said: Said[] = [...gone('error'), 'error', 'error', 'error']
    const changes = said.flatMap((one, at) => warnings.take(report('overfitting', one), at))
    const { run } = report('overfitting', 'error')
    expect(changes.map((change) => describeChange(change, run))).toEqual([
      '✖ overfitting from epoch 3: claim',
      '✔ overfitting withdrawn: no longer so for 3 epochs',
      '✖ overfitting again, from epoch 3: claim',
    ])
    const withdrawn = [{ id: 'overfitting', since: 0, at: 4, because: 'no longer so' }]
    expect(describeStanding(warnings.standing, withdrawn, run)).toEqual([
      'overfitting was said again after epoch 7',
      'overfitting was said after epoch 0 and withdrawn after epoch 4: no longer so',
    ])
  })
})
