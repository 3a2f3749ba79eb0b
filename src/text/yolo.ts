import type { Column, Phase, Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'

/** What YOLO puts before the losses of training and of validation. */
const TRAIN = 'train/'
const VALIDATION = /^(?:val|test)\//
const METRICS = 'metrics/'

/**
 * What YOLO logs, made fit to be judged: zeros that stand for "not validated" are taken out, and where the loss is
 * logged in parts its sum is added for training and validation, as `train/loss` and `val/loss`.
 */
export function completeLosses(reading: Reading): Reading {
  const notes: Note[] = []
  const phases = reading.phases.map((phase): Phase => {
    const measured = withoutPlaceholders(phase.columns, notes)
    return { ...phase, columns: [...measured, ...sums(measured, notes)] }
  })
  return { ...reading, phases, notes: [...reading.notes, ...notes], bareSplit: 'validation' }
}

/**
 * Validation losses that are all zero at one epoch were not measured, since no validation was run; the scores beside
 * them neither, where they are all zero too.
 */
function withoutPlaceholders(columns: readonly Column[], notes: Note[]): readonly Column[] {
  const losses = columns.filter(({ name }) => VALIDATION.test(name))
  const scores = columns.filter(({ name }) => name.startsWith(METRICS))
  const unvalidated = zerosOf(losses)
  const unscored = zerosOf([...losses, ...scores])
  if (unvalidated.size === 0) return columns
  const epochs = unvalidated.size === 1 ? '1 epoch' : `${unvalidated.size} epochs`
  notes.push({ because: `all validation losses are zero at ${epochs}: not measured, so left out` })
  return columns.map((column) => {
    if (losses.includes(column)) return without(column, unvalidated)
    return scores.includes(column) ? without(column, unscored) : column
  })
}

/** The x at which all of these columns are zero. */
function zerosOf(columns: readonly Column[]): ReadonlySet<number> {
  const [first, ...others] = columns.map(({ x, y }) => new Set(x.filter((_, k) => y[k] === 0)))
  return new Set([...(first ?? [])].filter((x) => others.every((zeros) => zeros.has(x))))
}

function without(column: Column, left: ReadonlySet<number>): Column {
  const kept = [...column.x.keys()].filter((k) => !left.has(column.x[k] ?? Number.NaN))
  return { ...column, x: kept.map((k) => column.x[k] ?? 0), y: kept.map((k) => column.y[k] ?? 0) }
}

function sums(columns: readonly Column[], notes: Note[]): Column[] {
  const names = columns.map(({ name }) => name)
  const train = columns.filter(({ name }) => name.startsWith(TRAIN) && name !== 'train/loss')
  const parts = train.map(({ name }) => name.slice(TRAIN.length))
  const twins = columns.filter(
    ({ name }) => VALIDATION.test(name) && parts.includes(name.replace(VALIDATION, '')),
  )
  if (parts.length < 2) return []
  const added = [
    ...(names.includes('train/loss') ? [] : [sumOf('train/loss', train)]),
    ...(names.includes('val/loss') || twins.length < train.length ? [] : [sumOf('val/loss', twins)]),
  ].filter(({ x }) => x.length > 0)
  const list = added.map(({ name }) => name).join(' and ')
  if (added.length > 0)
    notes.push({ because: `${list} ${added.length === 1 ? 'is' : 'are'} the sum of ${parts.join(', ')}` })
  return added
}

/** The sum at each x that all of these columns have. */
function sumOf(name: string, columns: readonly Column[]): Column {
  const totals = new Map<number, { sum: number; size: number }>()
  for (const column of columns) {
    for (const [k, x] of column.x.entries()) {
      const known = totals.get(x) ?? { sum: 0, size: 0 }
      totals.set(x, { sum: known.sum + (column.y[k] ?? 0), size: known.size + 1 })
    }
  }
  const whole = [...totals].filter(([, { size }]) => size === columns.length).sort(([a], [b]) => a - b)
  return { name, x: whole.map(([x]) => x), y: whole.map(([, { sum }]) => sum), percent: false }
}
