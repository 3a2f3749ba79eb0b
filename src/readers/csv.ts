import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import { withBoostingNames } from '../text/boosting-table.js'
import { recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import type { Reader } from './reader.js'

/** Any table with a header and one row per epoch or step: comma, semicolon, tab or bar between the cells. */
export const csv: Reader = {
  id: 'csv',
  title: 'CSV, TSV or semicolon file with a header and one row per epoch',
  sample: 'epoch,Train Loss,Valid Loss,Valid Acc(%)',
  recognises: ({ head }) =>
    recogniseLayout(head)?.header.some((name) => readName(name).kind !== 'other') ?? false,
  read(source) {
    const layout = recogniseLayout(source.head)
    if (!layout) throw new UserError(`${source.title}: no table with a header`)
    return withBoostingNames(readDelimited(source, layout, { doubtful: true }))
  },
}
