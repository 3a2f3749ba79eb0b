import type { Reader } from '../../src/readers/reader.js'
import { buildRun } from '../../src/run/build.js'
import type { Column } from '../../src/run/reading.js'
import { Source } from '../../src/text/source.js'

/** The points of a column as a person would list them. */
export function pointsOf({ x, y }: Column): [number, number | undefined][] {
  return x.map((at, k) => [at, y[k]])
}

/** What a reader makes of a text: the points of each run by column, what it says, and which curves are judged. */
export function readWith(reader: Reader, text: string, name = 'log') {
  const source = new Source(name, text)
  const reading = reader.read(source)
  const runs = reading.phases.map(({ columns }) =>
    Object.fromEntries(columns.map((column) => [column.name, pointsOf(column)])),
  )
  const last = reading.phases.at(-1)
  const run = last && buildRun(source, reader.id, reading, last)
  const curves = Object.fromEntries(
    Object.entries(run?.curves ?? {}).map(([curve, series]) => [curve, series.name]),
  )
  return {
    reading,
    axis: reading.axis,
    runs,
    labels: reading.phases.map(({ label }) => label),
    says: reading.notes.map(({ because }) => because),
    curves,
    run,
  }
}

export function recognisedBy(reader: Reader, text: string): boolean {
  return reader.recognises(new Source('log', text))
}
