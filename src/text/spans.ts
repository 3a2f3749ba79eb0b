/** Where a column stands on the screen: its first character, and that behind its last. */
export type Span = readonly [number, number]

/** `_________    _____`: the columns as MATLAB underlines the names of a table, where there is a line for each name. */
export function spansBelow(line: string, names: readonly string[]): readonly Span[] | undefined {
  const spans = /^\s*_+(?:\s+_+)+\s*$/.test(line) ? [...line.matchAll(/_+/g)].map(spanOf) : []
  return spans.length === names.length ? spans : undefined
}

/** The cells of a row in which some are blank, by the columns in which they stand; undefined where one stands in none, or two in one. */
export function placed(line: string, spans: readonly Span[]): readonly string[] | undefined {
  const cells = spans.map(() => '')
  for (const found of line.matchAll(/\S+/g)) {
    const [from, to] = spanOf(found)
    const own = spans.flatMap(([start, end], k) => (from < end && to > start ? [k] : []))
    const [place = -1, ...others] = own
    if (place < 0 || others.length > 0 || cells[place] !== '') return undefined
    cells[place] = found[0]
  }
  return cells
}

function spanOf(found: RegExpExecArray): Span {
  return [found.index, found.index + found[0].length]
}
