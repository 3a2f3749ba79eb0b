import { closestMatch } from 'leven'

/** Of these words the one that was probably meant; nothing where none is near. Case, `-` and `_` do not count. */
export function nearestTo(word: string, known: readonly string[]): string | undefined {
  const plain = new Map(known.map((own) => [plainly(own), own]))
  const asked = plainly(word)
  const maxDistance = Math.max(1, Math.floor(asked.length / 3))
  const closest = plain.has(asked) ? asked : closestMatch(asked, [...plain.keys()], { maxDistance })
  const begun = [...plain.keys()].filter((own) => asked.length > 2 && own.startsWith(asked))
  return plain.get(closest ?? (begun.length === 1 ? (begun[0] ?? '') : ''))
}

/** A hint for an unknown word: the one that was probably meant, else all there are. */
export function hintFor(word: string, known: readonly string[]): string {
  const nearest = nearestTo(word, known)
  return nearest === undefined ? `there are: ${known.join(', ')}` : `did you mean ${nearest}?`
}

function plainly(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]/g, '')
}
