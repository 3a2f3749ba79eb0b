import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'
import { changed, type Located } from './located.js'
import { settleMeters } from './print-meters.js'
import { settleScores } from './print-scores.js'
import { settleStars } from './print-stars.js'
import { settleWholes } from './print-wholes.js'

/** Settles what single lines leave open and all of them together tell: which values they mean, and of which data. */
export function settlePrints(prints: readonly Located[]): {
  readonly prints: readonly Located[]
  readonly notes: readonly Note[]
} {
  const written = withoutOverwritten(prints)
  const finished = written.length < prints.length ? withoutUnfinished(written) : written
  const ends: Note[] =
    finished.length < written.length
      ? [
          {
            because:
              'the last line was still being written over: it is left out, as that of a part of an epoch',
          },
        ]
      : []
  const stars = settleStars(settleMeters(withoutBarred(finished)))
  const wholes = settleWholes(stars.prints)
  const scores = settleScores(wholes.prints)
  return { prints: scores.prints, notes: [...ends, ...stars.notes, ...wholes.notes, ...scores.notes] }
}

/**
 * A line of the screen that was written again and again within its epoch, as a bar that is none of tqdm, says what it
 * said last; unless the text has only one line, and carriage returns for its breaks.
 */
function withoutOverwritten(prints: readonly Located[]): readonly Located[] {
  if (prints[0]?.line === prints.at(-1)?.line) return prints
  return prints.filter((print, k) => {
    const next = prints[k + 1]
    const again =
      next?.line === print.line &&
      next.kind === print.kind &&
      next.block === print.block &&
      print.block > 0 &&
      next.whole === print.whole &&
      (print.stepped ? print.whole !== undefined && Number(next.step) >= Number(print.step) : !next.stepped)
    return !again
  })
}

/** What the last line of such a bar says is of a part of its epoch where its count has not reached the whole. */
function withoutUnfinished(prints: readonly Located[]): readonly Located[] {
  const last = prints.at(-1)
  if (!last?.stepped || last.whole === undefined || Number(last.step) >= last.whole) return prints
  const before = prints.filter(({ stepped, whole }) => stepped && whole === last.whole)
  const reach = before.length > 1 && before.slice(0, -1).every(({ step, whole }) => step === whole)
  return reach ? prints.slice(0, -1) : prints
}

/** What a line tells of an epoch and of its data, the progress bar above it need not tell as well. */
function withoutBarred(prints: readonly Located[]): readonly Located[] {
  if (!prints.some(isBar)) return prints
  const told = new Set(
    prints.flatMap((print) =>
      isBar(print) ? [] : [...print.cells.keys()].map((name) => `${print.block} ${name}`),
    ),
  )
  return prints.map((print) => {
    if (!isBar(print)) return print
    const cells = [...print.cells].filter(
      ([name]) => readName(name).split === undefined || !told.has(`${print.block} ${name}`),
    )
    return cells.length === print.cells.size ? print : changed(print, { cells: new Map(cells) })
  })
}

/** Its steps are counted beside the values, not by the line. */
function isBar({ whole, stepped }: Located): boolean {
  return whole !== undefined && !stepped
}
