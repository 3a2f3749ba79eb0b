import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { withAdversaries } from '../text/adversarial.js'
import { recogniseLayout } from '../text/delimited.js'
import { isDocument } from '../text/document.js'
import { isObject } from '../text/json.js'
import { splitFromFile } from '../text/path-name.js'
import { isPlainTable } from '../text/plain-table.js'
import type { Source } from '../text/source.js'
import { endedBy } from '../text/traceback.js'
import { withoutUnmeasured } from '../text/unmeasured.js'
import { readers } from './list.js'
import type { Reader } from './reader.js'
import { tableReaders } from './tables.js'

/** What has been read once: of what a directory holds it is found out by reading whether it is a log. */
const known = new WeakMap<Source, { format: string; reading: Reading }>()

/**
 * Reads a log with the first reader that recognises it, or with that of the `wanted` format. Throws a UserError that says
 * why when none does.
 */
export function readSource(source: Source, wanted?: string): { format: string; reading: Reading } {
  const { format, reading } =
    wanted === undefined ? (known.get(source) ?? readOnce(source)) : readAs(source, wanted)
  known.set(source, { format, reading })
  return { format, reading: { ...reading, notes: [...notesOf(source), ...reading.notes] } }
}

/** What was left out of a text before it was read; of a part with its name. */
function notesOf({ notes, parts }: Source): Note[] {
  const ofParts = parts.flatMap((part) =>
    part.notes.map((note) => ({ ...note, because: `${part.name}: ${note.because}` })),
  )
  return [...notes, ...ofParts]
}

function readOnce(source: Source): { format: string; reading: Reading } {
  const recognises = (candidate: Reader) => candidate.recognises(source)
  const ofTable = isPlainTable(source) ? tableReaders.find(recognises) : undefined
  const reader = ofTable ?? readers.find(recognises)
  if (!reader) throw unrecognised(source)
  const reading = understood(withSplitOfFile(reader.read(source, readInner), reader.id, source))
  if (ofTable) return { format: reader.id, reading }
  return { format: reader.id, reading: withEnd(source.truncated ? withNote(reading) : reading, source) }
}

/** What the columns tell together, beside their names. */
function understood(reading: Reading): Reading {
  return withAdversaries(withoutUnmeasured(reading))
}

/** Formats of no known writer, whose columns may leave it to the name of the file what they were measured on. */
const PLAIN_FORMATS = ['csv', 'keras-csv', 'jsonl', 'records-json', 'history-json']

/** The metrics of `val.csv` that name no split are of the validation. */
function withSplitOfFile(reading: Reading, format: string, source: Source): Reading {
  if (!PLAIN_FORMATS.includes(format)) return reading
  const names = reading.phases.flatMap(({ columns }) => columns.map(({ name, means }) => means ?? name))
  if (names.some((name) => readName(name).split !== undefined)) return reading
  const bareSplit = splitFromFile(source.name)
  if (bareSplit === undefined || bareSplit === 'train') return reading
  const data = bareSplit === 'test' ? 'test' : 'validation'
  const because = `the file is named for the ${data} data: its metrics are taken to be of these`
  return { ...reading, bareSplit, notes: [...reading.notes, { because }] }
}

/** Says how the training ended, where what it printed tells that it ended with an error. */
function withEnd(reading: Reading, source: Source): Reading {
  const end = source.json === undefined ? endedBy(source.text) : undefined
  return end === undefined ? reading : { ...reading, notes: [...reading.notes, end] }
}

/** Reads a log in a format that it was not recognised as. */
function readAs(source: Source, wanted: string): { format: string; reading: Reading } {
  const reader = readers.find(({ id }) => id === wanted)
  if (!reader)
    throw new UserError(`--log-format: no format ${JSON.stringify(wanted)}`, 'epochwise formats lists them')
  const misfit = new UserError(
    `${source.title}: cannot be read as ${wanted} (${reader.title})`,
    `such a log holds: ${reader.sample}`,
  )
  try {
    const reading = understood(reader.read(source, readInner))
    const filled = reading.phases.some(({ columns }) => columns.some(({ x }) => x.length > 0))
    if (filled) return { format: reader.id, reading: withEnd(reading, source) }
  } catch (error) {
    if (!(error instanceof UserError) && reader.recognises(source)) throw error
  }
  throw misfit
}

/** Why a source cannot be read, where it cannot. */
export function refusalOf(source: Source): UserError | undefined {
  try {
    const { phases } = readSource(source).reading
    return phases.length > 0 ? undefined : new UserError(`${source.title}: no row with a number`)
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

function readInner(source: Source): Reading | undefined {
  try {
    return readers.find((candidate) => candidate.recognises(source))?.read(source)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

function withNote(reading: Reading): Reading {
  const because = 'the JSON ends in the middle: what is complete was read'
  return { ...reading, notes: [{ because }, ...reading.notes] }
}

function unrecognised(source: Source): UserError {
  const { title: name, text, json, bytes } = source
  if (bytes !== undefined)
    return new UserError(`${name}: a binary file, no log that can be read`, 'give the log as text')
  if (text.startsWith('version https://git-lfs'))
    return new UserError(
      `${name}: a Git LFS pointer, not the log itself`,
      'fetch the file with `git lfs pull`',
    )
  if (
    isObject(json) &&
    Object.keys(json).some((key) => readName(key).kind !== 'other' || /best|final/i.test(key))
  )
    return new UserError(`${name}: only final values, no curve`, 'give the history: one value per epoch')
  if (Array.isArray(json) && json.length > 0 && json.every((item) => typeof item === 'number'))
    return new UserError(
      `${name}: a list of numbers without a name`,
      'name it, with the set it is of: {"train_loss": [...], "val_loss": [...]}',
    )
  if (source.truncated || (json === undefined && /^\s*[[{]\s*(?:["}\]{[]|$)/.test(text)))
    return new UserError(
      `${name}: broken or unfinished JSON`,
      'write it again, or as JSON Lines: one object per epoch',
    )
  const near = json === undefined && isDocument(text) ? [] : nearest(source)
  return new UserError(
    `${name}: not recognised as a training log: ${missing(source)}`,
    `${near.length > 0 ? `nearest: ${near.join(', ')}; ` : ''}epochwise formats shows what is read`,
  )
}

/** What a log of this shape would have to hold. */
function missing({ json, head, text }: Source): string {
  if (json !== undefined) return 'JSON without a loss or an accuracy for each epoch'
  if (isDocument(text)) return 'a document or a program, though it may quote one'
  const header = recogniseLayout(head)?.header
  if (header) return `a table without a loss or an accuracy among its columns (${shorten(header)})`
  return 'no line with an epoch or step and its loss, and no header that names one'
}

function shorten(header: readonly string[]): string {
  return header.length > 6 ? `${header.slice(0, 6).join(', ')}, ...` : header.join(', ')
}

/** So many words of a sample, and this share of them, must stand in the head of a log. */
const SHARED = 2
const ALIKE = 0.6

/** The formats whose sample shares most words with the head of the source, two at most. */
function nearest({ head }: Source): string[] {
  const words = (text: string) =>
    new Set(
      text
        .slice(0, 10_000)
        .toLowerCase()
        .match(/[a-z]{3,}/g) ?? [],
    )
  const own = words(head.slice(0, 20).join('\n'))
  return readers
    .map(({ id, sample }) => {
      const telling = [...words(sample)]
      const shared = telling.filter((word) => own.has(word)).length
      return { id, shared, share: shared / telling.length }
    })
    .filter(({ shared, share }) => shared >= SHARED && share >= ALIKE)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 2)
    .map(({ id }) => id)
}
