import { drawChart } from '../chart/chart.js'
import { asciiGlyphs, unicodeGlyphs } from '../chart/glyphs.js'
import { describeCorners, describeRelations } from '../ending.js'
import { count, spell, spellChange } from '../numerals.js'
import type { Check, NamedFinding, RunReport } from '../report.js'
import { presentCurves } from '../run/run.js'
import { columnsOf, pad, truncate, wrap } from '../text/wrap.js'
import { hang, type Screen, SYMBOLS } from './screen.js'

/** Findings that speak of what lies between training and validation; the others are ruled along the axis. */
const BETWEEN_CURVES = new Set(['overfitting', 'overconfident', 'validation-below-train'])

/** The whole report on one run: curves, verdict with its evidence, what to do, what was checked and what was not. */
export function sheetOf(report: RunReport, screen: Screen): string[] {
  const lines = [...header(report, screen), '']
  const drawable = presentCurves(report.run.curves).some(
    (curve) => curve.y.some((value) => Number.isFinite(value)) && curve.x.length > 1,
  )
  if (screen.chart && drawable) lines.push(...chartLines(report, screen), '')
  return [...lines, ...verdictLines(report, screen)]
}

/** What was read: the log, its format, its epochs, and the curves that are judged; on a second line where they must. */
function header({ run, number, ofRuns }: RunReport, { width, ellipsis, clean }: Screen): string[] {
  const xs = run.series.map(({ x }) => x)
  const first = xs.reduce((least, x) => Math.min(least, x[0] ?? least), Number.POSITIVE_INFINITY)
  const last = xs.reduce((most, x) => Math.max(most, x.at(-1) ?? most), Number.NEGATIVE_INFINITY)
  const points = xs.reduce((most, x) => Math.max(most, x.length), 0)
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
  for (const { requirement, state, because } of report.requirements)
    say('    Required: ', `${requirement}: ${state} (${because})`)
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
