import type { Source } from './source.js'

/** A format with a line of it. */
export interface Format {
  readonly id: string
  readonly sample: string
}

/** So many lines of a log are compared with the samples, and so many characters. */
const LOOKED_AT = 20
const LONGEST = 10_000
/** This share of the words of a sample must stand in a log. */
const ALIKE = 0.6
/** Words that most formats have: they tell none of them from the others. */
const COMMON = new Set(
  'epoch epochs step steps iter iteration train training val valid validation test eval loss acc accuracy time best'.split(
    ' ',
  ),
)
/** What is no text but several files. */
const FILES = / with |in a directory|and its neighbours/

/**
 * The formats that a source looks like, two at most: of the same shape (objects, a header, printed lines), with the words that tell
 * the format from others; of lines that have no such words all that others have too.
 */
export function nearestFormats({ head }: Source, formats: readonly Format[]): string[] {
  const own = wordsIn(head.slice(0, LOOKED_AT).join('\n'))
  const shape = shapeOf(head[0] ?? '')
  return formats
    .filter(({ sample }) => !FILES.test(sample) && shapeOf(sample) === shape)
    .flatMap(({ id, sample }) => {
      const words = [...wordsIn(sample)]
      const telling = words.filter((word) => !COMMON.has(word))
      const share = (of: readonly string[]) => of.filter((word) => own.has(word)).length / of.length
      const enough = telling.length > 0 ? share(telling) >= ALIKE : shape === 'header' || share(words) === 1
      const near = words.length > 1 && share(words) >= ALIKE && enough
      return near ? [{ id, telling: telling.length, words: words.length }] : []
    })
    .sort((a, b) => b.telling - a.telling || b.words - a.words)
    .slice(0, 2)
    .map(({ id }) => id)
}

type Shape = 'objects' | 'header' | 'lines'

function shapeOf(line: string): Shape {
  if (/^\s*[[{]\s*["'[{]/.test(line)) return 'objects'
  const cells = line.trim().split(/\s*[,;\t]\s*| {2,}/)
  return cells.length > 1 && cells.every((cell) => !/^[\d\s]/.test(cell)) && !/[:=] |\d\.\d/.test(line)
    ? 'header'
    : 'lines'
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(
    text
      .slice(0, LONGEST)
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? [],
  )
}
