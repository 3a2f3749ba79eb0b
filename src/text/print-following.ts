import { readName } from '../run/names.js'
import { changed, type Located } from './located.js'
import { namesOf } from './shared-cells.js'

/** The names of losses by what they are called as those of the score before them, for each kind of line that has any. */
type Following = ReadonlyMap<string, ReadonlyMap<string, string>>

/**
 * Settles of which data a bare loss behind a score of an evaluation is (`Val Acc: 0.5 | Loss: 1.5`): of the evaluation where other
 * lines tell the loss of the training; else it stays without a word for its data, as one before the score does.
 */
export function settleFollowing(prints: readonly Located[], following: Following): readonly Located[] {
  if (following.size === 0) return prints
  const trained = prints.some(({ kind, cells }) => !following.has(kind) && namesOf(cells).some(isOfTraining))
  if (trained) return prints
  return prints.map((print) => {
    const names = following.get(print.kind)
    if (!names) return print
    const cells = [...print.cells].map(([name, value]): [string, string] => [names.get(name) ?? name, value])
    return changed(print, { cells: new Map(cells) })
  })
}

function isOfTraining(name: string): boolean {
  const { kind, split } = readName(name)
  return (kind === 'total' || kind === 'part') && (split ?? 'train') === 'train'
}
