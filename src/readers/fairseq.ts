import { UserError } from '../errors.js'
import type { Reading } from '../run/reading.js'
import { type Cell, readCell } from '../text/cell.js'
import { screenLines } from '../text/console.js'
import { isObject, parseLenientJson } from '../text/json.js'
import { cellOf } from '../text/records.js'
import type { Source } from '../text/source.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

/** `epoch 001 | loss 8.1 | ...`, `epoch 001 | valid on 'valid' subset | loss 7.2 | ...`; a colon stands within an epoch. */
const EPOCH = /(?:^|\| )epoch (\d{3,}) \| (?:valid on '([\w.-]{1,60})' subset \| )?([\w.@-]+ \S.*)$/
const PAIR = /^([\w.@-]{1,100}) (\S{1,60})$/
/** No line of fairseq is longer, in characters. */
const LONGEST = 20_000

interface Row {
  readonly line: number
  readonly epoch: Cell
  readonly updates: Cell
  readonly fields: ReadonlyMap<string, Cell>
}

/**
 * The log of fairseq, `--log-format simple` or `json`: the summaries of training and of validation at the end of each
 * epoch. With several validations in an epoch the updates number them. Losses are in bits.
 * Source: fairseq/logging/progress_bar.py.
 */
export const fairseq: Reader = {
  id: 'fairseq',
  title: 'fairseq log, simple or JSON',
  sample: '| INFO | train | epoch 001 | loss 8.41 | ppl 340.2 | num_updates 100',
  recognises(source) {
    if (
      (source.json !== undefined && !source.truncated) ||
      !/\bepoch \d{3,} \||"(?:train|valid)_num_updates": /.test(source.text)
    )
      return false
    for (const row of rowsOf(source)) if (row.updates !== undefined) return true
    return false
  },
  read(source) {
    const rows = [...rowsOf(source)]
    if (rows.length === 0)
      throw new UserError(
        `${source.title}: a log of fairseq without a finished epoch`,
        'wait until the first has ended',
      )
    return readRows(rows)
  },
}

function* rowsOf(source: Source): Generator<Row> {
  for (const { line, text } of screenLines(source.text)) {
    if (text.length > LONGEST) continue
    const row = text.includes('{"epoch": ') ? summaryOf(text) : textRowOf(text)
    if (row) yield { line, ...row }
  }
}

/** A summary has the split in its names; `{"epoch": 1, "update": 0.2, "loss": ...}` stands within an epoch. */
function summaryOf(text: string): Omit<Row, 'line'> | undefined {
  const value = parseLenientJson(text.slice(text.indexOf('{"epoch": ')))
  if (!isObject(value)) return undefined
  const { epoch, ...measured } = value
  const fields = new Map(Object.entries(measured).map(([name, cell]) => [name, cellOf(cell)]))
  const updates = [...fields].find(([name]) => name.endsWith('_num_updates'))?.[1]
  return updates === undefined ? undefined : { epoch: cellOf(epoch), updates, fields }
}

function textRowOf(text: string): Omit<Row, 'line'> | undefined {
  const [, epoch, subset, rest = ''] = EPOCH.exec(text) ?? []
  if (epoch === undefined) return undefined
  const fields = new Map<string, Cell>()
  for (const part of rest.split(' | ')) {
    const [, name, value] = PAIR.exec(part.trim()) ?? []
    if (name && value)
      fields.set(subset && !name.startsWith(`${subset}_`) ? `${subset}_${name}` : name, readCell(value))
  }
  return fields.size === 0 ? undefined : { epoch: Number(epoch), updates: updatesOf(fields), fields }
}

function updatesOf(fields: ReadonlyMap<string, Cell>): Cell {
  return [...fields].find(([name]) => /(?:^|_)num_updates$/.test(name))?.[1]
}

function readRows(rows: readonly Row[]): Reading {
  const names = [...new Set(rows.flatMap(({ fields }) => [...fields.keys()]))]
  const several = rows.some(({ epoch, fields }, k) =>
    rows
      .slice(Math.max(0, k - 3), k)
      .some((before) => before.epoch === epoch && sharesLoss(before.fields, fields)),
  )
  const by = several && rows.every(({ updates }) => typeof updates === 'number') ? 'step' : 'epoch'
  const table = new Table([by, ...names])
  for (const { line, epoch, updates, fields } of rows)
    table.add(
      [
        by === 'epoch' ? epoch : updates,
        ...names.map((name) => (fields.has(name) ? fields.get(name) : null)),
      ],
      line,
    )
  const reading = table.reading(by)
  const phases = reading.phases.map((phase) => ({
    ...phase,
    columns: phase.columns.map((column) => {
      const means = column.name.replace(/^valid[\w.-]*?_(?=\w)/, 'valid_')
      return means === column.name ? column : { ...column, means }
    }),
  }))
  return { ...reading, phases, bareSplit: 'train' }
}

function sharesLoss(a: ReadonlyMap<string, Cell>, b: ReadonlyMap<string, Cell>): boolean {
  return [...a.keys()].some((name) => /(?:^|_)loss$/.test(name) && b.has(name))
}
