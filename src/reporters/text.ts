import { Chalk, type ChalkInstance } from 'chalk'
import type { Ink } from '../chart/canvas.js'
import { drawChart } from '../chart/chart.js'
import { asciiGlyphs, unicodeGlyphs } from '../chart/glyphs.js'
import { describeCorners, describeRelations } from '../ending.js'
import type { ExitCode } from '../exit-code.js'
import { count, spell, spellChange } from '../numerals.js'
import type { Check, NamedFinding, Report, RunReport } from '../report.js'
import { presentCurves } from '../run/run.js'
import { printable, toAscii, withoutCommands } from '../text/printable.js'
import { columnsOf, pad, truncate, wrap } from '../text/wrap.js'
import type { Presentation, Reporter } from './reporter.js'

type Tint = Ink | 'error' | 'warning' | 'note' | 'good' | 'dim'

/** The screen that the report is laid out for. */
interface Screen extends Presentation {
  paint(ink: Tint, text: string): string
  /** Text from a log or of our own as this screen can show it. */
  clean(text: string): string
}

/** The report for people: curves, verdict with its evidence, what to do, what was checked and what was not. */
export const text: Reporter = {
  id: 'text',
  summary: 'curves and verdict for people',
  render(report, exitCode, presentation) {
    const clean = (raw: string) => (presentation.unicode ? printable(raw) : toAscii(printable(raw)))
    const screen: Screen = { ...presentation, paint: painter(presentation.colorLevel), clean }
    const runs = report.runs.map((run) => renderRun(run, screen).join('\n'))
    return `${withoutCommands([...runs, closing(report, exitCode, screen)].join('\n\n'))}\n`
  },
}

/** Blue and orange of the 256 colours are told apart by colour-blind eyes, on dark and on light ground. */
function painter(level: Presentation['colorLevel']): Screen['paint'] {
  const chalk = new Chalk({ level })
  const [train, validation] =
    level >= 2 ? [chalk.ansi256(32), chalk.ansi256(166)] : [chalk.blue, chalk.yellow]
  const inks: Record<Tint, ChalkInstance> = {
    plain: chalk.reset,
    train,
    validation,
    mark: chalk.bold,
    region: chalk.dim,
    axis: chalk.dim,
    title: chalk.bold,
    error: chalk.red.bold,
    warning: chalk.yellow.bold,
    note: chalk.cyan.bold,
    good: chalk.green.bold,
    dim: chalk.dim,
  }
  return (ink, piece) => (level === 0 || ink === 'plain' || piece.trim() === '' ? piece : inks[ink](piece))
}

/** Findings that speak of what lies between training and validation; the others are ruled along the axis. */
const BETWEEN_CURVES = new Set(['overfitting', 'overconfident', 'validation-below-train'])

function renderRun(report: RunReport, screen: Screen): string[] {
  const lines = [...header(report, screen), '']
  const drawable = presentCurves(report.run.curves).some(
    (curve) => curve.y.some((value) => Number.isFinite(value)) && curve.x.length > 1,
  )
  if (screen.chart && drawable) lines.push(...chartLines(report, screen), '')
  return [...lines, ...verdictLines(report, screen)]
}

/** What was read: the log, its format, its epochs, and the curves that are judged; on a second line where they must. */
function header({ run, number, ofRuns }: RunReport, { width, unicode, clean }: Screen): string[] {
  const xs = run.series.map(({ x }) => x)
  const first = xs.reduce((least, x) => Math.min(least, x[0] ?? least), Number.POSITIVE_INFINITY)
  const last = xs.reduce((most, x) => Math.max(most, x.at(-1) ?? most), Number.NEGATIVE_INFINITY)
  const points = xs.reduce((most, x) => Math.max(most, x.length), 0)
  const ellipsis = unicode ? '…' : '~'
  const what = [
    run.format,
    ...(ofRuns > 1 ? [`run ${number} of ${ofRuns}`] : []),
    `${count(points, run.axis)} (${first} to ${last})`,
  ].join(' · ')
  const names = presentCurves(run.curves).map(({ name }) => name)
  const title = clean(run.title)
  const oneLine = clean([title, what, names.join(' ')].join(' · '))
  if (columnsOf(oneLine) <= width) return [oneLine]
  const room = Math.max(Math.floor(width / 3), width - columnsOf(what) - 3)
  const lines = [`${truncate(title, room, ellipsis, 'end')} · ${what}`, `    ${names.join(' ')}`]
  return lines.map((line) => truncate(clean(line), width, ellipsis))
}

function chartLines({ run, best, findings }: RunReport, { width, unicode, paint, clean }: Screen): string[] {
  const glyphs = unicode ? unicodeGlyphs : asciiGlyphs
  const worst = findings[0]
  const ruled = worst && !(BETWEEN_CURVES.has(worst.id) && run.curves.trainLoss && run.curves.validationLoss)
  const highlights = {
    ...(best && { best: best.at }),
    ...(worst && { region: { from: worst.from, to: worst.to, ...(ruled && { ruled }) } }),
  }
  const rows = drawChart(run, { width, glyphs, highlights })
  const shade = (ruled ? glyphs.axis.ruled : glyphs.region).repeat(4)
  const key = [
    ...(best ? [`best ${run.axis} ${best.at}`] : []),
    ...(worst ? [`${shade} ${worst.id} from ${worst.from}`] : []),
  ]
  return [
    ...rows.map((row) => row.map(({ text: piece, ink }) => paint(ink, clean(piece))).join('')),
    ...wrap(key.join('   '), width - 7).map((line) => paint('dim', `       ${line}`)),
  ]
}

