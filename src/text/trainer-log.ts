import type { Note } from '../run/run.js'
import { cellOf, type LogRecord } from './records.js'

/** What the Hugging Face Trainer logs once at the end of training: means over the whole run, no point of a curve. */
export function isSummary(entry: LogRecord['value']): boolean {
  return 'train_runtime' in entry || ('train_loss' in entry && 'total_flos' in entry)
}

/**
 * With `logging_nan_inf_filter`, on by default, a NaN loss is counted as the mean of the losses before it, so that a
 * run that blew up logs a loss of 0 beside a gradient of NaN: such a 0 is read as the NaN it hides.
 * Source: transformers/trainer.py.
 */
export function unhideNaN(entry: LogRecord['value'], notes: Note[]): LogRecord['value'] {
  if (cellOf(entry.loss) !== 0 || !Number.isNaN(cellOf(entry.grad_norm))) return entry
  if (!notes.includes(HIDDEN)) notes.push(HIDDEN)
  return { ...entry, loss: 'NaN' }
}

const HIDDEN: Note = {
  because:
    'a loss of 0 beside a grad_norm of NaN is how the Trainer hides a loss of NaN (logging_nan_inf_filter): read as NaN',
}
