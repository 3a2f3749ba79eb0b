import { readName } from '../run/names.js'
import type { Column, Reading } from '../run/reading.js'
import type { Axis } from '../run/run.js'
import { isObject } from './json.js'
import { cellOf } from './records.js'

/** The curves of one run: name, then places and values; and what the places count, where the document says so. */
export interface Pairs {
  readonly curves: ReadonlyMap<string, readonly (readonly [number, number])[]>
  readonly axis?: Axis
}

/** A list of fewer pairs may be anything. */
const PAIRS_AT_LEAST = 2
const PLACES: ReadonlyMap<string, Axis> = new Map([
  ['epoch', 'epoch'],
  ['step', 'step'],
  ['iteration', 'step'],
  ['x', 'step'],
])
const VALUES = ['value', 'y']

/**
 * A dictionary whose metrics are lists of pairs, `{"loss": [[1, 0.9], [2, 0.7]]}` or `[{"step": 1, "value": 0.9}]`, at the top
 * of a document or under one key of it. The first of each pair counts up; undefined for any other document.
 */
export function findPairs(json: unknown): Pairs | undefined {
  if (!isObject(json)) return undefined
  const own = pairsOf(json)
  if (own) return own
  const inner = Object.values(json).flatMap((value) => (isObject(value) ? [pairsOf(value)] : []))
  const [found, ...others] = inner.filter((pairs) => pairs !== undefined)
  return others.length === 0 ? found : undefined
}

function pairsOf(object: Readonly<Record<string, unknown>>): Pairs | undefined {
  const lists = Object.entries(object).flatMap(([name, list]): [string, [number, number][]][] => {
    const pairs = (Array.isArray(list) ? list : zipped(list)).map(pairOf)
    const whole = pairs.flatMap((pair) => (pair ? [pair] : []))
    const counts = whole.every(([x], k) => Number.isInteger(x) && x > (whole[k - 1]?.[0] ?? -1))
    return whole.length >= PAIRS_AT_LEAST && whole.length === pairs.length && counts ? [[name, whole]] : []
  })
  if (!lists.some(([name]) => readName(name).kind !== 'other')) return undefined
  const [axis] = lists.flatMap(([name]) => axisNamedIn(object[name]) ?? [])
  return { curves: new Map(lists), ...(axis && { axis }) }
}

/** What `[{"step": 1, ...}]` or `{"steps": [1], ...}` counts. */
function axisNamedIn(list: unknown): Axis | undefined {
  const named: unknown = Array.isArray(list) ? list[0] : list
  if (!isObject(named)) return undefined
  return [...PLACES].find(([name]) => name !== 'x' && (name in named || `${name}s` in named))?.[1]
}

/** `{"steps": [1, 2], "values": [0.9, 0.7]}` as pairs. */
function zipped(list: unknown): unknown[] {
  if (!isObject(list)) return []
  const [places, values] = [[...PLACES.keys()], VALUES].map((names) =>
    names.map((name) => list[`${name}s`] ?? list[name]).find(Array.isArray),
  )
  if (!places || !values || places.length !== values.length) return []
  return places.map((place, k) => [place, values[k]])
}

function pairOf(item: unknown): [number, number] | undefined {
  const [x, y] =
    Array.isArray(item) && item.length === 2 ? item.map(cellOf) : isObject(item) ? fieldsOf(item) : []
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : undefined
}

function fieldsOf(item: Readonly<Record<string, unknown>>): unknown[] {
  const place = [...PLACES.keys()].find((name) => name in item)
  const value = VALUES.find((name) => name in item)
  return place === undefined || value === undefined ? [] : [cellOf(item[place]), cellOf(item[value])]
}

/** The pairs as curves. Where they do not say what they count: epochs where they count from 0 or 1 without a gap, else steps. */
export function readPairs(pairs: Pairs): Reading {
  const columns = [...pairs.curves].map(
    ([name, points]): Column => ({
      name,
      x: points.map(([x]) => x),
      y: points.map(([, y]) => y),
      percent: false,
    }),
  )
  const [longest] = columns.toSorted((a, b) => b.x.length - a.x.length)
  const first = longest?.x[0] ?? 0
  const dense = first <= 1 && (longest?.x.every((x, k) => x === first + k) ?? false)
  const axis: Axis = pairs.axis ?? (dense ? 'epoch' : 'step')
  const because = `assumed: pairs of ${axis} and value`
  return { axis, phases: [{ columns }], notes: pairs.axis ? [] : [{ because }] }
}
