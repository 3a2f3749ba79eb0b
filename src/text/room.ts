import { UserError } from '../errors.js'
import type { Source } from './source.js'

const MEBIBYTE = 2 ** 20
/** What Node takes for the rest, in MiB. */
const SPARE = 200

/**
 * Throws a UserError where reading the text would take more memory than there is: a process without memory ends without
 * a word. `each` is what one character takes, in bytes, measured on logs of 100 MB.
 */
export function demandRoom(source: Pick<Source, 'title' | 'room'>, length: number, each: number): void {
  const needed = length * each
  if (needed <= source.room) return
  const size = (bytes: number) => `${Math.ceil(bytes / MEBIBYTE)} MiB`
  throw new UserError(
    `${source.title}: ${size(length)} of this format take about ${size(needed)} of memory, and there are ${size(source.room)}`,
    `thin the log out, or give Node more: NODE_OPTIONS=--max-old-space-size=${Math.ceil(needed / MEBIBYTE) + SPARE}`,
  )
}
