import { UserError } from '../errors.js'
import type { Reading } from '../run/reading.js'
import { readCell } from '../text/cell.js'
import { isObject } from '../text/json.js'
import { readPrintedTables } from '../text/printed-table.js'
import { readRecords } from '../text/records.js'
import type { Source } from '../text/source.js'
import type { Reader } from './reader.js'

/** A header that begins with the epoch and ends with the duration, ruled off below. */
const HEADER = /(?:^|[\r\n])[ \t]*epoch {2,}(?:\S+ {2,})+dur[ \t]*\r?\n[ \t]*-+ {2,}-/
/** What the history keeps of an epoch beside its values: best so far, events, counts. */
const BESIDE = /_best$|^event_|_batch_count$|^batches$/
/** The mark of an event, such as a checkpoint, in its column. */
const EVENT = '+'

/**
 * The history of skorch as `net.history.to_file` writes it, and the table that it prints. Scores without a split are of
 * the validation data. Source: skorch/history.py, skorch/callbacks/logging.py (PrintLog).
 */
export const skorch: Reader = {
  id: 'skorch',
  title: 'skorch history (JSON) and printed table',
  sample: '  epoch    train_loss    valid_acc    valid_loss     dur',
  recognises: ({ json, text }) => epochsOf(json) !== undefined || HEADER.test(text),
  read(source) {
    const epochs = epochsOf(source.json)
    const reading = epochs ? readHistory(epochs) : readTable(source)
    return { ...reading, bareSplit: 'validation' }
  },
}

function epochsOf(json: unknown): readonly Readonly<Record<string, unknown>>[] | undefined {
  if (!Array.isArray(json)) return undefined
  const epochs = json.filter(isObject)
  const whole = epochs.length === json.length && epochs.length > 0
  return whole && epochs.every(({ batches, epoch }) => Array.isArray(batches) && typeof epoch === 'number')
    ? epochs
    : undefined
}

function readHistory(epochs: readonly Readonly<Record<string, unknown>>[]): Reading {
  return readRecords(
    epochs.map((epoch) => ({
      value: Object.fromEntries(Object.entries(epoch).filter(([name]) => !BESIDE.test(name))),
      line: 0,
    })),
  )
}

function readTable(source: Source): Reading {
  const rows = readPrintedTables(source.text, {
    header(line) {
      const names = line.split(/\s+/)
      return names[0] === 'epoch' && names.at(-1) === 'dur' ? names : undefined
    },
    row: cellsOf,
  })
  if (!rows) {
    throw new UserError(
      `${source.title}: a table of skorch without a finished epoch`,
      'wait until the first epoch has ended',
    )
  }
  return rows.reading()
}

/** The values of a row; columns of events, which stand before the duration, are blank or hold a plus. */
function cellsOf(line: string, names: readonly string[]): string[] | undefined {
  const cells = line.split(/\s+/).filter((cell) => cell !== EVENT)
  const values = cells.slice(0, -1)
  if (!/^\d+$/.test(cells[0] ?? '') || cells.length < 3 || cells.length > names.length) return undefined
  if (!cells.every((cell) => readCell(cell) !== undefined)) return undefined
  return [...values, ...Array.from({ length: names.length - cells.length }, () => ''), cells.at(-1) ?? '']
}
