import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { axisOf } from '../text/axis.js'
import { isObject } from '../text/json.js'
import { type LogRecord, measures, readRecords } from '../text/records.js'
import type { Reader } from './reader.js'

type Value = LogRecord['value']

/** The records of one run, with the name they stand under. */
interface Group {
  readonly label?: string
  readonly records: readonly Value[]
  readonly notes: readonly Note[]
}

/** The key of a record in place of an epoch of its own: `"3"`, `"epoch_3"`. */
const NUMBERED = /^(?:epoch[ _-]?)?(\d{1,9})$/i

/**
 * A JSON array of objects, each an epoch or a step; or an object of them by their epochs (`{"1": {...}, "2": {...}}`).
 * Under several keys they are several runs, or the sets of one (`{"train": [...], "val": [...]}`).
 */
export const recordsJson: Reader = {
  id: 'records-json',
  title: 'JSON array of records, one per epoch or step',
  sample: '[{"epoch": 1, "train_loss": 1.9, "val_loss": 1.8}, ...]',
  recognises: (source) => findGroups(source.json).length > 0,
  read(source) {
    const groups = findGroups(source.json)
    if (groups.length === 0) throw new UserError(`${source.title}: no array of records`)
    const readings = groups.map((group) => readGroup(group, source.title))
    return {
      axis: readings[0]?.axis ?? 'row',
      phases: readings.flatMap(({ phases }) => phases),
      notes: readings.flatMap(({ notes }) => notes),
    }
  },
}

function readGroup({ label, records, notes }: Group, title: string): Reading {
  const reading = readRecords(
    records.map((value) => ({ value, line: 0 })),
    { doubtful: title },
  )
  const phases = reading.phases.map((phase) =>
    label === undefined ? phase : { ...phase, label: phase.label ? `${label}, ${phase.label}` : label },
  )
  return { ...reading, phases, notes: [...notes, ...reading.notes] }
}

function findGroups(json: unknown): Group[] {
  const own = groupOf(json)
  if (own) return [own]
  if (!isObject(json)) return []
  const groups = Object.entries(json).flatMap(([label, value]) => {
    const group = groupOf(value)
    return group ? [{ ...group, label }] : []
  })
  if (groups.length > 1 && groups.every(({ label }) => isSplit(label)))
    return [
      {
        records: groups.flatMap(({ label, records }) => records.map((one) => prefixed(one, label))),
        notes: [],
      },
    ]
  const [longest] = groups.toSorted((a, b) => b.records.length - a.records.length)
  if (groups.length < 2 || !longest) return groups.map(({ records, notes }) => ({ records, notes }))
  const alike = groups.filter(({ records }) => isAlike(records, longest.records))
  return alike.length > 1 ? alike : [{ records: longest.records, notes: longest.notes }]
}

function isSplit(label: string): boolean {
  return readName(`${label} loss`).split !== undefined
}

/** The metrics of a record under the name of their set: `loss` of `val` is `val/loss`. */
function prefixed(record: Value, label: string): Value {
  const entries = Object.entries(record)
  return Object.fromEntries(
    entries.map(([name, value]) => [axisOf(name) || readName(name).split ? name : `${label}/${name}`, value]),
  )
}

/** Runs of one kind have the same metrics. */
function isAlike(records: readonly Value[], others: readonly Value[]): boolean {
  const names = Object.keys(records[0] ?? {})
  return names.length > 0 && names.every((name) => name in (others[0] ?? {}))
}

function groupOf(json: unknown): Group | undefined {
  if (Array.isArray(json))
    return json.every(isObject) && json.some(measures) ? { records: json, notes: [] } : undefined
  return isObject(json) ? groupByEpoch(json) : undefined
}

/** Objects under the numbers of their epochs. Plain numbers may be folds too: there a loss must be among the metrics. */
function groupByEpoch(json: Value): Group | undefined {
  const entries = Object.entries(json).flatMap(([key, value]) => {
    const number = NUMBERED.exec(key)?.[1]
    return number !== undefined && isObject(value)
      ? [{ epoch: Number(number), value, spelt: key !== number }]
      : []
  })
  if (
    entries.length < 2 ||
    entries.length < Object.keys(json).length ||
    !entries.some(({ value }) => measures(value))
  )
    return undefined
  const numbered = entries.every(({ value }) => Object.keys(value).some((name) => axisOf(name)))
  const records = entries
    .toSorted((a, b) => a.epoch - b.epoch)
    .map(({ epoch, value }) => (numbered ? value : { epoch, ...value }))
  if (numbered || entries.every(({ spelt }) => spelt)) return { records, notes: [] }
  const losses = entries.some(({ value }) => measuresLoss(value))
  const because = `assumed: the keys ${records[0]?.epoch} to ${records.at(-1)?.epoch} are epochs`
  return losses ? { records, notes: [{ because }] } : undefined
}

function measuresLoss(value: Value): boolean {
  const names = Object.entries(value).flatMap(([name, inner]) =>
    isObject(inner) ? Object.keys(inner).map((own) => `${name}/${own}`) : [name],
  )
  return names.some((name) => readName(name).kind === 'total')
}
