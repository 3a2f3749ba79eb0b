import { mermaidOf } from '../chart/mermaid.js'
import { clearChecks, leavesDoubt, unanswered } from '../checks.js'
import { closingOf } from '../closing.js'
import { describeBest, describeCorners, describeRelations } from '../ending.js'
import { count } from '../numerals.js'
import { judgedCurves } from '../outline.js'
import {
  type Comparison,
  type Difference,
  type NamedFinding,
  type Report,
  type RunReport,
  reasonOf,
  titleOf,
} from '../report.js'
import { endingsOf } from '../run/run.js'
import { headlineOf, sparkOf, worstFirst } from '../screen/overview.js'
import { type Screen, SYMBOLS, screenFor } from '../screen/screen.js'
import { chartOf, describeSpan, highlightsOf } from '../screen/sheet.js'
import { STANDING, signOf } from '../screen/versus.js'
import { codeBlock, codeSpan, folded, proseOf, tableRow } from '../text/markdown.js'
import { withoutCommands } from '../text/printable.js'
import { titleOfSource } from '../text/source.js'
import type { Reporter } from './reporter.js'

/** Characters that a report may take: GitHub refuses comments of more than 65,536. */
const ROOM = 60_000
/** Of these for the table of runs and the list of what was not read, each. */
const ROOM_FOR_A_LIST = 15_000
const WIDTH = 80

/** The report for pull requests and job summaries, in the Markdown of GitHub. Nothing from a log is active in it. */
export const markdown: Reporter = {
  id: 'markdown',
  summary: 'Markdown for pull requests and job summaries',
  render(report, exitCode, presentation, { gate }) {
    const screen = screenFor({ ...presentation, width: WIDTH, colorLevel: 0 })
    const runs = worstFirst(report.runs)
    const closing = closingOf(report, gate, exitCode).replace(/ {3}/, ' · ')
    const head = [
      ...(runs.length > 1 ? tableOf(runs, screen) : []),
      ...unreadOf(report),
      ...fitting((report.comparisons ?? []).flatMap(comparisonOf), ROOM_FOR_A_LIST),
    ]
    const bodies = runs.map((run) => bodyOf(run, screen))
    const blocks = [`### ${titleOfReport(report)}`, ...head]
    const left = ROOM - blocks.join('\n\n').length - closing.length
    const shown = runs.length === 1 ? fitting(bodies[0] ?? [], left) : fitting(fold(runs, bodies), left)
    const missing = (runs.length === 1 ? (bodies[0]?.length ?? 0) : runs.length) - shown.length
    const more = missing > 0 ? [`${missing} more left out here: \`epochwise LOG\` shows them.`] : []
    return `${withoutCommands([...blocks, ...shown, ...more, closing].join('\n\n'))}\n`
  },
}

function titleOfReport({ runs, errors }: Report): string {
  const [only] = runs
  if (only && runs.length === 1 && errors.length === 0)
    return `${headlineOf(only).headline}${headlineOf(only).since}: ${codeSpan(titleOf(only))}`
  const parts = (['failing', 'undecided', 'suspect', 'healthy'] as const).flatMap((status) => {
    const number = runs.filter(({ verdict }) => verdict.status === status).length
    return number > 0 ? [`${number} ${status}`] : []
  })
  if (errors.length > 0) parts.push(`${count(errors.length, 'log')} not read`)
  return `epochwise: ${parts.join(', ') || 'nothing to judge'}`
}

function tableOf(runs: readonly RunReport[], screen: Screen): string[] {
  const rows = runs.map((report) => {
    const { headline, since } = headlineOf(report)
    const best = report.best ? `${report.best.at}` : ''
    return tableRow([headline + since, codeSpan(titleOf(report)), best, codeSpan(sparkOf(report, screen))])
  })
  const shown = fitting(rows, ROOM_FOR_A_LIST)
  const left = rows.length - shown.length
  return [
    [tableRow(['verdict', 'log', 'best', 'curve']), tableRow(['---', '---', '---:', '---']), ...shown].join(
      '\n',
    ),
    ...(left > 0 ? [`and ${count(left, 'run')} more`] : []),
  ]
}

function unreadOf({ errors }: Report): string[] {
  const lines = errors.map((error) => {
    const why = [reasonOf(error), ...(error.hint ? [`(${error.hint})`] : [])].map(proseOf).join(' ')
    return `- ${SYMBOLS.error} ${codeSpan(titleOfSource(error.source))}: ${why}`
  })
  const shown = fitting(lines, ROOM_FOR_A_LIST)
  const left = lines.length - shown.length
  if (left > 0) shown.push(`- and ${count(left, 'log')} more`)
  return shown.length > 0 ? [shown.join('\n')] : []
}

