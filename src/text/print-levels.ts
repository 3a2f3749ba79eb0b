import { UserError } from '../errors.js'
import { count } from '../numerals.js'
import { remember } from '../once.js'
import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'
import type { Entry } from './entries.js'
import { changed, type Located } from './located.js'
import { measures } from './print-cells.js'
import { withoutConflicts } from './print-conflicts.js'
import type { PrintLog } from './print-log.js'
import { type Kinds, withoutSingles } from './print-once.js'
import { namesOf as namesIn } from './shared-cells.js'

/** The values of a log, each with its epoch, its step or, where nothing is numbered, its row. */
export interface Levels {
  readonly entries: readonly Entry[]
  readonly notes: readonly Note[]
}

/** Lines that are not numbered are rows of a run only if there are so many. */
const FEWEST_ROWS = 4
/** So many names stand in a note. */
const MOST_NAMED = 4

/**
 * Settles which printed lines are of whole epochs and which of single steps. Of what both tell the epochs count; steps
 * stay where the epochs say nothing of their data. A line
 * that stands alone may be of no curve. Throws a UserError where the lines could be put together in more than one way.
 */
export function settleLevels(log: PrintLog, title: string): Levels {
  const numbered = log.epochs.length > 1
  const kinds = groupByKind(log.prints)
  if (!numbered && !log.prints.some(({ marked }) => marked))
    return withNotes(settleRows(kinds, title), log.notes)
  const { kept, notes: singles } = withoutSingles(kinds, log)
  if (!numbered) return withNotes(settleSteps(kept, title), [...log.notes, ...singles])
  const placed = kept.map(([, prints]) => ({ prints: latest(place(prints, log)), byStep: isOfSteps(prints) }))
  const { kinds: levels, notes: conflicts } = withoutConflicts(placed, ({ block }) => block)
  const notes: Note[] = [...log.notes, ...singles, ...conflicts]
  const epochNames = new Set(levels.filter(({ byStep }) => !byStep).flatMap(({ prints }) => namesOf(prints)))
  let left = 0
  let unclosed = 0
  const entries: Entry[] = []
  for (const { prints, byStep } of levels) {
    const told = new Set<number>()
    const aside = new Set(byStep ? namesOf(prints).filter((name) => isTold(name, epochNames)) : [])
    for (const print of prints) {
      const epoch = log.epochs[print.block]
      if (print.block >= log.epochs.length) unclosed++
      const bare = namesIn(print.cells).every((name) => aside.has(name))
      if (bare) left++
      const again = !byStep && !print.marked && told.has(print.block)
      told.add(print.block)
      if (epoch === undefined || bare || again) continue
      entries.push(new Numbered(print, epoch, aside))
    }
  }
  entries.sort((a, b) => a.line - b.line)
  if (left > 0)
    notes.push({
      because: `${count(left, 'line')} of single steps left aside: the log tells the same of whole epochs`,
    })
  const above = levels
    .filter(({ prints, byStep }) => !byStep && prints.some(isAbove))
    .flatMap(({ prints }) => namesOf(prints))
  if (above.length > 0)
    notes.push({
      because: `assumed: what comes before the first epoch is of none: ${above.slice(0, MOST_NAMED).join(', ')}`,
    })
  if (unclosed > 0)
    notes.push({ because: `${count(unclosed, 'line')} after the end of the last epoch left out` })
  if (log.unfinished > 0)
    notes.push({
      because: `${count(log.unfinished, 'progress bar')} did not reach the end and ${log.unfinished === 1 ? 'is' : 'are'} left out`,
    })
  return { entries, notes }
}

function withNotes({ entries, notes }: Levels, before: readonly Note[]): Levels {
  return { entries, notes: [...before, ...notes] }
}

/** A line above the first epoch, of the kind of those below the epochs. */
function isAbove({ block, numbered, cells }: Located): boolean {
  return block === 0 && !numbered && measures(cells)
}

const NONE: ReadonlySet<string> = new Set()

/** Names behind those of the numbers before them: none, of the step, of the epoch, of both. */
const numberedNames = remember((names: readonly string[]): readonly (readonly string[])[] => [
  names,
  ['step', ...names],
  ['epoch', ...names],
  ['epoch', 'step', ...names],
])

/** A line of values with the numbers of its place; put together when it is asked for, since there may be millions. */
class Numbered implements Entry {
  constructor(
    readonly print: Located,
    readonly epoch?: number,
    readonly aside: ReadonlySet<string> = NONE,
  ) {}

  get line(): number {
    return this.print.line
  }

  get names(): readonly string[] | undefined {
    if (this.aside.size > 0) return undefined
    const { step, cells } = this.print
    const withAxes = numberedNames(namesIn(cells))
    return this.epoch === undefined
      ? withAxes[step === undefined ? 0 : 1]
      : withAxes[step === undefined ? 2 : 3]
  }

