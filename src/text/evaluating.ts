import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'

/** A batch of an evaluation: `Test: [3/20] ...`, `Evaluating 3/20`. */
const BATCH_OF_TEST =
  /^\W{0,8}(?:test|val|valid|eval|infer|predict)(?:ing|uation|idation|ence|ion)?\b[^\w\n]{0,8}(?:(?:batch|step|iter\w{0,8})\W{0,4})?\d+ ?(?:\/|of) ?\d+/gim
/** A batch of something: `Batch 3/20`. */
const BATCH = /\b(?:batch|step|iter(?:ation)?)\W{0,4}\d+ ?(?:\/|of) ?\d+/i
/** What a script says before it evaluates a model. */
const EVALUATES = /^\W{0,8}(?:(?:start(?:ing)?|running|begin(?:ning)?) )?(?:evaluat|testing\b|inference\b)/im
const TRAINS = /train|epoch/i

/**
 * Throws a UserError for the batches of one evaluation in place of a training: all values are of the test or validation
 * data and a batch of it numbers each line; or no epoch, loss or word of a training stands beside scores of batches, or
 * beside batches after a line that says what is evaluated.
 */
export function refuseEvaluation(title: string, text: string, { axis, phases }: Reading): void {
  const [phase] = phases
  if (axis === 'epoch' || phase === undefined || phases.length > 1) return
  const meanings = phase.columns
    .map(({ name, means }) => readName(means ?? name))
    .filter(({ kind }) => kind !== 'other')
  const held = meanings.every(({ split }) => split === 'test' || split === 'validation')
  const batches = held && (text.match(BATCH_OF_TEST)?.length ?? 0) > 1
  const silent = !held && meanings.every(({ split }) => split === undefined) && !TRAINS.test(text)
  const scores = meanings.every(({ kind }) => kind === 'score') && BATCH.test(text)
  if (!batches && !(silent && (scores || EVALUATES.test(text)))) return
  throw new UserError(
    `${title}: the batches of an evaluation as it seems, not the log of a training: no epoch or training loss beside them`,
    'give the log of the training; if this is one, print the epoch or call the loss train loss',
  )
}
