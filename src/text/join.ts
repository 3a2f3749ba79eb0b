import type { Phase, Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'

/** The reading of one file of a run, and what each of its columns is called in the run. */
export interface Part {
  readonly file: string
  readonly reading: Reading
  /** Undefined for a column that is none of the run. */
  nameOf(column: string): string | undefined
}

/** Puts the files of one run together. Where they hold several phases the last belong together, and so on backwards. */
export function joinReadings(parts: readonly Part[]): Reading {
  const length = parts.reduce((most, { reading }) => Math.max(most, reading.phases.length), 0)
  const phases = Array.from({ length }, (_, k): Phase => {
    const columns = parts.flatMap(({ reading, nameOf }) =>
      (reading.phases.at(k - length)?.columns ?? []).flatMap((column) => {
        const name = nameOf(column.name)
        return name === undefined ? [] : [{ ...column, name }]
      }),
    )
    return { columns }
  })
  const notes = parts.flatMap(({ file, reading }) =>
    reading.notes.map(
      ({ line, because }): Note => ({ because: `${file}${line ? `:${line}` : ''}: ${because}` }),
    ),
  )
  return { axis: parts[0]?.reading.axis ?? 'row', phases, notes }
}