  values(): readonly string[] {
    const { step, cells } = this.print
    const numbers = [this.epoch, step].filter((number) => number !== undefined)
    return [...numbers.map(String), ...cells.values()]
  }

  get cells(): ReadonlyMap<string, string> {
    const { epoch, aside } = this
    const { step, cells } = this.print
    const all = new Map<string, string>()
    if (epoch !== undefined) all.set('epoch', String(epoch))
    if (step !== undefined) all.set('step', String(step))
    for (const [name, value] of cells) if (!aside.has(name)) all.set(name, value)
    return all
  }
}

function groupByKind(prints: readonly Located[]): Map<string, Located[]> {
  const kinds = new Map<string, Located[]>()
  for (const print of prints) {
    const kind = kinds.get(print.kind)
    if (kind) kind.push(print)
    else kinds.set(print.kind, [print])
  }
  return kinds
}

/** Of means since the epoch began the last of each epoch. */
function latest(prints: readonly Located[]): readonly Located[] {
  if (!prints.every(({ meters }) => meters)) return prints
  return prints.filter(({ block }, k) => prints[k + 1]?.block !== block)
}

/** Most epochs have several of these lines, or the lines count steps. */
function isOfSteps(prints: readonly Located[]): boolean {
  const blocks = new Set(prints.map(({ block }) => block)).size
  return prints.some(({ stepped }) => stepped) || prints.length >= 2 * blocks - (blocks > 2 ? 1 : 0)
}

/**
 * Lines without an epoch of their own that come before the number of it belong to the number after them: some stand
 * before the first number, and the lines that number the epochs say that these end there, or sum them up, or none
 * stands after the last number of a log that begins with the first epoch.
 */
function place(prints: readonly Located[], { epochs, closes, sums }: PrintLog): readonly Located[] {
  if (prints.some(({ numbered }) => numbered)) return prints
  const first = prints.filter(({ block }) => block === 0).length
  const last = prints.filter(({ block }) => block === epochs.length - 1).length
  const eachEpoch = (prints.length - first - last) / Math.max(1, epochs.length - 2)
  const counted = prints.some(({ stepped }) => stepped) && first * 2 >= eachEpoch
  const whole = last === 0 && (epochs[1] ?? 0) <= 1
  const trailing = first > 0 && (closes || whole || (sums && (last === 0 || counted)))
  return trailing ? prints.map((print) => changed(print, { block: print.block + 1 })) : prints
}

function namesOf(prints: readonly Located[]): string[] {
  const lists = new Set(prints.map(({ cells }) => namesIn(cells)))
  return [...new Set([...lists].flat())]
}

/** Do the epochs tell the same quantity of the same data? */
function isTold(name: string, epochNames: ReadonlySet<string>): boolean {
  if (epochNames.has(name)) return true
  const own = readName(name)
  return [...epochNames].some((other) => {
    const told = readName(other)
    const sameData = (told.split ?? 'train') === (own.split ?? 'train')
    return sameData && told.kind === own.kind && (own.kind === 'total' || told.quantity === own.quantity)
  })
}

/** Logs that number steps alone; lines without a number belong to the step before them. */
function settleSteps(kept: readonly (readonly [string, readonly Located[]])[], title: string): Levels {
  const { kinds, notes } = withoutConflicts(
    kept.map(([, prints]) => ({ prints, byStep: false })),
    ({ step }) => step,
  )
  const prints = kinds.flatMap((kind) => kind.prints)
  const stepped = prints.filter(({ step }) => step !== undefined)
  for (const own of groupByKind(stepped).values()) {
    const steps = own.map(({ step = 0 }) => step)
    const ascents = steps.filter((step, k) => k > 0 && step > (steps[k - 1] ?? 0)).length
    if (own.some(({ stepped: counts }) => counts) && steps.length > 2 && ascents * 2 < steps.length - 1)
      throw new UserError(
        `${title}: the steps do not ascend: results of several runs, not the log of one`,
        'give the log of one run',
      )
  }
  const entries = stepped.toSorted((a, b) => a.line - b.line).map((print) => new Numbered(print))
  return { entries, notes }
}

/** Nothing is numbered: lines of one kind are rows, and those of several kinds if there are as many of each. */
function settleRows(kinds: Kinds, title: string): Levels {
  const rows = [...kinds.values()].filter(
    (prints) => prints.length >= FEWEST_ROWS && prints.every(({ plain }) => plain),
  )
  const lengths = rows.map(({ length }) => length)
  const most = Math.max(0, ...lengths)
  if (most - Math.min(most, ...lengths) > 1)
    throw new UserError(
      `${title}: no numbers of epochs, and lines that do not pair up (${lengths.join(' and ')})`,
      'print the epoch with the values',
    )
  const entries = Array.from({ length: most }, (_, k): Entry => {
    const row = rows.flatMap((prints) => prints[k] ?? [])
    return { line: row[0]?.line ?? 0, cells: new Map(row.flatMap(({ cells }) => [...cells])) }
  })
  return { entries, notes: [] }
}
