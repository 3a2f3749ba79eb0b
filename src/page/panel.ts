import { endsFirst, wholeTicks } from '../chart/scale.js'
import { type Highlights, spellRate } from '../chart/x-axis.js'
import { positionsOf, type YAxis } from '../chart/y-axis.js'
import { spell } from '../numerals.js'
import type { Axis } from '../run/run.js'
import { arrowsOf, type Frame, pathOf, xOf, yOf } from './curve.js'
import { CHARACTER, DIGIT, endsOf, fitted, type Line, legendOf, roomOfEnds } from './labels.js'
import { tag, textTag } from './markup.js'

export interface PanelPicture {
  readonly title: string
  readonly lines: readonly Line[]
  readonly y: YAxis
  readonly axis: Axis
  readonly span: readonly [number, number]
  readonly highlights: Highlights & { readonly named?: string }
}

/** What a panel has room for, in pixels. Its letters are of one size: where a page is narrow, it is drawn anew. */
interface Layout {
  readonly width: number
  /** Room beside the curves: more where their labels need it. */
  readonly left: number
  readonly right: number
  /** Do the last values stand at the ends of the curves, or above them? */
  readonly ends: 'beside' | 'above'
  /** Labels of the x axis, about. */
  readonly ticks: number
  /** More places than this are not pointed out one by one. */
  readonly places: number
}

export const WIDE: Layout = { width: 520, left: 58, right: 118, ends: 'beside', ticks: 6, places: 240 }
export const NARROW: Layout = { width: 360, left: 58, right: 14, ends: 'above', ticks: 4, places: 120 }
/** Size of a panel with its last values beside the curves, in pixels. */
export const PANEL = { width: WIDE.width, height: 310 } as const
const [TOP, HEIGHT] = [52, 190]
/** Pixels between a label of the y axis and both the frame and the edge of the picture, together. */
const BESIDE_LABEL = 12
/** Curves are drawn on so many pixels at least. */
const FEWEST = 120

/** A panel as finished markup, and its size in pixels. */
export interface DrawnPanel {
  readonly content: string
  readonly width: number
  readonly height: number
}

/** One panel: title, grid, curves, marks, axis, and the values of each epoch to point at. */
export function panelOf(picture: PanelPicture, layout: Layout = WIDE): DrawnPanel {
  const { title, lines, y, span } = picture
  const left = Math.max(layout.left, longest(y.ticks) * DIGIT + BESIDE_LABEL)
  const right = layout.ends === 'beside' ? Math.max(layout.right, roomOfEnds(lines)) : layout.right
  const width = Math.max(FEWEST, layout.width - left - right)
  const above = layout.ends === 'above' ? legendOf(lines, { left, inner: width }) : { content: [], height: 0 }
  const frame: Frame = { left, top: TOP + above.height, width, height: HEIGHT, y, span }
  const { top, height } = frame
  const bottom = top + height
  const edge = `M${left} ${top - 6}V${bottom}H${left + width}`
  const content = [
    ...above.content,
    textTag('text', { class: 'title', x: left, y: 18 }, fitted(title, layout.width - left)),
    ...regionOf(picture, frame, layout),
    ...y.ticks.flatMap(({ at, label }) => [
      tag('line', { class: 'grid', x1: left, x2: left + width, y1: yOf(frame, at), y2: yOf(frame, at) }),
      textTag('text', { x: left - 8, y: yOf(frame, at) + 4, 'text-anchor': 'end' }, label),
    ]),
    tag('path', { class: 'axis', d: edge }),
    ...lines.flatMap(({ series, look }) => {
      const { path, dots, points } = pathOf(series, frame)
      return [
        ...(path ? [tag('path', { class: `curve ${look}`, d: path, 'data-points': points })] : []),
        ...(dots ? [tag('path', { class: `curve ${look} dots`, d: dots })] : []),
        ...arrowsOf(series, frame).map((d) => tag('path', { class: `beyond ${look}`, d })),
      ]
    }),
    ...bestOf(picture, frame, layout),
    ...xAxisOf(picture, frame, layout),
    ...(layout.ends === 'beside' ? endsOf(lines, frame) : []),
    ...placesOf(picture, frame, layout),
  ].join('\n')
  return { content, width: layout.width, height: PANEL.height + above.height }
}

function regionOf(
  { highlights: { region, named = '' } }: PanelPicture,
  frame: Frame,
  { width: room }: Layout,
): string[] {
  if (!region) return []
  const [from, to] = [xOf(frame, region.from), xOf(frame, Math.min(region.to, frame.span[1]))]
  const width = Math.max(3, to - from)
  const end = Math.min(frame.left + frame.width + 40, room)
  const x = Math.min(from, end - named.length * CHARACTER)
  return [
    tag('rect', { class: 'region', x: from, y: frame.top, width, height: frame.height }),
    textTag('text', { class: 'regionname', x: Math.max(frame.left, x), y: frame.top - 14 }, named),
  ]
}

