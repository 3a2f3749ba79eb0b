import { UserError } from '../errors.js'
import { recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import type { Reader } from './reader.js'

/**
 * `history.csv` of fastai's CSVLogger, versions 1 and 2: metrics without a split are of the validation data, and with
 * `append=True` each fit (`fine_tune` makes two) writes its header. Source: fastai/callback/progress.py.
 */
export const fastaiCsv: Reader = {
  id: 'fastai-csv',
  title: 'fastai CSVLogger (history.csv)',
  sample: 'epoch,train_loss,valid_loss,accuracy,time',
  recognises({ head }) {
    const header = recogniseLayout(head)?.header ?? []
    return (
      header[0] === 'epoch' &&
      header[1] === 'train_loss' &&
      header.includes('valid_loss') &&
      header.at(-1) === 'time'
    )
  },
  read(source) {
    const layout = recogniseLayout(source.head)
    if (!layout) throw new UserError(`${source.title}: no table with a header`)
    return { ...readDelimited(source, layout), bareSplit: 'validation' }
  },
}
