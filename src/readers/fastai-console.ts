import { UserError } from '../errors.js'
import type { Reading } from '../run/reading.js'
import { type Cell, readCell } from '../text/cell.js'
import { screenLines, withoutPrefix } from '../text/console.js'
import { readPrintedTables } from '../text/printed-table.js'
import type { Source } from '../text/source.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

/**
 * The names of the training's metrics, then those of the validation, maybe behind what a bar has left on the line; a table that
 * ends with `dur` is of skorch.
 */
const HEADER =
  /(?:^|[\r\n\]█])[^\S\r\n]*epoch {2,}train_loss {2,}(?:train_\w+ {2,})*valid_loss\b(?![^\r\n]* dur\b)/
const DURATION = /^(?:\d+:)?\d{1,2}:\d\d$/
/** `[0, 2.2732, 2.1741, 0.425, '00:00']`: what `no_bar()` leaves of the table, rows without a header. */
const LIST = /^\[(\d{1,9}(?:, (?:[-+.\deE]{1,30}|nan|-?inf|None)){2,40}), '(?:\d+:)?\d{1,2}:\d\d'\]$/
const LIST_ANYWHERE = new RegExp(LIST.source, 'm')

/**
 * The table that fastai prints while it trains, in the console beside its progress bar; `fine_tune` prints two, of
 * the frozen body and of the whole. Without the bar the rows are bare lists.
 * Source: fastai/callback/progress.py, fastprogress.
 */
export const fastaiConsole: Reader = {
  id: 'fastai-console',
  title: 'What fastai prints while it trains',
  sample: 'epoch     train_loss  valid_loss  accuracy  time',
  recognises: ({ text }) => HEADER.test(text) || LIST_ANYWHERE.test(text),
  read(source) {
    const reading = HEADER.test(source.text) ? readTables(source) : readLists(source)
    return { ...reading, bareSplit: 'validation' }
  },
}

function readTables(source: Source): Reading {
  const rows = readPrintedTables(source.text, {
    header(line) {
      return HEADER.test(line) ? line.slice(line.search(/epoch {2}/)).split(/\s+/) : undefined
    },
    row(line, names) {
      const cells = line.split(/\s+/)
      const timed = names.at(-1) === 'time'
      const numbers = timed ? cells.slice(0, -1) : cells
      if (cells.length !== names.length || !/^\d+$/.test(cells[0] ?? '')) return undefined
      if (timed && !DURATION.test(cells.at(-1) ?? '')) return undefined
      return numbers.every((cell) => readCell(cell) !== undefined)
        ? [...numbers, ...(timed ? [''] : [])]
        : undefined
    },
  })
  if (!rows) {
    throw new UserError(
      `${source.title}: fastai output without a finished epoch`,
      'wait until the first epoch has ended',
    )
  }
  return rows.reading()
}

function readLists(source: Source): Reading {
  const rows: { cells: Cell[]; line: number }[] = []
  for (const { line, text } of screenLines(source.text)) {
    const list = text.length <= 2000 ? LIST.exec(withoutPrefix(text).trim())?.[1] : undefined
    if (list) rows.push({ cells: list.split(', ').map((cell) => readCell(cell)), line })
  }
  const width = rows[0]?.cells.length ?? 0
  const metrics = Array.from({ length: width - 3 }, (_, k) => `column ${k + 4}`)
  const table = new Table(['epoch', 'train_loss', 'valid_loss', ...metrics], { spellsNaN: true })
  for (const { cells, line } of rows) {
    if (cells.length === width) table.add(cells, line)
    else table.skip(line)
  }
  const because = 'rows without a header: the second value is taken as train_loss, the third as valid_loss'
  const reading = table.reading()
  return { ...reading, notes: [{ because }, ...reading.notes] }
}
