import { UserError } from '../errors.js'
import type { Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { screenLines, withoutPrefix } from './console.js'
import { type Entry, tableOf } from './entries.js'
import type { Source } from './source.js'

/** What a boosting library says when it stops early, before it prints the line of the best round once more. */
const BEST = /\bbest iteration(?: is)?:\s{0,9}$/i
/** No line of a round is longer, in characters. */
const LONGEST = 4000

/**
 * Reads the lines that boosting libraries print, one for each round. `cellsOf` tells what a line says of a round,
 * `iteration` among its names, or undefined where it is another line. Throws a UserError where there is none.
 */
export function readRounds(
  source: Source,
  cellsOf: (text: string) => ReadonlyMap<string, string> | undefined,
): Reading {
  const entries: Entry[] = []
  const notes: Note[] = []
  let best: { text: string; line: number } | undefined
  for (const { line, text } of screenLines(source.text)) {
    if (text.length > LONGEST) continue
    const plain = withoutPrefix(text.replaceAll('#011', '\t')).trimStart()
    const cells = cellsOf(plain)
    if (cells && best) {
      notes.push({ line: best.line, because: `${best.text} ${cells.get('iteration') ?? ''}` })
      best = undefined
    } else if (cells) entries.push({ line, cells })
    else if (BEST.test(plain)) best = { text: plain.trim(), line }
  }
  if (entries.length === 0)
    throw new UserError(`${source.title}: no round of boosting with a value`, 'give evals and verbose_eval')
  const reading = tableOf(entries).reading()
  return { ...reading, notes: [...notes, ...reading.notes] }
}
