/** A string, or a bare word that JSON does not know but Python writes. */
const STRING_OR_WORD = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity|None|True|False)\b/g
const REPLACEMENT: Readonly<Record<string, string>> = {
  NaN: '"NaN"',
  '-NaN': '"NaN"',
  Infinity: '"Infinity"',
  '-Infinity': '"-Infinity"',
  None: 'null',
  True: 'true',
  False: 'false',
}

/**
 * Parses JSON as Python writes it: bare NaN and infinities become the strings "NaN", "Infinity" and "-Infinity",
 * which cells are read from like numbers. Returns undefined for what is no JSON.
 */
export function parseLenientJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    try {
      return JSON.parse(text.replace(STRING_OR_WORD, (word) => REPLACEMENT[word] ?? word))
    } catch {
      return undefined
    }
  }
}

/** An object with keys of its own, as opposed to an array or a plain value. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
