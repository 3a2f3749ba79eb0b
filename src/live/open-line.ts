import { Source } from '../text/source.js'

/** A source without a last line that may still be written; one that ends as JSON does is complete. */
export function withoutOpenLine({ name, text, bytes, parts, notes, room }: Source): Source {
  const end = 1 + Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  const whole = end === text.length || /[}\]]\s*$/.test(text.slice(end))
  const content = { ...(bytes && { bytes }), parts: parts.map(withoutOpenLine), room }
  const closed = new Source(name, whole ? text : text.slice(0, end), content)
  closed.notes.push(...notes.filter(({ because }) => !closed.notes.some((own) => own.because === because)))
  return closed
}
