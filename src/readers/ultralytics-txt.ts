import { UserError } from '../errors.js'
import type { Reading } from '../run/reading.js'
import { type Cell, readCell } from '../text/cell.js'
import type { Source } from '../text/source.js'
import { Table } from '../text/table.js'
import { completeLosses } from '../text/yolo.js'
import type { Reader } from './reader.js'

/** What the columns are called in the plots of YOLOv5; the file has no header. */
const NAMES = [
  ...[
    'epoch',
    'gpu_mem',
    'train/box_loss',
    'train/obj_loss',
    'train/cls_loss',
    'train/loss',
    'labels',
    'img_size',
  ],
  ...['metrics/precision', 'metrics/recall', 'metrics/mAP_0.5', 'metrics/mAP_0.5:0.95'],
  ...['val/box_loss', 'val/obj_loss', 'val/cls_loss'],
]
/** Each field is that wide, in characters. */
const WIDTH = 10
const EPOCH = /^(\d{1,6})\/\d{1,6}$/
const MEMORY = /^[\d.]{1,9}[GM]?$/

/**
 * `results.txt` of YOLOv5 up to version 5 and of YOLOv7: fifteen fields to an epoch, ten characters each, so that
 * long numbers touch; zeros where no validation was run. Source: yolov5/train.py and yolov7/train.py.
 */
export const ultralyticsTxt: Reader = {
  id: 'ultralytics-txt',
  title: 'YOLOv5 and YOLOv7 results.txt',
  sample: '  0/99   1.86G   0.0612   0.0241   0.0169   0.1022   14   640 ...',
  recognises({ head }) {
    const rows = head.slice(0, 20)
    return rows.length > 0 && rows.filter((line) => fieldsOf(line)).length * 2 > rows.length
  },
  read: readResults,
}

function readResults(source: Source): Reading {
  const table = new Table(NAMES, { spellsNaN: true })
  let rows = 0
  for (const [k, line] of source.text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const fields = fieldsOf(line)
    if (!fields) {
      table.skip(k + 1)
      continue
    }
    table.add(
      fields.map((field, place): Cell => (place === 1 ? null : readCell(EPOCH.exec(field)?.[1] ?? field))),
      k + 1,
    )
    rows++
  }
  if (rows === 0) throw new UserError(`${source.title}: no row of a results.txt`)
  return completeLosses(table.reading())
}

/** The fields of a row; undefined for any other line. */
function fieldsOf(line: string): string[] | undefined {
  if (line.length > NAMES.length * WIDTH * 2) return undefined
  const apart = line.trim().split(/\s+/)
  const fields = apart.length === NAMES.length ? apart : slices(line)
  const [epoch = '', memory = '', ...numbers] = fields
  const fits = fields.length === NAMES.length && EPOCH.test(epoch) && MEMORY.test(memory)
  return fits && numbers.every((field) => typeof readCell(field) === 'number') ? fields : undefined
}

function slices(line: string): string[] {
  return Array.from({ length: Math.ceil(line.trimEnd().length / WIDTH) }, (_, k) =>
    line.slice(k * WIDTH, (k + 1) * WIDTH).trim(),
  )
}
