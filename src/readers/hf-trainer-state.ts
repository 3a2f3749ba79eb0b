import { UserError } from '../errors.js'
import type { Note } from '../run/run.js'
import { isObject } from '../text/json.js'
import { type LogRecord, readRecords } from '../text/records.js'
import { isSummary, unhideNaN } from '../text/trainer-log.js'
import type { Reader } from './reader.js'

type Entry = LogRecord['value']

/** What an entry of training holds in every version. */
const TRAINING: ReadonlySet<string> = new Set(['loss', 'grad_norm', 'learning_rate', 'epoch', 'step'])

/**
 * `trainer_state.json` of the Hugging Face Trainer, version 4 and 5, or its `log_history` alone as people save it. Entries
 * of training (`loss`) and of evaluation (`eval_loss`) stand at their own steps; the summary at the end of training is no
 * point of a curve. Source: transformers/trainer_callback.py, TrainerState.
 */
export const hfTrainerState: Reader = {
  id: 'hf-trainer-state',
  title: 'Hugging Face trainer_state.json, or its log_history',
  sample: '{"epoch": 3.0, "log_history": [{"epoch": 1.0, "loss": 0.58, "step": 50}, ...',
  recognises: (source) => findHistory(source.json) !== undefined,
  read(source) {
    const history = findHistory(source.json)
    if (!history) throw new UserError(`${source.title}: no log_history`)
    const entries = history.filter((entry) => !isSummary(entry))
    if (entries.length === 0)
      throw new UserError(
        `${source.title}: its log_history ${history.length > 0 ? 'holds nothing but the summary at the end' : 'is empty'}`,
        'the Trainer logs every logging_steps steps: lower them, or train on',
      )
    const notes: Note[] = []
    const kept = withoutRepeats(entries, notes).map((entry) => unhideNaN(entry, notes))
    const by = kept.some((entry) => 'step' in entry) ? 'step' : 'epoch'
    const reading = readRecords(
      kept.map((value) => ({ value, line: 0 })),
      { by },
    )
    return { ...reading, notes: [...notes, ...reading.notes], bareSplit: 'train' }
  },
}

function findHistory(json: unknown): Entry[] | undefined {
  if (isObject(json)) {
    const history = json.log_history
    return Array.isArray(history) ? history.filter(isObject) : undefined
  }
  if (!Array.isArray(json)) return undefined
  const entries = json.filter(isObject)
  return entries.length === json.length && entries.some(isOfTrainer) ? entries : undefined
}

/** What no one but the Trainer logs so. */
function isOfTrainer(entry: Entry): boolean {
  const names = Object.keys(entry)
  if (!names.includes('epoch') || !names.includes('step')) return false
  return (
    (names.includes('learning_rate') && names.every((name) => TRAINING.has(name))) ||
    names.some((name) => /^eval_(?:.*_)?(?:runtime|samples_per_second)$/.test(name)) ||
    isSummary(entry)
  )
}

/**
 * Leaves out what is evaluated again at the same step: after `load_best_model_at_end` that is another model, the best,
 * scored once more under the last step.
 */
function withoutRepeats(entries: readonly Entry[], notes: Note[]): Entry[] {
  let at: unknown
  let seen = new Set<string>()
  let repeats = 0
  const kept = entries.filter((entry) => {
    if (entry.step !== at) {
      at = entry.step
      seen = new Set()
    }
    const scores = Object.keys(entry).filter((name) => /^eval_.*loss$/.test(name))
    const again = scores.length > 0 && scores.every((name) => seen.has(name))
    for (const name of scores) seen.add(name)
    if (again) repeats++
    return !again
  })
  if (repeats > 0)
    notes.push({ because: `${repeats} evaluation${repeats > 1 ? 's' : ''} again at the same step, left out` })
  return kept
}
