import { type Meaning, readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import type { Note, Split } from '../run/run.js'
import { axisOf } from './axis.js'
import type { Cell } from './cell.js'
import { type Rows, Table } from './table.js'

/** With fewer epochs than this the log is judged by its steps, where it has as many of these. */
const FEW_EPOCHS = 3
/** The two forms in which one metric may stand in a log, of a batch and of an epoch. */
const TWIN = /_(step|epoch)$/

interface Row {
  readonly cells: readonly Cell[]
  readonly line: number
}

/** Rows of one epoch that follow one another, and the names of their cells. */
interface Block {
  readonly names: readonly string[]
  readonly rows: Row[]
  readonly epoch: number | undefined
}

/**
 * Rows that each hold what was logged at one moment, several to an epoch, laid together to one row per epoch: values of
 * the training are averaged where there are several, of all others the last counts. A row without an epoch (a learning
 * rate) belongs to the epoch of the next row. Where a metric stands in the log for steps and for epochs
 * (`loss_step`, `loss_epoch`), that of the epochs is handed over. A log of too few epochs keeps its steps, and both.
 */
export class EpochRows implements Rows {
  readonly #blocks: Block[] = []
  readonly #steps = new Set<number>()
  readonly #filled = new Set<string>()
  /** Rows that still wait for the next epoch. */
  #waiting: Row[] = []
  /** The splits whose metrics stand in one row with a metric that names none. */
  readonly #besideBare = new Set<Split>()
  #names: readonly string[]
  #meanings: readonly Meaning[] = []
  #epochAt = -1
  #stepAt = -1
  readonly #skipped: number[] = []

  constructor(names: readonly string[]) {
    this.#names = names
    this.rename(names)
  }

  rename(names: readonly string[]): void {
    this.#settle(undefined)
    this.#names = names
    this.#meanings = names.map(readName)
    this.#epochAt = names.findIndex((name) => axisOf(name) === 'epoch')
    this.#stepAt = names.findIndex((name) => axisOf(name) === 'step')
  }

  add(cells: readonly Cell[], line: number): void {
    const epoch = cells[this.#epochAt]
    const step = cells[this.#stepAt]
    if (typeof step === 'number') this.#steps.add(step)
    this.#look(cells)
    this.#waiting.push({ cells, line })
    if (typeof epoch === 'number') this.#settle(epoch)
  }

  skip(line: number): void {
    this.#skipped.push(line)
  }

  /** Percent signs are no part of such a log. */
  markPercent(): void {}

  /** A header says nothing that the epochs do not. */
  breakHere(): void {}

  reading(): Reading {
    this.#settle(undefined)
    const epochs = new Set(this.#blocks.map(({ epoch }) => epoch))
    const byStep = epochs.size < FEW_EPOCHS && this.#steps.size > FEW_EPOCHS
    const left = this.#left(byStep)
    const [beside, ...others] = this.#besideBare
    const notes = new Merging()
    let names = this.#blocks[0]?.names ?? this.#names
    const table = new Table(names, { spellsNaN: true })
    let axes = axesOf(names)
    for (const block of this.#blocks) {
      if (block.names !== names) {
        table.rename(block.names)
        axes = axesOf(block.names)
      }
      names = block.names
      for (const { cells, line } of byStep ? block.rows : [notes.merge(block)]) {
        const kept = cells.map((cell, k) => (left.has(block.names[k] ?? '') ? null : cell))
        if (kept.some((cell, k) => cell !== null && !axes.has(k))) table.add(kept, line)
      }
    }
    for (const line of this.#skipped) table.skip(line)
    const reading = table.reading()
    return {
      ...reading,
      notes: [...notes.notes(left), ...reading.notes],
      ...(beside && others.length === 0 && { bareSplit: beside }),
    }
  }

  /** Which columns are filled, and what stands beside a metric that does not name its split. */
  #look(cells: readonly Cell[]): void {
    const bare = new Set<string>()
    const beside: Meaning[] = []
    for (const [k, cell] of cells.entries()) {
      const meaning = this.#meanings[k]
      if (typeof cell !== 'number' || !meaning) continue
      this.#filled.add(this.#names[k] ?? '')
      if (meaning.kind === 'other') continue
      if (meaning.split) beside.push(meaning)
      else bare.add(meaning.quantity)
    }
    if (bare.size === 0 || beside.some(({ quantity }) => bare.has(quantity))) return
    for (const { split } of beside) if (split) this.#besideBare.add(split)
  }

  /** Puts the rows that wait into the block of this epoch; into the last block where no epoch is known. */
  #settle(epoch: number | undefined): void {
    const rows = this.#waiting
    if (rows.length === 0) return
    this.#waiting = []
    const last = this.#blocks.at(-1)
    if (last && last.names === this.#names && (epoch === undefined || epoch === last.epoch)) {
      for (const row of rows) last.rows.push(row)
    } else this.#blocks.push({ names: this.#names, rows, epoch })
  }

  /** The values of single steps where the log has those of the epochs too; by steps they are kept beside them for training. */
  #left(byStep: boolean): ReadonlySet<string> {
    const left = [...this.#filled].filter((name) => {
      const training = (readName(name).split ?? 'train') === 'train'
      if (TWIN.exec(name)?.[1] !== 'step' || (byStep && training)) return false
      return this.#filled.has(name.replace(TWIN, '_epoch'))
    })
    return new Set(left)
  }
}

/** Which columns number the rows. */
function axesOf(names: readonly string[]): ReadonlySet<number> {
  return new Set([...names.keys()].filter((k) => axisOf(names[k] ?? '') !== undefined))
}

/** What becomes of several values in one epoch: those of training are averaged, of all others the last counts. */
type Role = 'epoch' | 'training' | 'validation' | 'other'

/** Lays the rows of an epoch together and remembers what had to be settled. */
class Merging {
  readonly #roles = new Map<string, Role>()
  readonly #averaged = new Map<string, number>()
  readonly #repeated = new Map<string, number>()

  merge({ names, rows, epoch }: Block): Row {
    const cells = names.map((name, k): Cell => {
      const role = this.#roleOf(name)
      if (role === 'epoch') return epoch ?? null
      const values = rows.map((row) => row.cells[k]).filter((cell) => typeof cell === 'number')
      if (values.length < 2)
        return values[0] ?? (rows.some((row) => row.cells[k] === undefined) ? undefined : null)
      if (role === 'other') return values.at(-1)
      const settled = role === 'training' ? this.#averaged : this.#repeated
      settled.set(name, Math.max(settled.get(name) ?? 0, values.length))
      return role === 'training'
        ? values.reduce((sum, value) => sum + value, 0) / values.length
        : values.at(-1)
    })
    return { cells, line: rows[0]?.line ?? 0 }
  }

  #roleOf(name: string): Role {
    const known = this.#roles.get(name)
    if (known) return known
    const { kind, split = 'train' } = readName(name)
    const measured = split === 'train' ? 'training' : 'validation'
    const axis = axisOf(name)
    const role = axis === 'epoch' ? 'epoch' : axis || kind === 'other' ? 'other' : measured
    this.#roles.set(name, role)
    return role
  }

  /** What was settled, but for the metrics that are left out. */
  notes(left: ReadonlySet<string>): Note[] {
    const list = (settled: ReadonlyMap<string, number>, what: string): Note[] => {
      const names = [...settled.keys()].filter((name) => !left.has(name))
      if (names.length === 0) return []
      const most = names.reduce((high, name) => Math.max(high, settled.get(name) ?? 0), 0)
      const shown = names.length > 4 ? `${names.slice(0, 4).join(', ')}, ...` : names.join(', ')
      return [{ because: `up to ${most} values per epoch, ${what}: ${shown}` }]
    }
    return [...list(this.#averaged, 'averaged'), ...list(this.#repeated, 'the last counts')]
  }
}
