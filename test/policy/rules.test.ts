import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/diagnoses/diagnosis.js'
import { diagnoses } from '../../src/diagnoses/list.js'
import { diagnose } from '../../src/index.js'
import {
  checkRules,
  LEVELS,
  parseLevels,
  parseLimits,
  type Rules,
  settableLimits,
} from '../../src/policy/rules.js'
import { examine } from '../../src/verdict.js'
import { judgeFixture } from '../fixtures/paths.js'
import { refusal } from '../refusal.js'
import { HEALTHY, OVERFITTED } from '../reporters/sample.js'

const [overfitted] = diagnose(OVERFITTED)
const [healthy] = diagnose(HEALTHY)
if (!overfitted || !healthy) throw new Error('no run')
const under = (rules: Rules, run = overfitted.run) => examine(run, diagnoses, rules)
const severities = (rules: Rules) =>
  Object.fromEntries(under(rules).findings.map(({ id, severity }) => [id, severity]))

describe('--level', () => {
  it.each(diagnoses.flatMap(({ id }) => LEVELS.map((level) => [id, level])))('takes %s=%s', (id, level) => {
    expect(parseLevels([`${id}=${level}`])).toEqual({ [id]: level })
  })

  it.each(['', ' , '])('refuses %j, which sets nothing, as --set does', (spelt) => {
    expect(refusal(() => parseLevels(['unstable=off', spelt])).message).toBe('--level: nothing given')
    expect(refusal(() => parseLimits([spelt])).message).toBe('--set: nothing given')
  })

  it('takes several, the last of a diagnosis counts', () => {
    const spelt = ['unstable=off, overfitting = note', 'overfitting=warning']
    expect(parseLevels(spelt)).toEqual({ unstable: 'off', overfitting: 'warning' })
  })

  it.each([
    ['overfiting=note', 'overfiting', 'did you mean overfitting?'],
    ['overfitting=warn', 'warn', 'there are: off, note, warning, error'],
    ['overfitting', 'nothing is set', 'for example'],
    ['=note', 'nothing is set', 'for example'],
    ['__proto__=note', '__proto__', 'there are: diverged'],
  ])('refuses %s', (spelt, message, hint) => {
    const error = refusal(() => parseLevels([spelt]))
    expect(error.message).toContain('--level')
    expect(error.message).toContain(message)
    expect(error.hint).toContain(hint)
  })
})

describe('--set', () => {
  it.each([...settableLimits])('takes %s', (name, { value }) => {
    expect(parseLimits([`${name}=${value}`])).toEqual({ [name]: value })
    expect(refusal(() => parseLimits([`${name}=-1`])).message).toContain(`--set ${name}`)
    expect(refusal(() => parseLimits([`${name}=much`])).hint).toContain(`${value}`)
  })

  it('knows every limit of every diagnosis', () => {
    const all = diagnoses.flatMap(({ id, limits }) => Object.keys(limits).map((name) => `${id}.${name}`))
    expect([...settableLimits.keys()]).toEqual(all)
  })

  it('takes per cent', () => {
    expect(parseLimits(['overfitting.rise=20%'])).toEqual({ 'overfitting.rise': 0.2 })
  })

  it.each([
    ['overfitting.rize=0.2', 'did you mean overfitting.rise?'],
    ['overfiting.rise=0.2', 'did you mean overfitting?'],
    ['rise=0.2', 'did you mean overfitting.rise or overconfident.rise?'],
    ['zebra=0.2', 'epochwise diagnoses'],
    ['overfitting.steadiness=1.5', "0.9 Kendall's tau"],
    ['overfitting.rise=1e999', '0.1'],
    ['overfitting.rise=0x2', '0.1'],
    ['overfitting.rise=', '0.1'],
    ['overfitting.__proto__=1', 'there are: overfitting.rise'],
  ])('refuses %s', (spelt, hint) => {
    const error = refusal(() => parseLimits([spelt]))
    expect(error.message).toMatch(/^--set/)
    expect(error.hint).toContain(hint)
  })
})

describe('a level', () => {
  it('changes how grave a finding is', () => {
    expect(severities({}).overfitting).toBe('error')
    expect(severities({ levels: { overfitting: 'note' } }).overfitting).toBe('note')
    expect(severities({ levels: { overfitting: 'warning' } }).overfitting).toBe('warning')
  })

  it('orders what is found by it', () => {
    const path = 'fixtures/diagnoses/overfitting.csv'
    const order = (rules: Rules) => under(rules, judgeFixture(path).run).findings.map(({ id }) => id)
    expect(order({})).toEqual(['overfitting', 'overconfident'])
    expect(order({ levels: { overfitting: 'note' } })).toEqual(['overconfident', 'overfitting'])
  })

  it('does not change what explains what', () => {
    const explained = (rules: Rules) =>
      under(rules)
        .checks.filter(({ because }) => because?.startsWith('beside the point'))
        .map(({ id }) => id)
    expect(explained({ levels: { overfitting: 'note' } })).toEqual(explained({}))
  })

  it('off is not asked, and the check says so', () => {
    const { findings, checks } = under({ levels: { overfitting: 'off' } })
    expect(findings.map(({ id }) => id)).not.toContain('overfitting')
    expect(checks.find(({ id }) => id === 'overfitting')).toEqual({
      id: 'overfitting',
      state: 'unknown',
      because: 'turned off',
    })
  })

  it('off for all leaves nothing to judge', () => {
    const levels = Object.fromEntries(diagnoses.map(({ id }) => [id, 'off' as const]))
    expect(diagnose(HEALTHY, { rules: { levels } })[0]?.verdict.status).toBe('undecided')
  })
})

describe('a limit', () => {
  it.each([...settableLimits.keys()])('%s reaches its diagnosis, and no other', (path) => {
    const [id = '', name = ''] = path.split('.')
    const seen = new Map<string, Readonly<Record<string, number>>>()
    const spies = diagnoses.map((diagnosis) => ({
      ...diagnosis,
      examine: (_: unknown, limits: Readonly<Record<string, number>>) => {
        seen.set(diagnosis.id, limits)
        return { state: 'clear' as const }
      },
    }))
    examine(healthy.run, spies, { limits: { [path]: 0.125 } })
    for (const diagnosis of diagnoses) {
      const expected = { ...defaultLimits(diagnosis), ...(diagnosis.id === id && { [name]: 0.125 }) }
      expect(seen.get(diagnosis.id)).toEqual(expected)
    }
  })

  it('changes the answer', () => {
    const { checks } = under({
      limits: { 'overfitting.rise': 50, 'overfitting.steadyRise': 50, 'overfitting.gap': 900 },
    })
    expect(checks.find(({ id }) => id === 'overfitting')?.state).not.toBe('found')
  })
})

describe('rules as data', () => {
  it('are checked by name and value', () => {
    expect(refusal(() => checkRules('rules', { limits: { 'overfitting.rize': 1 } })).hint).toContain('rise')
    expect(
      refusal(() => checkRules('rules', { limits: { 'overfitting.rise': Number.NaN } })).message,
    ).toContain('NaN')
    expect(refusal(() => diagnose(HEALTHY, { rules: { levels: { overfit: 'off' } } })).hint).toContain(
      'overfitting',
    )
    expect(checkRules('rules', { levels: { unstable: 'off' } }).levels).toEqual({ unstable: 'off' })
  })
})
