import type { Source } from './source.js'

/** Larger tables take so long to read that it does not matter how soon their reader is found, in characters. */
const SMALL = 64 * 1024
/** A header of names that no other format has a use for, with its delimiter. */
const HEADER = /^[A-Za-z_][\w ./()-]{0,99}(?:([,;\t])[\w ./()-]{0,99})+$/
const NUMBER =
  /^ {0,20}(?:[-+]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][-+]?\d{1,4})?|[nN][aA][nN])? {0,20}$/

/**
 * Is the source a small table of a header and numbers, and nothing else? Then only readers of tables can know it: neither
 * brackets nor quotes nor words stand in its rows, of which all other formats have some.
 */
export function isPlainTable({ text, bytes, parts }: Source): boolean {
  if (bytes !== undefined || parts.length > 0 || text.length > SMALL) return false
  const [header = '', ...rows] = text.trimEnd().replaceAll('\r\n', '\n').split('\n')
  const delimiter = HEADER.exec(header)?.[1]
  return (
    delimiter !== undefined &&
    rows.length > 0 &&
    rows.every((row) => row !== '' && row.split(delimiter).every((cell) => NUMBER.test(cell)))
  )
}
