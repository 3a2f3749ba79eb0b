import { UserError } from '../errors.js'
import type { Column } from '../run/reading.js'
import { recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import { nameFromPath } from '../text/path-name.js'
import type { Reader } from './reader.js'

/**
 * One metric of DVCLive, `plots/metrics/<split>/<name>.tsv`: step and value; the folder says which data it is of.
 * Source: dvclive/plots/metric.py.
 */
export const dvcliveTsv: Reader = {
  id: 'dvclive-tsv',
  title: 'DVCLive metric (plots/metrics/.../name.tsv)',
  sample: 'step  loss',
  recognises({ head }) {
    const [first = ''] = head
    return (
      first.includes('\t') &&
      /^(?:timestamp\t)?step\t[^\t]+$/.test(first) &&
      recogniseLayout(head) !== undefined
    )
  },
  read(source) {
    const layout = recogniseLayout(source.head)
    if (!layout) throw new UserError(`${source.title}: no table with a header`)
    const metric = layout.header.at(-1) ?? ''
    const reading = readDelimited(source, layout)
    const renamed = (column: Column): Column =>
      column.name === metric ? { ...column, name: nameFromPath(source.name, metric) } : column
    return {
      ...reading,
      phases: reading.phases.map((phase) => ({ ...phase, columns: phase.columns.map(renamed) })),
    }
  },
}
