import { UserError } from '../errors.js'
import { countPoints } from '../numerals.js'
import { remember } from '../once.js'
import { pickCurves } from './curves.js'
import { settleElbo } from './elbo.js'
import { meaningsOfInitials } from './initials.js'
import { averageByEvaluation } from './intervals.js'
import { type Meaning, readName } from './names.js'
import type { Column, Phase, Reading } from './reading.js'
import {
  type Axis,
  blankOf,
  type Curves,
  type Facts,
  type Note,
  presentCurves,
  type Run,
  type Series,
  type Split,
  type Unit,
} from './run.js'
import { isRateBeyondOne, unitOfShares } from './unit.js'

/** Columns that the user named, by the curve they are. */
export type ColumnChoice = { readonly [curve in keyof Curves]?: string }

/** A series with what its name told, while the run is put together. */
export interface Candidate {
  readonly series: Series
  readonly meaning: Meaning
}

/**
 * Makes one run of one phase of a reading: settles split, quantity, direction and unit of each column and picks
 * the curves to judge. Throws a UserError when the phase holds nothing that could be judged, or a chosen column
 * does not exist.
 */
export function buildRun(
  source: { readonly name: string; readonly title: string },
  format: string,
  reading: Reading,
  phase: Phase,
  choice: ColumnChoice = {},
  facts: Facts = {},
): Run {
  const filled = phase.columns.filter((column) => column.x.length > 0 && column.name !== '')
  const initials = meaningsOfInitials(filled.map(({ name }) => name))
  const columns = filled.map((column) => withMeaning(column, initials.get(column.name)))
  const elbo = settleElbo(
    columns,
    columns.map((column) => meaningOf(column, reading)),
  )
  const spelt = elbo.meanings
  const nameless = namelessLosses(spelt)
  const meanings = spelt.map((meaning) => (nameless.includes(meaning) ? { ...meaning, ...LOSS } : meaning))
  const scoresAreValidation = bareScoresAreValidation(meanings)
  const assumed = new Map<Split, string[]>()
  const candidates = columns.map((column, k): Candidate => {
    const meaning = meanings[k] ?? meaningOf(column, reading)
    const bare: Split =
      reading.bareSplit ?? (meaning.kind === 'score' && scoresAreValidation ? 'validation' : 'train')
    if (!meaning.split && !reading.bareSplit && meaning.kind !== 'other')
      assumed.set(bare, [...(assumed.get(bare) ?? []), column.name])
    return { series: seriesOf(column, meaning, meaning.split ?? bare), meaning }
  })
  const { curves, notes } = pickCurves(candidates, choice, source.title)
  const series = candidates.map(
    ({ series: own }) => presentCurves(curves).find((curve) => curve.name === own.name) ?? own,
  )
  if (presentCurves(curves).length === 0 && !candidates.some(({ meaning }) => meaning.kind !== 'other')) {
    throw new UserError(
      `${source.title}: no loss, accuracy or score among its columns (${columns.map((column) => column.name).join(', ') || 'none has a number'})`,
      'name the columns with --train-loss, --val-loss, --train-acc, --val-acc',
    )
  }
  const chosen = new Set(Object.values(choice))
  const losses = [curves.trainLoss?.name, curves.validationLoss?.name]
  const ended = (phase.blank ?? []).filter((own) => losses.includes(own.series))
  const blank = blankOf({ blank: ended, axis: reading.axis })
  const judged = averageByEvaluation(curves, reading.axis)
  return {
    name: source.name,
    title: source.title,
    format,
    ...(phase.label !== undefined && { label: phase.label }),
    ...(phase.line !== undefined && { line: phase.line }),
    axis: reading.axis,
    ...(phase.epochs !== undefined && { epochs: phase.epochs }),
    series,
    curves: judged.curves,
    facts,
    ...(ended.length > 0 && { blank: ended }),
    notes: [
      ...reading.notes,
      ...(blank ? [blank] : []),
      ...initialNotes(initials),
      ...elbo.notes,
      ...namelessNotes(columns.filter((_, k) => nameless.some((meaning) => meaning === spelt[k]))),
      ...assumptions(assumed, chosen),
      ...notes,
      ...presentCurves(curves).flatMap((curve) => brokenNotes(curve, reading.axis)),
      ...lostNotes(candidates, curves, reading.axis),
      ...judged.notes,
    ],
  }
}

function withMeaning(column: Column, means: string | undefined): Column {
  return means === undefined || column.means !== undefined ? column : { ...column, means }
}

function initialNotes(initials: ReadonlyMap<string, string>): Note[] {
  if (initials.size === 0) return []
  return [{ because: `assumed: ${[...initials].map(([name, means]) => `${name} is ${means}`).join(', ')}` }]
}

