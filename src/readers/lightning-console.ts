import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'
import { type Bar, barOf } from '../text/bars.js'
import { screenLines } from '../text/console.js'
import { type Entry, tableOf } from '../text/entries.js'
import type { Reader } from './reader.js'

const TQDM = /Epoch \d{1,6}: {1,4}\d{1,3}%\|[^\n\r]{1,400}\bv_num=/
const RICH = /Epoch \d{1,6}\/-?\d{1,6} {1,4}(?:\u001b\[[\d;]{0,20}m)?[━╸╺]/
const EPOCH = /\bEpoch (\d{1,6})$/
/** The bar of rich, its counts and times; what it knows of the metrics is behind them and on the lines below. */
const RICH_BAR =
  /^Epoch (\d{1,6})\/-?\d{1,6} {1,4}[━╸╺ ]{1,400}(\d{1,9})\/(\d{1,9}) [\d:]{1,12}(?: • [-\d:]{1,12})?(.*)$/
const RICH_PAIR = /(?:^| )([A-Za-z_][\w./@-]{0,80}): {1,30}([+-]?(?:[\d.]+(?:e[+-]?\d+)?|nan|inf))(?= |$)/gi
const BELOW = /^ {20}/
/** What EarlyStopping says when it ends the run. */
const STOPPED = /Monitored metric \S{1,80} (?:did not improve|= \S{1,30} is not finite).{0,200}/
/** No line is longer, in characters. */
const LONGEST = 4000

/**
 * The progress bars of PyTorch Lightning, by tqdm and by rich, on a terminal or through a pipe; epochs from 0. The
 * bar goes on showing the values of the last epoch during the next, so that only its last state in an epoch tells,
 * and a validation value only where that epoch has been validated. Sources: lightning/pytorch/callbacks/progress/
 * tqdm_progress.py, rich_progress.py.
 */
export const lightningConsole: Reader = {
  id: 'lightning-console',
  title: 'The progress bars of PyTorch Lightning, tqdm or rich',
  sample: 'Epoch 3: 100%|####| 32/32 [00:01<00:00, train_loss=0.41, val_loss=0.47]',
  recognises: ({ text }) => TQDM.test(text) || RICH.test(text),
  read(source) {
    const collector = new Collector()
    for (const { line, text } of screenLines(source.text))
      if (text.length <= LONGEST) collector.read(text, line)
    const { entries, notes } = collector.finish()
    if (entries.length === 0)
      throw new UserError(
        `${source.title}: bars of Lightning without a finished epoch that shows a metric`,
        'log with prog_bar=True, or give the metrics.csv of the CSVLogger',
      )
    const reading = tableOf(entries).reading()
    return { ...reading, axis: 'epoch', notes: [...notes, ...reading.notes] }
  },
}

/** One epoch while its bar is followed. */
interface Epoch {
  readonly number: number
  line: number
  cells: ReadonlyMap<string, string>
  finished: boolean
  validated: boolean
  /** The bar has been drawn again since the validation. */
  told: boolean
}

class Collector {
  readonly #epochs: Epoch[] = []
  readonly #notes: Note[] = []
  #rich: { bar: Pick<Bar, 'done' | 'total'>; epoch: number; tail: string; line: number } | undefined
  #cut = 0

  read(text: string, line: number): void {
    const event = STOPPED.exec(text)?.[0]
    if (event) this.#notes.push({ line, because: event.trim() })
    const rich = RICH_BAR.exec(text.trim())
    if (this.#rich && !rich && BELOW.test(text)) this.#rich.tail += ` ${text.trim()}`
    else this.#endRich()
    if (rich) {
      const [, epoch, done, total, tail = ''] = rich
      this.#rich = { bar: { done: Number(done), total: Number(total) }, epoch: Number(epoch), tail, line }
    } else if (/\bValidat(?:ion|ing)\b/.test(text) && /[|━]/.test(text)) this.#validate()
    const bar = rich ? undefined : barOf(text)
    const epoch = bar && EPOCH.exec(bar.description)?.[1]
    if (!bar || epoch === undefined) return
    if (!text.includes(']', text.lastIndexOf('[') + 1) && bar.cells.size > 0) this.#cut = line
    this.#take(Number(epoch), bar, line)
  }

  #endRich(): void {
    if (!this.#rich) return
    const { bar, epoch, tail, line } = this.#rich
    const cells = new Map([...tail.matchAll(RICH_PAIR)].map(([, name = '', value = '']) => [name, value]))
    this.#take(epoch, { ...bar, cells }, line)
    this.#rich = undefined
  }

  #validate(): void {
    const epoch = this.#epochs.at(-1)
    if (!epoch) return
    epoch.validated = true
    epoch.told = false
  }

  #take(number: number, { done, total, cells }: Pick<Bar, 'done' | 'total' | 'cells'>, line: number): void {
    let epoch = this.#epochs.at(-1)
    if (epoch?.number !== number) {
      epoch = { number, line, cells, finished: false, validated: false, told: true }
      this.#epochs.push(epoch)
    }
    if (done === total) epoch.finished = true
    if (cells.size === 0) return
    epoch.cells = cells
    epoch.line = line
    epoch.told = true
  }

  finish(): { entries: Entry[]; notes: readonly Note[] } {
    this.#endRich()
    if (this.#cut > 0)
      this.#notes.push({
        line: this.#cut,
        because: 'bars are cut to the width of the terminal: metrics further right are lost',
      })
    const rows = this.#epochs.map(({ number }) => new Map([['epoch', String(number)]]))
    const validations = this.#epochs.some(({ validated }) => validated)
    for (const [k, epoch] of this.#epochs.entries()) {
      if (!epoch.finished)
        this.#notes.push({ because: `epoch ${epoch.number} was not finished and is left out` })
      for (const [name, value] of epoch.cells) {
        const stale = isLate(name) && (!epoch.told || !(epoch.finished || epoch.validated))
        const repeated = this.#epochs[k - 1]?.cells.get(name) === value && validations && !epoch.validated
        if (stale && !rows[k - 1]?.has(name)) rows[k - 1]?.set(name, value)
        else if (!stale && epoch.finished && name !== 'v_num' && !(repeated && isValidation(name)))
          rows[k]?.set(name, value)
      }
    }
    const entries = rows.map((cells, k) => ({ line: this.#epochs[k]?.line ?? 0, cells }))
    return { entries: entries.filter(({ cells }) => cells.size > 1), notes: this.#notes }
  }
}

function isValidation(name: string): boolean {
  return readName(name).split === 'validation'
}

/** Known at the end of an epoch only: until it is drawn again after that, the bar shows what the epoch before had. */
function isLate(name: string): boolean {
  return isValidation(name) || name.endsWith('_epoch')
}
