import { readSource } from '../../src/readers/read.js'
import type { Reader } from '../../src/readers/reader.js'
import type { Reading } from '../../src/run/reading.js'
import { Source } from '../../src/text/source.js'

/** A reading in short: each run as `x: y` by column. */
export interface Short extends Reading {
  readonly runs: readonly Readonly<Record<string, string>>[]
  /** What the names of the last run mean, where the format tells more than they. */
  readonly means: Readonly<Record<string, string>>
  /** All notes in one text. */
  readonly says: string
}

/** Reads a text with the list of readers, and tells which of them took it. */
export function readShort(text: string): Short & { format: string } {
  const { format, reading } = readSource(new Source('log', text))
  const runs = reading.phases.map(({ columns }) =>
    Object.fromEntries(
      columns.map(({ name, x, y }) => [name, x.map((at, k) => `${at}: ${y[k]}`).join(', ')]),
    ),
  )
  const means = Object.fromEntries(
    (reading.phases.at(-1)?.columns ?? []).flatMap(({ name, means }) =>
      means === undefined ? [] : [[name, means]],
    ),
  )
  return { ...reading, format, runs, means, says: reading.notes.map(({ because }) => because).join('; ') }
}

/** Does the reader take this text for a log in its format? */
export function recognises(reader: Reader, text: string): boolean {
  return reader.recognises(new Source('log', text))
}
