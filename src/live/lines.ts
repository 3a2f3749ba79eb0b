import { spell } from '../numerals.js'
import type { RunReport } from '../report.js'
import { presentCurves, type Run } from '../run/run.js'
import { wholeOf } from '../run/thin.js'
import { hang, type Screen, SYMBOLS } from '../screen/screen.js'
import { chartOf } from '../screen/sheet.js'
import { LOWEST } from '../terminal.js'
import { columnsOf, truncate } from '../text/wrap.js'
import type { Observed, Step, Withdrawn } from './observer.js'
import { valueAt } from './prefix.js'
import type { Change, Warning } from './warnings.js'

/** An epoch with its values and what is said of the run since when, in one line of any length. */
export function lineOf(run: Run, { at, standing, changes }: Step, screen: Screen): string {
  const values = presentCurves(run.curves).flatMap((curve) => {
    const value = valueAt(wholeOf(curve), at)
    return value === undefined ? [] : [`${curve.name} ${spell(value)}`]
  })
  const news = changes.map((change) => describeChange(change, run))
  const old = standing
    .filter((warning) => !changes.some((change) => change.warning.finding.id === warning.finding.id))
    .map(({ finding: { id }, since }) => `${id} (said after ${run.axis} ${since})`)
  return screen.clean([`${run.axis} ${spellPlace(at)}`, ...values, ...news, ...old].join('  '))
}

/** A warning that is given, made graver or taken back, in one line. */
export function describeChange({ warning, before, withdrawn }: Change, { axis }: Run): string {
  const { finding, first, again } = warning
  const { id, severity, from, claim } = finding
  if (withdrawn !== undefined) return `${SYMBOLS.good} ${id} withdrawn: ${withdrawn}`
  const lighter = before === undefined ? '' : `, a ${severity} and no longer an ${before}`
  const anew = again && finding === first ? ' again,' : ''
  return `${SYMBOLS[severity]} ${id}${anew} from ${axis} ${spellPlace(from)}${lighter}: ${claim}`
}

/** What was said of the run while it was watched and after which epoch, and when and why it was taken back. */
export function describeStanding(
  standing: readonly Warning[],
  withdrawn: readonly Withdrawn[],
  { axis }: Run,
): string[] {
  const gone = withdrawn.filter(
    ({ id }) => !standing.some(({ finding, again }) => finding.id === id && !again),
  )
  const said = ({ again }: Warning) => (again ? 'was said again' : 'was first said')
  return [
    ...standing.map(
      (warning) => `${warning.finding.id} ${said(warning)} after ${axis} ${whenAndWhere(warning, axis)}`,
    ),
    ...gone.map(
      ({ id, since, at, because }) =>
        `${id} was said after ${axis} ${spellPlace(since)} and withdrawn after ${axis} ${spellPlace(at)}: ${because}`,
    ),
  ]
}

/** What was said first, where what came later has moved its beginning behind that. */
function saidThen({ finding, since, first }: Warning, axis: Run['axis']): string {
  if (finding.from <= since) return ''
  return `from ${axis} ${spellPlace(first.from)}: ${first.claim}`
}

/** The epoch after which it was said, and from which it was said to be so, where what came later has moved that. */
function whenAndWhere(warning: Warning, axis: Run['axis']): string {
  const { finding, since, first } = warning
  if (finding.from === first.from) return spellPlace(since)
  const then = saidThen(warning, axis)
  return then
    ? `${spellPlace(since)}, then ${then}; by what came later it began at ${axis} ${spellPlace(finding.from)}`
    : `${spellPlace(since)} (then from ${axis} ${spellPlace(first.from)})`
}

/** From which epoch on something is so, and since when that is said; nothing is said after an epoch before it began. */
function whatStands(warning: Warning, axis: Run['axis']): string {
  const { finding, since } = warning
  const then = saidThen(warning, axis)
  const place = `from ${axis} ${spellPlace(finding.from)}`
  return then
    ? `${place}: ${finding.claim} (first said after ${spellPlace(since)}, ${then})`
    : `${place}, said after ${spellPlace(since)}: ${finding.claim}`
}

