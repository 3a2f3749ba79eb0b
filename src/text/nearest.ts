import leven, { closestMatch } from 'leven'

/** Of these words the one that was probably meant; nothing where none is near. Case, `-` and `_` do not count. */
export function nearestTo(word: string, known: readonly string[]): string | undefined {
  const plain = new Map(known.map((own) => [plainly(own), own]))
  const asked = plainly(word)
  const maxDistance = Math.max(1, Math.floor(asked.length / 3))
  const closest = plain.has(asked) ? asked : closestTo(asked, [...plain.keys()], maxDistance)
  const begun = [...plain.keys()].filter((own) => asked.length > 2 && own.startsWith(asked))
  return plain.get(closest ?? (begun.length === 1 ? (begun[0] ?? '') : ''))
}

/** A hint for an unknown word: the one that was probably meant, else all there are. */
export function hintFor(word: string, known: readonly string[]): string {
  const nearest = nearestTo(word, known)
  return nearest === undefined ? `there are: ${known.join(', ')}` : `did you mean ${nearest}?`
}

/** In longer words nobody looks for swapped letters. */
const LONGEST = 40

/** The word at the least distance, by letters put in, left out, replaced, or (one pair) swapped. */
function closestTo(asked: string, known: readonly string[], maxDistance: number): string | undefined {
  const tries = [asked, ...swapped(asked)].flatMap((word, k) => {
    const swaps = k === 0 ? 0 : 1
    const closest = closestMatch(word, known, { maxDistance: maxDistance - swaps })
    return closest === undefined ? [] : [{ closest, distance: swaps + leven(word, closest) }]
  })
  return tries.sort((a, b) => a.distance - b.distance)[0]?.closest
}

/** The words in which two neighbouring letters of this one have changed places. */
function swapped(word: string): string[] {
  if (word.length > LONGEST) return []
  return Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, k) => word.slice(0, k) + word.charAt(k + 1) + word.charAt(k) + word.slice(k + 2),
  )
}

function plainly(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]/g, '')
}
