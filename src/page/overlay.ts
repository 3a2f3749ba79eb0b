import { describeBeyond } from '../chart/beyond.js'
import type { PictureOptions } from '../chart/chart.js'
import { spanOf } from '../chart/plan.js'
import { spellEnd, type YAxis, yAxisOf } from '../chart/y-axis.js'
import { type RunReport, titleOf } from '../report.js'
import type { Series } from '../run/run.js'
import type { Line } from './labels.js'
import type { PanelPicture } from './panel.js'
import { ARROWS, type Drawing, describe, ROWS } from './picture.js'
import { RUNS } from './style.js'

/** More curves than this in one panel cannot be told apart. */
const MOST_RUNS = 12
const DASHES = ['', ' dashed']

/** Several runs over one another. */
export interface Overlay {
  readonly drawing: Drawing
  /** The runs as they are numbered. */
  readonly order: readonly { readonly look: string; readonly title: string }[]
  /** Which runs leave the frame, how far and where. */
  readonly remarks: readonly string[]
}

/** One of several runs, and the curve that is shown of it. */
interface Shown {
  readonly report: RunReport
  readonly series: Series
}

/** The losses of several runs over one another: on unseen data, or of the training where that is all there is. */
export function overlayOf(reports: readonly RunReport[], { logY }: PictureOptions): Overlay | undefined {
  const pick = ({ run: { curves } }: RunReport) => curves.validationLoss ?? curves.trainLoss
  const shown = reports.flatMap((report): Shown[] => {
    const series = pick(report)
    return series && report.run.axis === reports[0]?.run.axis ? [{ report, series }] : []
  })
  const few = shown.slice(0, MOST_RUNS)
  const [first] = few
  if (!first || few.length < 2) return undefined
  const y = axisFor(few, logY)
  const isSeenOnly = few.every(({ series }) => isSeen(series))
  const loss = isSeenOnly
    ? 'loss of the training'
    : `loss${few.some(({ series }) => isSeen(series)) ? '' : ' on unseen data'}`
  const looks = few.map((_, k) => `run${k % RUNS.length}${DASHES[Math.floor(k / RUNS.length)] ?? ' dotted'}`)
  const lines = few.map(({ series }, k): Line => {
    const label = `${k + 1}: ${spellEnd(series.y.at(-1) ?? Number.NaN, y)}${isSeen(series) && !isSeenOnly ? ' train' : ''}`
    return { series, look: looks[k] ?? '', label, sampled: true }
  })
  const { axis } = first.report.run
  const title = `${loss}, ${few.length} of ${reports.length} runs${y.log ? ' (log scale)' : ''}`
  const span = spanOf(few.map(({ series }) => series))
  const panel: PanelPicture = { title, lines, y, axis, span, highlights: {} }
  const description = few
    .map(({ report, series }) => `${titleOf(report)}: ${describe(series, axis)}`)
    .join(' ')
  const named = few.map(({ report, series }, k) => ({ ...series, name: `${k + 1}: ${titleOf(report)}` }))
  return {
    drawing: { title, description, panel },
    order: few.map(({ report }, k) => ({ look: looks[k] ?? '', title: titleOf(report) })),
    remarks: describeBeyond(named, y, axis, ARROWS),
  }
}

/** A run that takes less than this share of the height of a linear scale is pressed flat by the others. */
const FLAT = 0.05
/** A log scale is worth it where it shows such runs so many times as high, */
const HIGHER = 4
/** where they are at least this share of all, since it shows the others lower, */
const SHARE = 0.3
/** and where it shows no more powers of ten than these. */
const MOST_DECADES = 6

/**
 * The y axis of several runs. Where one of them diverged, that part of it leaves the frame of the others, which nobody could see
 * beside it. Where the others are of so different sizes that some would be flat, the scale is logarithmic.
 */
function axisFor(shown: readonly Shown[], logY: boolean | undefined): YAxis {
  const calm = shown.filter(({ report }) => !hasDiverged(report)).map(({ series }) => series)
  if (calm.length === 0)
    return yAxisOf(
      shown.map(({ series }) => series),
      ROWS,
      logY,
    )
  const { low, high } = limitsOf(calm)
  const near = shown
    .filter(({ report }) => hasDiverged(report))
    .map(({ series: { y } }) => ({ y: y.filter((value) => value <= high && value >= low - (high - low)) }))
  const curves = [...calm, ...near.filter(({ y }) => y.length > 0)]
  const usual = yAxisOf(curves, ROWS, logY)
  if (usual.log || logY !== undefined || !curves.every(isAboveZero)) return usual
  const log = yAxisOf(curves, ROWS, true)
  const gaining = calm.filter((curve) => {
    const height = heightIn(curve, usual)
    return height < FLAT && heightIn(curve, log) > HIGHER * height
  })
  return log.high - log.low <= MOST_DECADES && gaining.length >= SHARE * calm.length ? log : usual
}

function hasDiverged({ findings }: RunReport): boolean {
  return findings.some(({ id }) => id === 'diverged')
}

/** The values between which some curves lie, but for single ones far off. */
function limitsOf(curves: readonly Series[]): Pick<YAxis, 'low' | 'high'> {
  return yAxisOf(curves, ROWS, false)
}

function isSeen({ split }: Series): boolean {
  return split === 'train'
}

function isAboveZero({ y }: Pick<Series, 'y'>): boolean {
  return y.every((value) => !(value <= 0))
}

/** The share of an axis that a curve takes. */
function heightIn(curve: Series, { low, high, ...axis }: YAxis): number {
  const own = yAxisOf([curve], ROWS, axis.log)
  return Math.min(own.high, high) <= Math.max(own.low, low)
    ? 0
    : (Math.min(own.high, high) - Math.max(own.low, low)) / (high - low)
}
