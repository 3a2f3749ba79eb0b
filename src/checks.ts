import type { Check } from './report.js'

/** Where one of these could not be checked, nothing found is not yet healthy. */
const ESSENTIAL = new Set(['diverged', 'not-learning', 'overfitting'])

/** Was something left unanswered without which a run cannot be called healthy? */
export function leavesDoubt(checks: readonly Check[]): boolean {
  return checks.some(({ id, state }) => state === 'unknown' && ESSENTIAL.has(id))
}

/** What was asked and is not so. */
export function clearChecks(checks: readonly Check[]): string[] {
  return checks.filter(({ state }) => state === 'clear').map(({ id }) => id)
}

/** The checks without an answer, by their reason. */
export function unanswered(checks: readonly Check[]): ReadonlyMap<string, string[]> {
  const reasons = new Map<string, string[]>()
  for (const { id, state, because = 'no answer' } of checks) {
    if (state === 'unknown') reasons.set(because, [...(reasons.get(because) ?? []), id])
  }
  return reasons
}
