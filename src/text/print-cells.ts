import { readName } from '../run/names.js'
import { changed, type Located } from './located.js'
import { holdBare, holdMeasure, namesOf } from './shared-cells.js'

/** The values of a printed line by name. */
export type Cells = ReadonlyMap<string, string>

/** Where a log ends within a line, that line is of the kind of those above that begin as it does. */
export function withTornLine(prints: readonly Located[]): readonly Located[] {
  const last = prints.at(-1)
  if (!last) return prints
  const names = [...last.cells.keys()]
  const whole = prints.findLast(
    (print) =>
      print.kind !== last.kind &&
      print.star === last.star &&
      print.numbered === last.numbered &&
      print.stepped === last.stepped &&
      print.cells.size > names.length &&
      [...print.cells.keys()].slice(0, names.length).every((name, k) => name === names[k]),
  )
  if (!whole || prints.some((print) => print !== last && print.kind === last.kind)) return prints
  return [...prints.slice(0, -1), changed(last, { kind: whole.kind })]
}

/** A heading on a line of its own is of the lines below it, as far as they name no other data. */
export function headedBy(heading: string | undefined, cells: Cells): Cells {
  if (heading === undefined) return cells
  return new Map(
    [...cells].map(([name, value]) => {
      const { split, kind } = readName(name)
      return [split !== undefined || kind === 'other' ? name : `${heading} ${name}`, value]
    }),
  )
}

export function sameCells(a: Cells, b: Cells): boolean {
  return a.size === b.size && holdsCells(a, b)
}

/** Does the one have all values of the other? */
export function holdsCells(all: Cells, some: Cells): boolean {
  return [...some].every(([name, value]) => all.get(name) === value)
}

/** Does a value stand without a word for its data? */
export function hasBare(cells: Cells): boolean {
  return holdBare(namesOf(cells))
}

/** Is there a loss or a score among the values? */
export function measures(cells: Cells): boolean {
  return holdMeasure(namesOf(cells))
}
