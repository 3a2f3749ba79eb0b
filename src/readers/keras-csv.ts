import { UserError } from '../errors.js'
import { axisOf } from '../text/axis.js'
import { recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import type { Reader } from './reader.js'

/**
 * What Keras' CSVLogger writes, and a Keras history saved with pandas: each metric under its name for training and
 * under `val_` and its name for validation, `NA` where no validation was run.
 * Source: keras/src/callbacks/csv_logger.py.
 */
export const kerasCsv: Reader = {
  id: 'keras-csv',
  title: 'Keras CSVLogger, or a Keras history saved as CSV',
  sample: 'epoch,accuracy,loss,val_accuracy,val_loss',
  recognises({ head }) {
    const header = recogniseLayout(head)?.header ?? []
    const metrics = header.filter((name) => axisOf(name) === undefined)
    const rates = /^(?:val_)?(?:lr|learning_rate)$/
    return (
      metrics.includes('loss') &&
      !metrics.some((name) => /^(?:train|training|valid|validation|test|eval)[_ ]/i.test(name)) &&
      metrics.every(
        (name) => !name.startsWith('val_') || metrics.includes(name.slice(4)) || rates.test(name),
      ) &&
      (metrics.includes('val_loss') || axisOf(header[0] ?? '') === 'epoch')
    )
  },
  read(source) {
    const layout = recogniseLayout(source.head)
    if (!layout) throw new UserError(`${source.title}: no table with a header`)
    const reading = readDelimited(source, layout, { doubtful: true })
    return { ...reading, axis: reading.axis === 'row' ? 'epoch' : reading.axis, bareSplit: 'train' }
  },
}
