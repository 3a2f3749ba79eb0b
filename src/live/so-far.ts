import { UserError } from '../errors.js'
import { spell } from '../numerals.js'
import { presentCurves } from '../run/run.js'
import { printable } from '../text/printable.js'
import { Source } from '../text/source.js'
import { Observer } from './observer.js'

/**
 * Says in one line what can be said of a log that is still being written: its last values, and what `watch` would say.
 * Where that is longer than so many columns, values are left out for it: accuracies first, then losses.
 */
export function describerSoFar(): (text: string, columns: number) => string {
  const observer = new Observer({})
  return (text, columns) => {
    try {
      const { run } = observer.take({ found: new Source('-', text), anew: false }).report
      const curves = presentCurves(run.curves)
      const last = curves.reduce((most, { x }) => Math.max(most, x.at(-1) ?? most), 0)
      const values = curves.map(({ name, y }) => `${name} ${spell(y.at(-1) ?? Number.NaN)}`)
      const [worst] = observer.standing
      const seen = worst ? [`so far: ${worst.finding.id} from ${worst.finding.from}`] : []
      const lines = Array.from({ length: values.length + 1 }, (_, left) =>
        printable([`${run.axis} ${last}`, ...values.slice(0, values.length - left), ...seen].join('  ')),
      )
      const bare = printable(seen.join(''))
      return [...lines, bare].find((line) => line.length <= columns) ?? (worst ? bare : (lines[0] ?? ''))
    } catch (error) {
      if (error instanceof UserError) return WAITING
      throw error
    }
  }
}

const WAITING = 'epochwise: no epoch yet'
