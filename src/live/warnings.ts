import type { Gate } from '../exit-code.js'
import { spell } from '../numerals.js'
import type { NamedFinding, RunReport } from '../report.js'
import { reachVerdict } from '../verdict.js'

/** What is said of a training while it runs. */
export interface Warning {
  readonly finding: NamedFinding
  /** The epoch after which it was first said. */
  readonly since: number
  /** What was found then. */
  readonly first: NamedFinding
  /** It had been said before, and taken back. */
  readonly again?: boolean
}

/** A warning that is given, becomes graver or lighter, or is taken back and why. */
export interface Change {
  readonly warning: Warning
  /** How grave it was before, where it became lighter. */
  readonly before?: NamedFinding['severity']
  readonly withdrawn?: string
}

/**
 * A finding is said when it was there after so many epochs, with no answer against it between them. Measured on recorded
 * and generated runs (`npm run evaluate`): an error at once and a warning at the second epoch are no oftener wrong than
 * EarlyStopping(patience=10) and come before EarlyStopping(patience=5); all at once are wrong oftener, all later come
 * later.
 */
const CONFIRMED = { error: 1, warning: 2, note: 2 } as const
/** It is taken back when the answer was no after so many epochs in a row: one lucky epoch is no recovery. */
const CLEARED = 3
/**
 * What was taken back is said again after so many epochs in a row, twice as many each further time up to a most, lest it
 * come and go; what is graver than it was then, as ever.
 */
const AGAIN = { first: 3, most: 12 } as const
/** These speak of the end of a training, and there is none yet. */
export const OF_THE_END: ReadonlySet<string> = new Set(['stopped-early'])

const GRAVE = { error: 0, warning: 1, note: 2 } as const

interface Watched {
  finding: NamedFinding
  found: number
  clear: number
  warning: Warning | undefined
}

/** How often something was taken back, and how grave it was at its gravest. */
interface TakenBack {
  readonly times: number
  readonly severity: NamedFinding['severity']
}

/**
 * What is said of a growing run, epoch by epoch: errors and warnings, and what the user waits for. Nothing is said too soon, and nothing taken back
 * without a reason.
 */
export class Warnings {
  readonly #watched = new Map<string, Watched>()
  readonly #takenBack = new Map<string, TakenBack>()
  readonly #asked: Gate['stops']

  /** `asked`: what the user waits for. */
  constructor(asked: Gate['stops'] = []) {
    this.#asked = asked
  }

  /** What is said now, the gravest first. */
  get standing(): readonly Warning[] {
    return [...this.#watched.values()]
      .flatMap(({ warning }) => warning ?? [])
      .sort((a, b) => GRAVE[a.finding.severity] - GRAVE[b.finding.severity])
  }

  /** Takes what is found after the epoch `at`. */
  take(report: Omit<RunReport, 'number' | 'ofRuns'>, at: number): Change[] {
    const changes: Change[] = []
    for (const { id, state } of report.checks) {
      const finding = report.findings.find((found) => found.id === id)
      const watched = this.#watched.get(id)
      if (finding) changes.push(...this.#see(finding, watched, at))
      else if (watched) {
        if (state === 'clear') watched.found = 0
        watched.clear = state === 'clear' ? watched.clear + 1 : 0
        const { warning } = watched
        if (!warning || watched.clear < CLEARED) continue
        this.#watched.delete(id)
        this.#takeBack(warning)
        changes.push({ warning, withdrawn: reasonOf(warning, report) })
      }
    }
    return changes
  }

  /** Notes, and what speaks of the end, unless that is what is waited for. */
  #isSilent({ id, severity }: NamedFinding): boolean {
    if (isAsked(id, this.#asked)) return false
    return OF_THE_END.has(id) || (severity === 'note' && !this.#asked.includes('note'))
  }

  #takeBack({ finding: { id, severity } }: Warning): void {
    const before = this.#takenBack.get(id)
    const gravest = before && GRAVE[before.severity] < GRAVE[severity] ? before.severity : severity
    this.#takenBack.set(id, { times: (before?.times ?? 0) + 1, severity: gravest })
  }

  /** Epochs in a row with a finding before it is said. */
  #neededFor({ id, severity }: NamedFinding): number {
    const before = this.#takenBack.get(id)
    if (!before || GRAVE[severity] < GRAVE[before.severity]) return CONFIRMED[severity]
    return Math.min(AGAIN.most, AGAIN.first * 2 ** (before.times - 1))
  }

  #see(finding: NamedFinding, before: Watched | undefined, at: number): Change[] {
    if (this.#isSilent(finding)) return []
    const watched = before ?? { finding, found: 0, clear: 0, warning: undefined }
    this.#watched.set(finding.id, watched)
    watched.found++
    watched.clear = 0
    const { warning } = watched
    if (warning) {
      watched.warning = { ...warning, finding }
      const before = warning.finding.severity
      if (before === finding.severity) return []
      return [{ warning: watched.warning, ...(GRAVE[before] < GRAVE[finding.severity] && { before }) }]
    }
    if (watched.found < this.#neededFor(finding)) return []
    const again = this.#takenBack.has(finding.id)
    watched.warning = { finding, since: at, first: finding, ...(again && { again }) }
    return [{ warning: watched.warning }]
  }
}

/** A new best after they were said makes these untrue. */
const OF_THE_BEST: ReadonlySet<string> = new Set([
  'overfitting',
  'overconfident',
  'wasted-epochs',
  'diverged',
])

function reasonOf({ finding, since }: Warning, { best, run }: Omit<RunReport, 'number' | 'ofRuns'>): string {
  if (best && best.at > since && OF_THE_BEST.has(finding.id))
    return `${best.by} reached a new best, ${spell(best.value)} at ${run.axis} ${best.at}`
  return `no longer so for ${CLEARED} ${run.axis}s`
}

function isAsked(id: string, asked: Gate['stops']): boolean {
  return asked.some((entry) => typeof entry === 'object' && entry.diagnosis === id)
}

/**
 * The report where the watch ended after the epoch `at` and the training may go on: nothing is said of its end, but what
 * the user waited for.
 */
export function withoutEnd(report: RunReport, at: number, asked: Gate['stops']): RunReport {
  const { run, best } = report
  const open = ({ id }: { readonly id: string }) => OF_THE_END.has(id) && !isAsked(id, asked)
  const findings = report.findings.filter((finding) => !open(finding))
  if (findings.length === report.findings.length) return report
  const because = `the watch ended after ${run.axis} ${at}; the training may go on`
  const checks = report.checks.map((check) =>
    open(check) && check.state === 'found' ? { id: check.id, state: 'unknown' as const, because } : check,
  )
  return { ...report, findings, checks, verdict: reachVerdict(run, findings, checks, best) }
}
