import type { Reading } from '../run/reading.js'
import type { Source } from '../text/source.js'

/** Knows one log format. */
export interface Reader {
  /** Name of its file, its fixture and of the format in reports. */
  readonly id: string
  /** What people call the format. */
  readonly title: string
  /** A telling line of it, tabs as blanks, at most 76 columns. */
  readonly sample: string
  /** Is the source in this format? Cheap: looks at the head of the text, never at the name alone. */
  recognises(source: Source): boolean
  /**
   * The log as columns. Throws a UserError that says what is wrong where the source is no log after all. `readInner` is
   * for formats that hold logs of other formats.
   */
  read(source: Source, readInner?: ReadInner): Reading
}

/** Reads a log with whatever reader recognises it; undefined where none does, or where it is no log after all. */
export type ReadInner = (source: Source) => Reading | undefined
