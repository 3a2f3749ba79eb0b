/** Cells by name, as a Map has them, the names kept once for all lines that say the same: there may be millions. */
export class SharedCells implements ReadonlyMap<string, string> {
  readonly #names: readonly string[]
  readonly #values: readonly string[]

  /** The names are all different, and as many as the values. */
  constructor(names: readonly string[], values: Iterable<string>) {
    this.#names = names
    this.#values = [...values]
  }

  get size(): number {
    return this.#names.length
  }

  get(name: string): string | undefined {
    const place = this.#names.indexOf(name)
    return place < 0 ? undefined : this.#values[place]
  }

  has(name: string): boolean {
    return this.#names.includes(name)
  }

  keys() {
    return this.#names.values()
  }

  values() {
    return this.#values.values()
  }

  entries() {
    return this.#names.map((name, k): [string, string] => [name, this.#values[k] ?? '']).values()
  }

  [Symbol.iterator]() {
    return this.entries()
  }

  forEach(visit: (value: string, name: string, cells: ReadonlyMap<string, string>) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this)
  }
}

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
    const names = [...cells.keys()]
    const said = `${prefix}/${names.join('/')}`
    const kind = this.#known.get(said) ?? { kind: said, names }
    this.#known.set(said, kind)
    this.#last = { kind, prefix }
    return kind
  }
}

function areNamed(cells: ReadonlyMap<string, string>, names: readonly string[]): boolean {
  if (cells.size !== names.length) return false
  let k = 0
  for (const name of cells.keys()) if (name !== names[k++]) return false
  return true
}
