import { UserError } from '../errors.js'
import { recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import type { Reader } from './reader.js'

/**
 * `loss.tsv` of flair's ModelTrainer: capitals, `DEV_` for validation, columns only for what was measured.
 * Source: flair/trainers/plugins/loggers/loss_file.py.
 */
export const flairTsv: Reader = {
  id: 'flair-tsv',
  title: 'flair loss.tsv',
  sample: 'EPOCH  TIMESTAMP  BAD_EPOCHS  LEARNING_RATE  TRAIN_LOSS  DEV_LOSS',
  recognises({ head }) {
    const header = recogniseLayout(head)?.header ?? []
    return header[0] === 'EPOCH' && header[1] === 'TIMESTAMP' && header.includes('TRAIN_LOSS')
  },
  read(source) {
    const layout = recogniseLayout(source.head)
    if (!layout) throw new UserError(`${source.title}: no table with a header`)
    return readDelimited(source, layout)
  },
}
