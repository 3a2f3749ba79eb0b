import type { Run } from '../run/run.js'
import { LEARNING_RATE } from '../run/schedule.js'
import { describeBeyond } from './beyond.js'
import type { Span } from './canvas.js'
import type { Glyphs } from './glyphs.js'
import { drawPanel, type Highlights, labelRoom, legendRoom } from './panel.js'
import { type Panel, type Plan, planOf, spanOf, titleOfPanel } from './plan.js'
import { evenRows, onRows } from './rows.js'
import { type YAxis, yAxisOf } from './y-axis.js'

/** How the picture of a run is wanted. */
export interface PictureOptions {
  /** Rows of each panel, between its title and its axis. */
  readonly height?: number
  /** Log scale for all but accuracies, or for none; where the values ask for it unless told. */
  readonly logY?: boolean
  /** `loss`, `accuracy`, columns of the log or quantities; loss and accuracy unless told. */
  readonly plot?: readonly string[]
  /** In Markdown also as a chart that GitHub and GitLab draw. */
  readonly mermaid?: boolean
}

export interface ChartOptions extends PictureOptions {
  /** Columns of the terminal. */
  readonly width: number
  readonly glyphs: Glyphs
  readonly highlights: Highlights
}

export interface Chart {
  readonly rows: readonly Span[][]
  /** How the stretch of a finding is shown: along the axis where nothing lies between the curves to shade. */
  readonly region?: 'shaded' | 'ruled'
  /** Do two curves run on one another, so that the sign for it wants a word? */
  readonly together: boolean
  /** What the chart needs said under it: what leaves its frame, what could not be drawn. */
  readonly remarks: readonly string[]
}

/** A panel with its y axis. */
export interface ScaledPanel extends Panel {
  readonly y: YAxis
}

/** From this width on two panels stand side by side. */
const SIDE_BY_SIDE = 110
const LOSS_ROWS = 11
const OTHER_ROWS = 8
/** Where all is of one epoch there is no curve to see. */
const POINT_ROWS = 3
/** Columns between two panels. */
const BETWEEN = 2

/** Draws the curves of a run: loss and accuracy, one above the other or side by side as the width allows. */
export function drawChart(run: Run, { width, glyphs, highlights, ...asked }: ChartOptions): Chart {
  const plan = planOf(run, asked.plot)
  const beside = width >= SIDE_BY_SIDE && plan.panels.length > 1
  const span = spanOf(plan.panels.flatMap(({ curves }) => curves))
  const about = ({ kind }: Panel) =>
    asked.height ?? (span[0] === span[1] ? POINT_ROWS : kind === 'loss' || beside ? LOSS_ROWS : OTHER_ROWS)
  const scaled = plan.panels.map((panel) => withScale(panel, about(panel), asked.logY))
  const panels = scaled.map((panel) => {
    const together = beside ? scaled : [panel]
    const rows =
      asked.height ??
      evenRows(
        together.map(({ y }) => y),
        about(panel),
      )
    return { ...panel, y: onRows(panel.y, rows), rows }
  })
  const right = panels.reduce((most, { curves, y }) => Math.max(most, legendRoom(curves, y)), 0)
  const left = panels.reduce((most, { y }) => Math.max(most, labelRoom(y)), 0)
  const own = beside ? Math.floor((width - BETWEEN) / 2) : width
  const draw = (marks: Highlights) =>
    panels.map((panel) =>
      drawPanel(titleOfPanel(panel, panel.y.log), panel.curves, {
        ...{ width: own, rows: panel.rows, glyphs, axis: run.axis, span, highlights: marks, left, right },
        y: panel.y,
      }),
    )
  const shaded = draw(highlights)
  const region = regionIn(shaded, glyphs) ?? (highlights.region && 'ruled')
  const ruled = highlights.region && !highlights.region.ruled && region === 'ruled'
  const drawn = ruled ? draw({ ...highlights, region: { ...highlights.region, ruled } }) : shaded
  const rows = beside ? inPairs(drawn, own) : drawn
  return {
    rows: rows.flatMap((panel, k) => (k === 0 ? panel : [[], ...panel])),
    ...(region && { region }),
    together: drawn.some((panel) => runTogether(panel, glyphs)),
    remarks: [...remarksOn(panels, run, glyphs, asked), ...missingOf(plan, run)],
  }
}

