import { createReadStream, readdirSync, readFile, readFileSync, type Stats, stat, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { getHeapStatistics } from 'node:v8'
import { UserError } from '../errors.js'
import { nearestTo } from '../text/nearest.js'
import { Source, titleOfSource } from '../text/source.js'
import { damaged, decode, isRecords, LARGEST, tooLarge, unpackToTear } from './decode.js'
import { openDirectory, type RefusalOf } from './directory.js'

/** A text of so many characters can be read wherever Node runs. */
const SMALL = 2 ** 22

/** The name under which standard input is given and reported. */
export const STANDARD_INPUT = '-'

/**
 * Reads one log from a file, from what a directory holds, or from `input` where the path is `-`. `refusalOf` says why a
 * source cannot be read, for choosing among the files of a directory. Throws a UserError that says what is wrong.
 */
export async function openSource(
  path: string,
  input: AsyncIterable<Uint8Array | string>,
  refusalOf: RefusalOf = () => undefined,
): Promise<Source> {
  if (path === STANDARD_INPUT) {
    const title = titleOfSource(path)
    return sourceOf(path, title, await readable(title, readAll(input, title)))
  }
  return openWith(path, await readable(path, statsOf(path)), refusalOf)
}

function openWith(path: string, stats: Stats, refusalOf: RefusalOf): Promise<Source> {
  return stats.isDirectory() ? openDirectory(path, openFile, refusalOf) : openFile(path, path, stats)
}

/** Larger files are read when it is their turn, in bytes: of those that wait there are several. */
const LARGEST_AHEAD = 2 ** 20
/** A log that takes longer to read lies on slow storage, in seconds; of so many in a row the next are read ahead. */
const SLOW = 0.002
const SLOW_IN_A_ROW = 3

/** Opens a log, when it is its turn, as `openSource` does. */
export type Opening = () => Promise<Source>

/**
 * What opens many logs: called for each a while before its turn, it hands back what opens it then. As long as that is
 * quick, nothing is done before: to wait for other threads costs more than to judge a log. Where it is slow, as over a
 * network, logs are read ahead, several at a time. `now` tells the time in seconds.
 */
export function openerOf(
  input: AsyncIterable<Uint8Array | string>,
  refusalOf: RefusalOf,
  now: () => number,
): (path: string) => Promise<Opening> {
  let slow = 0
  const openAtOnce = async (path: string) => {
    const start = now()
    const stats = await readable(path, statsOf(path))
    if (!stats.isFile() || stats.size > LARGEST_AHEAD) return openWith(path, stats, refusalOf)
    const content = await contentOf(path, stats)
    if (slow < SLOW_IN_A_ROW) slow = now() - start > SLOW ? slow + 1 : 0
    return sourceOf(path, path, content)
  }
  return async (path) => {
    if (path === STANDARD_INPUT) return () => openSource(path, input, refusalOf)
    return slow < SLOW_IN_A_ROW ? () => openAtOnce(path) : openAhead(path, input, refusalOf)
  }
}

/** Reads a log ahead of its turn, where it is a file and not large. */
async function openAhead(
  path: string,
  input: AsyncIterable<Uint8Array | string>,
  refusalOf: RefusalOf,
): Promise<Opening> {
  const open = () => openSource(path, input, refusalOf)
  const stats = await new Promise<Stats | undefined>((resolve) => stat(path, (_, found) => resolve(found)))
  if (!stats?.isFile() || stats.size > LARGEST_AHEAD) return open
  const content = await wholeOf(path).catch(() => undefined)
  return content ? async () => sourceOf(path, path, content) : open
}

/** The bytes of a file, or of `input` where the path is `-`. Throws a UserError that says what is wrong. */
export async function openBytes(
  path: string,
  input: AsyncIterable<Uint8Array | string>,
): Promise<Uint8Array> {
  const title = titleOfSource(path)
  return path === STANDARD_INPUT
    ? readable(title, readAll(input, title))
    : contentOf(path, await readable(path, statsOf(path)))
}

/** The text of a file, or of `input` where the path is `-`, whole. Throws a UserError, also for a gzip file that was cut off. */
export async function openText(path: string, input: AsyncIterable<Uint8Array | string>): Promise<string> {
  const title = titleOfSource(path)
  const { bytes, torn } = unpackToTear(title, await openBytes(path, input))
  if (torn) throw damaged(title)
  return bytes.length === 0 ? '' : decode(title, bytes)
}

/** The files that a source was read from. */
export function filesOf({ name, parts }: Source): string[] {
  return parts.length > 0 ? parts.map((part) => join(name, part.name)) : [name]
}

/** Reads a file; `name` is what it is to be called, if not by its path. */
async function openFile(path: string, name = path, known?: Stats): Promise<Source> {
  return sourceOf(name, path, await contentOf(path, known ?? (await readable(path, statsOf(path)))))
}

/** Devices from which a log may come all the same. */
const TERMINALS = /^\/dev\/(?:stdin|fd\/\d+|tty\w*|pts\/\d+|null)$/

async function statsOf(path: string): Promise<Stats> {
  return statSync(path)
}

/** What is in a file; of a pipe, which has no size, no more than can be read. Throws a UserError that says what is wrong. */
async function contentOf(path: string, stats: Stats): Promise<Uint8Array> {
  if (stats.isCharacterDevice() && !TERMINALS.test(path))
    throw new UserError(`${path}: a device, no file`, 'give the file that the training wrote')
  if (stats.size > LARGEST) throw tooLarge(path)
  if (stats.isFile() && stats.size > 0) return readable(path, atOnce(path))
  if (!stats.isFile() && !stats.isDirectory()) return readable(path, readAll(createReadStream(path), path))
  return readable(path, wholeOf(path))
}

/** To wait for another thread takes longer; and whoever waited for it holds the bytes as long as their text is judged. */
async function atOnce(path: string): Promise<Uint8Array> {
  return readFileSync(path)
}

function wholeOf(path: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) =>
    readFile(path, (error, content) => (error ? reject(error) : resolve(content))),
  )
}

