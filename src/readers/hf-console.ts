import { UserError } from '../errors.js'
import type { Phase, Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { screenLines } from '../text/console.js'
import { type LogRecord, readRecords } from '../text/records.js'
import type { Source } from '../text/source.js'
import { isSummary, unhideNaN } from '../text/trainer-log.js'
import type { Reader } from './reader.js'

/** No line of the Trainer is longer, in characters. */
const LONGEST = 20_000
/** `'loss': 0.41` of version 4, `'loss': '0.41'` of version 5; `tensor(0.5, device='cuda:0')` holds commas and quotes. */
const PAIR = /'([^'\n]{1,200})':\s*('[^'\n]*'|[A-Za-z_][\w.]{0,40}\([^()\n]*\)|[^\s,'{}()]+)/g
/** Names under which the Trainer and those built on it log a loss. */
const LOSS = /^(?:loss|eval_(?:.*_)?loss|train_loss)$/

/**
 * The dictionaries that the Hugging Face Trainer prints as it logs, version 4 (numbers) and 5 (strings of four digits),
 * alone or among progress bars. They hold no step, so epochs, which are fractions, number them. A summary
 * (`train_runtime`) ends a run. Source: transformers/trainer_callback.py, PrinterCallback and ProgressCallback.
 */
export const hfConsole: Reader = {
  id: 'hf-console',
  title: 'What the Hugging Face Trainer prints while it trains',
  sample: "{'loss': 0.5841, 'learning_rate': 4.5e-05, 'epoch': 0.5}",
  recognises(source) {
    if (!source.text.includes("'epoch': ") || (source.json !== undefined && !source.truncated)) return false
    for (const { value } of entriesOf(source))
      if (Object.keys(value).some((name) => LOSS.test(name))) return true
    return false
  },
  read(source) {
    const runs = splitRuns(entriesOf(source))
    if (runs.length === 0)
      throw new UserError(
        `${source.title}: output of the Trainer without a loss`,
        'it logs every logging_steps steps',
      )
    const readings = runs.map(readRun)
    return {
      axis: 'epoch',
      phases: readings.flatMap(({ phases }) => phases),
      notes: readings.flatMap(({ notes }) => notes),
      bareSplit: 'train',
    }
  },
}

/** The dictionaries with an epoch, wherever they stand in a line: a bar may stand before them. */
function* entriesOf(source: Source): Generator<LogRecord> {
  for (const { line, text } of screenLines(source.text)) {
    if (text.length > LONGEST) continue
    const start = text.indexOf("{'")
    const end = text.indexOf('}', start)
    if (start < 0 || end < 0) continue
    const pairs = text.slice(start, end).matchAll(PAIR)
    const value = Object.fromEntries([...pairs].map(([, name = '', cell = '']) => [name, unquoted(cell)]))
    if ('epoch' in value) yield { value, line }
  }
}

function unquoted(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1, -1) : cell
}

/**
 * A run of the Trainer ends with its summary. What is evaluated after it, before the next run, is evaluated once more,
 * of the best model perhaps, and belongs to no curve.
 */
function splitRuns(entries: Iterable<LogRecord>): LogRecord[][] {
  const runs: LogRecord[][] = []
  let run: LogRecord[] | undefined
  let ended = false
  for (const entry of entries) {
    const names = Object.keys(entry.value)
    if (isSummary(entry.value)) {
      run = undefined
      ended = true
    } else if (run) run.push(entry)
    else if (!ended || names.some((name) => !name.startsWith('eval_') && name !== 'epoch')) {
      run = [entry]
      runs.push(run)
    }
  }
  return runs
}

function readRun(entries: readonly LogRecord[]): Reading & { phases: readonly Phase[] } {
  const notes: Note[] = []
  const records = entries.map(({ value, line }) => ({ value: unhideNaN(value, notes), line }))
  const reading = readRecords(records, { by: 'epoch' })
  return { ...reading, notes: [...notes, ...reading.notes] }
}