/** A panel with the y axis that its values or the user ask for; an accuracy stays linear. */
export function withScale(panel: Panel, rows: number, logY: boolean | undefined): ScaledPanel {
  const log = panel.kind === 'accuracy' ? false : (logY ?? (fallsByDecades(panel) || undefined))
  return { ...panel, y: yAxisOf(panel.curves, rows, log) }
}

/** A learning rate that falls to so small a share of itself, three powers of ten, asks for a log scale, */
const FALLEN = 0.0011
/** where half of it lies within this share of its span, at the lower end: one that falls along a cosine does not. */
const LOW_HALF = 0.2

function fallsByDecades({ kind, curves }: Panel): boolean {
  return (
    kind === 'other' &&
    curves.every(({ quantity, y }) => {
      const sorted = y.filter(Number.isFinite).sort()
      const [low = 0, middle = 0, high = 0] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)]
      return LEARNING_RATE.test(quantity) && low > 0 && low <= FALLEN * high && middle <= LOW_HALF * high
    })
  )
}

/** What leaves the frames of panels, and where there could be no log scale. */
export function remarksOn(
  panels: readonly ScaledPanel[],
  { axis }: Run,
  glyphs: Pick<Glyphs, 'beyond'>,
  { logY }: PictureOptions,
): string[] {
  return panels.flatMap(({ title, kind, curves, y }) => [
    ...describeBeyond(curves, y, axis, glyphs),
    ...(logY && !y.log && kind !== 'accuracy' ? [`${title}: no log scale, no value above 0`] : []),
  ])
}

/** What was asked for and is not there, and what is; what has nothing to draw. */
export function missingOf({ missing, empty }: Pick<Plan, 'missing' | 'empty'>, { series }: Run): string[] {
  const unknown = `no column ${missing.join(', ')} to draw; there are ${series.map(({ name }) => name).join(', ')}`
  return [
    ...(missing.length > 0 ? [unknown] : []),
    ...empty.map(
      ({ title, curves }) =>
        `${title} is not drawn: ${curves.map(({ name }) => name).join(', ')} ${curves.length === 1 ? 'holds' : 'hold'} no finite value`,
    ),
  ]
}

function regionIn(panels: readonly Span[][][], { region }: Glyphs): Chart['region'] | undefined {
  const shaded = panels.flat(2).some(({ text, ink }) => ink === 'region' && text.includes(region))
  return shaded ? 'shaded' : undefined
}

/** Do two curves run on one another, so that there is a sign for it? */
function runTogether(rows: readonly Span[][], { both }: Glyphs): boolean {
  const drawn = rows
    .slice(1)
    .flatMap((row) => row.filter(({ ink }) => ink === 'train' || ink === 'validation'))
  return drawn.some(({ text }) => text.includes(both))
}

function inPairs(panels: readonly Span[][][], width: number): Span[][][] {
  const pairs: Span[][][] = []
  for (let k = 0; k < panels.length; k += 2) {
    const [first = [], second = []] = [panels[k], panels[k + 1]]
    pairs.push(first.map((row, r) => (second[r] ? [...padded(row, width + BETWEEN), ...second[r]] : row)))
  }
  return pairs
}

function padded(row: readonly Span[], width: number): Span[] {
  const length = row.reduce((sum, { text }) => sum + [...text].length, 0)
  return [...row, { text: ' '.repeat(Math.max(0, width - length)), ink: 'plain' }]
}
