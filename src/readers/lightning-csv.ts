import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import { axisOf } from '../text/axis.js'
import { type Layout, recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import { EpochRows } from '../text/epoch-rows.js'
import type { Reader } from './reader.js'

const WHOLE = /^\d+$/

/**
 * `metrics.csv` of PyTorch Lightning's CSVLogger: a row for each call of the logger, so that training and validation
 * stand in different rows; epochs and steps count from 0.
 * Source: lightning/fabric/loggers/csv_logs.py.
 */
export const lightningCsv: Reader = {
  id: 'lightning-csv',
  title: 'PyTorch Lightning CSVLogger (metrics.csv)',
  sample: 'epoch,step,train_loss_epoch,train_loss_step,val_loss',
  recognises({ head }) {
    const layout = recogniseLayout(head)
    return layout?.delimiter === ',' && writtenByLightning(layout)
  },
  read(source) {
    const layout = recogniseLayout(source.head)
    if (!layout) throw new UserError(`${source.title}: no table with a header`)
    return readDelimited(source, layout, { make: (names) => new EpochRows(names) })
  },
}

/** Whole epochs and steps, training and validation never in one row, and cells left blank or names in order. */
function writtenByLightning({ header, sample }: Layout): boolean {
  const [epoch, step] = [header.indexOf('epoch'), header.indexOf('step')]
  const metrics = [...header.keys()].filter((k) => axisOf(header[k] ?? '') === undefined)
  if (epoch < 0 || step < 0 || metrics.length === 0 || sample.length === 0) return false
  const rows = sample.filter((row) => row.length === header.length)
  const whole = rows.every((row) => WHOLE.test(row[step] ?? '') && /^\d*$/.test(row[epoch] ?? ''))
  if (!whole || !rows.some((row) => row[epoch] !== '')) return false
  const meanings = header.map(readName)
  const splits = meanings.map(({ split, kind }) => split ?? (kind === 'total' ? 'train' : undefined))
  const mixed = rows.some((row) => {
    const held = new Set(metrics.filter((k) => row[k] !== '').map((k) => splits[k]))
    return held.has('train') && (held.has('validation') || held.has('test'))
  })
  if (mixed) return false
  if (rows.some((row) => metrics.some((k) => row[k] === ''))) return true
  const inOrder = header.every((name, k) => k === 0 || name > (header[k - 1] ?? ''))
  const steps = rows.map((row) => Number(row[step]))
  const goesOn = steps.every((value, k) => k === 0 || value > (steps[k - 1] ?? value))
  return inOrder && goesOn && meanings.some(({ split }) => split !== undefined)
}
