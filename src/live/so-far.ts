import { diagnose } from '../diagnose.js'
import { UserError } from '../errors.js'
import { spell } from '../numerals.js'
import { presentCurves } from '../run/run.js'
import { printable } from '../text/printable.js'
import { Source } from '../text/source.js'

/** What can be said of a log that is still being written, in one line. */
export function describeSoFar(text: string): string {
  try {
    const report = diagnose(new Source('-', text)).at(-1)
    if (!report) return WAITING
    const { run, findings } = report
    const [worst] = findings
    const last = presentCurves(run.curves).reduce((most, { x }) => Math.max(most, x.at(-1) ?? most), 0)
    const values = presentCurves(run.curves).map(({ name, y }) => `${name} ${spell(y.at(-1) ?? Number.NaN)}`)
    const seen = worst ? `  so far: ${worst.id} from ${worst.from}` : ''
    return printable(`${run.axis} ${last}  ${values.join('  ')}${seen}`)
  } catch (error) {
    if (error instanceof UserError) return WAITING
    throw error
  }
}

const WAITING = 'epochwise: no epoch yet'