function fold(runs: readonly RunReport[], bodies: readonly (readonly string[])[]): string[] {
  return runs.map((report, k) => folded(headlineOf(report).headline, titleOf(report), bodies[k] ?? []))
}

/** All that is said of one run, as blocks each of which can stand or be left out. */
function bodyOf(report: RunReport, screen: Screen): string[] {
  const { run, findings, verdict, checks } = report
  const curves = judgedCurves(report).map(({ name }) => codeSpan(name))
  const chart = chartOf(report, screen)
  const doubt = verdict.status === 'healthy' && leavesDoubt(checks) ? ' (as far as can be told)' : ''
  return [
    [run.format, describeSpan(report), ...(curves.length > 0 ? [curves.join(' ')] : [])].join(' · '),
    ...(findings.length === 0 || verdict.status === 'undecided'
      ? [`${proseOf(verdict.summary)}${doubt}`]
      : []),
    ...findings.flatMap((finding) => findingOf(finding, run.axis)),
    ...requirementsOf(report),
    ...endingsOf(run).map(({ note }) => `${SYMBOLS.warning} ${proseOf(note.because)}`),
    ...(chart.length > 0 ? [codeBlock(chart)] : []),
    ...(screen.mermaid ? mermaidBlocks(report, screen) : []),
    detailsOf(report),
  ]
}

function comparisonOf(comparison: Comparison): string[] {
  const { state, summary, differences, disagreement, baseline, candidate } = comparison
  const rows = differences.map((own) => tableRow([markOf(own), own.by, proseOf(own.because)]))
  return [
    `#### ${STANDING[state].sign} ${codeSpan(candidate.name)} against ${codeSpan(baseline.name)}`,
    proseOf(summary),
    [tableRow(['', 'by', 'measured']), tableRow(['---', '---', '---']), ...rows].join('\n'),
    ...(disagreement ? [proseOf(disagreement)] : []),
  ]
}

function markOf(own: Difference): string {
  const sign = signOf(own)
  return sign === '' ? '' : `${sign} ${own.state}`
}

function mermaidBlocks(report: RunReport, { plot }: Screen): string[] {
  const [worst] = report.findings
  const named = worst ? `${worst.id} from ${worst.from}` : ''
  return mermaidOf(report.run, highlightsOf(report), named, plot).flatMap(({ lines, legend }) => [
    ...(lines.length > 0 ? [['```mermaid', ...lines, '```'].join('\n')] : []),
    proseOf(legend),
  ])
}

function requirementsOf({ requirements }: RunReport): string[] {
  const lines = requirements.map(({ requirement, state, because }) => {
    const sign = { met: SYMBOLS.good, failed: SYMBOLS.error, missing: SYMBOLS.open }[state]
    return `- ${sign} ${codeSpan(requirement)}: ${state} (${proseOf(because)})`
  })
  return lines.length > 0 ? [lines.join('\n')] : []
}

function findingOf(
  { severity, title, id, claim, from, evidence, advice }: NamedFinding,
  axis: string,
): string[] {
  const rows = evidence.map((own) =>
    tableRow([
      codeSpan(own.series),
      proseOf(own.what),
      own.from === own.to ? `${own.to}` : `${own.from} to ${own.to}`,
    ]),
  )
  return [
    `#### ${SYMBOLS[severity]} ${title} from ${axis} ${from} (${severity})`,
    `${proseOf(claim)} (\`${id}\`)`,
    [tableRow(['curve', 'evidence', `${axis}s`]), tableRow(['---', '---', '---']), ...rows].join('\n'),
    advice.map((line, k) => `- **${k === 0 ? 'Do' : 'Then'}** ${proseOf(line)}`).join('\n'),
  ].filter((block) => block !== '')
}

function detailsOf(report: RunReport): string {
  const { run, checks } = report
  const clear = clearChecks(checks)
  const lines: (readonly [about: string, says: string | undefined])[] = [
    ['Best', describeBest(report)],
    ['Ends', describeCorners(report)],
    ['Moves', describeRelations(report)],
    ['Checked', clear.length > 0 ? `${clear.join(', ')}: ok` : undefined],
    ...[...unanswered(checks)].map(
      ([because, ids]) => ['Not checked', `${ids.join(', ')} (${because})`] as const,
    ),
    ...run.notes.map(
      ({ line, because }) => ['Note', `${line === undefined ? '' : `line ${line}: `}${because}`] as const,
    ),
  ]
  const items = lines.flatMap(([about, says]) => (says ? [`- **${about}**: ${proseOf(says)}`] : []))
  return folded('Best epoch, ends, checks', '', [items.join('\n')])
}

/** Those blocks, in order, that go into so many characters. */
function fitting(blocks: readonly string[], room: number): string[] {
  let left = room
  return blocks.filter((block) => {
    const fits = block.length + 2 <= left
    if (fits) left -= block.length + 2
    return fits
  })
}
