import { asciiSparkline } from '../chart/sparkline.js'
import { count } from '../numerals.js'
import { outlineOf } from '../outline.js'
import { type RunReport, titleOf } from '../report.js'
import { type Ending, endingsOf } from '../run/run.js'
import { columnsOf, pad, wrap } from '../text/wrap.js'
import { shortened } from './names.js'
import { type Screen, SYMBOLS, type Tint } from './screen.js'

/** On narrower screens the sparkline gives way, and below the second width all but verdict and name. */
const NARROW = 76
const NARROWER = 56
/** The worst first; what could not be judged stands before what is merely suspect. */
const ORDER = ['failing', 'undecided', 'suspect', 'healthy'] as const

/** Several runs, a line each: verdict, best epoch, sparkline of the loss, name. The worst first. */
export function overviewOf(reports: readonly RunReport[], screen: Screen): string[] {
  const { width, clean, ellipsis, paint } = screen
  const rows = worstFirst(reports).map((report) => {
    const { tint, headline, since } = headlineOf(report)
    const best = report.best ? `best ${report.best.at}` : ''
    const verdict = { tint, text: width < NARROWER ? headline : headline + since }
    const rest = width < NARROWER ? [] : [{ tint: 'plain' as const, text: best }]
    const spark = width < NARROW ? [] : [{ tint: 'validation' as const, text: sparkOf(report, screen) }]
    return { cells: [verdict, ...rest, ...spark], name: titleOf(report) }
  })
  const room = [0, 1, 2].map((k) =>
    rows.reduce((most, { cells }) => Math.max(most, columnsOf(clean(cells[k]?.text ?? ''))), 0),
  )
  const left = width - room.reduce((sum, columns) => sum + (columns > 0 ? columns + 2 : 0), 0)
  const names = shortened(
    rows.map(({ name }) => clean(name)),
    left,
    ellipsis,
  )
  return [
    ...rows.map(({ cells }, row) =>
      [
        ...cells.map(({ tint, text }, k) => paint(tint, pad(clean(text), room[k] ?? 0))),
        names[row] ?? '',
      ].join('  '),
    ),
    '',
    ...wrap('one report in full: epochwise LOG; all of them: --full', width).map((line) =>
      paint('dim', line),
    ),
  ]
}

/** The reports in the order in which they want attention. */
export function worstFirst(reports: readonly RunReport[]): RunReport[] {
  return [...reports].sort((a, b) => rank(a) - rank(b) || gravity(a) - gravity(b))
}

function rank({ verdict, findings }: RunReport): number {
  return ORDER.indexOf(verdict.status) - (findings.length > 0 ? 0.5 : 0)
}

/** Of one severity the graver diagnosis comes first, as in the list of checks. */
function gravity({ checks, findings: [worst] }: RunReport): number {
  return worst ? checks.findIndex(({ id }) => id === worst.id) : 0
}

interface Headline {
  readonly tint: Tint
  readonly headline: string
  readonly since: string
}

const ENDED: Readonly<Record<Ending['id'], string>> = { crashed: 'crashed', blank: 'loss goes blank' }

/** The verdict in a few words of our own, and whether the training crashed or its loss goes blank. */
export function headlineOf(report: RunReport): Headline {
  const own = verdictOf(report)
  return { ...own, since: [own.since, ...endingsOf(report.run).map(({ id }) => ENDED[id])].join(', ') }
}

function verdictOf({ verdict, findings }: RunReport): Headline {
  const [worst] = findings
  if (verdict.status === 'undecided')
    return { tint: 'warning', headline: `${SYMBOLS.open} undecided`, since: '' }
  if (!worst) return { tint: 'good', headline: `${SYMBOLS.good} healthy`, since: '' }
  if (worst.severity === 'note')
    return { tint: 'good', headline: `${SYMBOLS.good} healthy`, since: `, ${count(findings.length, 'note')}` }
  return {
    tint: worst.severity,
    headline: `${SYMBOLS[worst.severity]} ${worst.id}`,
    since: ` from ${worst.from}`,
  }
}

/** The loss (else the accuracy) on unseen data in a few signs. */
export function sparkOf(report: RunReport, { unicode }: Pick<Screen, 'unicode'>): string {
  const { sparkline } = outlineOf(report)
  return unicode ? sparkline : asciiSparkline(sparkline)
}
