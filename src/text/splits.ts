import { readName } from '../run/names.js'

/** Column names that may say of each row which data it was measured on. */
const SPLIT_COLUMN = /^(?:phase|split|mode|stage|set|subset|partition|dataset|type|run_?type|name)$/i

/**
 * The column, if there is one, that says of each row whether it is of training or validation: all its cells are words
 * for a split, and there are at least two of them.
 */
export function findSplitColumn(
  names: readonly string[],
  rows: readonly (readonly unknown[])[],
): number | undefined {
  const found = names.findIndex((name, k) => {
    if (!SPLIT_COLUMN.test(name.trim())) return false
    const words = new Set(
      rows.map((row) => row[k]).filter((cell) => cell !== undefined && cell !== null && cell !== ''),
    )
    return words.size >= 2 && [...words].every((word) => typeof word === 'string' && isSplitWord(word))
  })
  return found < 0 ? undefined : found
}

/** Is this one word, and one for a split? */
export function isSplitWord(word: string): boolean {
  return /^[A-Za-z]+$/.test(word.trim()) && readName(`${word} loss`).split !== undefined
}
