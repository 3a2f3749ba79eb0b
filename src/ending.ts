import { count, spell, spellChange } from './numerals.js'
import type { RunReport } from './report.js'
import type { Best } from './run/best.js'
import type { Corner, Level } from './run/corners.js'
import type { Axis, Series } from './run/run.js'

const SPLITS = { train: 'training', validation: 'validation' } as const
const MOVED = {
  together: 'together',
  apart: 'apart',
  loose: 'without clear relation',
  still: 'apart',
} as const

/** Which epoch is best, how long before the end, and what keeping it saves; nothing where none can be named. */
export function describeBest(report: RunReport): string | undefined {
  const { run, best } = report
  if (!best) return undefined
  const value = spell(best.value)
  const end = spell(best.end)
  const change = best.value > 0 && best.end > 0 ? spellChange(best.end / best.value - 1) : ''
  const then =
    NO_CHANGE.test(change) && end === value ? `${end} too` : [end, ...(change ? [change] : [])].join(': ')
  const after =
    best.epochsAfter === 0
      ? endsAt(report) > best.at
        ? `the last with ${best.by}`
        : 'the last'
      : `${count(best.epochsAfter, run.axis)} before the end (${then})`
  return `${run.axis} ${best.at} by ${best.by} (${value}), ${after}${describeLowest(best, run.axis)}`
}

/** A change that rounds to none. */
const NO_CHANGE = /^[+-]0(?:\.0)?%$/

/** The epoch with the lowest value, where it is another one: what tells them apart may be chance, or cannot be seen. */
function describeLowest({ value, lowest }: Best, axis: Axis): string {
  if (!lowest) return ''
  const low = spell(lowest.value)
  if (low === spell(value)) return `; as low at ${axis} ${lowest.at}`
  return `; the lowest, ${low} at ${axis} ${lowest.at}, may be chance`
}

function endsAt({ run, outline }: RunReport): number {
  return outline?.to ?? Math.max(...run.series.map(({ x }) => x.at(-1) ?? Number.NEGATIVE_INFINITY))
}

/** Where each split ended among the four corners of loss and accuracy, in one sentence; nothing without both. */
export function describeCorners({ run, outline, corners }: RunReport): string | undefined {
  if (corners.length === 0) return undefined
  const all = outline?.series ?? run.series
  const each = corners.map(
    (corner) =>
      `${SPLITS[corner.split]} with ${errors(corner)} (${level(corner.accuracy, all)}, ${level(corner.loss, all)})`,
  )
  return `${each.join('; ')}; limits ${[...new Set(corners.map(({ because }) => because))].join('; ')}`
}

function errors({ loss, accuracy }: Corner): string {
  const many = accuracy.level === 'high' ? 'few errors' : 'many errors'
  return `${many}, ${loss.level === 'low' ? 'small' : 'large'} ones`
}

/** A value beside its limit, both in the unit of the log. */
function level({ series, value, limit }: Level, all: readonly Pick<Series, 'name' | 'unit'>[]): string {
  const percent = all.find(({ name }) => name === series)?.unit === 'percent'
  const told = (share: number) => (percent ? spell(100 * share, 3) : spell(share))
  const sign = value > limit ? '>' : value < limit ? '<' : '='
  return `${series} ${told(value)} ${sign} ${told(limit)}`
}

/** How loss and accuracy of each split moved, in one sentence; nothing where that cannot be told. */
export function describeRelations({ run, best, relations }: RunReport): string | undefined {
  if (relations.length === 0) return undefined
  const each = [...new Set(relations.map(({ split }) => split))].map((split) => {
    const [whole, since] = relations.filter((relation) => relation.split === split)
    if (!whole) return ''
    const word = since && since.moved !== whole.moved ? `${MOVED[since.moved]}, ` : ''
    const later = since && best ? `; since ${run.axis} ${best.at} ${word}${since.tau.toFixed(2)}` : ''
    const how = whole.moved === 'still' ? 'accuracy stood still' : `tau ${whole.tau.toFixed(2)}${later}`
    return `${MOVED[whole.moved]} in ${SPLITS[split]} (${how})`
  })
  return `loss and accuracy ${each.join(', ')}`
}
