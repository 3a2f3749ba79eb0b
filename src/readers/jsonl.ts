import { firstObjects, readObjects } from '../text/json-lines.js'
import { measures, readRecords } from '../text/records.js'
import type { Reader } from './reader.js'

/** One JSON object per line, each an epoch or a step. A torn last line is skipped and counted. */
export const jsonl: Reader = {
  id: 'jsonl',
  title: 'JSON Lines, one object per epoch or step',
  sample: '{"epoch": 1, "train_loss": 1.9, "val_loss": 1.8}',
  recognises: (source) => firstObjects(source).some(measures),
  read(source) {
    const { records, skipped } = readObjects(source)
    return readRecords(records, { skipped, doubtful: source.title })
  },
}
