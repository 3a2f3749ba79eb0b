import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'
import { changed, type Located } from './located.js'
import { hasBare } from './print-cells.js'

interface Settled {
  readonly prints: readonly Located[]
  readonly notes: readonly Note[]
}

/** So many epochs must show the same before it is taken for the way of the log; and this share of them. */
const EPOCHS_AT_LEAST = 2
const SHARE = 0.8

/**
 * Settles of which data lines are that say the same of one epoch twice without a word for the data. Where they say how many
 * steps there are (391, then 100), the later and shorter ones are taken for those of the validation; more than two, or shorter
 * ones first, are left out but for the longest; so are bars that come in turn where no epoch is numbered. Where they say nothing, and there are two in each epoch, the second is left out.
 */
export function settleWholes(prints: readonly Located[]): Settled {
  const kinds = new Map<string, Located[]>()
  for (const print of prints) {
    if (print.star !== undefined || !hasBare(print.cells)) continue
    const own = kinds.get(print.kind)
    if (own) own.push(print)
    else kinds.set(print.kind, [print])
  }
  const notes: Note[] = []
  const changed = new Map<Located, Located | undefined>()
  for (const all of kinds.values()) {
    const placed = all.filter(({ block }) => block > 0)
    const own = placed.length > 0 ? placed : all
    const change = placed.length === 0 ? changeByTurns(all) : (changeByWhole(own) ?? changeByTwo(own))
    if (!change) continue
    notes.push(change.note)
    for (const print of own) if (change.of(print)) changed.set(print, change.to(print))
  }
  if (notes.length === 0) return { prints, notes }
  return {
    prints: prints.flatMap((print) => (changed.has(print) ? (changed.get(print) ?? []) : [print])),
    notes,
  }
}

interface Change {
  of(print: Located): boolean
  to(print: Located): Located | undefined
  readonly note: Note
}

function changeByWhole(prints: readonly Located[]): Change | undefined {
  if (prints.some(({ whole }) => whole === undefined)) return undefined
  const wholes = new Set(prints.map(({ whole = 0 }) => whole))
  if (wholes.size === 1 || wholes.size > MOST_WHOLES) return undefined
  const blocks = byBlock(prints)
  const several = blocks.filter((own) => new Set(own.map(({ whole }) => whole)).size > 1).length
  if (several < Math.min(EPOCHS_AT_LEAST, blocks.length) || several < SHARE * (blocks.length - 1))
    return undefined
  return changeOf(prints, blocks.every(descends), 'in each epoch')
}

/** Bars of several lengths in turn where no epoch is numbered. */
function changeByTurns(prints: readonly Located[]): Change | undefined {
  const wholes = new Set(prints.map(({ whole }) => whole))
  if (wholes.size === 1 || wholes.size > MOST_WHOLES) return undefined
  if (prints.some(({ whole, stepped }) => whole === undefined || stepped)) return undefined
  const longest = Math.max(...prints.map(({ whole = 0 }) => whole))
  const shorter = prints.filter(({ whole }) => whole !== longest).length
  const inTurn = prints.every(
    ({ whole }, k) => k === 0 || (whole === longest) !== (prints[k - 1]?.whole === longest),
  )
  const returns = prints.some(
    ({ whole }, k) => k > 1 && whole === longest && prints[k - 1]?.whole !== longest,
  )
  if (!returns || shorter < EPOCHS_AT_LEAST) return undefined
  return changeOf(prints, inTurn && prints[0]?.whole === longest, 'in turn')
}

/** The shorter of two loops goes to the validation where each longer one comes before it; else the longest alone are read. */
function changeOf(prints: readonly Located[], longerFirst: boolean, when: string): Change {
  const wholes = new Set(prints.map(({ whole = 0 }) => whole))
  const [first = 0, second = 0] = wholes
  const longest = Math.max(...wholes)
  const line = prints.find(({ whole }) => whole !== longest)?.line
  const place = line === undefined ? {} : { line }
  if (wholes.size === 2 && second < first && longerFirst)
    return {
      of: ({ whole }) => whole === second,
      to: ofValidation,
      note: {
        ...place,
        because: `assumed: of two loops ${when} the later, shorter one (${second} steps instead of ${first}) is over the validation data`,
      },
    }
  return {
    of: ({ whole }) => whole !== longest,
    to: () => undefined,
    note: {
      ...place,
      because: `loops of ${[...wholes].join(', ')} steps ${when} do not say of which data: only the longest is read`,
    },
  }
}

/** More counts than these are of batches that differ in number from epoch to epoch. */
const MOST_WHOLES = 4

/** Do the longer ones come first, and not again after the shorter ones? */
function descends(prints: readonly Located[]): boolean {
  return prints.every(({ whole = 0 }, k) => k === 0 || whole <= (prints[k - 1]?.whole ?? whole))
}

/** Two lines without a number in each epoch; the last may have lost its second. */
function changeByTwo(prints: readonly Located[]): Change | undefined {
  if (prints.some(({ stepped, numbered, meters }) => stepped || numbered || meters)) return undefined
  const blocks = byBlock(prints)
  const two = blocks.every((own, k) => own.length === 2 || (k === blocks.length - 1 && own.length === 1))
  if (!two || blocks.length < EPOCHS_AT_LEAST) return undefined
  const seconds = new Set(blocks.flatMap((own) => own.slice(1)))
  const [first] = seconds
  return {
    of: (print) => seconds.has(print),
    to: () => undefined,
    note: {
      ...(first && { line: first.line }),
      because: 'two lines in each epoch say the same and not of which data: the second of them is left out',
    },
  }
}

function byBlock(prints: readonly Located[]): Located[][] {
  const blocks = new Map<number, Located[]>()
  for (const print of prints) {
    const own = blocks.get(print.block)
    if (own) own.push(print)
    else blocks.set(print.block, [print])
  }
  return [...blocks.values()]
}

/** The line with its bare names given to the validation. */
export function ofValidation(print: Located): Located {
  const cells = [...print.cells].map(([name, value]): [string, string] => {
    const { split, kind } = readName(name)
    return [split !== undefined || kind === 'other' ? name : `val ${name}`, value]
  })
  return changed(print, { cells: new Map(cells), kind: `val ${print.kind}` })
}
