import { diagnoses } from '../diagnoses/list.js'
import { UserError } from '../errors.js'
import type { Gate } from '../exit-code.js'
import { hintFor } from '../text/nearest.js'

const WORDS = ['error', 'warning', 'note', 'never', 'regression', 'crashed'] as const

/** All that `--fail-on` takes. */
export function stoppable(): string[] {
  return [...WORDS, ...diagnoses.map(({ id }) => id)]
}

/** The words that mean something while a training runs. */
const RUNNING = ['error', 'warning', 'note'] as const

/**
 * Reads what `--fail-on`, or a flag that waits for something in a running training, was given. Throws a UserError for words that are
 * neither severity nor diagnosis.
 */
export function parseStops(
  spelt: string,
  flag: '--fail-on' | '--until' | '--kill-on' = '--fail-on',
): Gate['stops'] {
  const words = spelt
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
  const known: string[] = flag === '--fail-on' ? stoppable() : [...RUNNING, ...diagnoses.map(({ id }) => id)]
  const strange = words.find((word) => !known.includes(word))
  if (strange !== undefined || words.length === 0)
    throw new UserError(
      `${flag}: ${strange ? `no severity or diagnosis ${JSON.stringify(strange)}` : 'nothing given'}`,
      hintFor(strange ?? '', known),
    )
  if (words.includes('never') && words.length > 1)
    throw new UserError('--fail-on: never goes with nothing else', 'take it out, or the rest')
  return words.map((word) => WORDS.find((own) => own === word) ?? { diagnosis: word })
}
