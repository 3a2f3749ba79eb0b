import type { Note, Run, Series } from './run.js'

/**
 * So ends what Keras says where its TerminateOnNaN ended the training, and what the loops of torchvision's references and
 * their kin say before they exit.
 */
const ENDED = /: Invalid loss, terminating training$|\bLoss is (?:nan|-?inf)(?:inity)?, stopping training$/i

/** What was said of a loss that no longer was a number, and ended this run. */
function terminationOf({ notes, line: start = 0 }: Run): Note | undefined {
  return notes.find(({ because, line = start }) => ENDED.test(because) && line >= start)
}

/** A loss that became NaN or infinite in the midst of the epoch after its last value, at which the framework ended the training. */
export function terminated(run: Run, curve: Series | undefined) {
  const said = terminationOf(run)
  const at = curve?.x.at(-1)
  if (!said || !curve || at === undefined) return undefined
  const place = { from: at, to: at }
  return {
    severity: 'error',
    claim: `${curve.name} became NaN or infinite after ${run.axis} ${at}, which ended the training`,
    ...place,
    evidence: [{ series: curve.name, what: said.because, actual: Number.NaN, ...place }],
  } as const
}
