import { UserError } from '../errors.js'
import type { Note } from '../run/run.js'
import { type Cell, readCell } from '../text/cell.js'
import { screenLines } from '../text/console.js'
import type { Source } from '../text/source.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

/** `2021-02-20 12:31:17,124 EPOCH 1 done: loss 0.3592 - lr 0.0000050`; the colon after `lr` came with 0.12. */
const EPOCH = /\bEPOCH (\d+) done: (.*)$/
/** `DEV : loss 0.17 - f1-score (micro avg)  0.91`, `TEST : ...`, `TRAIN : ...`; before 0.4.2 `DEV  : ... - acc 0.12`. */
const SCORED = /(?:^|\d\s)(TRAIN|DEV|TEST)\s{1,2}: (.*)$/
const PAIR =
  /(?:^| - )([A-Za-z][\w.-]*(?: \([\w -]{1,40}\))?):?\s{1,4}(-?[\d.]+(?:e[+-]?\d+)?|-?nan|-?inf)(?=$|\s)/gi
const ENDED = /learning rate too small - quitting training!|Exiting from training early\./
/** No line of flair is longer, in characters. */
const LONGEST = 2000

/**
 * The log of flair's trainer (`training.log`, or its console): the loss of an epoch when it is done, then what it scores on
 * DEV and TEST. The loss within an epoch (`iter 4/43`) is a running mean and no point. Source: flair/trainers/trainer.py.
 */
export const flair: Reader = {
  id: 'flair',
  title: 'flair training.log',
  sample: '2026-01-05 12:00:00,124 EPOCH 1 done: loss 0.4931 - lr 0.100000',
  recognises(source) {
    if (source.json !== undefined || !source.text.includes('EPOCH ')) return false
    for (const { text } of screenLines(source.text))
      if (text.length <= LONGEST && EPOCH.test(text)) return true
    return false
  },
  read(source) {
    const rows: { epoch: number; line: number; fields: Map<string, Cell> }[] = []
    const notes: Note[] = []
    for (const { line, text } of screenLines(source.text)) {
      if (text.length > LONGEST) continue
      const epoch = EPOCH.exec(text)
      const scored = SCORED.exec(text)
      const row = rows.at(-1)
      const ended = ENDED.exec(text)
      if (epoch) rows.push({ epoch: Number(epoch[1]), line, fields: pairsOf(epoch[2] ?? '', '') })
      else if (scored && row)
        for (const [name, cell] of pairsOf(scored[2] ?? '', `${scored[1]} `)) row.fields.set(name, cell)
      else if (ended) notes.push({ line, because: ended[0] })
    }
    return readRows(source, rows, notes)
  },
}

function pairsOf(text: string, prefix: string): Map<string, Cell> {
  return new Map(
    [...text.matchAll(PAIR)].map(([, name = '', value = '']) => [`${prefix}${name}`, readCell(value)]),
  )
}

function readRows(
  source: Source,
  rows: readonly { epoch: number; line: number; fields: ReadonlyMap<string, Cell> }[],
  notes: readonly Note[],
): ReturnType<Reader['read']> {
  if (rows.length === 0) throw new UserError(`${source.title}: a log of flair without a finished epoch`)
  const names = [...new Set(rows.flatMap(({ fields }) => [...fields.keys()]))]
  const table = new Table(['epoch', ...names])
  for (const { epoch, line, fields } of rows)
    table.add([epoch, ...names.map((name) => (fields.has(name) ? fields.get(name) : null))], line)
  const reading = table.reading('epoch')
  return { ...reading, notes: [...notes, ...reading.notes], bareSplit: 'train' }
}
