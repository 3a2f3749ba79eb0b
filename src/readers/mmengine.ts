import { UserError } from '../errors.js'
import type { Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { type Cell, readCell } from '../text/cell.js'
import { screenLines } from '../text/console.js'
import { firstObjects, readObjects } from '../text/json-lines.js'
import { cellOf, type LogRecord } from '../text/records.js'
import type { Source } from '../text/source.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

/** `Epoch(train)  [ 1][ 5/20]`, `Epoch [4][100/1000]`, `Iter(val) [30]`, `Iter [100/80000]`: mode, epoch, iteration. */
const HEADING =
  /\b(Epoch|Iter)\s?(?:\((\w+)\))?\s{1,4}\[\s{0,8}(\d+)(?:\s?\/\s?\d+)?\](?:\[\s{0,8}(\d+)(?:\s?\/\s?(\d+))?\])?\s/
/** `lr: 1.0e-02` between blanks or commas; names hold slashes, dots, hyphens. */
const PAIR =
  /(?:^|[\s,])([A-Za-z_][\w./@-]{0,120}):\s{0,8}(-?[\d.]+(?:e[+-]?\d+)?%?|-?nan|-?inf)(?=$|[\s,])/gi
/** The heading of validation in MMEngine, `Epoch(val) [1][30/30]`; MMCV has `Epoch(val) [1][30]`. */
const AVERAGED = /\((?:val|test)\)\s{1,4}(?:\[\s*\d+\])?\[\s*\d+\/\d+\]/
/** What MMEngine does to whatever has `loss` in its name: LogProcessor.mean_pattern and window_size. */
const SMOOTHED: Note = {
  because: 'MMEngine averages a validation loss over its last 10 values (window_size): its curve lags behind',
}
/** No line of a log is longer, in characters. */
const LONGEST = 20_000
/** With fewer epochs the steps of training are the curve. */
const FEW_EPOCHS = 3

/** One row of the log: where it stands in training, and what was measured there. */
interface Row {
  readonly line: number
  /** `val` or `test`; empty for training. */
  readonly split: string
  readonly epoch: number | undefined
  /** Iterations of training so far, where the row tells. */
  readonly step: number | undefined
  readonly fields: ReadonlyMap<string, Cell>
}

/**
 * The logs of OpenMMLab: `scalars.json` of MMEngine, `*.log.json` of MMCV 1 (JSON Lines), and the text log of both.
 * Training is logged by the iteration, validation by the epoch: where there are epochs they number both, the rows of
 * training within each averaged. Sources: mmengine/runner/log_processor.py, mmcv/runner/hooks/logger/text.py.
 */
export const mmengine: Reader = {
  id: 'mmengine',
  title: 'OpenMMLab: MMEngine scalars.json, MMCV log.json, and the text log of both',
  sample: '{"mode": "train", "epoch": 1, "iter": 50, "lr": 0.001, "loss": 1.5, ...',
  recognises: (source) => firstObjects(source).some(isScalars) || isTextLog(source),
  read(source) {
    const text = isTextLog(source)
    const { records, skipped } = text ? { records: [], skipped: [] } : readObjects(source)
    const rows = text ? [...rowsOfText(source)] : rowsOfRecords(records)
    if (!rows.some(({ fields }) => fields.size > 0))
      throw new UserError(
        `${source.title}: an OpenMMLab log without a measured row`,
        'wait for the first interval',
      )
    const mmcv = text ? !AVERAGED.test(source.text) : records.some(({ value }) => 'mode' in value)
    return readRows(rows, skipped, !mmcv)
  },
}

function isScalars(row: LogRecord['value']): boolean {
  const has = (...names: string[]) => names.every((name) => name in row)
  return (
    has('mode', 'epoch', 'iter') ||
    (has('iter', 'step', 'time') && has('data_time')) ||
    has('exp_name', 'mmcv_version')
  )
}

function isTextLog(source: Source): boolean {
  if (source.json !== undefined || !/\b(?:Epoch|Iter)\s?(?:\(\w+\))?\s{1,4}\[/.test(source.text)) return false
  let lines = 0
  for (const { text } of screenLines(source.text)) {
    const heading = text.length <= LONGEST ? HEADING.exec(text) : null
    const pairs = heading ? [...text.slice(heading?.index).matchAll(PAIR)].map(([, name = '']) => name) : []
    if (heading?.[1] === 'Epoch' && !heading[4]) continue
    if (heading?.[2] && pairs.length > 0) return true
    if (pairs.includes('lr') && (pairs.includes('loss') || pairs.includes('data_time')) && lines++ > 0)
      return true
  }
  return false
}

function* rowsOfText(source: Source): Generator<Row> {
  for (const { line, text } of screenLines(source.text)) {
    const heading = text.length <= LONGEST ? HEADING.exec(text) : null
    const [, unit, mode = 'train', first, second, total] = heading ?? []
    if (!unit || (unit === 'Epoch' && !second)) continue
    const fields = new Map<string, Cell>()
    for (const [, name = '', value = ''] of text.slice(heading?.index).matchAll(PAIR))
      fields.set(name, readCell(value))
    const byEpoch = unit === 'Epoch'
    const split = mode === 'train' ? '' : mode
    const step = byEpoch ? (Number(first) - 1) * Number(total) + Number(second) : Number(first)
    yield {
      line,
      split,
      epoch: byEpoch ? Number(first) : undefined,
      step: split || Number.isNaN(step) ? undefined : step,
      fields,
    }
  }
}

/** A row of validation has no `iter` of training: MMEngine numbers it by a `step` that is the epoch, MMCV says `val`. */
function rowsOfRecords(records: readonly LogRecord[]): Row[] {
  const byEpoch = records.some(({ value }) => 'epoch' in value && 'iter' in value)
  return records.flatMap(({ value, line }): Row[] => {
    const { mode, epoch, iter, step, ...measured } = value
    if (iter === undefined && step === undefined) return []
    const split =
      mode === undefined ? (iter === undefined ? 'val' : '') : mode === 'train' ? '' : String(mode)
    const fields = new Map(Object.entries(measured).map(([name, cell]) => [name, cellOf(cell)]))
    const number = (cell: unknown) => cellOf(cell) ?? undefined
    const ownEpoch = split && mode === undefined && byEpoch ? number(step) : number(epoch)
    const ownStep = split ? (byEpoch ? undefined : number(step)) : number(step ?? iter)
    return [{ line, split, epoch: ownEpoch, step: ownStep, fields }]
  })
}

function readRows(rows: readonly Row[], skipped: readonly number[], averaged: boolean): Reading {
  const epochs = new Set(rows.map(({ epoch }) => epoch).filter((epoch) => epoch !== undefined))
  const by = epochs.size >= FEW_EPOCHS || (epochs.size > 0 && startsAgain(rows)) ? 'epoch' : 'step'
  const names = [...new Set(rows.flatMap(({ fields }) => [...fields.keys()]))]
  const table = new Table([by, ...names])
  let trained: number | undefined
  for (const { line, split, epoch, step, fields } of rows) {
    if (!split) trained = step ?? trained
    const at = by === 'epoch' ? epoch : (step ?? trained)
    const measured = names.map((name) => (fields.has(name) ? fields.get(name) : null))
    if (fields.size > 0) table.add([at ?? null, ...measured], line, split)
  }
  for (const line of skipped) table.skip(line)
  const reading = table.reading(by)
  const smoothed =
    averaged &&
    rows.some(({ split, fields }) => split && [...fields.keys()].some((name) => /loss/.test(name)))
  return { ...reading, notes: smoothed ? [SMOOTHED, ...reading.notes] : reading.notes, bareSplit: 'train' }
}

/** MMCV counts the iterations within the epoch. */
function startsAgain(rows: readonly Row[]): boolean {
  let latest = { step: 0, epoch: 0 }
  return rows.some(({ split, step, epoch = 0 }) => {
    if (split || step === undefined) return false
    const again = step < latest.step && epoch > latest.epoch
    latest = { step, epoch }
    return again
  })
}