function meaningOf({ name, means }: Column, { testSplit }: Reading): Meaning {
  const meaning = readName(means ?? name)
  return testSplit && meaning.split === 'test' ? { ...meaning, split: testSplit } : meaning
}

function seriesOf(column: Column, meaning: Meaning, split: Split): Series {
  return {
    name: column.name,
    quantity: meaning.quantity,
    split,
    goal: meaning.goal,
    unit: unitOf(column, meaning),
    x: packed(column.x),
    y: packed(column.y),
  }
}

/** What has been packed already: curves of one table share their numbering. */
const packed = remember((numbers: readonly number[]) => new Float64Array(numbers))

function unitOf(column: Column, meaning: Meaning): Unit {
  if (column.percent || meaning.unit === 'percent') return 'percent'
  if (meaning.quantity !== 'accuracy' && meaning.quantity !== 'error') return 'plain'
  const unit = unitOfShares(column.y)
  if (unit === 'percent' && isRateBeyondOne(column.means ?? column.name, column.y)) return 'plain'
  return unit === 'fraction' && meaning.customaryPercent ? 'percent' : unit
}

/** fastai and its imitators write train_loss, valid_loss and a bare accuracy that is the validation's. */
function bareScoresAreValidation(meanings: readonly Meaning[]): boolean {
  const losses = meanings.filter((meaning) => meaning.kind === 'total')
  const explicit = (split: Split) => losses.some((meaning) => meaning.split === split)
  const scores = meanings.filter((meaning) => meaning.kind === 'score')
  return explicit('train') && explicit('validation') && !scores.some((meaning) => meaning.split !== undefined)
}

function assumptions(assumed: ReadonlyMap<Split, readonly string[]>, chosen: ReadonlySet<string>): Note[] {
  return [...assumed].flatMap(([split, names]): Note[] => {
    const open = names.filter((name) => !chosen.has(name))
    if (open.length === 0) return []
    const list = open.length > 4 ? `${open.slice(0, 4).join(', ')}, ...` : open.join(', ')
    return [
      {
        because: `assumed: ${list} ${open.length === 1 ? 'is' : 'are'} of the ${split === 'train' ? 'training' : split} data`,
      },
    ]
  })
}

/** NaN and infinity that a curve recovered from: no fault, but worth knowing. */
function brokenNotes({ name, x, y }: Series, axis: Axis): Note[] {
  if (!Number.isFinite(y.at(-1))) return []
  let broken = 0
  let first = 0
  for (let k = y.length - 1; k >= 0; k--) {
    if (Number.isFinite(y[k])) continue
    first = x[k] ?? Number.NaN
    broken++
  }
  if (broken === 0) return []
  const where = broken > 1 ? `in ${countPoints(broken, axis)}, first at` : 'at'
  return [{ because: `${name} is NaN or infinite ${where} ${axis} ${first}, and recovered` }]
}

/**
 * Curves beside the losses that are no number any more, where the losses are: of these the diagnoses speak. A column that is no
 * measure of quality and never held a number was not meant to.
 */
function lostNotes(
  candidates: readonly Candidate[],
  { trainLoss, validationLoss }: Curves,
  axis: Axis,
): Note[] {
  const losses = [trainLoss, validationLoss].flatMap((curve) => curve ?? [])
  if (losses.some(({ y }) => !Number.isFinite(y.at(-1)))) return []
  const lost = new Map<string, string[]>()
  for (const { series, meaning } of candidates) {
    const last = series.y.findLastIndex(Number.isFinite)
    if (last === series.y.length - 1 || (last < 0 && meaning.kind === 'other')) continue
    const where = last < 0 ? `in every ${axis}` : `from ${axis} ${series.x[last + 1]} to the end`
    lost.set(where, [...(lost.get(where) ?? []), series.name])
  }
  return [...lost].map(([where, names]) => ({
    because: `${names.slice(0, 4).join(', ')}${names.length > 4 ? ', ...' : ''} ${names.length > 1 ? 'are' : 'is'} NaN or infinite ${where}`,
  }))
}

const LOSS = { quantity: 'loss', goal: 'lower', kind: 'total' } as const

/** Columns called by their split alone (`train`, `val`) beside scores of these splits, where nothing else is a loss. */
function namelessLosses(meanings: readonly Meaning[]): readonly Meaning[] {
  if (meanings.some(({ kind }) => kind === 'total' || kind === 'part')) return []
  const bare = meanings.filter(({ quantity, split }) => quantity === 'value' && split !== undefined)
  const scored = new Set(meanings.filter(({ kind }) => kind === 'score').map(({ split }) => split))
  return bare.length > 1 && bare.every(({ split }) => scored.has(split)) ? bare : []
}

function namelessNotes(columns: readonly Column[]): Note[] {
  if (columns.length === 0) return []
  return [{ because: `assumed: ${columns.map(({ name }) => name).join(' and ')} are losses` }]
}