/** The run as it stands for a terminal of so many rows: its last values, its curves, what is said of it. */
export function pictureOf({ report }: Observed, step: Step, screen: Screen, rows: number): string[] {
  const { run } = report
  const { paint, clean, ellipsis, width } = screen
  const values = lineOf(run, { ...step, standing: [], changes: [] }, screen)
  const free = width - columnsOf(values) - 2
  const named = free < SHORTEST_NAME ? '' : `  ${truncate(clean(run.title), free, ellipsis, 'end')}`
  const head = truncate(values + named, width, ellipsis)
  const told = step.standing.map((warning) => ({
    severity: warning.finding.severity,
    lead: clean(`${SYMBOLS[warning.finding.severity]} ${warning.finding.id} `),
    message: whatStands(warning, run.axis),
  }))
  const full = told.flatMap(({ severity, lead, message }) =>
    hang(lead, message, screen).map((line) => paint(severity, line)),
  )
  const short = told.map(({ severity, lead, message }) =>
    paint(severity, truncate(lead + clean(message), width, ellipsis)),
  )
  const nothing = [paint('dim', 'nothing to warn of')]
  const seen = { ...report, findings: step.standing.map(({ finding }) => finding) }
  const feet = told.length > 0 ? [full, short] : [nothing]
  const [laid = { chart: undefined, foot: feet[0] ?? nothing }] = feet.flatMap((foot): Laid[] => {
    const chart = chartWithin(rows - foot.length - 4, seen, screen)
    return chart ? [{ chart, foot }] : []
  })
  const { chart, foot } = laid
  const middle = chart && chart.length > 0 ? ['', ...chart, ''] : []
  return [head, ...middle, ...foot].slice(0, Math.max(1, rows - 1))
}

/** A chart, where there is room for one, and what is said below it. */
interface Laid {
  readonly chart: string[] | undefined
  readonly foot: readonly string[]
}

/** The curves in so many rows: as ever, else all of them lower, else the losses alone. */
function chartWithin(room: number, seen: RunReport, screen: Screen): string[] | undefined {
  const asEver = chartOf(seen, screen)
  if (asEver.length <= room) return asEver
  const both = lowered(room, seen, screen, LOW)
  return both ?? lowered(room, withoutAccuracy(seen), screen, LOWEST)
}

/** A chart that fills so many rows, none of its panels lower than `lowest`; undefined where it cannot. */
function lowered(room: number, seen: RunReport, screen: Screen, lowest: number): string[] | undefined {
  const at = (height: number) => chartOf(seen, { ...screen, height })
  const low = at(lowest)
  if (low.length > room) return undefined
  const perRow = Math.max(1, at(lowest + 1).length - low.length)
  const high = at(lowest + Math.floor((room - low.length) / perRow))
  return high.length <= room ? high : low
}

/** Rows of each of two panels, at least, on a terminal that has few. */
const LOW = 5
/** Less of the name of a log, in columns, tells nothing. */
const SHORTEST_NAME = 12

function withoutAccuracy(report: RunReport): RunReport {
  const { trainLoss, validationLoss } = report.run.curves
  if (!trainLoss && !validationLoss) return report
  const curves = { ...(trainLoss && { trainLoss }), ...(validationLoss && { validationLoss }) }
  return { ...report, run: { ...report.run, curves } }
}

function spellPlace(at: number): string {
  return String(Number(at.toPrecision(12)))
}

/** Lines that a text took on a terminal of so many columns. */
export function heightOn(columns: number, lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(columnsOf(plain(line)) / columns)), 0)
}

function plain(line: string): string {
  return line
    .split('\u001b[')
    .map((part, k) => (k === 0 ? part : part.replace(/^[\d;]*m/, '')))
    .join('')
}
