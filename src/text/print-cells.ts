import { readName } from '../run/names.js'
import type { Located } from './print-log.js'

/** The values of a printed line by name. */
export type Cells = ReadonlyMap<string, string>

/** Where a log ends within a line the last number may have lost digits: it has fewer than that of the line before. */
export function withoutCut(prints: readonly Located[]): readonly Located[] {
  const last = prints.at(-1)
  const before = prints.findLast((print) => print !== last && print.kind === last?.kind)
  const name = [...(last?.cells.keys() ?? [])].at(-1) ?? ''
  const [own, other] = [last?.cells.get(name) ?? '', before?.cells.get(name) ?? '']
  if (!last || own.length >= other.length || !/^[\d.]+$/.test(own)) return prints
  const cells = new Map([...last.cells].filter(([other]) => other !== name))
  return [...prints.slice(0, -1), { ...last, cells }]
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
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value)
}

/** Does a value stand without a word for its data? */
export function hasBare(cells: Cells): boolean {
  return [...cells.keys()].map(readName).some(({ kind, split }) => kind !== 'other' && split === undefined)
}

/** Is there a loss or a score among the values? */
export function measures(cells: Cells): boolean {
  return [...cells.keys()].some((name) => readName(name).kind !== 'other')
}
