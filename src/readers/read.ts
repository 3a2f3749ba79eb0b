import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import { isObject } from '../text/json.js'
import type { Source } from '../text/source.js'
import { readers } from './list.js'

/** What has been read once: of what a directory holds it is found out by reading whether it is a log. */
const known = new WeakMap<Source, { format: string; reading: Reading }>()

/** Reads a log with the first reader that recognises it. Throws a UserError that says why when none does. */
export function readSource(source: Source): { format: string; reading: Reading } {
  const { format, reading } = known.get(source) ?? readOnce(source)
  known.set(source, { format, reading })
  return { format, reading: { ...reading, notes: [...source.notes, ...reading.notes] } }
}

function readOnce(source: Source): { format: string; reading: Reading } {
  const reader = readers.find((candidate) => candidate.recognises(source))
  if (!reader) throw unrecognised(source)
  const reading = reader.read(source, readInner)
  return { format: reader.id, reading: source.truncated ? withNote(reading) : reading }
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
  return new UserError(
    `${name}: not recognised as a training log`,
    `formats: ${readers.map((reader) => reader.id).join(', ')}; a table needs a header that names loss or accuracy`,
  )
}
