import { readName } from '../run/names.js'
import { isObject, parseLenientJson } from '../text/json.js'
import { type LogRecord, readRecords } from '../text/records.js'
import type { Source } from '../text/source.js'
import type { Reader } from './reader.js'

/** Lines at the head of the text that may be no objects (a banner) before it is no JSON Lines file. */
const LOOKED_AT = 20

/** One JSON object per line, each an epoch or a step. A torn last line is skipped and counted. */
export const jsonl: Reader = {
  id: 'jsonl',
  title: 'JSON Lines, one object per epoch or step',
  recognises(source) {
    if (!source.head[0]?.trimStart().startsWith('{') || source.json !== undefined) return false
    const objects = source.head.slice(0, LOOKED_AT).map(parseLenientJson).filter(isObject)
    return objects.some((object) => Object.keys(object).some((key) => readName(key).kind !== 'other'))
  },
  read(source) {
    const { records, skipped } = parseLines(source)
    return readRecords(records, skipped)
  },
}

function parseLines(source: Source): { records: LogRecord[]; skipped: number[] } {
  const records: LogRecord[] = []
  const skipped: number[] = []
  for (const [k, text] of source.text.split('\n').entries()) {
    if (text.trim() === '') continue
    const value = parseLenientJson(text)
    if (isObject(value)) records.push({ value, line: k + 1 })
    else skipped.push(k + 1)
  }
  return { records, skipped }
}
