/** What a cell of a log says: a number (NaN and infinities are numbers), `null` for missing, `undefined` for text. */
export type Cell = number | null | undefined

/** No cell that holds a number is longer, in characters. */
const LONGEST = 200
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const NUMBER = /^[+-]?(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eEdD][+-]?\d+)?/
const GROUPED = /^[+-]?[1-9]\d{0,2}(?:[,' \u00a0\u202f]\d{3})+(?:\.\d+)?$/
const DECIMAL_COMMA = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+(?:[eE][+-]?\d+)?\s*%?$/
const MISSING = new Set([
  ...['', 'na', 'n/a', '#na#', '#n/a', '<na>', 'none', 'null', 'nil', '-', '--', '---', 'no log', '?'],
  ...['unknown', 'false', '.', '_'],
])
const NOT_A_NUMBER = new Set([
  'nan',
  '+nan',
  '-nan',
  'nan(ind)',
  '-nan(ind)',
  '1.#ind',
  '-1.#ind',
  '1.#qnan',
  '-1.#qnan',
])
const INFINITE = new Map([
  ...['inf', '+inf', 'infinity', '+infinity', '1.#inf', '∞', '+∞'].map((word) => [word, Infinity] as const),
  ...['-inf', '-infinity', '-1.#inf', '-∞'].map((word) => [word, -Infinity] as const),
])
/** `"0.5"` with the quotes kept. */
const QUOTED = /^["'](.*)["']$/
/** `[0.5]`, `(0.5,)`, `tensor(0.5, device='cuda:0')`, `np.float64(0.5)`: one number in a wrapper. */
const WRAPPED = /^(?:[A-Za-z_][\w.]*)?[[(]+\s*([^,()[\]]+?)\s*(?:,\s*(?:[A-Za-z_]\w*=.*)?)?[\])]+$/
/** `0.50 (0.48)`: the value of a meter and, in brackets, its mean over the epoch. */
const METER = /^\S+\s+\(([^()]+)\)$/
/** `0.5 ± 0.1`, `0.5 +/- 0.1`, `0.5+0.1`: a mean and its spread. */
const SPREAD = /^(.+?[\d.])\s*(?:±|\+\/-|\+)\s*\d.*$/

/** Reads one cell. `decimalComma` says that the comma is the decimal mark in this file. */
export function readCell(raw: string, decimalComma = false): Cell {
  if (PLAIN.test(raw)) return Number(raw)
  if (raw.length > LONGEST) return undefined
  const text = raw.trim()
  return decimalComma && DECIMAL_COMMA.test(text)
    ? readSpelled(text.replaceAll('.', '').replace(',', '.'))
    : readSpelled(text)
}

/** Does the cell carry a percent sign? */
export function isPercent(raw: string): boolean {
  return /%\s*\)?\s*$/.test(raw)
}

/** Is this a number written with a decimal comma? */
export function hasDecimalComma(raw: string): boolean {
  return DECIMAL_COMMA.test(raw.trim())
}

function readSpelled(text: string): Cell {
  const word = text.toLowerCase().replace(/\s*%$/, '')
  if (MISSING.has(word)) return null
  if (/^-?1\.#(?:qnan|ind)0*$/.test(word)) return Number.NaN
  if (NOT_A_NUMBER.has(word)) return Number.NaN
  const infinite = INFINITE.get(word)
  if (infinite !== undefined) return infinite
  if (GROUPED.test(text)) return Number(text.replace(/[,' \u00a0\u202f]/g, ''))
  const number = NUMBER.exec(text)?.[0]
  if (number !== undefined) {
    const rest = text.slice(number.length).trim()
    if (rest === '' || rest === '%') return Number(number.replaceAll('_', '').replace(/[dD]/, 'e'))
  }
  const inner = (METER.exec(text) ?? QUOTED.exec(text) ?? WRAPPED.exec(text) ?? SPREAD.exec(text))?.[1]
  return inner === undefined || inner === text ? undefined : readSpelled(inner)
}
