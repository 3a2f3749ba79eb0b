import { findHistories } from './histories.js'
import { parseLenientJson } from './json.js'

/** The beginning of a dictionary of lists, as Python prints one: `{'loss': [0.5, `. */
const START = /\{\s{0,9}['"][\w ./@%-]{1,80}['"]:\s{0,9}\[/g
/** No history is longer, in characters. */
const LONGEST = 256 * 1024
/** So many dictionaries are looked at: their ends are looked for one after the other. */
const MOST = 16

/** The dictionaries of lists of losses or scores that a console shows among other output, as they stand there. */
export function printedHistories(text: string): string[] {
  const found: string[] = []
  START.lastIndex = 0
  let tried = 0
  for (let match = START.exec(text); match && tried < MOST; match = START.exec(text)) {
    tried++
    const end = closing(text, match.index)
    if (end < 0) continue
    const history = text.slice(match.index, end)
    if (findHistories(parseLenientJson(history)).length === 0) continue
    found.push(history)
    START.lastIndex = end
  }
  return found
}

/** Behind the brace that closes the one at `start`; -1 where there is none. Lists of numbers hold no braces in strings. */
function closing(text: string, start: number): number {
  let depth = 0
  const end = Math.min(text.length, start + LONGEST)
  for (let at = start; at < end; at++) {
    const char = text[at]
    if (char === '{') depth++
    else if (char === '}' && --depth === 0) return at + 1
  }
  return -1
}
