import { inEnglish } from '../run/languages.js'
import { isCommonName, readName } from '../run/names.js'
import type { Axis } from '../run/run.js'

const EPOCH = /^(?:(?:train\/)?epochs?|ep|e|#|epoch[ _]?(?:no|num|number|idx|index|id)|current[ _]epoch)$/i
const STEP =
  /^(?:_step|(?:global[ _]?|current[ _]?|train(?:er)?[ _/]?(?:global[ _])?)?steps?|iter(?:ation)?s?|it|batch(?:es)?|rounds?|updates?|episodes?)$/i
/** What pandas calls an index that was saved without a name. */
const INDEX = /^(?:|unnamed: ?\d+(?:\.\d+)?|index)$/i

/** Fewer epochs than this are no curve when the log numbers its steps as well. */
const FEW_EPOCHS = 3

/** What the name of a column numbers, if it numbers the rows at all. */
export function axisOf(name: string): Axis | undefined {
  if (isCommonName(name)) return name === 'epoch' ? name : undefined
  const plain = inEnglish(name.trim())
  if (plain === '' && name !== '') return undefined
  if (EPOCH.test(plain) || INDEX.test(plain)) return 'epoch'
  return STEP.test(plain) ? 'step' : undefined
}

/** Is this an index that pandas saved without a name? */
export function isIndex(name: string): boolean {
  return axisOf(name) === 'epoch' && INDEX.test(name.trim())
}

/** A column of a log, for telling what numbers its rows. */
export interface AxisCandidate {
  readonly name: string
  readonly cells: readonly (number | null)[]
}

/**
 * Which of the columns numbers the rows: the epochs, unless the log numbers its steps too and holds next to no
 * epochs or leaves the rows of a metric without one; an unnamed index only where nothing else does, and
 * it counts in whole numbers. Of several columns of
 * steps that which numbers all rows of metrics counts, where there is one.
 */
export function electAxis(columns: readonly AxisCandidate[]): { index: number; axis: Axis } | undefined {
  const usable = columns.flatMap((column, index) => {
    const axis = axisOf(column.name)
    const cells = axis && column.cells
    return axis && cells?.some(isPlace) ? [{ index, axis, cells, unnamed: isIndex(column.name) }] : []
  })
  const metrics = columns.filter(({ name }) => axisOf(name) === undefined && readName(name).kind !== 'other')
  const elect = (those: typeof usable) =>
    those.length < 2 ? those[0] : (those.find(({ cells }) => numbersAll(metrics, cells)) ?? those[0])
  const epoch = elect(usable.filter(({ axis, unnamed }) => axis === 'epoch' && !unnamed))
  const step = elect(usable.filter(({ axis }) => axis === 'step'))
  const byStep =
    epoch &&
    step &&
    (isFiner(step.cells, epoch.cells) || metrics.some(({ cells }) => isBare(cells, epoch.cells)))
  return byStep ? step : (epoch ?? step ?? usable.find(({ cells }) => cells.every(isCount)))
}

function isPlace(cell: number | null | undefined): boolean {
  return Number.isFinite(cell)
}

function isCount(cell: number | null): boolean {
  return cell === null || Number.isInteger(cell)
}

/** Next to no epochs, and steps that go on counting from one epoch to the next. */
function isFiner(steps: readonly (number | null)[], epochs: readonly (number | null)[]): boolean {
  const startsAgain = steps.some((step, row) => {
    const [before, epoch, epochBefore] = [steps[row - 1], epochs[row], epochs[row - 1]]
    return (
      isPlace(before) && isPlace(step) && Number(step) < Number(before) && Number(epoch) > Number(epochBefore)
    )
  })
  if (startsAgain) return false
  const distinct = (cells: readonly (number | null)[]) => new Set(cells.filter(isPlace)).size
  return distinct(epochs) < FEW_EPOCHS && distinct(steps) > FEW_EPOCHS
}

/** Have all rows that hold a metric a number? */
function numbersAll(metrics: readonly AxisCandidate[], numbers: readonly (number | null)[]): boolean {
  return metrics.every(({ cells }) => cells.every((cell, row) => cell === null || isPlace(numbers[row])))
}

/** Does the metric stand mostly in rows that have no epoch? */
function isBare(metric: readonly (number | null)[], epochs: readonly (number | null)[]): boolean {
  let points = 0
  let bare = 0
  for (const [row, cell] of metric.entries()) {
    if (cell === null) continue
    points++
    if (!isPlace(epochs[row])) bare++
  }
  return bare * 2 > points
}
