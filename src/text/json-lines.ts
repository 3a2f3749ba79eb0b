import { isObject, parseLenientJson } from './json.js'
import type { LogRecord } from './records.js'

/** The objects of a text with one to a line, and the lines, counted from 1, that hold none. */
export function parseJsonLines(text: string): { records: LogRecord[]; skipped: number[] } {
  const records: LogRecord[] = []
  const skipped: number[] = []
  for (const [k, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = looksLikeObject(line) ? parseLenientJson(line) : undefined
    if (isObject(value)) records.push({ value, line: k + 1 })
    else skipped.push(k + 1)
  }
  return { records, skipped }
}

/** Does the line begin as an object does? */
export function looksLikeObject(line: string): boolean {
  return line.trimStart().startsWith('{')
}
