import { missingOf, type PictureOptions, remarksOn, withScale } from '../chart/chart.js'
import { planOf, spanOf, splitOf, titleOfPanel } from '../chart/plan.js'
import { spellEnd, type YAxis } from '../chart/y-axis.js'
import { spell } from '../numerals.js'
import { type RunReport, titleOf } from '../report.js'
import type { Series } from '../run/run.js'
import { highlightsOf } from '../screen/sheet.js'
import type { Line } from './labels.js'
import { tag, textTag } from './markup.js'
import { type DrawnPanel, NARROW, type PanelPicture, panelOf, WIDE } from './panel.js'

/** One panel, with what it shows in words. */
export interface Drawing {
  readonly title: string
  readonly description: string
  readonly panel: PanelPicture
}

export interface Picture {
  readonly drawings: readonly Drawing[]
  /** What leaves the frames, and what could not be drawn. */
  readonly remarks: readonly string[]
}

/** As many labels on a y axis as a panel of so many rows in the terminal has. */
export const ROWS = 15
export const ARROWS = { beyond: { above: '↑', below: '↓' } } as const

/** The panels of a run: the same curves, scales and marks as in the terminal. */
export function pictureOf(report: RunReport, asked: PictureOptions): Picture {
  const { run, findings, best } = report
  const plan = planOf(run, asked.plot)
  const span = spanOf(plan.panels.flatMap(({ curves }) => curves))
  const panels = plan.panels.map((panel) => withScale(panel, ROWS, asked.logY))
  const [worst] = findings
  const named = worst ? `${worst.id} from ${worst.from}` : ''
  const drawings = panels.map((panel): Drawing => {
    const title = titleOfPanel(panel, panel.y.log)
    const lines = panel.curves.map((series) => lineOf(series, panel.y))
    const drawn: PanelPicture = {
      ...{ title, lines, y: panel.y, axis: run.axis, span },
      highlights: { ...highlightsOf(report), named },
    }
    const marks = [
      ...(best ? [`Marked: best ${run.axis} ${best.at}.`] : []),
      ...(named ? [`Shaded: ${named}.`] : []),
    ]
    const description = [...panel.curves.map((curve) => describe(curve, run.axis)), ...marks].join(' ')
    return { title: `${title} of ${titleOf(report)}`, description, panel: drawn }
  })
  return { drawings, remarks: [...remarksOn(panels, run, ARROWS, asked), ...missingOf(plan, run)] }
}

/** A panel as a picture of its own, that a reader of screens can tell of: drawn for a wide page and for a narrow one. */
export function svgOf(drawing: Drawing, id: string): string {
  const { panel } = drawing
  return tag(
    'div',
    { class: 'panel' },
    oneSvg(drawing, panelOf(panel, WIDE), 'wide', id),
    oneSvg(drawing, panelOf(panel, NARROW), 'narrow', `${id}-narrow`),
  )
}

function oneSvg(
  { title, description }: Drawing,
  { content, width, height }: DrawnPanel,
  room: string,
  id: string,
): string {
  return tag(
    'svg',
    {
      class: `chart ${room}`,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
    },
    textTag('title', { id: `${id}-title` }, title),
    textTag('desc', { id: `${id}-desc` }, description),
    content,
  )
}

function lineOf(series: Series, y: YAxis): Line {
  const label = `${spellEnd(series.y.at(-1) ?? Number.NaN, y)} ${splitOf(series)}`.trimEnd()
  return { series, label, look: series.split === 'train' ? 'train' : 'validation' }
}

/** A curve in a sentence. */
export function describe({ name, x, y, goal }: Series, axis: string): string {
  const [first, last] = [y[0] ?? Number.NaN, y.at(-1) ?? Number.NaN]
  let [best, at] = [Number.NaN, Number.NaN]
  for (let k = 0; k < y.length; k++) {
    const value = y[k] ?? Number.NaN
    if (Number.isNaN(best) || (goal === 'higher' ? value > best : value < best))
      [best, at] = [value, x[k] ?? at]
  }
  const extreme =
    goal === 'none' ? '' : `, ${goal === 'higher' ? 'highest' : 'lowest'} ${spell(best)} at ${axis} ${at}`
  return `${name} goes from ${spell(first)} to ${spell(last)} in ${axis} ${x[0]} to ${x.at(-1)}${extreme}.`
}
