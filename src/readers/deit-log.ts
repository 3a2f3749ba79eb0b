import { isObject, parseLenientJson } from '../text/json.js'
import { looksLikeObject, parseJsonLines } from '../text/json-lines.js'
import { readRecords } from '../text/records.js'
import type { Reader } from './reader.js'

/**
 * `log.txt` of DeiT, MAE, BEiT, ConvNeXt and DETR: one JSON object to an epoch, appended to when a run is resumed. What
 * they call test is the validation set, scored after each epoch. Source: main.py of facebookresearch/deit and detr.
 */
export const deitLog: Reader = {
  id: 'deit-log',
  title: 'DeiT, MAE, BEiT, ConvNeXt and DETR log.txt',
  recognises({ head }) {
    const objects = head.slice(0, 5).filter(looksLikeObject).map(parseLenientJson).filter(isObject)
    return (
      objects.length > 0 &&
      objects.every((object) =>
        ['train_lr', 'train_loss', 'epoch'].every((key) => Object.hasOwn(object, key)),
      )
    )
  },
  read(source) {
    const { records, skipped } = parseJsonLines(source.text)
    return { ...readRecords(records, skipped), testSplit: 'validation' }
  },
}
