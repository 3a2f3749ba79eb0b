import { closingOf } from '../closing.js'
import { CHARACTER, linesOf } from '../page/labels.js'
import { tag, textTag } from '../page/markup.js'
import { NARROW, PANEL, panelOf, WIDE } from '../page/panel.js'
import { pictureOf } from '../page/picture.js'
import { CHART_STYLE, COLORS, themeOf } from '../page/style.js'
import { type RunReport, titleOf } from '../report.js'
import { headlineOf, worstFirst } from '../screen/overview.js'
import type { Presentation } from '../screen/screen.js'
import { truncate } from '../text/wrap.js'
import type { Reporter } from './reporter.js'

const HEAD = 16
const LINE = 18
const MARGIN = 12
/** The name of a log takes so many lines at most. */
const NAME_LINES = 2
/** A picture of more runs than this is none to look at. */
const MOST = 20

/** The picture for a wide screen, and for one that is narrow and high. */
const LAYOUTS = [
  { name: 'wide', panel: WIDE, most: 2 },
  { name: 'narrow', panel: NARROW, most: 1 },
] as const
type Layout = (typeof LAYOUTS)[number]

/** Screens up to so many pixels are narrow. */
const NARROW_SCREEN = 600

/** Something drawn, and its size in pixels. */
interface Drawn {
  readonly content: string
  readonly width: number
  readonly height: number
}

/**
 * The chart alone, as a picture that needs nothing else: light or dark as its reader wants it, as wide as there is room,
 * and laid out anew where it is opened on a narrow screen.
 */
export const svg: Reporter = {
  id: 'svg',
  summary: 'the chart as a picture',
  render(report, exitCode, presentation, { gate }) {
    const runs = worstFirst(report.runs)
    const rest = runs.length - MOST
    const last = `${rest > 0 ? `${rest} more runs left out here; ` : ''}${closingOf(report, gate, exitCode).replace(/ {3}/, ' · ')}`
    const says = runs.map((run) => `${titleOf(run)}: ${run.verdict.summary}`).join(' ')
    const [wide, narrow] = LAYOUTS.map((layout) => sheetOf(runs.slice(0, MOST), last, layout, presentation))
    if (!wide || !narrow) return ''
    const { width, height } = wide
    return `${tag(
      'svg',
      {
        ...{ xmlns: 'http://www.w3.org/2000/svg', class: 'chart', role: 'img' },
        ...{ viewBox: `0 0 ${width} ${height}`, width, height, preserveAspectRatio: 'xMinYMin meet' },
        'aria-labelledby': 'title desc',
      },
      textTag('title', { id: 'title' }, runs.map(titleOf).join(', ') || 'epochwise'),
      textTag('desc', { id: 'desc' }, says || last),
      `<style>${themeOf('svg')}${CHART_STYLE}${styleFor(narrow)}</style>`,
      tag('g', { class: 'wide' }, wide.content),
      tag('g', { class: 'narrow', transform: `scale(${width / narrow.width})` }, narrow.content),
    )}\n`
  },
}

/** An image in a page is as wide as the page lets it be; its screen is never narrow and high. */
function styleFor({ width, height }: Drawn): string {
  return [
    '.ground{fill:var(--ground)}svg.chart{max-width:100%;height:auto}.narrow{display:none}',
    `@media (max-width:${NARROW_SCREEN}px) and (max-aspect-ratio:1/1){.wide{display:none}.narrow{display:inline}`,
    `svg.chart{width:100%;aspect-ratio:${width}/${height}}}`,
  ].join('')
}

/** All runs one below the other, and the last line. */
function sheetOf(
  runs: readonly RunReport[],
  last: string,
  layout: Layout,
  presentation: Presentation,
): Drawn {
  const blocks = runs.map((run, k) => blockOf(run, k, layout, presentation))
  const inner = Math.max(layout.panel.width, ...blocks.map(({ width }) => width))
  let top = 0
  const placed = blocks.map(({ content, height }) => {
    const block = tag('g', { transform: `translate(${MARGIN} ${top})` }, content)
    top += height
    return block
  })
  const closing = linesOf(last, { x: MARGIN, y: top + LINE, room: inner, line: LINE })
  const [width, height] = [inner + 2 * MARGIN, top + HEAD + closing.length * LINE]
  const ground = tag('rect', { class: 'ground', width, height, fill: COLORS.ground[0] })
  return { content: [ground, ...placed, closing.join('')].join('\n'), width, height }
}

/** One run: its name and verdict, its panels side by side in pairs where there is room, and what these need said. */
function blockOf(
  report: RunReport,
  number: number,
  { name, panel: layout, most }: Layout,
  presentation: Presentation,
): Drawn {
  const { drawings, remarks } = pictureOf(report, presentation)
  const { headline, since } = headlineOf(report)
  const columns = Math.min(most, Math.max(1, drawings.length))
  const room = columns * layout.width
  const named = truncate(titleOf(report), Math.floor((NAME_LINES * room) / CHARACTER), '…', 'end')
  const titled = `${named}: ${headline}${since}`
  const title = linesOf(titled, { x: 0, y: 22, room, line: LINE, look: 'title' })
  const head = HEAD + title.length * LINE
  const panels = drawings.map(({ title, description, panel }) => ({
    title,
    description,
    ...panelOf(panel, layout),
  }))
  const tall = panels.reduce<number>((most, { height }) => Math.max(most, height), PANEL.height)
  const placed = panels.map(({ title, description, content }, k) => {
    const [x, y] = [(k % columns) * layout.width, head + Math.floor(k / columns) * tall]
    const id = `${name}${number}-${k}`
    const about = [
      textTag('title', { id: `${id}-title` }, title),
      textTag('desc', { id: `${id}-desc` }, description),
    ]
    const labelled = { role: 'group', 'aria-labelledby': `${id}-title ${id}-desc` }
    return tag('g', { transform: `translate(${x} ${y})`, ...labelled }, ...about, content)
  })
  let bottom = head + Math.ceil(drawings.length / columns) * tall
  const lines = remarks.map((remark) => {
    const own = linesOf(remark, { x: 0, y: bottom + MARGIN, room, line: LINE })
    bottom += own.length * LINE
    return own.join('')
  })
  return { content: [title.join(''), ...placed, ...lines].join('\n'), width: room, height: bottom + MARGIN }
}
