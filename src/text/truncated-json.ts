const CLOSING: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['[', ']'],
])
/** No log is nested deeper. */
const DEEPEST = 64

/**
 * The complete beginning of a JSON document that ends in the middle, as when its writer was killed: the text up to the
 * last element that is surely complete, closed. Undefined where nothing is left open, so for any other text too.
 */
export function closeTruncated(text: string): string | undefined {
  const open: string[] = []
  let end = 0
  for (let k = 0; k < text.length; k++) {
    const char = text[k] ?? ''
    const closing = CLOSING.get(char)
    if (char === '"') {
      k = endOfString(text, k + 1) - 1
      if (k < 0) break
    } else if (closing) {
      if (open.push(closing) > DEEPEST) return undefined
      end = k + 1
    } else if (char === '}' || char === ']') {
      if (open.pop() !== char || open.length === 0) return undefined
      end = k + 1
    } else if (char === ',') end = k
  }
  return open.length === 0 ? undefined : text.slice(0, end) + open.reverse().join('')
}

/** Index after the quote that closes a string; -1 where none does. */
export function endOfString(text: string, start: number): number {
  for (let k = start; k < text.length; k++) {
    const char = text[k]
    if (char === '\\') k++
    else if (char === '"') return k + 1
  }
  return -1
}
