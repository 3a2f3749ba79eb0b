import { isObject, parseLenientJson } from './json.js'
import type { LogRecord } from './records.js'
import { demandRoom } from './room.js'
import type { Source } from './source.js'
import { endOfString } from './truncated-json.js'

/** What a character of JSON Lines takes while it is read, in bytes. */
const EACH = 8
/** Lines at the head of the text that are looked at; some may be no objects (a banner, a torn first line). */
const LOOKED_AT = 20

/** The first objects of a text of JSON Lines; none where it is one JSON document, or less than half of the lines are objects. */
export function firstObjects(source: Source): LogRecord['value'][] {
  if (source.json !== undefined && !source.truncated) return []
  const lines = source.head.slice(0, LOOKED_AT)
  const objects = lines.filter(looksLikeObject).map(parseLenientJson).filter(isObject)
  if (objects.length * 2 >= lines.length && objects.length > 0) return objects
  const [first] = looksLikeObject(source.text) ? eachObject(source.head.join('\n')) : []
  return first ? [first.value] : []
}

/** The objects of JSON Lines, and the lines that are none. Objects that span lines or share one are read too. */
export function readObjects(source: Source): { records: LogRecord[]; skipped: number[] } {
  demandRoom(source, source.text.length, EACH)
  const records: LogRecord[] = []
  const skipped: number[] = []
  for (const { text, line } of linesOf(source.text)) {
    const value = looksLikeObject(text) ? parseLenientJson(text) : undefined
    if (isObject(value)) records.push({ value, line })
    else skipped.push(line)
  }
  if (records.length > skipped.length || !looksLikeObject(source.text)) return { records, skipped }
  const spanning = [...eachObject(source.text)]
  return spanning.length > records.length ? { records: spanning, skipped: [] } : { records, skipped }
}

/** The lines that are not blank. */
function* linesOf(text: string): Generator<{ text: string; line: number }> {
  let start = 0
  for (let line = 1; start < text.length; line++) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    const own = text.slice(start, end)
    if (own.trim() !== '') yield { text: own, line }
    start = end + 1
  }
}

function looksLikeObject(line: string): boolean {
  return line.trimStart().startsWith('{')
}

/** The objects of a text that stand back to back, on one line or on many. */
function* eachObject(text: string): Generator<LogRecord> {
  let depth = 0
  let start = 0
  let line = 1
  let startLine = 1
  for (let k = 0; k < text.length; k++) {
    const char = text[k]
    if (char === '\n') line++
    else if (char === '"' && depth > 0) {
      const end = endOfString(text, k + 1)
      if (end < 0) return
      k = end - 1
    } else if (char === '{') {
      if (depth++ > 0) continue
      start = k
      startLine = line
    } else if (char === '}' && depth > 0 && --depth === 0) {
      const value = parseLenientJson(text.slice(start, k + 1))
      if (isObject(value)) yield { value, line: startLine }
    }
  }
}
