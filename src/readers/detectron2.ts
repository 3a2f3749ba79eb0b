import type { Reading } from '../run/reading.js'
import { firstObjects, readObjects } from '../text/json-lines.js'
import { readRecords } from '../text/records.js'
import type { Reader } from './reader.js'

/** What evaluators write: `bbox/AP`, `segm/AP50`, `bbox/AP-person`, `sem_seg/mIoU`, `keypoints/AP`. */
const EVALUATED =
  /^(?:.*\/)?(?:bbox|segm|keypoints|sem_seg|panoptic_seg|box_proposals|lvis)\/|\/(?:AP|AR|mIoU)\b/i

/**
 * `metrics.json` of Detectron2, JSON Lines in spite of its name: losses are medians of the last 20 iterations; what the
 * evaluators measure is of the validation data. Source: detectron2/utils/events.py, JSONWriter.
 */
export const detectron2: Reader = {
  id: 'detectron2',
  title: 'Detectron2 metrics.json',
  sample: '{"iteration": 19, "total_loss": 1.52, "lr": 0.001, ...',
  recognises: (source) =>
    firstObjects(source).some(
      (row) => 'iteration' in row && ('total_loss' in row || 'data_time' in row || 'eta_seconds' in row),
    ),
  read(source) {
    const { records, skipped } = readObjects(source)
    const rows = records.filter(({ value }) => 'iteration' in value)
    const reading = readRecords(rows, { skipped, by: 'iteration' })
    return { ...reading, phases: reading.phases.map(tellEvaluated), bareSplit: 'train' }
  },
}

function tellEvaluated(phase: Reading['phases'][number]): Reading['phases'][number] {
  const columns = phase.columns.map((column) =>
    EVALUATED.test(column.name) ? { ...column, means: `val/${column.name}` } : column,
  )
  return { ...phase, columns }
}
