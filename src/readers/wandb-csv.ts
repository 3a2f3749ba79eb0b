import { UserError } from '../errors.js'
import type { Column, Phase, Reading } from '../run/reading.js'
import { axisOf } from '../text/axis.js'
import { recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import type { Reader } from './reader.js'

/** Beside the value of each point, a chart holds the lowest and the highest it stands for. */
const BOUND = /__(?:MIN|MAX)$/
/** Between the name of a run and that of a metric. */
const BETWEEN = ' - '
/** `run.history()` samples so many rows, unless told otherwise. */
const SAMPLED = 500

/**
 * What W&B exports of runs: the curves of a chart (`<run> - <metric>`, with bounds, for several runs), or the history of
 * one run saved with pandas (`_step`, `_runtime`, `_timestamp`).
 */
export const wandbCsv: Reader = {
  id: 'wandb-csv',
  title: 'W&B export of a chart, or the history of a run, as CSV',
  sample: '"Step","run - train/loss","run - train/loss__MIN","run - train/loss__MAX"',
  recognises({ head }) {
    const header = recogniseLayout(head)?.header ?? []
    return isChart(header) || isHistory(header)
  },
  read(source) {
    const layout = recogniseLayout(source.head)
    if (!layout) throw new UserError(`${source.title}: no table with a header`)
    const reading = readDelimited(source, layout)
    return isChart(layout.header) ? splitRuns(reading) : withSampleNote(reading)
  },
}

function isChart(header: readonly string[]): boolean {
  return header.some((name) => name.includes(BETWEEN) && header.includes(`${name}__MIN`))
}

function isHistory(header: readonly string[]): boolean {
  return header.includes('_step') && (header.includes('_timestamp') || header.includes('_runtime'))
}

/** Each run of the chart as a phase of its own, with the metrics under their own names. */
function splitRuns(reading: Reading): Reading {
  const phases = reading.phases.flatMap((phase): Phase[] => {
    const runs = new Map<string, Column[]>()
    for (const column of phase.columns) {
      const at = column.name.lastIndexOf(BETWEEN)
      const metric = column.name.slice(at + BETWEEN.length)
      if (at < 0 || BOUND.test(metric) || metric === '_step' || axisOf(metric)) continue
      const run = column.name.slice(0, at)
      runs.set(run, [...(runs.get(run) ?? []), { ...column, name: metric }])
    }
    return [...runs].map(([label, columns]) => ({ ...phase, columns, label }))
  })
  const labels = phases.map(({ label }, k) => `${k + 1} ${label}`)
  const because = `runs in the chart: ${labels.slice(0, 6).join(', ')}${labels.length > 6 ? ', ...' : ''}`
  return { ...reading, phases, notes: [...reading.notes, ...(labels.length > 1 ? [{ because }] : [])] }
}

function withSampleNote(reading: Reading): Reading {
  const points = Math.max(0, ...reading.phases.flatMap(({ columns }) => columns.map(({ x }) => x.length)))
  const because = `${SAMPLED} rows: run.history() samples longer runs; run.scan_history() gives all`
  return points === SAMPLED ? { ...reading, notes: [...reading.notes, { because }] } : reading
}