/** Where one of these could not be checked, nothing found is not yet healthy. */
const ESSENTIAL = new Set(['diverged', 'not-learning', 'overfitting'])

const SYMBOLS = { error: '✖', warning: '▲', note: '●' } as const

function verdictLines(report: RunReport, screen: Screen): string[] {
  const { verdict, findings, run, checks, best } = report
  const { paint, clean } = screen
  const lines: string[] = []
  const say = (lead: string, message: string) => lines.push(...hang(lead, message, screen))
  if (verdict.status === 'healthy' && findings.length === 0) {
    const open = checks.some(({ id, state }) => state === 'unknown' && ESSENTIAL.has(id))
    lines.push(paint('good', clean(open ? '✔ HEALTHY, as far as can be told' : '✔ HEALTHY')))
  }
  if (verdict.status === 'undecided') lines.push(paint('warning', '? UNDECIDED'))
  if (findings.length === 0) say('    ', verdict.summary)
  for (const finding of findings) lines.push(...findingLines(finding, run.axis, screen))
  if (best) {
    const change = best.value > 0 && best.end > 0 ? `: ${spellChange(best.end / best.value - 1)}` : ''
    const after =
      best.epochsAfter === 0
        ? 'the last'
        : `${count(best.epochsAfter, run.axis)} before the end (${spell(best.end)}${change})`
    const lowest = best.lowest && `${spell(best.lowest.value)} at ${run.axis} ${best.lowest.at}`
    const lower = lowest ? `; the lowest, ${lowest}, may be chance` : ''
    say('    Best: ', `${run.axis} ${best.at} by ${best.by} (${spell(best.value)}), ${after}${lower}`)
  }
  const corners = describeCorners(report)
  if (corners) say('    Ends: ', corners)
  const relations = describeRelations(report)
  if (relations) say('    Moves: ', relations)
  const clear = checks.filter(({ state }) => state === 'clear').map(({ id }) => id)
  if (clear.length > 0) say('    Checked: ', `${clear.join(', ')}: ok`)
  for (const [because, ids] of unanswered(checks)) say('    Not checked: ', `${ids.join(', ')} (${because})`)
  for (const { line, because } of run.notes)
    say('    Note: ', `${line === undefined ? '' : `line ${line}: `}${because}`)
  return lines
}

/** The checks without an answer, by their reason. */
function unanswered(checks: readonly Check[]): ReadonlyMap<string, string[]> {
  const reasons = new Map<string, string[]>()
  for (const { id, state, because = 'no answer' } of checks) {
    if (state === 'unknown') reasons.set(because, [...(reasons.get(because) ?? []), id])
  }
  return reasons
}

function findingLines(finding: NamedFinding, axis: string, screen: Screen): string[] {
  const { severity, title, id, from, claim, evidence, advice } = finding
  const { width, paint, clean, unicode } = screen
  const head = clean(`${SYMBOLS[severity]} ${title.toUpperCase()} from ${axis} ${from}`)
  const tail = `(${id}, ${severity})`
  const oneLine = columnsOf(head) + 1 + tail.length <= width
  const names = evidence.map(({ series }) =>
    truncate(clean(series), Math.floor(width / 3), unicode ? '…' : '~'),
  )
  const column = names.reduce((most, name) => Math.max(most, columnsOf(name)), 0)
  return [
    ...(oneLine
      ? [`${paint(severity, head)} ${paint('dim', tail)}`]
      : [...wrap(head, width).map((line) => paint(severity, line)), paint('dim', `    ${tail}`)]),
    ...hang('    ', claim, screen),
    ...evidence.flatMap(({ what }, k) => hang(`      ${pad(names[k] ?? '', column)}  `, what, screen)),
    ...advice.flatMap((line, k) => hang(k === 0 ? '    Do   ' : '    Then ', line, screen)),
  ]
}

function closing(report: Report, exitCode: ExitCode, { paint }: Screen): string {
  const findings = report.runs.flatMap((run) => run.findings)
  const number = (severity: string) => findings.filter((finding) => finding.severity === severity).length
  const unread = report.errors.length > 0 ? `, ${count(report.errors.length, 'log')} not read` : ''
  const counts = `${count(number('error'), 'error')}, ${count(number('warning'), 'warning')}${unread}`
  return paint('dim', `${counts}   exit ${exitCode}`)
}

/** A message behind a lead; the lines after the first are indented under it. */
function hang(lead: string, message: string, { width, clean }: Screen): string[] {
  const indent = columnsOf(lead)
  return wrap(clean(message), width - indent).map((line, k) => (k === 0 ? lead : ' '.repeat(indent)) + line)
}
