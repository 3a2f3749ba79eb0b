import { isObject } from '../text/json.js'
import { firstObjects, readObjects } from '../text/json-lines.js'
import { readRecords } from '../text/records.js'
import type { Reader } from './reader.js'

/**
 * `log.txt` of DeiT, MAE, BEiT, ConvNeXt and DETR: one JSON object to an epoch, appended to when a run is resumed. What
 * they call test is the validation set, scored after each epoch. Source: main.py of facebookresearch/deit and detr.
 */
export const deitLog: Reader = {
  id: 'deit-log',
  title: 'DeiT, MAE, BEiT, ConvNeXt and DETR log.txt',
  sample: '{"train_lr": 0.001, "train_loss": 6.9, "test_loss": 6.7, "test_acc1": 1.2, ...',
  recognises: (source) => {
    const objects = isObject(source.json) ? [source.json] : firstObjects(source)
    return objects.length > 0 && objects.every((object) => KEYS.every((key) => Object.hasOwn(object, key)))
  },
  read(source) {
    const { records, skipped } = readObjects(source)
    return { ...readRecords(records, { skipped }), testSplit: 'validation' }
  },
}

const KEYS = ['train_lr', 'train_loss', 'epoch']
