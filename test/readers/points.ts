import { readSource } from '../../src/readers/read.js'
import { buildRun } from '../../src/run/build.js'
import { presentCurves } from '../../src/run/run.js'
import { Source } from '../../src/text/source.js'

/** What is read of a text: the points of its last run as `x: y, ...`, and the split and quantity of what is judged. */
export function readPoints(text: string, name = 'log') {
  const source = new Source(name, text)
  const { format, reading } = readSource(source)
  const phase = reading.phases.at(-1)
  const columns = phase?.columns ?? []
  const points = Object.fromEntries(
    columns.map((column) => [column.name, column.x.map((at, k) => `${at}: ${column.y[k]}`).join(', ')]),
  )
  const curves = () => {
    if (!phase) return []
    const run = buildRun(source, format, reading, phase)
    return presentCurves(run.curves).map(({ name: own, split, quantity }) => `${own}: ${split} ${quantity}`)
  }
  const notes = reading.notes.map(({ because }) => because)
  return { format, axis: reading.axis, runs: reading.phases.length, points, curves, notes }
}

/** Objects and lines as JSON Lines. */
export function jsonLines(...values: readonly (string | object)[]): string {
  return values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n')
}
