import type { Severity } from './diagnoses/diagnosis.js'
import { type Gate, isOpen, isRegression, stops, stopsCrash } from './exit-code.js'
import { count } from './numerals.js'
import type { RequirementOutcome } from './policy/requirement.js'
import type { Report } from './report.js'

/** How many errors and warnings there are, all else that an exit code other than 0 is due to, and the exit code. */
export function closingOf({ runs, errors, comparisons = [] }: Report, gate: Gate, exitCode: number): string {
  const findings = runs.flatMap((run) => run.findings)
  const number = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length
  const notes = findings.filter((finding) => finding.severity === 'note' && stops(gate, finding)).length
  const requirements = runs.flatMap((run) => run.requirements)
  const required = (state: RequirementOutcome['state']) =>
    requirements.filter((outcome) => outcome.state === state).length
  const parts = [
    count(number('error'), 'error'),
    count(number('warning'), 'warning'),
    ...some(notes, count(notes, 'note')),
    ...some(errors.length, `${count(errors.length, 'log')} not read`),
    ...runsThat((run) => isOpen(run, gate), 'not judged'),
    ...some(required('missing'), `${count(required('missing'), 'requirement')} not judged`),
    ...some(required('failed'), `${count(required('failed'), 'requirement')} not met`),
    ...runsThat((run) => stopsCrash(gate, run), 'crashed'),
    ...compared(comparisons),
  ]
  return `${parts.join(', ')}   exit ${exitCode}`

  function runsThat(are: (run: Report['runs'][number]) => boolean, what: string): string[] {
    const own = runs.filter(are).length
    return some(own, `${count(own, 'run')} ${what}`)
  }
}

function compared(comparisons: NonNullable<Report['comparisons']>): string[] {
  const worse = comparisons.filter(isRegression).length
  const open = comparisons.filter(({ state }) => state === 'unknown').length
  return [
    ...some(comparisons.length, `${worse} of ${comparisons.length} worse than the baseline`),
    ...some(open, `${open} not compared`),
  ]
}

function some(number: number, said: string): string[] {
  return number > 0 ? [said] : []
}
