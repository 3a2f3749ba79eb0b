import { rememberText } from '../once.js'
import { hasInitial } from '../run/initials.js'
import { readName } from '../run/names.js'
import { splitWord } from './print-words.js'

/** A name on a line, with headings before it, and its value, both as they are spelt. */
export interface Pair {
  readonly name: string
  readonly value: string
}

/**
 * The values of a line by name. Bare names beside names of one split are of that split; where the line
 * repeats bare names, in capitals or not, all are of the split before them, until it says again what it said of an evaluation. A name that still comes twice is left out: which is meant cannot be told.
 */
export function cellsOf(all: readonly Pair[]): Map<string, string> {
  const pairs = withPerplexity(all)
  const names = namesIn(pairs.map(({ name }) => name).join('\n'))
  const cells = new Map<string, string>()
  for (const [k, { value }] of pairs.entries()) {
    const name = names[k]
    if (name !== undefined) cells.set(name, value)
  }
  return cells
}

/** What the values of a line are called by the names that stand on it, each on a line here; undefined for one that is left out. */
const namesIn = rememberText((list: string): readonly (string | undefined)[] => {
  const names = list.split('\n')
  const told = names.map(readName)
  if (told.every(({ kind }) => kind === 'other')) return []
  const oneSplit =
    told[0]?.split !== undefined && new Set(told.flatMap(({ split }) => split ?? [])).size === 1
  const spelt = names.map((name) => name.toLowerCase())
  const times = countNames(spelt)
  const grouped = spelt.some((name, k) => told[k]?.split === undefined && (times.get(name) ?? 0) > 1)
  const evaluated = new Set(
    names.flatMap((name, k) => (told[k]?.split && told[k]?.split !== 'train' ? measureOf(name) : [])),
  )
  let last: string | undefined
  const named = names.map((name, k): string => {
    if (told[k]?.split !== undefined) last = splitWord(name)
    const bare = told[k]?.split === undefined && told[k]?.kind !== 'other'
    if (bare && last !== undefined) {
      const measure = measureOf(`${last} ${name}`)
      if (evaluated.has(measure)) last = undefined
      else if (readName(last).split !== 'train') evaluated.add(measure)
    }
    const follows = bare && last !== undefined && !hasInitial(name) && (oneSplit || grouped)
    return follows ? `${last} ${name}` : name
  })
  const again = countNames(named)
  return named.map((name) => (again.get(name) === 1 ? name : undefined))
})

/**
 * The bare losses behind a score of an evaluation, by what they are called as those of it: they may be those of the training as
 * well. Undefined where there are none.
 */
export function followsScore(
  pairs: readonly Pair[],
  cells: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  const [first, ...others] = pairs
  const { kind, split } = readName(first?.name ?? '')
  if (first === undefined || kind !== 'score' || split === undefined || split === 'train') return undefined
  const follow = others.flatMap(({ name }): [string, string][] => {
    const own = readName(name)
    const called = `${splitWord(first.name)} ${name}`
    const loss = own.kind === 'total' || own.kind === 'part'
    return loss && own.split === undefined && cells.has(called) && !cells.has(name) ? [[called, name]] : []
  })
  return follow.length > 0 ? new Map(follow) : undefined
}

/** What is measured of which data; `Acc@1` and `Acc@5` are two things. */
function measureOf(name: string): string {
  const { split, quantity } = readName(name)
  return [split, quantity, ...(name.match(/\d+/g) ?? [])].join(' ')
}

/** Pairs before the words that say what data they are of: `loss: 0.5, acc: 0.8 on validation`. */
export function ofSplit(pairs: readonly Pair[], split: string): readonly Pair[] {
  const told = pairs.map(({ name }) => readName(name))
  if (told.some((meaning) => meaning.split !== undefined)) return pairs
  return pairs.map(({ name, value }, k) =>
    told[k]?.kind === 'other' ? { name, value } : { name: `${split} ${name}`, value },
  )
}

/** So little a perplexity may be off the exponential of its loss, as a share: both are rounded. */
const ROUNDING = 0.03
const PERPLEXITY = /ppl|perplexity/i

/** A bare perplexity is of the data of the one loss of the line whose exponential it is. */
function withPerplexity(pairs: readonly Pair[]): readonly Pair[] {
  if (!pairs.some(({ name }) => PERPLEXITY.test(name))) return pairs
  return pairs.map(({ name, value }) => {
    const { quantity, split } = readName(name)
    if (split !== undefined || !/^(?:ppl|perplexity)$/.test(quantity)) return { name, value }
    const [own, ...others] = pairs.filter(
      (pair) =>
        readName(pair.name).quantity === 'loss' &&
        Math.abs(Math.exp(Number(pair.value)) / Number(value) - 1) < ROUNDING,
    )
    const certain = own && others.length === 0 && readName(own.name).split !== undefined
    return certain ? { name: `${splitWord(own.name)} ${name}`, value } : { name, value }
  })
}

/** The cells of a line with the values that only say of which data they are, where it has any others. */
export function withScores(
  cells: ReadonlyMap<string, string>,
  scores: readonly Pair[],
): ReadonlyMap<string, string> {
  if (cells.size === 0 || scores.length === 0) return cells
  return new Map([...cells, ...scores.map(({ name, value }): [string, string] => [name, value])])
}

function countNames(names: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  return times
}
