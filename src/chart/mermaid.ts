import { count } from '../numerals.js'
import type { Run, Series } from '../run/run.js'
import { planOf, spanOf, splitOf, titleOfPanel } from './plan.js'
import { sampleColumns } from './sample.js'
import type { Highlights } from './x-axis.js'

/** As many points as are told apart in the width that GitHub gives a chart. */
const MOST_POINTS = 60

/** A chart in the language of Mermaid, as lines, and what is said under it. */
export interface MermaidChart {
  readonly lines: readonly string[]
  readonly legend: string
}

/**
 * The panels of a run as charts of Mermaid (`xychart-beta`), which knows neither gaps nor marks: each ends where one of
 * its curves has no number, and best epoch and finding stand in its title.
 */
export function mermaidOf(
  run: Run,
  { best, region }: Highlights,
  named: string,
  plot?: readonly string[],
): MermaidChart[] {
  const about = [...(best === undefined ? [] : [`best ${run.axis} ${best}`]), ...(region ? [named] : [])]
  return planOf(run, plot).panels.flatMap((panel) => {
    const { first, last, values } = sampled(panel.curves)
    if (values.length === 0) return []
    const title = [titleOfPanel(panel, false), ...(about.length > 0 ? [`(${about.join(', ')})`] : [])].join(
      ' ',
    )
    const names = panel.curves.map((series) => splitOf(series) || series.name)
    const lines = [
      '---',
      'config:',
      '  themeVariables:',
      '    xyChart:',
      `      plotColorPalette: "${panel.curves.map(({ split }) => COLOURS[split].hex).join(', ')}"`,
      '---',
      'xychart-beta',
      `  title "${quoted(title)}"`,
      `  x-axis "${run.axis}" ${first} --> ${last}`,
      `  y-axis "${quoted(panel.title)}"`,
      ...values.map((own, k) => `  line "${quoted(names[k] ?? '')}" [${own.map(decimal).join(', ')}]`),
    ]
    const whole = spanOf(panel.curves)[1]
    const cut =
      last < whole ? `; drawn to ${run.axis} ${Number(last.toFixed(2))} of ${whole}: no number behind it` : ''
    const legend = panel.curves.map(({ name, split }) => `${name} ${COLOURS[split].word}`).join(', ')
    return [{ lines, legend: `${legend}; ${count(values[0]?.length ?? 0, 'point')}${cut}` }]
  })
}

const COLOURS = {
  train: { hex: '#0072B2', word: 'blue' },
  validation: { hex: '#D55E00', word: 'orange' },
  test: { hex: '#009E73', word: 'green' },
} as const

/** Curves at evenly spaced places, from where all have begun to where the first of them breaks off. */
function sampled(curves: readonly Series[]) {
  const first = curves.reduce((most, { x }) => Math.max(most, x[0] ?? most), Number.NEGATIVE_INFINITY)
  const end = spanOf(curves)[1]
  const longest = curves.reduce((most, { x }) => Math.max(most, x.length), 0)
  const points = Math.min(MOST_POINTS, longest)
  const columnOf = (x: number) => (end > first ? ((x - first) / (end - first)) * (points - 1) : 0)
  const samples = curves.map(({ x, y }) => sampleColumns(x, y, points, columnOf))
  const broken = Array.from({ length: points }, (_, k) => k).find((k) =>
    samples.some((own) => !Number.isFinite(own[k])),
  )
  const length = broken ?? points
  if (length < 2) return { first, last: first, values: [] }
  const last = Number((first + ((end - first) * (length - 1)) / (points - 1)).toPrecision(12))
  return { first, last, values: samples.map((own) => own.slice(0, length)) }
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
