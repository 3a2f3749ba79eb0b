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
  const lines = rows.map(({ cells, name }) => ({
    cells: cells.map(({ tint, text }) => ({ tint, text: clean(text) })),
    name: clean(name),
  }))
  const { room, wide } = layOut(lines, width)
  const names = shortened(
    lines.map(({ name }) => name),
    width - taken(room),
    ellipsis,
  )
  const cellsOf = (line: Line) =>
    wide.has(line)
      ? joined(line, taken(room) - BETWEEN, paint)
      : line.cells.slice(0, room.length).map(({ tint, text }, k) => paint(tint, pad(text, room[k] ?? 0)))
  return [
    ...lines.map((line, row) => [...cellsOf(line), names[row] ?? ''].join(' '.repeat(BETWEEN))),
    '',
    ...wrap('one report in full: epochwise LOG; all of them: --full', width).map((line) =>
      paint('dim', line),
    ),
  ]
}

interface Cell {
  readonly tint: Tint
  readonly text: string
}

/** What stands before the name of a log, and the name. */
interface Line {
  readonly cells: readonly Cell[]
  readonly name: string
}

/** Columns between two cells. */
const BETWEEN = 2
/** Names of logs take so many columns, where they are so long: in fewer they tell nothing. */
const NAMES = 16
/** No more than this share of the lines may be wider than the others have room for. */
const FEW = 0.5

/**
 * The columns of each cell, and which lines are wider than that: few that name large steps run over into the place of
 * their sparkline, lest the names of all be cut to nothing. Where all are wide, the sparklines give way.
 */
function layOut(
  lines: readonly Line[],
  width: number,
): { readonly room: readonly number[]; readonly wide: ReadonlySet<Line> } {
  const longest = lines.reduce((most, { name }) => Math.max(most, columnsOf(name)), 0)
  const wanted = Math.min(longest, NAMES)
  const textWidth = ({ cells }: Line) => cells.slice(0, 2).reduce((sum, { text }) => sum + columnsOf(text), 0)
  const widestFirst = [...lines].sort((a, b) => textWidth(b) - textWidth(a))
  const fits = (number: number) => width - taken(roomFor(widestFirst.slice(number))) >= wanted
  let [none, some] = [-1, Math.floor(FEW * lines.length)]
  if (!fits(some)) return { room: roomFor(lines).slice(0, 2), wide: new Set() }
  while (some - none > 1) {
    const middle = (none + some) >> 1
    if (fits(middle)) some = middle
    else none = middle
  }
  return { room: roomFor(widestFirst.slice(some)), wide: new Set(widestFirst.slice(0, some)) }
}

function roomFor(lines: readonly Line[]): number[] {
  return [0, 1, 2].map((k) =>
    lines.reduce((most, { cells }) => Math.max(most, columnsOf(cells[k]?.text ?? '')), 0),
  )
}

/** Columns that cells take, with what keeps them from what comes behind. */
function taken(room: readonly number[]): number {
  return room.reduce((sum, columns) => sum + (columns > 0 ? columns + BETWEEN : 0), 0)
}

/** The first cells of a line, as many as there is room for, without regard to those of other lines. */
function joined({ cells }: Line, columns: number, paint: Screen['paint']): string[] {
  const [first, ...others] = cells
  if (!first) return []
  const short = columnsOf(first.text) <= columns ? first.text : first.text.replace(/,? from .*/, '')
  const kept = [{ tint: first.tint, text: short }]
  let length = columnsOf(short)
  for (const cell of others) {
    if (length + BETWEEN + columnsOf(cell.text) > columns) break
    length += BETWEEN + columnsOf(cell.text)
    kept.push(cell)
  }
  return kept.map(({ tint, text }, k) =>
    paint(tint, k === kept.length - 1 ? pad(text, columnsOf(text) + columns - length) : text),
  )
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
