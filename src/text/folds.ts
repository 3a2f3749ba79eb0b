import type { Reading } from '../run/reading.js'
import { axisOf } from './axis.js'
import { screenLines, withoutPrefix } from './console.js'
import { type Entry, tableOf } from './entries.js'

/** `Fold 2`, `===== FOLD 2 / 5 =====`, `Starting fold 2 of 5`: the heading of a fold, on a line of its own. */
const HEADING =
  /^[^\p{L}\d]{0,80}(?:(?:running|training|train|starting|start|begin(?:ning)?|cv|k)[\s-]{0,2})?fold[\s:#=-]{0,3}(\d{1,3})(?:\s?(?:\/|of)\s?\d{1,3})?[^\p{L}\d]{0,80}$/iu

interface Fold {
  readonly label: string
  readonly line: number
}

/**
 * The folds of a cross-validation whose epochs or steps go on counting from fold to fold, each a run; undefined where the
 * log has none, or where the numbers start again, which tells the runs apart by itself.
 */
export function readFolds(entries: readonly Entry[], text: string): Reading | undefined {
  const folds = foldsOf(text)
  if (folds.length < 2) return undefined
  const groups = groupByFold(entries, folds)
  if (groups.length < 2 || !groups.every(({ own }, k) => k === 0 || goesOn(groups[k - 1]?.own ?? [], own)))
    return undefined
  const readings = groups.map(({ label, own }) => ({ label, reading: tableOf(own).reading() }))
  return {
    axis: readings[0]?.reading.axis ?? 'row',
    phases: readings.flatMap(({ label, reading }) => reading.phases.map((phase) => ({ ...phase, label }))),
    notes: [
      { because: `the epochs go on counting from fold to fold: each of ${groups.length} folds is a run` },
      ...readings.flatMap(({ reading }) => reading.notes),
    ],
  }
}

function groupByFold(
  entries: readonly Entry[],
  folds: readonly Fold[],
): readonly { label: string; own: readonly Entry[] }[] {
  const groups = folds.map(({ label }) => ({ label, own: [] as Entry[] }))
  let k = -1
  for (const entry of entries) {
    while ((folds[k + 1]?.line ?? Number.POSITIVE_INFINITY) <= entry.line) k++
    groups[k]?.own.push(entry)
  }
  return groups.filter(({ own }) => own.length > 0)
}

function foldsOf(text: string): readonly Fold[] {
  if (!/fold/i.test(text)) return []
  const folds: Fold[] = []
  for (const { line, text: raw } of screenLines(text)) {
    const number = raw.length < 200 ? HEADING.exec(withoutPrefix(raw))?.[1] : undefined
    const label = `fold ${number}`
    if (number !== undefined && folds.at(-1)?.label !== label) folds.push({ label, line })
  }
  return folds
}

/** Do the numbers of these lines begin after the last of those before? */
function goesOn(before: readonly Entry[], after: readonly Entry[]): boolean {
  const [last, first] = [before.at(-1), after[0]].map(numberOf)
  return last !== undefined && first !== undefined && first > last
}

function numberOf(entry: Entry | undefined): number | undefined {
  const cell = [...(entry?.cells ?? [])].find(([name]) => axisOf(name) !== undefined)?.[1]
  return cell === undefined ? undefined : Number(cell)
}
