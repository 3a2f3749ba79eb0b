import { isObject, parseLenientJson } from '../text/json.js'
import { looksLikeObject, parseJsonLines } from '../text/json-lines.js'
import { measures, readRecords } from '../text/records.js'
import type { Reader } from './reader.js'

/** Lines at the head of the text that are looked at; some may be no objects (a banner, a torn first line). */
const LOOKED_AT = 20

/** One JSON object per line, each an epoch or a step. A torn last line is skipped and counted. */
export const jsonl: Reader = {
  id: 'jsonl',
  title: 'JSON Lines, one object per epoch or step',
  recognises(source) {
    if (source.json !== undefined) return false
    const lines = source.head.slice(0, LOOKED_AT)
    const objects = lines.filter(looksLikeObject).map(parseLenientJson).filter(isObject)
    return objects.length * 2 >= lines.length && objects.some(measures)
  },
  read(source) {
    const { records, skipped } = parseJsonLines(source.text)
    return readRecords(records, skipped)
  },
}
