import { tag, textTag } from '../page/markup.js'
import { PANEL, panelOf } from '../page/panel.js'
import { pictureOf } from '../page/picture.js'
import { CHART_STYLE, COLORS, themeOf } from '../page/style.js'
import { closingOf } from '../problems.js'
import { type RunReport, titleOf } from '../report.js'
import { headlineOf, worstFirst } from '../screen/overview.js'
import type { Presentation } from '../screen/screen.js'
import type { Reporter } from './reporter.js'

const HEAD = 34
const LINE = 18
const MARGIN = 12
/** A picture of more runs than this is none to look at. */
const MOST = 20

/** The chart alone, as a picture that needs nothing else: light or dark as its reader wants it. */
export const svg: Reporter = {
  id: 'svg',
  summary: 'the chart as a picture',
  render(report, exitCode, presentation) {
    const runs = worstFirst(report.runs)
    const blocks = runs.slice(0, MOST).map((run, k) => blockOf(run, k, presentation))
    const rest = runs.length - blocks.length
    const last = `${rest > 0 ? `${rest} more runs left out here; ` : ''}${closingOf(report, exitCode).replace(/ {3}/, ' · ')}`
    const tall = blocks.reduce((sum, { height }) => sum + height, 0) + HEAD
    const wide = Math.max(PANEL.width, ...blocks.map(({ width }) => width)) + 2 * MARGIN
    let top = 0
    const placed = blocks.map(({ content, height }) => {
      const block = tag('g', { transform: `translate(${MARGIN} ${top})` }, content)
      top += height
      return block
    })
    const says = runs.map((run) => `${titleOf(run)}: ${run.verdict.summary}`).join(' ')
    return `${tag(
      'svg',
      {
        ...{ xmlns: 'http://www.w3.org/2000/svg', class: 'chart', role: 'img' },
        ...{ viewBox: `0 0 ${wide} ${tall}`, width: wide, height: tall },
        'aria-labelledby': 'title desc',
      },
      textTag('title', { id: 'title' }, runs.map(titleOf).join(', ') || 'epochwise'),
      textTag('desc', { id: 'desc' }, says || last),
      `<style>${themeOf('svg')}${CHART_STYLE}.ground{fill:var(--ground)}</style>`,
      tag('rect', { class: 'ground', width: wide, height: tall, fill: COLORS.ground[0] }),
      ...placed,
      textTag('text', { x: MARGIN, y: top + 18 }, last),
    )}\n`
  },
}

/** One run: its name and verdict, its panels side by side in pairs, and what these need said. */
function blockOf(report: RunReport, number: number, presentation: Presentation) {
  const { drawings, remarks } = pictureOf(report, presentation)
  const { headline, since } = headlineOf(report)
  const columns = Math.min(2, Math.max(1, drawings.length))
  const panels = drawings.map(({ title, description, panel }, k) => {
    const [x, y] = [(k % columns) * PANEL.width, HEAD + Math.floor(k / columns) * PANEL.height]
    const id = `run${number}-${k}`
    const about = [
      textTag('title', { id: `${id}-title` }, title),
      textTag('desc', { id: `${id}-desc` }, description),
    ]
    const labelled = { role: 'group', 'aria-labelledby': `${id}-title ${id}-desc` }
    return tag('g', { transform: `translate(${x} ${y})`, ...labelled }, ...about, panelOf(panel).content)
  })
  const bottom = HEAD + Math.ceil(drawings.length / columns) * PANEL.height
  const lines = remarks.map((line, k) => textTag('text', { x: 0, y: bottom + 12 + k * LINE }, line))
  return {
    content: [
      textTag('text', { class: 'title', x: 0, y: 22 }, `${titleOf(report)}: ${headline}${since}`),
      ...panels,
      ...lines,
    ].join('\n'),
    width: columns * PANEL.width,
    height: bottom + lines.length * LINE + MARGIN,
  }
}
