import { count } from '../numerals.js'
import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import { axisOf } from './axis.js'
import type { Rows } from './table.js'

interface One {
  readonly rows: Rows
  readonly axes: ReadonlySet<string>
  readonly splits: Set<string>
  taken: number
}

/** The tables of one file, of which one numbers its rows by epochs, another by steps: they are not mixed. */
export class TablesApart {
  readonly #tables: One[] = []
  #current: One

  constructor(
    names: readonly string[],
    readonly make: (names: readonly string[]) => Rows,
  ) {
    this.#current = this.#add(names)
  }

  /** The table that rows go to. */
  get rows(): Rows {
    return this.#current.rows
  }

  /** Says that a row has gone to the table. */
  count(): void {
    this.#current.taken++
  }

  /** The names of the rows to come: of the same table, or of one that counts something else. */
  rename(names: readonly string[]): void {
    const axes = axesOf(names)
    const shares = (table: One) =>
      axes.size === 0 || table.axes.size === 0 || [...axes].some((axis) => table.axes.has(axis))
    const known = shares(this.#current) ? this.#current : this.#tables.find(shares)
    if (known) {
      known.rows.rename(names)
      for (const split of splitsOf(names)) known.splits.add(split)
    }
    this.#current = known ?? this.#add(names)
  }

  /** That which tells of both training and validation, else the first; with a note on what is left out. */
  reading(): Reading {
    const [only = this.#current, ...more] = this.#tables.filter(({ taken }) => taken > 0)
    if (more.length === 0) return only.rows.reading()
    const both = ({ splits }: One) => splits.has('train') && splits.size > 1
    const chosen = [only, ...more].find(both) ?? only
    const reading = chosen.rows.reading()
    const left = [only, ...more].filter((table) => table !== chosen)
    const notes = left.map(({ axes, taken }) => ({
      because: `the file holds two tables, which are not mixed: that by ${list(chosen.axes)} is read, ${count(taken, 'row')} by ${list(axes)} left out`,
    }))
    return { ...reading, notes: [...notes, ...reading.notes] }
  }

  #add(names: readonly string[]): One {
    const table = { rows: this.make(names), axes: axesOf(names), splits: splitsOf(names), taken: 0 }
    this.#tables.push(table)
    return table
  }
}

function axesOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => axisOf(name) ?? []))
}

function splitsOf(names: readonly string[]): Set<string> {
  return new Set(
    names.map(readName).flatMap(({ kind, split }) => (kind === 'other' ? [] : [split ?? 'train'])),
  )
}

function list(axes: ReadonlySet<string>): string {
  return [...axes].join(' and ')
}
