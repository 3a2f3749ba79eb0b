import { type Curves, presentCurves, type Run, type Series } from './run.js'

/** Most points of a curve that is judged whole: five for each column of the widest screen are more than a shape needs. */
const MOST = 5_000

const wholes = new WeakMap<Series, Series>()
const outlines = new WeakMap<Series, Series>()
const wholeRuns = new WeakMap<Run, Run>()

/** The run that a thinned one stands for; any other is itself. */
export function wholeRunOf(run: Run): Run {
  return wholeRuns.get(run) ?? run
}

/** The curve that a thinned one stands for; any other is itself. */
export function wholeOf(series: Series): Series {
  return wholes.get(series) ?? series
}

/**
 * The curve as it is drawn: of one that was thinned the first, the lowest, the highest and the last number of each stretch, so
 * that no spike is lost; any other is itself. What is no number stays where a stretch holds nothing else, or begins or ends.
 */
export function outlineOf(series: Series): Series {
  const whole = wholeOf(series)
  if (whole === series) return series
  const known = outlines.get(series)
  if (known) return known
  const stretch = Math.ceil(whole.x.length / (MOST / 4))
  const chosen: number[] = []
  for (let start = 0; start < whole.y.length; start += stretch) {
    const marks = landmarks(whole.y.subarray(start, start + stretch)).map((k) => (k < 0 ? k : start + k))
    chosen.push(...[...new Set(marks)].filter((k) => k >= start && k < start + stretch).sort((a, b) => a - b))
  }
  const outline = chosenOf(whole, Uint32Array.from(chosen))
  outlines.set(series, outline)
  return outline
}

/**
 * The run as it is judged: of very long curves every k-th point, which tells the same, and of the others the first, the
 * last, the lowest, the highest, and where numbers end and begin to be finite. A note tells of it. The curves are copies in
 * any case: what is worked out of them is not kept longer than they are, and of many logs all reports are.
 */
export function thinRun(run: Run): Run {
  const longest = presentCurves(run.curves).reduce((most, { x }) => Math.max(most, x.length), 0)
  const every = Math.ceil(longest / MOST)
  if (every <= 1) return { ...run, curves: mapCurves(run.curves, (series) => ({ ...series })) }
  const long = presentCurves(run.curves).filter(({ x }) => x.length > MOST)
  const marked = new Map<Float64Array, Set<number>>()
  for (const { x, y } of long) {
    const marks = marked.get(x) ?? new Set()
    for (const k of landmarks(y)) marks.add(k)
    marked.set(x, marks)
  }
  const thinOf = (series: Series) =>
    long.includes(series) ? thinned(series, every, marked.get(series.x)) : series
  const curves = mapCurves(run.curves, thinOf)
  const because = `judged by every ${every}th of ${longest} points, and by the lowest and the highest`
  const thin = { ...run, curves, notes: [...run.notes, { because }] }
  wholeRuns.set(thin, run)
  return thin
}

function mapCurves(curves: Curves, copy: (series: Series) => Series): Curves {
  return Object.fromEntries(Object.entries(curves).map(([name, series]) => [name, series && copy(series)]))
}

function landmarks(y: Float64Array): number[] {
  let [broken, healed, lowest, highest] = [-1, -1, -1, -1]
  for (let k = 0; k < y.length; k++) {
    const value = y[k] ?? Number.NaN
    if (!Number.isFinite(value)) {
      if (broken < 0) broken = k
      healed = k
    } else {
      if (lowest < 0 || value < (y[lowest] ?? value)) lowest = k
      if (highest < 0 || value > (y[highest] ?? value)) highest = k
    }
  }
  return [0, broken - 1, broken, healed, healed + 1, lowest, highest, y.length - 1]
}

function thinned(series: Series, every: number, marks: ReadonlySet<number> = new Set()): Series {
  const places = new Set(marks)
  for (let k = series.x.length - 1; k >= 0; k -= every) places.add(k)
  const chosen = Uint32Array.from([...places].filter((k) => k >= 0 && k < series.x.length)).sort()
  const thin = chosenOf(series, chosen)
  wholes.set(thin, series)
  return thin
}

function chosenOf(series: Series, places: Uint32Array): Series {
  const at = (numbers: Float64Array) => Float64Array.from(places, (k) => numbers[k] ?? Number.NaN)
  return { ...series, x: at(series.x), y: at(series.y) }
}
