import { drawChart } from '../chart/chart.js'
import { asciiGlyphs, unicodeGlyphs } from '../chart/glyphs.js'
import type { Highlights } from '../chart/x-axis.js'
import { clearChecks, leavesDoubt, unanswered } from '../checks.js'
import { describeBest, describeCorners, describeRelations } from '../ending.js'
import { count } from '../numerals.js'
import { judgedCurves, outlineOf } from '../outline.js'
import { type NamedFinding, placeOf, type RunReport, startOf } from '../report.js'
import { dropsOf } from '../run/schedule.js'
import { columnsOf, pad, truncate, wrap } from '../text/wrap.js'
import { hang, type Screen, SYMBOLS } from './screen.js'

/** Findings that speak of what lies between training and validation; the others are ruled along the axis. */
const BETWEEN_CURVES = new Set(['overfitting', 'overconfident', 'validation-below-train'])

/** The whole report on one run: curves, verdict with its evidence, what to do, what was checked and what was not. */
export function sheetOf(report: RunReport, screen: Screen): string[] {
  const lines = [...header(report, screen), '']
  const chart = chartOf(report, screen)
  if (chart.length > 0) lines.push(...chart, '')
  return [...lines, ...verdictLines(report, screen)]
}

/** What was read: the log, its format, its epochs, and the curves that are judged; on further lines where they must. */
function header(report: RunReport, screen: Screen): string[] {
  const { run } = report
  const { width, ellipsis, clean } = screen
  const what = [run.format, placeOf(report), describeSpan(report)]
    .filter((part) => part !== undefined)
    .join(' · ')
  const names = judgedCurves(report).map(({ name }) => name)
  const title = clean(run.title)
  const curves = [startOf(report), names.join(names.some((name) => name.includes(' ')) ? ', ' : ' ')]
    .filter((part) => part !== undefined)
    .join(' · ')
  const oneLine = clean([title, what, curves].join(' · '))
  if (columnsOf(oneLine) <= width) return [oneLine]
  const room = Math.max(Math.floor(width / 3), width - columnsOf(what) - 3)
  const named = columnsOf(title) <= width ? title : truncate(title, room, ellipsis, 'end')
  const first = `${named} · ${what}`
  const lines =
    columnsOf(first) <= width
      ? [first]
      : [truncate(title, width, ellipsis, 'end'), ...hang('    ', what, screen)]
  return [...lines.map(clean), ...hang('    ', curves, screen)]
}

/** How many epochs or steps there are, from where to where; where only some of them were logged, how many points. */
export function describeSpan(report: RunReport): string {
  const { epochs, from, to, series } = outlineOf(report)
  const { axis } = report.run
  const points = series.reduce((most, own) => Math.max(most, own.points), 0)
  const sparse = epochs === points && epochs < to - from + 1
  return sparse
    ? `${count(epochs, 'point')} (${axis}s ${from} to ${to})`
    : `${count(epochs, axis)} (${from} to ${to})`
}

/** The curves with what they show; nothing where the screen wants none or there is nothing to draw. */
export function chartOf(report: RunReport, screen: Screen): string[] {
  const { run, best, findings } = report
  const { width, unicode, paint, clean } = screen
  if (!screen.chart) return []
  const glyphs = unicode ? unicodeGlyphs : asciiGlyphs
  const worst = findings[0]
  const highlights = highlightsOf(report)
  const { rows, region, together, remarks } = drawChart(run, { ...screen, width, glyphs, highlights })
  if (rows.length === 0 && remarks.length === 0) return []
  const sign = region === 'ruled' ? glyphs.axis.ruled : glyphs.region
  const key = [
    ...(best && rows.length > 0 ? [`best ${run.axis} ${best.at}`] : []),
    ...(worst && region && rows.length > 0 ? [`${sign.repeat(4)} ${worst.id} from ${worst.from}`] : []),
    ...(together ? [`${glyphs.both} both curves`] : []),
  ]
  return [
    ...rows.map((row) => row.map(({ text: piece, ink }) => paint(ink, clean(piece))).join('')),
    ...[...packed(key, width - 7), ...remarks.map(clean)]
      .flatMap((line) => (line === '' ? [] : wrap(line, width - 7)))
      .map((line) => paint('dim', `       ${line}`)),
  ]
}

/** Signs with their words on as few lines as there is room for, none of them broken where it need not be. */
function packed(key: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const own of key) {
    const together = [...lines.slice(-1), own].join('   ')
    if (lines.length > 0 && columnsOf(together) <= width) lines[lines.length - 1] = together
    else lines.push(own)
  }
  return lines
}

/** What a picture of the run points out: the best epoch, the stretch of the gravest finding, drops of the learning rate. */
export function highlightsOf({ run, best, findings }: RunReport): Highlights {
  const worst = findings[0]
  const ruled = worst && !(BETWEEN_CURVES.has(worst.id) && run.curves.trainLoss && run.curves.validationLoss)
  const drops = dropsOf(run)
  return {
    ...(best && { best: best.at }),
    ...(worst && { region: { from: worst.from, to: worst.to, ...(ruled && { ruled }) } }),
    ...(drops.length > 0 && { drops }),
  }
}

function verdictLines(report: RunReport, screen: Screen): string[] {
  const { verdict, findings, run, checks } = report
  const { paint, clean } = screen
  const lines: string[] = []
  const say = (lead: string, message: string) => lines.push(...hang(lead, message, screen))
  if (verdict.status === 'healthy' && findings.length === 0) {
    const sure = !leavesDoubt(checks)
    lines.push(paint('good', clean(sure ? '✔ HEALTHY' : '✔ HEALTHY, as far as can be told')))
  }
  if (verdict.status === 'undecided') lines.push(paint('warning', '? UNDECIDED'))
  if (findings.length === 0 || verdict.status === 'undecided') say('    ', verdict.summary)
  for (const finding of findings) lines.push(...findingLines(finding, run.axis, screen))
  const kept = describeBest(report)
  if (kept) say('    Best: ', kept)
  const corners = describeCorners(report)
  if (corners) say('    Ends: ', corners)
  const relations = describeRelations(report)
  if (relations) say('    Moves: ', relations)
  for (const { requirement, state, because } of report.requirements)
    say('    Required: ', `${requirement}: ${state} (${because})`)
  const clear = clearChecks(checks)
  if (clear.length > 0) say('    Checked: ', `${clear.join(', ')}: ok`)
  for (const [because, ids] of unanswered(checks)) say('    Not checked: ', `${ids.join(', ')} (${because})`)
  for (const { line, because } of run.notes)
    say('    Note: ', `${line === undefined ? '' : `line ${line}: `}${because}`)
  return lines
}

function findingLines(finding: NamedFinding, axis: string, screen: Screen): string[] {
  const { severity, title, id, from, claim, evidence, advice } = finding
  const { width, paint, clean, ellipsis } = screen
  const head = clean(`${SYMBOLS[severity]} ${title.toUpperCase()} from ${axis} ${from}`)
  const tail = `(${id}, ${severity})`
  const oneLine = columnsOf(head) + 1 + tail.length <= width
  const names = evidence.map(({ series }) => truncate(clean(series), Math.floor(width / 3), ellipsis))
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
