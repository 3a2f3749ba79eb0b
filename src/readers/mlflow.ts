import { UserError } from '../errors.js'
import { type Cell, readCell } from '../text/cell.js'
import type { Source } from '../text/source.js'
import { readTimeline, type TimedPoint } from '../text/timeline.js'
import type { Reader } from './reader.js'

/** `1700000000000 0.5 3`: milliseconds, value, step; stores of old wrote no step, new ones may write more. */
const LINE = /^\s*(\d{12,14})\s+(\S+)(?:\s+(\d+))?(?:\s|$)/
/** The path below `metrics` is the name of the metric. */
const METRIC = /(?:^|[/\\])metrics[/\\](.+)$/
/** What MLflow measures of the machine. */
const OF_THE_MACHINE = /^system\//
/** Lines of a file that are looked at. */
const LOOKED_AT = 5

interface Line {
  readonly at: number
  readonly step: number
  readonly value: number
}

/**
 * The metrics of a run in a file store of MLflow, `mlruns/<experiment>/<run>/metrics`: a file for each metric, whose
 * path is its name. Source: mlflow/store/tracking/file_store.py.
 */
export const mlflow: Reader = {
  id: 'mlflow',
  title: 'MLflow metrics: one file of the file store, or the directory of a run',
  sample: 'mlruns/0/<run>/metrics/ with files of `timestamp value step`',
  recognises: (source) => source.files.some(isMetric),
  read(source) {
    const files = source.files.filter(isMetric)
    const skipped = new Map<string, number>()
    const lines = files.flatMap((file) => {
      const name = nameOf(file)
      return OF_THE_MACHINE.test(name) ? [] : linesOf(file, skipped).map((line) => ({ name, ...line }))
    })
    const points = new Map<string, TimedPoint[]>()
    for (const [time, { name, step, value }] of lines.sort((a, b) => a.at - b.at).entries()) {
      const own = points.get(name)
      if (own) own.push({ time, step, value })
      else points.set(name, [{ time, step, value }])
    }
    const reading = readTimeline(points)
    if (reading.phases.length === 0) throw new UserError(`${source.title}: no metric of MLflow`)
    const notes = [...skipped].map(([file, number]) => ({
      because: `${file}: skipped ${number === 1 ? 'a line' : `${number} lines`}`,
    }))
    return { ...reading, notes: [...notes, ...reading.notes] }
  },
}

/** The last line may be torn. */
function isMetric({ head }: Source): boolean {
  const lines = head.slice(0, LOOKED_AT)
  const metrics = lines.filter((line) => LINE.test(line) && metricOf(line) !== undefined)
  return metrics.length > 0 && metrics.length >= lines.length - 1 && metrics[0] === lines[0]
}

function nameOf({ name }: Source): string {
  return (METRIC.exec(name)?.[1] ?? name.split(/[/\\]/).at(-1) ?? name).replaceAll('\\', '/')
}

function metricOf(line: string): Cell {
  return readCell(LINE.exec(line)?.[2] ?? 'no number')
}

function linesOf(file: Source, skipped: Map<string, number>): Line[] {
  return file.text.split('\n').flatMap((text): Line[] => {
    if (text.trim() === '') return []
    const [, at, , step = '0'] = LINE.exec(text) ?? []
    const value = metricOf(text)
    if (at !== undefined && typeof value === 'number') return [{ at: Number(at), step: Number(step), value }]
    skipped.set(file.name, (skipped.get(file.name) ?? 0) + 1)
    return []
  })
}
