import type { Note } from '../run/run.js'
import { firstObjects, readObjects } from '../text/json-lines.js'
import { cellOf, type LogRecord, readRecords } from '../text/records.js'
import type { Reader } from './reader.js'

/** A clock that shows at least this share of what another row showed before it was not started anew. */
const SAME_CLOCK = 0.9

/**
 * `trainer_log.jsonl` of LLaMA-Factory: one object per log of the Trainer, numbered by `current_steps`; rows that tell of
 * progress alone hold no loss. A second training into the same folder appends to it.
 * Source: llamafactory/train/callbacks.py, LogCallback.
 */
export const llamaFactory: Reader = {
  id: 'llama-factory',
  title: 'LLaMA-Factory trainer_log.jsonl',
  sample: '{"current_steps": 5, "total_steps": 100, "loss": 1.5, "epoch": 0.05, ...',
  recognises: (source) => firstObjects(source).some((row) => 'current_steps' in row && 'total_steps' in row),
  read(source) {
    const { records, skipped } = readObjects(source)
    const rows = records.filter(({ value }) => 'current_steps' in value)
    const notes: Note[] = []
    const reading = readRecords(inOrder(rows, notes), { skipped, by: 'current_steps' })
    return { ...reading, notes: [...notes, ...reading.notes], bareSplit: 'train' }
  },
}

/**
 * Two processes that write into one file interleave: the steps fall back while the clock, which starts anew with each
 * training, goes on, and that again and again. Such rows are sorted by their steps; those of a training that began again, also if
 * slowly after a short one, are left as they are.
 */
function inOrder(rows: readonly LogRecord[], notes: Note[]): LogRecord[] {
  const stretches: LogRecord[][] = []
  let latest = { step: Number.NEGATIVE_INFINITY, elapsed: 0 }
  let behind = 0
  let again = false
  const turns: number[] = []
  for (const row of rows) {
    const step = cellOf(row.value.current_steps) ?? latest.step
    const elapsed = secondsOf(row.value.elapsed_time)
    const falls = step < latest.step
    const beside = falls && elapsed !== undefined && elapsed > 0 && elapsed >= SAME_CLOCK * latest.elapsed
    if (stretches.length === 0 || (falls && !beside)) {
      stretches.push([])
      latest = { step, elapsed: elapsed ?? 0 }
    }
    if (beside && behind === 0) turns.push(row.line)
    behind = beside || (behind > 0 && step <= latest.step) ? behind + 1 : 0
    again ||= behind > 1
    stretches.at(-1)?.push(row)
    latest = { step: Math.max(step, latest.step), elapsed: Math.max(elapsed ?? 0, latest.elapsed) }
  }
  const [fallen] = turns
  if (fallen === undefined || (turns.length === 1 && again)) return [...rows]
  notes.push({
    line: fallen,
    because: 'two processes wrote into this file: sorted by step, the later row counts',
  })
  return stretches.flatMap(sorted)
}

/** By their steps; of rows that log the same at one step the last. */
function sorted(rows: readonly LogRecord[]): LogRecord[] {
  const latest = new Map(
    rows.map((row) => [`${row.value.current_steps} ${Object.keys(row.value).join(' ')}`, row]),
  )
  const stepOf = ({ value }: LogRecord) => Number(cellOf(value.current_steps) ?? 0)
  return [...latest.values()].sort((a, b) => stepOf(a) - stepOf(b))
}

/** `0:01:02`, `1 day, 2:03:04`. */
function secondsOf(value: unknown): number | undefined {
  const parts = typeof value === 'string' ? /^(?:(\d+) days?, )?(\d+):(\d\d):(\d\d)/.exec(value) : null
  if (!parts) return undefined
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
}
