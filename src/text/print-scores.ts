import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'
import { correlation } from '../stats/correlation.js'
import { changed, type Located } from './located.js'
import { isSet } from './print-words.js'

interface Settled {
  readonly prints: readonly Located[]
  readonly notes: readonly Note[]
}

/** So many lines it takes to tell whether a value rises while the loss falls. */
const LINES_AT_LEAST = 3
/** They are accuracies where the loss explains them so well, the other way round (Pearson's r). */
const AGAINST = -0.5
/** So many names stand in a note. */
const MOST_NAMED = 4

/**
 * Settles what values are that only say of which data they are (`Loss: 0.9, Train: 0.65, Val: 0.69`), as the examples of
 * PyTorch Geometric and OGB print accuracies, but errors of regressions as well. Accuracies where they are percentages, or shares
 * of which that of the training rises while the loss falls; left out where that is not so.
 */
export function settleScores(prints: readonly Located[]): Settled {
  const names = new Map<string, readonly string[]>()
  for (const { kind, cells } of prints)
    if (!names.has(kind))
      names.set(
        kind,
        [...cells.keys()].filter((name) => isSet([name])),
      )
  const scored = [...names].filter(([, own]) => own.length > 0)
  if (scored.length === 0) return { prints, notes: [] }
  const accuracies = new Map(
    scored.map(([kind, own]) => [
      kind,
      areAccuracies(
        prints.filter((print) => print.kind === kind),
        own,
      ),
    ]),
  )
  const notes = scored.map(([kind, own]): Note => {
    const list = own.slice(0, MOST_NAMED).join(', ')
    return {
      because: accuracies.get(kind)
        ? `assumed: ${list} without a name are accuracies: higher is better`
        : `${list} without a name may be losses or scores: left out`,
    }
  })
  const settled = prints.flatMap((print): Located[] => {
    const own = names.get(print.kind) ?? []
    if (own.length === 0) return [print]
    const cells = [...print.cells].flatMap(([name, value]): [string, string][] => {
      if (!own.includes(name)) return [[name, value]]
      return accuracies.get(print.kind) ? [[`${name} acc`, value]] : []
    })
    return [changed(print, { cells: new Map(cells) })]
  })
  return { prints: settled, notes }
}

function areAccuracies(prints: readonly Located[], names: readonly string[]): boolean {
  const all = prints.flatMap(({ cells }) => names.flatMap((name) => cells.get(name) ?? []))
  if (all.every((value) => value.endsWith('%'))) return true
  if (!all.every((value) => Number(value) >= 0 && Number(value) <= 1)) return false
  const train = names.find((name) => readName(`${name} loss`).split === 'train')
  const loss = [...(prints[0]?.cells.keys() ?? [])].find(
    (name) => readName(name).kind === 'total' && (readName(name).split ?? 'train') === 'train',
  )
  if (train === undefined || loss === undefined) return false
  const points = prints
    .map(({ cells }) => ({ x: Number(cells.get(loss)), y: Number(cells.get(train)) }))
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
  const [losses, values] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return points.length >= LINES_AT_LEAST && correlation(losses, values) < AGAINST
}
