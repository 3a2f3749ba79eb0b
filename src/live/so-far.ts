import { type ReadRun, readRuns } from '../diagnose.js'
import { spell } from '../numerals.js'
import { presentCurves } from '../run/run.js'
import { printable } from '../text/printable.js'
import { Source } from '../text/source.js'
import { Observer } from './observer.js'
import { withoutOpenLine } from './open-line.js'
import type { Describer } from './progress.js'
import type { Warning } from './warnings.js'

/**
 * Says in one line what can be said of a log that is still being written: its last values, and what `watch` would say, as of when it was
 * last judged. Where that is longer than so many columns, values are left out for it: accuracies first, then losses.
 */
export function describerSoFar(): Describer {
  const observer = new Observer({})
  let standing = observer.standing
  let judged: number | undefined
  const line = (text: string, columns: number) => {
    const last = readRuns(withoutOpenLine(new Source('-', text))).at(-1)
    // What was seen of another run is not said of this one.
    return last ? lineOf(last, last.number === judged ? standing : [], columns) : WAITING
  }
  const orWaiting = (say: () => string) => {
    try {
      return say()
    } catch {
      // The report will tell what is wrong; a line about the way there must not end it.
      return WAITING
    }
  }
  return {
    read: (text, columns) => orWaiting(() => line(text, columns)),
    judge: (text, columns) =>
      orWaiting(() => {
        judged = observer.take({ found: new Source('-', text), anew: false }).report.number
        standing = observer.standing
        return line(text, columns)
      }),
  }
}

function lineOf({ run }: ReadRun, standing: Observer['standing'], columns: number): string {
  const curves = presentCurves(run.curves)
  const last = curves.reduce((most, { x }) => Math.max(most, x.at(-1) ?? most), 0)
  const values = curves.map(({ name, y }) => `${name} ${spell(y.at(-1) ?? Number.NaN)}`)
  const [worst] = standing
  const said = worst ? whatIsSaid(worst) : undefined
  const seen = said ? [`so far: ${said.what}${said.when}`] : []
  const short = said ? [`so far: ${said.what}`] : []
  const place = `${run.axis} ${last}`
  const lines = [
    ...Array.from({ length: values.length + 1 }, (_, left) => values.slice(0, values.length - left)).flatMap(
      (kept) => [seen, short].map((what) => [place, ...kept, ...what]),
    ),
    short,
  ].map((parts) => printable(parts.join('  ')))
  return lines.find((line) => line.length <= columns) ?? (worst ? lines.at(-1) : lines[0]) ?? ''
}

/** What is said, from where on, and after which epoch that was said first: as it was then, where it has since moved behind that. */
function whatIsSaid({ finding, first, since }: Warning): { readonly what: string; readonly when: string } {
  const { id, from } = finding.from > since ? first : finding
  return { what: `${id} from ${from}`, when: `, said after ${since}` }
}

const WAITING = 'epochwise: no epoch yet'
