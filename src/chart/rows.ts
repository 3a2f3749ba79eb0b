import { labelled, logTick, type Tick, type YAxis } from './y-axis.js'

/** With fewer rows nobody sees whether ticks stand at equal distances. */
const FEWEST = 6
/** Rows from one tick to the next, at most. */
const MOST_APART = 4
/** Rows that may stay empty for it: curves are worth more than ticks. */
const SPARED = 1.5
const TOLERANCE = 1e-6

/** A grid of rows: `unit` from row to row, `step` from tick to tick, `top` the first row in units. */
interface Grid {
  readonly unit: number
  readonly step: number
  readonly apart: number
  readonly top: number
}

/**
 * The axis as rows of characters show it: each stands for what is half a row around it, and the limits lie half a row
 * beyond the first and the last. Ticks stand at equal distances where the limits need little widening for it.
 */
export function onRows(y: YAxis, rows: number): YAxis {
  if (rows < 2) return y
  const grid = gridOf(y, rows)
  if (!grid) {
    const half = (y.high - y.low) / (rows - 1) / 2
    return { ...y, low: y.low - half, high: y.high + half }
  }
  const { unit, top } = grid
  const bottom = top - (rows - 1)
  return { ...y, low: (bottom - 0.5) * unit, high: (top + 0.5) * unit, ticks: ticksOf(grid, bottom, y.log) }
}

/** So many rows, or one more, or one less: the first number with which the ticks of most axes stand at equal distances. */
export function evenRows(axes: readonly YAxis[], rows: number): number {
  const even = (number: number) => axes.filter((y) => gridOf(y, number)).length
  return [rows, rows + 1, rows - 1].reduce((best, number) => (even(number) > even(best) ? number : best))
}

/** The finest grid that shows all and spares few rows: ticks every 1, 2, 2.5 or 5 times a power of ten, some rows apart. */
function gridOf({ low, high, log, ticks }: YAxis, rows: number): Grid | undefined {
  const constant =
    ticks.length === 1 && Math.abs((ticks[0]?.at ?? low) - (low + high) / 2) < TOLERANCE * (high - low)
  if (rows < FEWEST || ticks.length === 0 || constant) return undefined
  if (log && ticks.some(({ at }) => Math.abs(at - Math.round(at)) > TOLERANCE)) return undefined
  const power = Math.floor(Math.log10((high - low) / rows))
  const grids: Grid[] = []
  for (const exponent of [power, power + 1, power + 2])
    for (const factor of [1, 2, 5, 2.5]) {
      const step = factor * 10 ** exponent
      if (log && !Number.isInteger(step)) continue
      for (let apart = log ? 1 : 2; apart <= Math.min(MOST_APART, rows / 2); apart++) {
        const unit = step / apart
        const top = rows - 1 - (high - low) / unit > SPARED ? undefined : topOf(unit, low, high, rows)
        if (top !== undefined) grids.push({ unit, step, apart, top })
      }
    }
  return grids.sort((a, b) =>
    Math.abs(a.unit - b.unit) < TOLERANCE * a.unit ? a.apart - b.apart : a.unit - b.unit,
  )[0]
}

/** The first row: next to the highest value, but what is never below zero needs no rows there. */
function topOf(unit: number, low: number, high: number, rows: number): number | undefined {
  const least = Math.ceil(high / unit - 0.5 - TOLERANCE)
  const most = Math.floor(low / unit + 0.5 + TOLERANCE) + rows - 1
  if (least > most) return undefined
  return low >= 0 && least < rows - 1 ? rows - 1 : least
}

function ticksOf({ step, apart, top }: Grid, bottom: number, log: boolean): Tick[] {
  const values: number[] = []
  for (let k = Math.ceil(bottom / apart); k * apart <= top; k++)
    values.push(Number((k * step).toPrecision(12)))
  if (!log) return labelled(values)
  const powers = values.map((at) => Number(`1e${at}`))
  return powers.filter((value) => value > 0 && Number.isFinite(value)).map(logTick)
}
