import {
  type Diagnosis,
  defaultLimits,
  type Evidence,
  type Outcome,
  type Severity,
} from './diagnoses/diagnosis.js'
import type { LimitValues } from './limit.js'
import { spell, spellPair } from './numerals.js'
import { remember } from './once.js'
import type { Level, Rules } from './policy/rules.js'
import type { Check, NamedFinding, Verdict } from './report.js'
import type { Best } from './run/best.js'
import { isAveraged } from './run/logged.js'
import { finitePoints } from './run/points.js'
import { adversariesOf, blankOf, endingsOf, presentCurves, type Run } from './run/run.js'

const GRAVITY: readonly Severity[] = ['error', 'warning', 'note']

/** Is `severity` as grave as `least`, or graver? */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return GRAVITY.indexOf(severity) <= GRAVITY.indexOf(least)
}

/** Did the training end with an error? */
export function hasCrashed(run: Run): boolean {
  return endingsOf(run).some(({ id }) => id === 'crashed')
}

/**
 * Asks every diagnosis about a run. Of what is found, the gravest comes first, and a finding that a graver one
 * explains is left out: its check becomes `unknown`, with the name of the cause; so does a check without an answer that an
 * error makes idle. Levels that the user set change how
 * grave a finding is taken, not what explains it; a diagnosis that is off is not asked and explains nothing.
 */
export function examine(
  run: Run,
  diagnoses: readonly Diagnosis[],
  rules: Rules = {},
): { findings: NamedFinding[]; checks: Check[] } {
  const outcomes = diagnoses.map((diagnosis) => ({
    diagnosis,
    outcome: levelOf(diagnosis, rules) === 'off' ? OFF : diagnosis.examine(run, limitsOf(diagnosis, rules)),
  }))
  const kept: { diagnosis: Diagnosis; finding: NamedFinding }[] = []
  const explained = new Map<string, string>()
  for (const { diagnosis, outcome } of outcomes.toSorted((a, b) => gravity(a.outcome) - gravity(b.outcome))) {
    if (outcome.state !== 'found') continue
    const cause = kept.find(({ diagnosis: graver }) => graver.explains?.includes(diagnosis.id))
    if (cause) explained.set(diagnosis.id, cause.diagnosis.id)
    else {
      const level = levelOf(diagnosis, rules)
      const severity = level === undefined || level === 'off' ? outcome.finding.severity : level
      const { id, title } = diagnosis
      const evidence = outcome.finding.evidence.map((own) => sayMeans(run, own))
      kept.push({ diagnosis, finding: { id, title, ...outcome.finding, severity, evidence } })
    }
  }
  const grave = outcomes.filter(
    ({ diagnosis, outcome }) => gravity(outcome) === 0 && !explained.has(diagnosis.id),
  )
  const beside = (id: string, { state }: Outcome) =>
    state === 'unknown'
      ? grave.find(({ diagnosis }) => diagnosis.explains?.includes(id))?.diagnosis.id
      : undefined
  const checks = outcomes.map(({ diagnosis: { id }, outcome }): Check => {
    const cause = explained.get(id) ?? (outcome === OFF ? undefined : beside(id, outcome))
    if (cause) return { id, state: 'unknown', because: `beside the point: ${cause}` }
    return outcome.state === 'unknown'
      ? { id, state: 'unknown', because: outcome.because }
      : { id, state: outcome.state }
  })
  const findings = kept.map(({ finding }) => finding)
  return {
    findings: findings.sort((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity)),
    checks,
  }
}

/** Evidence that tells logged values beside the means, or counts them. */
const LOGGED = /\bmeans?\b|\b(?:NaN|inf) for\b/

/** Evidence says what its numbers are means of, where the curve was averaged for judging. */
function sayMeans(run: Run, evidence: Evidence): Evidence {
  const { series, what } = evidence
  const averaged = presentCurves(run.curves).some(
    (curve) => curve.name === series && isAveraged(run, curve) && !LOGGED.test(what),
  )
  return averaged ? { ...evidence, what: `${what}; means between evaluations` } : evidence
}

/** The answer of a diagnosis that was not asked. */
const OFF = { state: 'unknown', because: 'turned off' } as const

