import { UserError } from '../errors.js'
import type { Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { type Cell, readCell } from '../text/cell.js'
import { screenLines, withoutPrefix } from '../text/console.js'
import type { Source } from '../text/source.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

const EPOCH = /^\s{0,40}Epoch\s{1,4}(\d+)(?: ?\/ ?(\d+))?\s{0,200}$/
/** `10/10 ━━━ 1s 5ms/step - loss: 0.41`, `10/10 [====] - 1s 5ms/step - loss: 0.41`, `10/10 - 1s - loss: 0.41`. */
const PROGRESS =
  /^\s*(\d+)\/(\d+(?!\d)|Unknown) *(?:\[[^\]]*\]|[^\s\d[-][^\s\d]*)? *-? *(?:ETA: )?\d[\d:.]*[a-z]*\b/
/** Before Keras 2.4, verbose=2: ` - 5s - loss: 0.41 - acc: 0.9`. */
const UNCOUNTED = /^\s*-\s[\d.]+m?s(?:\s[\d.]+[mun]?s\/step)?\s-\s/
/** No line of the progress bar is longer, in characters. */
const LONGEST = 4000
/** Cuts ` - name: value` off the tail of a progress line. */
const PAIR = /\s-\s([A-Za-z_][\w./@:-]*):\s+(-?[\d.]+(?:e[+-]?\d+)?|-?nan|-?inf)(?=\s|$)/gi
/** What callbacks say; a number is an epoch as people count, from 1. */
const EVENTS: readonly RegExp[] = [
  /Epoch 0*\d+: early stopping\b/,
  /Restoring model weights from the end of the best epoch(?:: \d+)?/,
  /Epoch 0*\d+: ReduceLROnPlateau reducing learning rate to [\d.e-]+\d/,
  /Batch \d+: Invalid loss, terminating training/,
]

/** The bar of Keras 3, and its fault: keras issue 21301, mended for the last line of an epoch in 3.11. */
const KERAS3_BAR = /━/
const MISPRINT: Note = {
  because:
    'the progress bar of Keras 3 misprints training values before 3.11 (means of running means); CSVLogger is exact',
}

/** One line of the console that reports on an epoch. */
interface Progress {
  readonly total: number
  readonly pairs: ReadonlyMap<string, Cell>
  /** All batches are done, or validation is: a state that ends the epoch, not a running average. */
  readonly final: boolean
}

/**
 * What `model.fit` prints with verbose=1 and verbose=2, Keras 2 and 3, on a terminal or through a pipe.
 * Running averages (`3/10`) are no epochs; of the finished states of an epoch the one with the most metrics
 * counts, so that an `evaluate()` after it changes nothing. Source: keras/src/utils/progbar.py.
 */
export const kerasConsole: Reader = {
  id: 'keras-console',
  title: 'What Keras prints while it trains (verbose=1 or 2)',
  sample: '32/32 - 1s - 9ms/step - loss: 0.6931 - val_loss: 0.6802',
  recognises(source) {
    let epochs = 0
    for (const { text } of screenLines(source.text)) {
      if (EPOCH.test(withoutPrefix(text))) epochs++
      else if (progressOf(withoutPrefix(text))?.pairs.size) return true
      if (epochs > 50) return false
    }
    return false
  },
  read: readKerasConsole,
}

function readKerasConsole(source: Source): Reading {
  const collector = new EpochCollector()
  for (const { line, text } of screenLines(source.text)) collector.read(withoutPrefix(text), line)
  const { table, notes } = collector.finish()
  if (!table) {
    throw new UserError(
      `${source.title}: Keras output without a finished epoch`,
      'wait until the first epoch has ended',
    )
  }
  const reading = table.reading()
  const misprint = KERAS3_BAR.test(source.text) ? [MISPRINT] : []
  return { ...reading, notes: [...notes, ...misprint, ...reading.notes], bareSplit: 'train' }
}

/** Follows the console from epoch to epoch. */
class EpochCollector {
  readonly #rows: { epoch: number; line: number; pairs: ReadonlyMap<string, Cell> }[] = []
  readonly #notes: Note[] = []
  #epoch: number | undefined
  #line = 0
  #finished: Progress | undefined
  #running = false
  /** Another bar has begun after the epoch was finished: an evaluation, until the next header. */
  #foreign = false
  #headers = 0

  read(text: string, line: number): void {
    const header = text.length <= LONGEST ? EPOCH.exec(text) : null
    if (header) {
      this.#close()
      this.#epoch = Number(header[1])
      if (this.#headers++ === 0) this.#renumber(this.#epoch)
      return
    }
    const progress = progressOf(text)
    if (progress) this.#take(progress, line)
    else this.#listen(text, line)
  }

  /** A log that was cut off at its beginning: the one bar above its first header is of the epoch before. */
  #renumber(next: number): void {
    const [row, ...others] = this.#rows
    if (row && others.length === 0 && next > 1) row.epoch = next - 1
  }

  #take(progress: Progress, line: number): void {
    if (progress.pairs.size === 0) return
    const before = this.#finished
    if (!progress.final) {
      if (before) this.#foreign = true
      else this.#running = true
      return
    }
    if (this.#headers === 0 && before) {
      if (progress.total !== before.total || !sameNames(progress, before)) return
      this.#close()
    }
    if (this.#epoch === undefined && this.#headers === 0) this.#epoch = 1
    const replaces =
      !before || (!this.#foreign && progress.total === before.total && contains(progress, before))
    if (this.#headers > 0 && !replaces) return
    this.#finished = progress
    this.#line = line
  }

  #listen(text: string, line: number): void {
    if (text.length > LONGEST) return
    const event = EVENTS.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined)
    if (event) this.#notes.push({ line, because: event })
  }

  #close(): void {
    if (this.#epoch !== undefined && this.#finished)
      this.#rows.push({ epoch: this.#epoch, line: this.#line, pairs: this.#finished.pairs })
    else if (this.#epoch !== undefined && this.#running)
      this.#notes.push({ because: `epoch ${this.#epoch} was not finished and is left out` })
    this.#finished = undefined
    this.#running = false
    this.#foreign = false
    this.#epoch = undefined
  }

  finish(): { table: Table | undefined; notes: readonly Note[] } {
    this.#close()
    if (this.#rows.length === 0) return { table: undefined, notes: this.#notes }
    const names = [...new Set(this.#rows.flatMap(({ pairs }) => [...pairs.keys()]))]
    const counted = this.#headers === 0 && this.#rows.length > 1
    if (counted) this.#notes.push({ because: 'no line names an epoch: the finished bars were counted' })
    const table = new Table(['epoch', ...names])
    for (const { epoch, line, pairs } of this.#rows) {
      table.add(
        [counted ? null : epoch, ...names.map((name) => (pairs.has(name) ? pairs.get(name) : null))],
        line,
      )
    }
    return { table, notes: this.#notes }
  }
}

function contains(progress: Progress, other: Progress): boolean {
  return [...other.pairs.keys()].every((name) => progress.pairs.has(name))
}

function sameNames(progress: Progress, other: Progress): boolean {
  return progress.pairs.size === other.pairs.size && contains(progress, other)
}

function progressOf(text: string): Progress | undefined {
  if (text.length > LONGEST || !text.includes(' - ')) return undefined
  const counted = PROGRESS.exec(text)
  if (!counted && !UNCOUNTED.test(text)) return undefined
  const pairs = new Map<string, Cell>()
  for (const [, name, value] of text.matchAll(PAIR)) if (name && value) pairs.set(name, readCell(value))
  const done = counted ? Number(counted[1]) : 1
  const total = counted ? Number(counted[2]) : 1
  const validated = [...pairs.keys()].some((name) => name.startsWith('val_'))
  return { total: Number.isNaN(total) ? done : total, pairs, final: done === total || validated }
}