function bestOf(
  { highlights: { best }, lines, axis }: PanelPicture,
  frame: Frame,
  { width: room }: Layout,
): string[] {
  if (best === undefined) return []
  const x = xOf(frame, best)
  const bottom = frame.top + frame.height
  const line = lines.find(({ look }) => look === 'validation') ?? lines[0]
  const index = line?.series.x.indexOf(best) ?? -1
  const position = line && index >= 0 ? (positionsOf(line.series, frame.y)[index] ?? Number.NaN) : Number.NaN
  const y = yOf(frame, position)
  const name = `best ${axis} ${best}`
  const half = (name.length * CHARACTER) / 2
  const end = Math.min(frame.left + frame.width + 20, room)
  const middle = Math.max(frame.left + half - 20, Math.min(x, end - half))
  const known = !Number.isNaN(position) && line?.series.goal !== 'none'
  const diamond = `M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z`
  return [
    tag('line', { class: 'best', x1: x, x2: x, y1: frame.top, y2: bottom }),
    ...(known ? [tag('path', { class: 'bestmark', d: diamond })] : []),
    tag('path', { class: 'bestmark', d: `M${x} ${bottom}L${x + 5} ${bottom + 8}L${x - 5} ${bottom + 8}Z` }),
    textTag('text', { class: 'bestname', x: middle, y: bottom + 40, 'text-anchor': 'middle' }, name),
  ]
}

/** Pixels between the name of the x axis and the frame, where it stands at the left. */
const NAME_BEFORE = 12

function longest(ticks: YAxis['ticks']): number {
  return ticks.reduce((most, { label }) => Math.max(most, label.length), 0)
}

function xAxisOf(
  { span, axis, highlights: { drops = [] } }: PanelPicture,
  frame: Frame,
  { width: room, ends, ticks: about }: Layout,
): string[] {
  const bottom = frame.top + frame.height
  const end = frame.left + frame.width
  const taken: [number, number][] = []
  const ticks = wholeTicks(span[0], span[1], about)
  /** Where the name of the axis ends, if it stands at the left. */
  const least = ends === 'beside' ? 0 : frame.left - NAME_BEFORE
  const labels = endsFirst(ticks).flatMap((x) => {
    const at = xOf(frame, x)
    const label = Number.isInteger(x) ? String(x) : spell(x)
    const half = (label.length * DIGIT) / 2 + 4
    const middle = Math.max(least + half, Math.min(at, room - half))
    if (taken.some(([from, to]) => middle + half > from && middle - half < to)) return []
    taken.push([middle - half, middle + half])
    return [
      tag('path', { class: 'axis', d: `M${at} ${bottom}v5` }),
      textTag('text', { x: middle, y: bottom + 21, 'text-anchor': 'middle' }, label),
    ]
  })
  return [
    ...labels,
    ends === 'beside'
      ? textTag('text', { x: Math.max(end + 20, ...taken.map(([, to]) => to)), y: bottom + 21 }, axis)
      : textTag('text', { x: frame.left - NAME_BEFORE, y: bottom + 21, 'text-anchor': 'end' }, axis),
    ...drops.map(({ at, to }) => {
      const says = `learning rate ${spellRate(to)} from ${axis} ${at}`
      const d = `M${xOf(frame, at)} ${bottom}v10`
      return tag('g', {}, textTag('title', {}, says), tag('path', { class: 'axis drop', d }))
    }),
    ...(drops.length > 0
      ? [
          textTag(
            'text',
            { x: frame.left, y: bottom + 55 },
            fitted(
              `thick ticks: learning rate ${drops.map(({ to }) => spellRate(to)).join(', ')}`,
              room - frame.left,
            ),
          ),
        ]
      : []),
  ]
}

/** A strip over each epoch whose title tells its values: shown by pointing at it, without a script. */
function placesOf({ lines, axis }: PanelPicture, frame: Frame, { places: most }: Layout): string[] {
  const all = [...new Set(lines.flatMap(({ series }) => [...series.x]))].sort((a, b) => a - b)
  const every = Math.ceil(all.length / most)
  const places = all.filter((_, k) => k % every === 0)
  const indices = lines.map(({ series }) => new Map([...series.x].map((x, k) => [x, k])))
  return places.map((x, k) => {
    const at = xOf(frame, x)
    const [before, after] = [places[k - 1], places[k + 1]]
    const from = before === undefined ? at - 4 : (at + xOf(frame, before)) / 2
    const to = after === undefined ? at + 4 : (at + xOf(frame, after)) / 2
    const values = lines.flatMap(({ series }, line) => {
      const index = indices[line]?.get(x)
      return index === undefined ? [] : [`${series.name} ${spell(series.y[index] ?? Number.NaN)}`]
    })
    const strip = { x: from, y: frame.top, width: to - from, height: frame.height }
    return tag(
      'g',
      { class: 'point' },
      textTag('title', {}, [`${axis} ${x}`, ...values].join(', ')),
      tag('rect', { class: 'hit', ...strip }),
      tag('line', { class: 'cross', x1: at, x2: at, y1: frame.top, y2: frame.top + frame.height }),
    )
  })
}