/** The log in the bytes of a file. Throws a UserError where there is none. */
export function sourceOf(name: string, title: string, packed: Uint8Array): Source {
  const { bytes, torn } = unpackToTear(title, packed)
  if (isRecords(bytes)) return withTear(new Source(name, '', { bytes }), torn)
  const whole = bytes.length === 0 ? '' : decode(title, bytes)
  const text = torn && !/^\s*[[{]/.test(whole) ? whole.slice(0, whole.lastIndexOf('\n') + 1) : whole
  if (torn && text === '') throw damaged(title)
  if (text.trim() === '') throw new UserError(`${title}: empty`, 'the run may not have written anything yet')
  return withTear(new Source(name, text, text.length < SMALL ? {} : { room: room() }), torn)
}

function withTear(source: Source, torn: boolean): Source {
  if (torn) source.notes.push({ because: 'the gzip file ends in the middle: what comes before was read' })
  return source
}

/** Memory that is left for reading a log, in bytes. */
function room(): number {
  const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics()
  return limit - used
}

async function readAll(input: AsyncIterable<Uint8Array | string>, title: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of input) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    size += bytes.length
    if (size > LARGEST) throw tooLarge(title)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** What is read, or a UserError that says why it cannot be. */
async function readable<T>(title: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof UserError) throw error
    throw unreadable(title, error instanceof Error && 'code' in error ? String(error.code) : '')
  }
}

function unreadable(title: string, code: string): UserError {
  if (code === 'ENOENT') return new UserError(`${title}: no such file`, hintForMissing(title))
  if (code === 'EACCES' || code === 'EPERM')
    return new UserError(`${title}: may not be read`, 'check its permissions')
  return new UserError(`${title}: cannot be read${code ? ` (${code})` : ''}`, 'check the path')
}

/** In larger directories nobody looks for the name that was meant. */
const MOST_BESIDE = 10_000

/** What to do about a path at which there is nothing: the file beside it that was probably meant. */
function hintForMissing(path: string): string {
  if (path.includes('\ufffd')) return 'its name is no UTF-8: rename it, or pass it in (epochwise - <FILE)'
  const name = basename(path)
  const meant = nearestTo(name, namesIn(dirname(path)))
  return meant === undefined ? 'check the path' : `did you mean ${path.slice(0, -name.length)}${meant}?`
}

function namesIn(directory: string): readonly string[] {
  try {
    const names = readdirSync(directory)
    return names.length > MOST_BESIDE ? [] : names
  } catch {
    return []
  }
}
