import JSON5 from 'json5'
import { closeTruncated, endOfString } from './truncated-json.js'

/** The start of a string in double quotes, or a bare word that JSON does not know but Python writes. */
const QUOTE_OR_WORD = /"|-?\b(?:NaN|nan|Infinity|inf|None|True|False)\b/g
/** What NumPy, PyTorch and JAX print around a number or a list. */
const WRAPPER = /\b(?:np\.|numpy\.|torch\.)?(?:float\d+|int\d+|bool_?|array|tensor|Array)\(/g
const REPLACEMENT: Readonly<Record<string, string>> = {
  NaN: '"NaN"',
  nan: '"NaN"',
  '-NaN': '"NaN"',
  '-nan': '"NaN"',
  Infinity: '"Infinity"',
  inf: '"Infinity"',
  '-Infinity': '"-Infinity"',
  '-inf': '"-Infinity"',
  None: 'null',
  True: 'true',
  False: 'false',
}
/** Longer text is not tried as a Python literal, which is read slowly, in characters. */
const LONGEST_LITERAL = 8 * 1024 * 1024

/**
 * Parses JSON as Python writes it: bare NaN and infinities become the strings "NaN", "Infinity" and "-Infinity",
 * which cells are read from like numbers; failing that, what Python prints for a dictionary or a list. Returns
 * undefined for what is neither.
 */
export function parseLenientJson(text: string): unknown {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text
  return parse(bare) ?? parse(replaceWords(bare)) ?? parseLiteral(bare)
}

/** The complete beginning of a JSON document that ends in the middle; undefined for any other text. */
export function parseTruncatedJson(text: string): unknown {
  if (!/^\s*[[{]\s*["{[\d-]/.test(text)) return undefined
  const closed = closeTruncated(text)
  return closed === undefined ? undefined : (parse(closed) ?? parse(replaceWords(closed)))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Replaces the words outside of strings; in one pass, since a log may be one long line of broken quotes. */
function replaceWords(text: string): string {
  const pieces: string[] = []
  let done = 0
  QUOTE_OR_WORD.lastIndex = 0
  for (let match = QUOTE_OR_WORD.exec(text); match; match = QUOTE_OR_WORD.exec(text)) {
    const [word] = match
    if (word === '"') {
      const end = endOfString(text, match.index + 1)
      if (end < 0) break
      QUOTE_OR_WORD.lastIndex = end
    } else {
      pieces.push(text.slice(done, match.index), REPLACEMENT[word] ?? word)
      done = match.index + word.length
    }
  }
  return pieces.join('') + text.slice(done)
}

/** Single quotes, trailing commas, `np.float64(0.5)`, `array([0.5], dtype=float32)`. */
function parseLiteral(text: string): unknown {
  if (
    text.length > LONGEST_LITERAL ||
    !/^\s*[[{(]\s*['"[{(\d-]/.test(text) ||
    !/'|\(|,\s{0,99}[\]}]/.test(text)
  )
    return undefined
  const bare = text.replace(
    /,\s*(?:dtype|device|grad_fn|requires_grad|weak_type)=(?:'[^'\n]*'|<[^>\n]*>|[\w.]+)/g,
    '',
  )
  const plain = bare.replace(WRAPPER, '(').replace(/\(([^()]*)\)/g, '$1')
  try {
    return JSON5.parse(replaceWords(plain))
  } catch {
    return undefined
  }
}

/** An object with keys of its own, as opposed to an array or a plain value. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
