import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'

/** `Train loss: 2.1 → 1.7`: a name and two values of it. */
const TWO =
  /([\p{L}_][\p{L}\p{N}_.@/-]{0,60})(?: ?[:=] ?| )([+-]?[\d.]{1,20}%? ?(?:-{1,3}>|={1,2}>|→) ?[+-]?\d[\d.]{0,20})/gu

/** Says where a log gives two values of a metric with an arrow between, of which the one behind it is read. */
export function arrowNotes(text: string): Note[] {
  if (!/\d%? ?(?:->|=>|-->|→) ?[-+.]?\d/.test(text)) return []
  for (const [, name = '', values = ''] of text.matchAll(TWO))
    if (readName(name).kind !== 'other')
      return [
        {
          because: `assumed: of two values with an arrow between (${name} ${values}) the last is that of the epoch`,
        },
      ]
  return []
}
