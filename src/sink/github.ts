import type { Comparison, Report, Status } from '../report.js'
import type { Environment } from '../terminal.js'

/** Text for a file that GitHub Actions reads after a step. */
export interface Appendix {
  readonly path: string
  readonly text: string
  /** Bytes that the file may hold: of more than this GitHub shows nothing at all. */
  readonly most?: number
}

/** Bytes that the summary of a step may take. */
const SUMMARY_HOLDS = 2 ** 20

const GRAVITY: readonly Status[] = ['failing', 'undecided', 'suspect', 'healthy']

/**
 * What GitHub Actions is told beside the annotations: the report as the summary of the job, and as outputs of the step
 * `verdict` (the worst of all), `best-epoch` (empty unless there is one run that has one), `exit-code` and, where there is a
 * baseline, `comparison` (the worst of all).
 */
export function githubAppendices(
  report: Report,
  exitCode: number,
  summary: () => string,
  env: Environment,
): Appendix[] {
  const { GITHUB_STEP_SUMMARY: summaryFile, GITHUB_OUTPUT: outputFile } = env
  return [
    ...(summaryFile ? [{ path: summaryFile, text: `${summary()}\n`, most: SUMMARY_HOLDS }] : []),
    ...(outputFile ? [{ path: outputFile, text: outputsOf(report, exitCode) }] : []),
  ]
}

const STANDINGS: readonly Comparison['state'][] = ['worse', 'mixed', 'unknown', 'same', 'better']

function outputsOf({ runs, errors, comparisons = [] }: Report, exitCode: number): string {
  const statuses = new Set(runs.map(({ verdict }) => verdict.status))
  if (errors.length > 0 || runs.length === 0) statuses.add('undecided')
  const [only] = runs
  const best = runs.length === 1 ? (only?.best?.at ?? '') : ''
  const verdict = GRAVITY.find((status) => statuses.has(status)) ?? 'undecided'
  const worst = STANDINGS.find((standing) => comparisons.some(({ state }) => state === standing))
  return `verdict=${verdict}\nbest-epoch=${best}\nexit-code=${exitCode}\n${worst ? `comparison=${worst}\n` : ''}`
}