function levelOf({ id }: Diagnosis, { levels = {} }: Rules): Level | undefined {
  return Object.hasOwn(levels, id) ? levels[id] : undefined
}

function limitsOf(diagnosis: Diagnosis, { limits }: Rules): LimitValues<string> {
  if (limits === undefined) return usualLimits(diagnosis)
  const own = Object.keys(diagnosis.limits).flatMap((name) => {
    const value = limits[`${diagnosis.id}.${name}`]
    return value === undefined ? [] : [[name, value] as const]
  })
  return own.length === 0 ? usualLimits(diagnosis) : { ...usualLimits(diagnosis), ...Object.fromEntries(own) }
}

const usualLimits = remember((diagnosis: Diagnosis) => defaultLimits(diagnosis))

function gravity(outcome: Outcome): number {
  return outcome.state === 'found' ? GRAVITY.indexOf(outcome.finding.severity) : GRAVITY.length
}

/**
 * Sums up what was found in one word and one sentence. Where a loss goes blank and only an error would tell more, nothing
 * says whether the training diverged: a warning beside it does not make that a lesser fault.
 */
export function reachVerdict(
  run: Run,
  findings: readonly NamedFinding[],
  checks: readonly Check[],
  best?: Best,
): Verdict {
  const worst = findings[0]
  const blank = openByBlanks(run, checks)
  if (worst && worst.severity !== 'error' && blank)
    return { status: 'undecided', headline: worst.id, summary: `whether it diverged is open: ${blank}` }
  if (worst) {
    const status =
      worst.severity === 'error' ? 'failing' : worst.severity === 'warning' ? 'suspect' : 'healthy'
    return { status, headline: worst.id, summary: worst.claim }
  }
  if (checks.every((check) => check.state === 'unknown'))
    return {
      status: 'undecided',
      summary: `nothing could be judged: ${adversariesOf(run)?.because ?? reasonOf(checks)}`,
    }
  if (blank) return { status: 'undecided', summary: `no fault found, but ${blank}` }
  const { validationLoss } = run.curves
  if (validationLoss && finitePoints(validationLoss).y.length === 0)
    return {
      status: 'undecided',
      summary: `${validationLoss.name} holds no number: nothing tells how the model does on unseen data`,
    }
  if (presentCurves(run.curves).length === 0)
    return {
      status: 'undecided',
      summary: 'nothing could be judged: neither a loss nor an accuracy among the columns',
    }
  return { status: 'healthy', summary: standstill(run, checks) ?? progress(run, best) }
}

/** What is said of a loss that goes blank, where for that reason nothing tells whether the training diverged. */
function openByBlanks(run: Run, checks: readonly Check[]): string | undefined {
  const said = blankOf(run)?.because
  const check = checks.find(({ id }) => id === 'diverged')
  return said !== undefined && check?.because?.startsWith(said) ? said : undefined
}

function reasonOf(checks: readonly Check[]): string {
  const asked = checks.find(({ because }) => because !== OFF.because) ?? checks[0]
  return asked?.because ?? 'nothing was asked'
}

/** What has to be said where nothing is wrong but that the model may not have learned anything. */
function standstill(run: Run, checks: readonly Check[]): string | undefined {
  const check = checks.find(({ id }) => id === 'not-learning')
  if (!run.curves.trainLoss || check?.state !== 'unknown' || check.because === OFF.because) return undefined
  return `no fault found, but whether it learned at all cannot be told: ${check.because}`
}

function progress(run: Run, best: Best | undefined): string {
  const curve = run.curves.validationLoss ?? run.curves.trainLoss ?? run.curves.validationAccuracy
  const { x, y } = finitePoints(curve)
  if (!curve || y.length === 0) return 'no fault found'
  if (y.length === 1)
    return `no fault found: ${curve.name} has one value, ${spell(y[0] ?? 0)} at ${run.axis} ${x[0]}`
  const [from, to] = spellPair(y[0] ?? 0, y.at(-1) ?? 0)
  const where = best ? `; best ${run.axis} ${best.at}` : ''
  return `no fault found: ${curve.name} went from ${from} to ${to} in ${run.axis}s ${x[0]} to ${x.at(-1)}${where}`
}
