import { UserError } from '../errors.js'
import { recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import { completeLosses } from '../text/yolo.js'
import type { Reader } from './reader.js'

/**
 * `results.csv` of Ultralytics YOLO and of YOLOv5, v9 and v10, padded with blanks or not: losses of training and
 * validation in parts, fractions for the accuracy of a classification, zeros where no validation was run.
 * Sources: ultralytics/engine/trainer.py (save_metrics), yolov5/utils/loggers/__init__.py.
 */
export const ultralyticsCsv: Reader = {
  id: 'ultralytics-csv',
  title: 'Ultralytics YOLO and YOLOv5 results.csv',
  sample: 'epoch,train/box_loss,train/cls_loss,metrics/mAP50(B),val/box_loss',
  recognises({ head }) {
    const layout = recogniseLayout(head)
    const has = (start: RegExp) => layout?.header.some((name) => start.test(name)) ?? false
    return (
      layout?.delimiter === ',' &&
      layout.header[0] === 'epoch' &&
      has(/^train\//) &&
      has(/^metrics\//) &&
      has(/^(?:lr\/(?:pg)?|x\/lr)\d/)
    )
  },
  read(source) {
    const layout = recogniseLayout(source.head)
    if (!layout) throw new UserError(`${source.title}: no table with a header`)
    return completeLosses(readDelimited(source, layout))
  },
}
