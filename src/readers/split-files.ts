import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import { joinReadings, type Part } from '../text/join.js'
import { type SplitFile, splitFile } from '../text/path-name.js'
import type { Source } from '../text/source.js'
import type { Reader } from './reader.js'

interface Piece {
  readonly source: Source
  readonly file: SplitFile
  readonly reading: Reading
}

const APART = 'give the one that is meant by its name'

/**
 * A directory in which a script keeps a log for each split: `train.csv` beside `val.csv`, `train_log.txt` beside
 * `val_log.txt`, `train_loss.csv` beside `val_loss.csv`; each in any format of its own. Refused where they do not count the
 * same epochs or steps, or where one of them tells of other data than its name says.
 */
export const splitFiles: Reader = {
  id: 'split-files',
  title: 'A directory with a log for each split: train.csv beside val.csv',
  sample: 'logs/ with train.csv and val.csv',
  recognises: ({ parts }) => {
    const splits = parts.map(({ name }) => splitFile(name)?.split)
    return new Set(splits).size > 1 && splits.includes('train') && !splits.includes(undefined)
  },
  read({ title, parts }, readInner = () => undefined) {
    const pieces = parts.flatMap((source): Piece[] => {
      const file = splitFile(source.name)
      if (file === undefined) return []
      const reading = readInner(source)
      if (!reading || reading.phases.length === 0)
        throw new UserError(`${title}: ${source.name} is no log that can be read`, APART)
      return [{ source, file, reading }]
    })
    refuseStrangers(title, pieces)
    const because = `put together as one run: ${pieces.map(({ source }) => source.name).join(', ')}`
    const taken = new Set<string>()
    const reading = joinReadings(pieces.map((piece) => partOf(piece, taken)))
    return { ...reading, notes: [{ because }, ...reading.notes] }
  },
}

/** Metrics go under the word of the file, or under its name where that is the metric; what is no metric is kept once. */
function partOf({ source, file, reading }: Piece, taken: Set<string>): Part {
  const names = new Set(reading.phases.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const telling = [...names].filter((name) => readName(name).kind !== 'other')
  const renamed = new Map(
    [...names].flatMap((name): [string, string][] => {
      const { kind, split } = readName(name)
      if (file.metric !== undefined && names.size === 1 && telling.length === 0) return [[name, file.metric]]
      if (kind !== 'other') return [[name, split === undefined ? `${file.word}/${name}` : name]]
      if (taken.has(name)) return []
      taken.add(name)
      return [[name, name]]
    }),
  )
  return { file: source.name, reading, nameOf: (column) => renamed.get(column) }
}

function refuseStrangers(title: string, pieces: readonly Piece[]): void {
  const [first] = pieces
  for (const { source, file, reading } of pieces) {
    const names = reading.phases.flatMap(({ columns }) => columns.map(({ name }) => name))
    const other = names.find((name) => (readName(name).split ?? file.split) !== file.split)
    if (other !== undefined)
      throw new UserError(`${title}: ${source.name} tells of other data than its name: ${other}`, APART)
    if (!first || first.source === source) continue
    if (reading.axis !== first.reading.axis || reading.phases.length !== first.reading.phases.length)
      throw new UserError(`${title}: ${first.source.name} and ${source.name} do not count the same`, APART)
    const [[from, to], [start, end]] = [rangeOf(first.reading), rangeOf(reading)]
    if (from > end || start > to || (reading.axis === 'row' && to !== end))
      throw new UserError(
        `${title}: ${first.source.name} and ${source.name} tell of different ${reading.axis}s`,
        APART,
      )
  }
}

/** The first and the last number of the last run. */
function rangeOf({ phases }: Reading): readonly [number, number] {
  const columns = phases.at(-1)?.columns ?? []
  const starts = columns.map(({ x }) => x[0] ?? Number.POSITIVE_INFINITY)
  const ends = columns.map(({ x }) => x.at(-1) ?? Number.NEGATIVE_INFINITY)
  return [Math.min(...starts), Math.max(...ends)]
}
