import { Chalk, type ChalkInstance } from 'chalk'
import type { Ink, Span } from '../chart/canvas.js'
import { drawChart } from '../chart/chart.js'
import { asciiGlyphs, unicodeGlyphs } from '../chart/glyphs.js'
import type { ExitCode } from '../exit-code.js'
import { count, spell } from '../numerals.js'
import type { Check, NamedFinding, Report, RunReport } from '../report.js'
import { presentCurves } from '../run/run.js'
import { printable } from '../text/printable.js'
import type { Presentation, Reporter } from './reporter.js'

type Paint = (ink: Ink | 'error' | 'warning' | 'note' | 'good' | 'dim', text: string) => string

/** The report for people: curves, verdict with its evidence, what to do, what was checked and what was not. */
export const text: Reporter = {
  id: 'text',
  summary: 'curves and verdict for people',
  render(report, exitCode, presentation) {
    const paint = painter(presentation.colorLevel)
    const runs = report.runs.map((run) => renderRun(run, presentation, paint).join('\n'))
    const lines = [...runs, closing(report, exitCode, paint)].join('\n\n')
    return `${presentation.unicode ? lines : toAscii(lines)}\n`
  },
}

/** Blue and orange of the 256 colours are told apart by colour-blind eyes, on dark and on light ground. */
function painter(level: Presentation['colorLevel']): Paint {
  const chalk = new Chalk({ level })
  const [train, validation] =
    level >= 2 ? [chalk.ansi256(32), chalk.ansi256(166)] : [chalk.blue, chalk.yellow]
  const inks: Record<Parameters<Paint>[0], ChalkInstance> = {
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

function renderRun(report: RunReport, presentation: Presentation, paint: Paint): string[] {
  const { run, findings, best } = report
  const lines = [header(report, presentation.width)]
  const drawable = presentCurves(run.curves).some(
    (curve) => curve.y.some((value) => Number.isFinite(value)) && curve.x.length > 1,
  )
  if (presentation.chart && drawable) {
    const worst = findings[0]
    const region = worst && { from: worst.from, to: worst.to, ruled: !BETWEEN_CURVES.has(worst.id) }
    const highlights = { ...(best && { best: best.at }), ...(region && { region }) }
    const glyphs = presentation.unicode ? unicodeGlyphs : asciiGlyphs
    const rows = drawChart(run, { width: presentation.width, glyphs, highlights })
    lines.push('', ...rows.map((row) => paintRow(row, paint)))
    const key = keyLine(report, region?.ruled ? glyphs.axis.ruled : glyphs.region)
    if (key) lines.push(paint('dim', key))
  }
  return [...lines, '', ...verdictLines(report, presentation, paint)]
}

function header({ run, number, ofRuns }: RunReport, width: number): string {
  const xs = run.series.map(({ x }) => x)
  const first = Math.min(...xs.map((x) => x[0] ?? 0))
  const last = Math.max(...xs.map((x) => x.at(-1) ?? 0))
  const points = xs.reduce((most, x) => Math.max(most, x.length), 0)
  const which = ofRuns > 1 ? [`run ${number} of ${ofRuns}`] : []
  const curves = presentCurves(run.curves).map(({ name }) => name)
  const parts = [
    shortened(run.title, Math.floor(width / 2)),
    run.format,
    ...which,
    `${count(points, run.axis)} (${first} to ${last})`,
    curves.join(' '),
  ]
  return truncate(printable(parts.join(' · ')), width)
}

function paintRow(row: readonly Span[], paint: Paint): string {
  return row.map(({ text: piece, ink }) => paint(ink, printable(piece))).join('')
}

/** What the marks in the chart mean. */
function keyLine({ best, findings, run }: RunReport, shade: string): string | undefined {
  const parts: string[] = []
  if (best) parts.push(`best ${run.axis} ${best.at}`)
  const worst = findings[0]
  if (worst) parts.push(`${shade.repeat(4)} ${worst.id} from ${worst.from}`)
  return parts.length > 0 ? `       ${parts.join('   ')}` : undefined
}

const SYMBOLS = { error: '✖', warning: '▲', note: '●' } as const

function verdictLines(report: RunReport, presentation: Presentation, paint: Paint): string[] {
  const { verdict, findings, run, checks, best } = report
  const lines: string[] = []
  const say = (lead: string, message: string) => lines.push(...wrap(lead, message, presentation.width))
  if (verdict.status === 'healthy' && findings.length === 0) lines.push(paint('good', '✔ HEALTHY'))
  if (verdict.status === 'undecided') lines.push(paint('warning', '? UNDECIDED'))
  if (findings.length === 0) say('    ', verdict.summary)
  for (const finding of findings) lines.push(...findingLines(finding, run.axis, presentation, paint))
  if (best) {
    const after = best.epochsAfter === 0 ? 'the last' : `${count(best.epochsAfter, run.axis)} before the end`
    const lower = best.lowest
      ? `; the lowest, ${spell(best.lowest.value)} at ${run.axis} ${best.lowest.at}, may be chance`
      : ''
    say('    Best: ', `${run.axis} ${best.at} by ${best.by} (${spell(best.value)}), ${after}${lower}`)
  }
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

function findingLines(finding: NamedFinding, axis: string, { width }: Presentation, paint: Paint): string[] {
  const { severity, title, id, from, claim, evidence, advice } = finding
  const head = `${SYMBOLS[severity]} ${title.toUpperCase()} from ${axis} ${from}`
  const column = Math.min(24, Math.max(...evidence.map(({ series }) => printable(series).length)))
  return [
    `${paint(severity, head)} ${paint('dim', `(${id}, ${severity})`)}`,
    ...wrap('    ', claim, width),
    ...evidence.flatMap(({ series, what }) =>
      wrap(`      ${printable(series).padEnd(column)}  `, what, width),
    ),
    ...advice.flatMap((line, k) => wrap(k === 0 ? '    Do   ' : '    Then ', line, width)),
  ]
}

function closing(report: Report, exitCode: ExitCode, paint: Paint): string {
  const findings = report.runs.flatMap((run) => run.findings)
  const number = (severity: string) => findings.filter((finding) => finding.severity === severity).length
  const unread = report.errors.length > 0 ? `, ${count(report.errors.length, 'log')} not read` : ''
  return paint(
    'dim',
    `${count(number('error'), 'error')}, ${count(number('warning'), 'warning')}${unread}   exit ${exitCode}`,
  )
}

/** Breaks a message at blanks so that no line passes the width; the lines after the first are indented under it. */
function wrap(lead: string, message: string, width: number): string[] {
  const room = Math.max(20, width - lead.length)
  const lines: string[] = []
  for (const word of printable(message).split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(...pieces(word, room))
  }
  return lines.map((line, k) => (k === 0 ? lead : ' '.repeat(lead.length)) + line)
}

function pieces(word: string, room: number): string[] {
  const parts: string[] = []
  for (let start = 0; start < word.length || start === 0; start += room)
    parts.push(word.slice(start, start + room))
  return parts
}

function truncate(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`
}

/** A path that is too long loses its beginning: the end tells logs apart. */
function shortened(path: string, most: number): string {
  return path.length <= most ? path : `…${path.slice(path.length - most + 1)}`
}

const ASCII: Readonly<Record<string, string>> = {
  '·': '-',
  '…': '~',
  '✖': 'x',
  '✔': 'ok',
  '▲': '!',
  '●': '-',
  '—': '-',
}

/** For terminals without Unicode: our own signs in ASCII, anything else spelt out. */
function toAscii(lines: string): string {
  return lines.replace(
    /[^\u0000-\u007f]/gu,
    (char) => ASCII[char] ?? `\\u{${char.codePointAt(0)?.toString(16)}}`,
  )
}
