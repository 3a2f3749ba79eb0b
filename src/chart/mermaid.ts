import { count } from '../numerals.js'
import type { Axis, Run, Series } from '../run/run.js'
import { describeBeyond } from './beyond.js'
import { missingFrom } from './gaps.js'
import { type Panel, planOf, spanOf, splitOf, titleOfPanel } from './plan.js'
import { sampleColumns } from './sample.js'
import type { Highlights } from './x-axis.js'
import { type YAxis, yAxisOf } from './y-axis.js'

/** As many points as are told apart in the width that GitHub gives a chart. */
const MOST_POINTS = 60

/** A chart in the language of Mermaid, as lines, and what is said under it. */
export interface MermaidChart {
  readonly lines: readonly string[]
  readonly legend: string
}

/** As many labels as an axis may have: the limits of the values are those of the other charts. */
const ROWS = 11
const EDGES = { beyond: { above: 'above the frame:', below: 'below the frame:' } } as const

/**
 * The panels of a run as charts of Mermaid (`xychart-beta`), which knows neither gaps nor marks: what has no number is
 * drawn across, what leaves the frame is drawn at its edge, and best epoch and finding stand in the title. One that
 * cannot be drawn has no lines, and the reason for its legend.
 */
export function mermaidOf(
  run: Run,
  highlights: Highlights,
  named: string,
  plot?: readonly string[],
): MermaidChart[] {
  const { panels } = planOf(run, plot)
  if (panels.length === 0) return [{ lines: [], legend: 'no Mermaid chart: no curve has a number' }]
  return panels.map((panel) => chartOf(panel, run.axis, highlights, named))
}

function chartOf(panel: Panel, axis: Axis, { best, region }: Highlights, named: string): MermaidChart {
  const curves = panel.curves.filter(({ y }) => y.some(Number.isFinite))
  const y = yAxisOf(curves, ROWS, false)
  const { first, last, values } = sampled(curves, y)
  const [number] = values
  if (!number)
    return { lines: [], legend: `no Mermaid chart of ${panel.title}: it takes two points of each curve` }
  const about = [
    ...(best !== undefined && best >= first && best <= last ? [`best ${axis} ${best}`] : []),
    ...(region && region.from <= last && region.to >= first ? [named] : []),
  ]
  const title = [titleOfPanel(panel, false), ...(about.length > 0 ? [`(${about.join(', ')})`] : [])].join(' ')
  const names = curves.map((series) => splitOf(series) || series.name)
  const lines = [
    '---',
    'config:',
    '  themeVariables:',
    '    xyChart:',
    `      plotColorPalette: "${curves.map(({ split }) => COLOURS[split].hex).join(', ')}"`,
    '---',
    'xychart-beta',
    `  title "${quoted(title)}"`,
    `  x-axis "${axis}" ${first} --> ${last}`,
    `  y-axis "${quoted(panel.title)}"`,
    ...values.map((own, k) => `  line "${quoted(names[k] ?? '')}" [${own.map(decimal).join(', ')}]`),
  ]
  const says = [
    curves.map(({ name, split }) => `${name} ${COLOURS[split].word}`).join(', '),
    count(number.length, 'point'),
    ...panel.curves.filter((own) => !curves.includes(own)).map(({ name }) => `${name} has no number`),
    ...cutOf(curves, axis, first, last),
    ...curves.flatMap((own) => acrossOf(own, axis, first, last)),
    ...describeBeyond(curves, y, axis, EDGES),
  ]
  return { lines, legend: says.join('; ') }
}

/** Where not all of a run is drawn, since a curve begins later or ends sooner than another. */
function cutOf(curves: readonly Series[], axis: Axis, first: number, last: number): string[] {
  const [from, to] = spanOf(curves)
  const short = curves.filter(({ x, y }) => {
    const there = x.filter((_, k) => Number.isFinite(y[k]))
    return (first > from && there[0] === first) || (last < to && there.at(-1) === last)
  })
  if (short.length === 0) return []
  const names = short.map(({ name }) => name).join(' and ')
  return [`drawn from ${axis} ${first} to ${last} of ${from} to ${to}: no number of ${names} outside of it`]
}

/** How often a curve has no number between its first and its last, where it is drawn all the same. */
function acrossOf({ name, x, y }: Series, axis: Axis, first: number, last: number): string[] {
  const gaps = y.filter((value, k) => Number.isNaN(value) && (x[k] ?? first) > first && (x[k] ?? last) < last)
  const inner = x.filter((at) => at >= first && at <= last)
  const missing = gaps.length + missingFrom(inner)
  return missing > 0 ? [`${name} is drawn across ${count(missing, axis)} without a number`] : []
}

const COLOURS = {
  train: { hex: '#0072B2', word: 'blue' },
  validation: { hex: '#D55E00', word: 'orange' },
  test: { hex: '#009E73', word: 'green' },
} as const

/** Curves at evenly spaced places, from where all have begun to where the first of them ends, within their frame. */
function sampled(curves: readonly Series[], frame: Pick<YAxis, 'low' | 'high'>) {
  const parts = curves.map(({ x, y }) => ({
    x: x.filter((_, k) => Number.isFinite(y[k])),
    y: y.filter(Number.isFinite),
  }))
  const first = parts.reduce((most, { x }) => Math.max(most, x[0] ?? most), Number.NEGATIVE_INFINITY)
  const last = parts.reduce((least, { x }) => Math.min(least, x.at(-1) ?? least), Number.POSITIVE_INFINITY)
  const longest = curves.reduce(
    (most, { x }) => Math.max(most, x.filter((at) => at >= first && at <= last).length),
    0,
  )
  const points = Math.min(MOST_POINTS, longest)
  if (points < 2 || !(last > first)) return { first, last, values: [] }
  const columnOf = (x: number) => ((x - first) / (last - first)) * (points - 1)
  const values = parts.map(({ x, y }) => {
    const inside = y.map((value) => Math.max(frame.low, Math.min(frame.high, value)))
    let after = 0
    return sampleColumns(x, inside, points, columnOf).map((value, k) => {
      if (!Number.isNaN(value)) return value
      const place = first + ((last - first) * k) / (points - 1)
      while (after < x.length - 1 && (x[after] ?? place) < place) after++
      return between(x, inside, after, place)
    })
  })
  return { first, last, values }
}

/** The straight line from the point before `after` to it, at `place`. */
function between(x: ArrayLike<number>, y: ArrayLike<number>, after: number, place: number): number {
  const [y0 = 0, y1 = 0] = [y[after - 1] ?? y[after], y[after]]
  const [x0 = place, x1 = place] = [x[after - 1], x[after]]
  return x1 > x0 ? y0 + (y1 - y0) * Math.min(1, (place - x0) / (x1 - x0)) : y1
}

/** Four figures; Mermaid reads no exponents. */
function decimal(value: number): string {
  const short = Number(value.toPrecision(4))
  if (Math.abs(short) >= 1e21) return short.toLocaleString('en', { useGrouping: false })
  const plain = String(short)
  return plain.includes('e')
    ? short.toFixed(Math.min(100, 3 - Math.floor(Math.log10(Math.abs(short)))))
    : plain
}

/** Within quotes of Mermaid, where only plain signs are safe. */
function quoted(text: string): string {
  return text.replace(/[^\w .,()%/-]/g, '_')
}
