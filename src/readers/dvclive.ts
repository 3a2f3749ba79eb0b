import { UserError } from '../errors.js'
import { recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import { joinReadings, type Part } from '../text/join.js'
import type { Source } from '../text/source.js'
import type { Reader } from './reader.js'

/** The path below `plots/metrics` is the name of the metric. */
const METRIC = /^plots[/\\]metrics[/\\](.+)\.tsv$/
const HEADER = /^(?:timestamp\t)?step\t[^\t]+$/

/**
 * What DVCLive writes below `dvclive/plots/metrics`: a file for each metric, `step` and value, whose path is its name
 * (`train/loss.tsv`). Source: dvclive/plots/metric.py.
 */
export const dvclive: Reader = {
  id: 'dvclive',
  title: 'DVCLive: the directory of a run, with all its metrics',
  sample: 'dvclive/plots/metrics/train/loss.tsv and its neighbours',
  recognises: ({ parts }) => parts.some(isMetric),
  read({ title, parts }) {
    const metrics = parts.filter(isMetric).map(readMetric)
    if (metrics.length === 0) throw new UserError(`${title}: no metric of DVCLive`)
    return joinReadings(metrics)
  },
}

function isMetric({ name, head }: Source): boolean {
  return METRIC.test(name) && HEADER.test(head[0]?.trimEnd() ?? '')
}

function readMetric(file: Source): Part {
  const layout = recogniseLayout(file.head)
  if (!layout) throw new UserError(`${file.title}: no table with a header`)
  const metric = (METRIC.exec(file.name)?.[1] ?? '').replaceAll('\\', '/')
  return {
    file: file.name,
    reading: readDelimited(file, layout),
    nameOf: (column) => (column === layout.header.at(-1) ? metric : undefined),
  }
}
