import { remember } from '../once.js'
import { readName } from '../run/names.js'
import { numbersIn } from './plain-numbers.js'

/** Where a value stands on its line: the place of its number among those of the line, and what follows it (`%`); or what it is on all such lines. */
export type Place = { readonly at: number; readonly behind: string } | string

/** Cells by name, as a Map has them, the names kept once for all lines that say the same: there may be millions. */
export abstract class SharedCells implements ReadonlyMap<string, string> {
  /** The names are all different, and as many as the values. */
  constructor(readonly names: readonly string[]) {}

  protected abstract list(): readonly string[]

  get size(): number {
    return this.names.length
  }

  get(name: string): string | undefined {
    const place = this.names.indexOf(name)
    return place < 0 ? undefined : this.list()[place]
  }

  has(name: string): boolean {
    return this.names.includes(name)
  }

  keys() {
    return this.names.values()
  }

  values() {
    return this.list().values()
  }

  entries() {
    const values = this.list()
    return this.names.map((name, k): [string, string] => [name, values[k] ?? '']).values()
  }

  [Symbol.iterator]() {
    return this.entries()
  }

  forEach(visit: (value: string, name: string, cells: ReadonlyMap<string, string>) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this)
  }
}

class ListedCells extends SharedCells {
  readonly #values: readonly string[]

  constructor(names: readonly string[], values: readonly string[]) {
    super(names)
    this.#values = values
  }

  protected list(): readonly string[] {
    return this.#values
  }
}

/** Cells that are looked up on their line when somebody asks for them: a line takes less room than its values. */
export class PrintedCells extends SharedCells {
  constructor(
    names: readonly string[],
    readonly line: string,
    readonly places: readonly Place[],
  ) {
    super(names)
  }

  protected list(): readonly string[] {
    const numbers = numbersIn(this.line)
    return this.places.map((place) =>
      typeof place === 'string' ? place : (numbers[place.at] ?? '') + place.behind,
    )
  }
}

/** The cells with names that are shared; these are spelt as those of the cells. */
export function shareCells(names: readonly string[], cells: ReadonlyMap<string, string>): SharedCells {
  return cells instanceof PrintedCells
    ? new PrintedCells(names, cells.line, cells.places)
    : new ListedCells(names, [...cells.values()])
}

/** The names of cells, one and the same list for cells that share them. */
export function namesOf(cells: ReadonlyMap<string, string>): readonly string[] {
  return cells instanceof SharedCells ? cells.names : [...cells.keys()]
}

/** Does a value of these names stand without a word for its data? */
export const holdBare = remember((names: readonly string[]): boolean =>
  names.map(readName).some(({ kind, split }) => kind !== 'other' && split === undefined),
)

/** Is there a loss or a score among these names? */
export const holdMeasure = remember((names: readonly string[]): boolean =>
  names.some((name) => readName(name).kind !== 'other'),
)

/** What lines that say the same have in common. */
export interface Kind {
  readonly kind: string
  readonly names: readonly string[]
}

/** The kinds of lines of a log, one and the same for all lines of a kind. */
export class Kinds {
  readonly #known = new Map<string, Kind>()
  #last: { readonly kind: Kind; readonly prefix: string } | undefined

  /** Most lines say what the line before said: that is looked at first. */
  of(
    star: string | undefined,
    numbered: boolean,
    stepped: boolean,
    cells: ReadonlyMap<string, string>,
  ): Kind {
    const prefix = `${star ?? ''}${numbered}/${stepped}`
    const last = this.#last
    if (last && last.prefix === prefix && areNamed(cells, last.kind.names)) return last.kind
    const names = namesOf(cells)
    const said = `${prefix}/${names.join('/')}`
    const kind = this.#known.get(said) ?? { kind: said, names }
    this.#known.set(said, kind)
    this.#last = { kind, prefix }
    return kind
  }
}

function areNamed(cells: ReadonlyMap<string, string>, names: readonly string[]): boolean {
  if (cells instanceof SharedCells && cells.names === names) return true
  if (cells.size !== names.length) return false
  let k = 0
  for (const name of cells.keys()) if (name !== names[k++]) return false
  return true
}
