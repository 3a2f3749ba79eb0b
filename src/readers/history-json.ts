import { UserError } from '../errors.js'
import { count } from '../numerals.js'
import { readName } from '../run/names.js'
import type { Phase, Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { axisOf } from '../text/axis.js'
import { withBoostingNames } from '../text/boosting-table.js'
import type { Cell } from '../text/cell.js'
import { refuseOtherRows } from '../text/doubts.js'
import { findHistories, type History } from '../text/histories.js'
import { firstObjects, readObjects } from '../text/json-lines.js'
import { measures } from '../text/records.js'
import type { Source } from '../text/source.js'
import { refuseSweep } from '../text/sweeps.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

/**
 * A dictionary of arrays, as in Keras' `History.history` and many a PyTorch script, at the top of a JSON document
 * or one level down (`{"history": {...}}`, `{"model_a": {...}, "model_b": {...}}`, `{"train": {...}, "val": {...}}`).
 */
export const historyJson: Reader = {
  id: 'history-json',
  title: 'Keras History.history as JSON, or any dictionary of arrays',
  sample: '{"loss": [1.9, 1.2], "val_loss": [1.8, 1.3], "accuracy": [0.3, 0.6]}',
  recognises: (source) => findHistories(source.json).length > 0 || isHistoryPerLine(source),
  read(source) {
    const histories = findHistories(
      isHistoryPerLine(source) ? readObjects(source).records.map(({ value }) => value) : source.json,
    )
    if (histories.length === 0) throw new UserError(`${source.title}: no dictionary of arrays`)
    for (const { history } of histories) refuseOtherRows(source.title, [...history.keys()])
    const cut = source.truncated ? [...(histories.at(-1)?.history.keys() ?? [])].at(-1) : undefined
    const readings = histories.map(({ history, label }, k) =>
      readHistory(history, label, k === histories.length - 1 ? cut : undefined),
    )
    for (const [k, { history }] of histories.entries()) {
      const reading = readings[k]
      if (reading) refuseSweep(source.title, [...history.keys()], reading)
    }
    const keras = histories.every(({ history }) => writtenByKeras(history))
    const axis = readings[0]?.axis ?? 'row'
    return withBoostingNames({
      axis: axis === 'row' && keras ? 'epoch' : axis,
      phases: readings.flatMap((reading) => reading.phases),
      notes: readings.flatMap((reading) => reading.notes),
      ...(keras && { bareSplit: 'train' as const }),
    })
  },
}

/** Lines of histories, one for each run, as scripts append them; not records that hold an array among their metrics. */
function isHistoryPerLine(source: Source): boolean {
  const objects = firstObjects(source)
  return (
    objects.length > 0 &&
    objects.every((one) => !measures(one) && !Object.keys(one).some(axisOf)) &&
    objects.some((one) => findHistories(one).length > 0)
  )
}

function writtenByKeras(history: History): boolean {
  const names = [...history.keys()]
  return names.includes('loss') && !names.some((name) => /^(?:train|valid|test|eval)/i.test(name))
}

/** `cut` is the array in which a truncated document ends. */
function readHistory(history: History, label: string | undefined, cut: string | undefined): Reading {
  const length = lengthOf(history)
  const columns = [...history].map(([name, { cells, percent }]) => {
    return { name, percent, cells: axisOf(name) || name === cut ? cells : align(cells, length) }
  })
  const table = new Table(columns.map(({ name }) => name))
  for (let row = 0; row < length; row++) {
    table.add(
      columns.map(({ cells }) => cells[row] ?? null),
      0,
    )
  }
  for (const [k, { percent }] of columns.entries()) if (percent) table.markPercent(k)
  const reading = table.reading()
  const phases = reading.phases.map((phase): Phase => (label === undefined ? phase : { ...phase, label }))
  return { ...reading, phases, notes: [...unevenNotes(history, length, cut), ...reading.notes] }
}

/** How many epochs there are: as many as the longest metric has values. */
function lengthOf(history: History): number {
  const lengths = (kept: (name: string) => boolean) =>
    [...history].reduce((most, [name, { cells }]) => (kept(name) ? Math.max(most, cells.length) : most), 0)
  return lengths((name) => readName(name).kind !== 'other') || lengths(() => true)
}

/**
 * Lays an array that is shorter than the others along the epochs: `validation_freq=k` keeps every k-th epoch, so
 * floor(epochs / k) values; anything else is taken to start with the first epoch.
 */
function align(cells: readonly Cell[], length: number): readonly Cell[] {
  const [every] = spacings(cells.length, length)
  if (every === undefined) return cells
  return Array.from({ length }, (_, k) => ((k + 1) % every === 0 ? cells[(k + 1) / every - 1] : null))
}

/** What people validate at, the more usual first. */
const USUAL = [2, 5, 10, 20, 50, 100]

/** The k for which every k-th of the epochs makes as many values; several where there are few values. */
function spacings(own: number, length: number): number[] {
  const highest = Math.floor(length / own)
  const lowest = Math.floor(length / (own + 1)) + 1
  const fitting = [...USUAL, highest, lowest].filter((k) => k >= 2 && k >= lowest && k <= highest)
  return [...new Set(fitting)]
}

function unevenNotes(history: History, length: number, cut: string | undefined): Note[] {
  const uneven = [...history].filter(
    ([name, { cells }]) => cells.length < length && axisOf(name) === undefined,
  )
  const whole = uneven.filter(([name]) => name !== cut)
  const torn = uneven.filter(([name]) => name === cut)
  const lengths = new Set(whole.map(([, { cells }]) => cells.length))
  const tornNotes = torn.map(([name, { cells }]) => {
    return {
      because: `${count(cells.length, 'value')} beside ${length}, cut off, taken to start with the first: ${name}`,
    }
  })
  const wholeNotes = [...lengths].map((own) => {
    const [every, other] = spacings(own, length)
    const names = whole.filter(([, { cells }]) => cells.length === own).map(([name]) => name)
    const doubt = other === undefined ? '' : ` (it may be one in ${other}: their epochs are not sure)`
    const taken = every === undefined ? 'taken to start with the first' : `taken as one in ${every}${doubt}`
    return { because: `${count(own, 'value')} beside ${length}, ${taken}: ${names.join(', ')}` }
  })
  return [...wholeNotes, ...tornNotes]
}
