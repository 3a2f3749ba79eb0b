import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { withAdversaries } from '../text/adversarial.js'
import { splitFromFile } from '../text/path-name.js'
import { isPlainTable } from '../text/plain-table.js'
import type { Source } from '../text/source.js'
import { endedBy } from '../text/traceback.js'
import { withoutUnmeasured } from '../text/unmeasured.js'
import { unrecognised } from '../text/unrecognised.js'
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
  if (!reader) throw unrecognised(source, readers)
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

/** The metrics of `val.csv` that name no split are of the validation. What was printed into `test.log` may be a trial. */
function withSplitOfFile(reading: Reading, format: string, source: Source): Reading {
  if (!PLAIN_FORMATS.includes(format) && format !== 'console') return reading
  const names = reading.phases.flatMap(({ columns }) => columns.map(({ name, means }) => means ?? name))
  if (names.some((name) => readName(name).split !== undefined)) return reading
  const bareSplit = splitFromFile(source.name)
  if (bareSplit === undefined || bareSplit === 'train') return reading
  if (format === 'console' && bareSplit === 'test') return reading
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
