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

  of(numbered: string, keys: Iterable<string>): Kind {
    const names = [...keys]
    const said = `${numbered}/${names.join('/')}`
    const kind = this.#known.get(said) ?? { kind: said, names }
    this.#known.set(said, kind)
    return kind
  }
}
