import * as z from 'zod/mini'
import { UserError } from '../errors.js'
import { isObject } from '../text/json.js'
import { measures, readRecords } from '../text/records.js'
import type { Reader } from './reader.js'

const Records = z.array(z.record(z.string(), z.unknown()))
type Records = z.infer<typeof Records>

/** A JSON array of objects, each an epoch or a step; also as the value of one key of an object. */
export const recordsJson: Reader = {
  id: 'records-json',
  title: 'JSON array of records, one per epoch or step',
  recognises: (source) => findRecords(source.json) !== undefined,
  read(source) {
    const records = findRecords(source.json)
    if (!records) throw new UserError(`${source.title}: no array of records`)
    return readRecords(records.map((value) => ({ value, line: 0 })))
  },
}

/** The array of records, at the top or one level down; the longest where there are several. */
function findRecords(json: unknown): Records | undefined {
  const candidates = Array.isArray(json)
    ? [json]
    : isObject(json)
      ? Object.values(json).filter(Array.isArray)
      : []
  return candidates
    .flatMap((candidate) => {
      const parsed = z.safeParse(Records, candidate)
      return parsed.success && parsed.data.some(measures) ? [parsed.data] : []
    })
    .sort((a, b) => b.length - a.length)[0]
}
