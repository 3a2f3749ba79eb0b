import type { Source } from './source.js'

/** Larger tables take so long to read that it does not matter how soon their reader is found, in characters. */
const SMALL = 64 * 1024
/** A header of names that no other format has a use for, with its delimiter. */
const HEADER = /^[A-Za-z_][\w ./()-]{0,99}(?:([,;\t])[\w ./()-]{0,99})+$/
/** By the delimiter: what stands in no row of numbers (or NaN), and rows of nothing. */
const OTHER: Readonly<Record<string, RegExp>> = {
  ',': /[^\d\n\r .,+\-EeNAna]|\n\r?\n|\r(?!\n)/,
  ';': /[^\d\n\r .;+\-EeNAna]|\n\r?\n|\r(?!\n)/,
  '\t': /[^\d\n\r .\t+\-EeNAna]|\n\r?\n|\r(?!\n)/,
}

/**
 * Is the source a small table of a header and numbers, and nothing else? Then only readers of tables can know it: neither
 * brackets nor quotes nor words stand in its rows, of which all other formats have some.
 */
export function isPlainTable({ text, bytes, parts }: Source): boolean {
  if (bytes !== undefined || parts.length > 0 || text.length > SMALL) return false
  const table = text.trimEnd()
  const line = table.indexOf('\n')
  if (line < 0) return false
  const header = table.slice(0, table.charAt(line - 1) === '\r' ? line - 1 : line)
  const other = OTHER[HEADER.exec(header)?.[1] ?? '']
  return other !== undefined && !other.test(table.slice(line))
}
