import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'
import { changed, type Located } from './located.js'

/** Lines of one kind. */
export interface Kind {
  readonly prints: readonly Located[]
  /** They are of single steps. */
  readonly byStep: boolean
}

/** This share of the epochs must have both lines, of those that have the rarer one, and so many at least. */
const SHARE = 0.5
const FEWEST = 2

/**
 * Lines of two kinds that tell the same name of the same epoch, where it does not say of which data, are no two
 * measurements of one thing: one of them may be an evaluation. The line that names its epoch counts, else the first;
 * what the other tells without a word for its data is left out. `placeOf`: the epoch or the step of a line.
 */
export function withoutConflicts(
  kinds: readonly Kind[],
  placeOf: (print: Located) => number | undefined,
): { kinds: readonly Kind[]; notes: readonly Note[] } {
  const notes: Note[] = []
  const epochs = kinds.filter(({ byStep }) => !byStep)
  const lost = new Set<Kind>()
  for (const [k, one] of epochs.entries())
    for (const other of epochs.slice(k + 1)) {
      if (lost.has(one) || lost.has(other)) continue
      const name = sharedName(one, other)
      if (name === undefined || !areTogether(one, other, placeOf)) continue
      const loser = !isNumbered(one) && isNumbered(other) ? one : other
      const line = loser.prints[0]?.line
      lost.add(loser)
      notes.push({
        ...(line && { line }),
        because: `lines of two kinds tell ${name} of one epoch and do not say of which data: those like this one are left out`,
      })
    }
  if (lost.size === 0) return { kinds, notes }
  return { kinds: kinds.map((kind) => (lost.has(kind) ? withoutBare(kind) : kind)), notes }
}

function isNumbered({ prints }: Kind): boolean {
  return prints.some(({ marked }) => marked)
}

function isBare(name: string): boolean {
  const { kind, split } = readName(name)
  return kind !== 'other' && split === undefined
}

function sharedName({ prints: [one] }: Kind, { prints: [other] }: Kind): string | undefined {
  return [...(one?.cells.keys() ?? [])].find((name) => isBare(name) && other?.cells.has(name))
}

function areTogether(one: Kind, other: Kind, placeOf: (print: Located) => number | undefined): boolean {
  const [a, b] = [one, other].map(({ prints }) => new Set(prints.map(placeOf)))
  const both = [...(a ?? [])].filter((place) => b?.has(place)).length
  return both >= Math.max(FEWEST, SHARE * Math.min(a?.size ?? 0, b?.size ?? 0))
}

function withoutBare({ prints, byStep }: Kind): Kind {
  const kept = prints.flatMap((print) => {
    const cells = [...print.cells].filter(([name]) => !isBare(name))
    return cells.length === 0 ? [] : [changed(print, { cells: new Map(cells) })]
  })
  return { prints: kept, byStep }
}
