import { appendFile, chmod, mkdtemp, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { UserError } from '../errors.js'

/**
 * Makes sure, before any work is done, that a file can lie at each of these places, and that no two are the same. Throws
 * a UserError that says why not.
 */
export async function checkPlaces(paths: readonly string[]): Promise<void> {
  const taken = new Map<string, string>()
  for (const path of paths) {
    await checkPlace(path)
    const identity = await identityOf(path)
    const other = identity && taken.get(identity)
    if (other)
      throw new UserError(`${path}: is the same file as ${other}`, 'give each format a file of its own')
    if (identity) taken.set(identity, path)
  }
}

/**
 * What a file is known by, whatever path leads to it: links are followed. Where there is none yet, the place where it
 * would lie; nothing for what is no file, such as a device.
 */
export async function identityOf(path: string): Promise<string | undefined> {
  const there = await stat(path).catch(() => undefined)
  if (there) return there.isFile() ? `${there.dev}:${there.ino}` : undefined
  const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)))
  return join(folder, basename(path))
}

async function checkPlace(path: string): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined)
  if (!folder?.isDirectory())
    throw new UserError(`${path}: there is no folder ${dirname(path)}`, 'make the folder first')
  const there = await stat(path).catch(() => undefined)
  if (there?.isDirectory()) throw new UserError(`${path}: a folder, not a file`, 'name a file inside it')
}

/**
 * Makes sure that a report replaces nothing that was read, under whatever name: the same file may have several. `what` it is
 * that was read. Throws a UserError.
 */
export async function checkInputs(
  places: readonly string[],
  inputs: readonly string[],
  what = 'is a log',
): Promise<void> {
  if (places.length === 0) return
  const read = new Set(await Promise.all(inputs.map(identityOf)))
  for (const path of places) {
    const identity = await identityOf(path)
    if (identity !== undefined && read.has(identity))
      throw new UserError(`${path}: ${what}, and would be overwritten`, 'name another file for the report')
  }
}

/**
 * Writes a file whole or not at all, so that nobody ever reads half a report. Throws a UserError that says what is
 * wrong.
 */
export async function saveFile(path: string, text: string): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path)
    const there = await stat(target).catch(() => undefined)
    if (there && !there.isFile()) await writeFile(target, text)
    else await replace(target, text, there?.mode)
  } catch (error) {
    throw unwritable(path, error)
  }
}

/**
 * Appends to a file that a CI system provides, unless it would hold more bytes than `most` then. Says whether it did.
 * Throws a UserError that says what is wrong.
 */
export async function appendToFile(
  path: string,
  text: string,
  most = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  try {
    const { size = 0 } = (await stat(path).catch(() => undefined)) ?? {}
    if (size + Buffer.byteLength(text) > most) return false
    await appendFile(path, text)
    return true
  } catch (error) {
    throw unwritable(path, error)
  }
}

/** Errors of a folder in which no file can be made, or of a file that is mounted on its own. */
const IN_PLACE = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV'])

/** A draft beside the target takes its place once it is complete; in a new folder of its own, which nobody else writes to. */
async function replace(target: string, text: string, mode: number | undefined): Promise<void> {
  let folder: string | undefined
  try {
    folder = await mkdtemp(join(dirname(target), '.epochwise-'))
    const draft = join(folder, basename(target))
    await writeFile(draft, text, { flush: true })
    if (mode !== undefined) await chmod(draft, mode)
    await rename(draft, target)
  } catch (error) {
    if (!IN_PLACE.has(codeOf(error))) throw error
    await writeFile(target, text, { flush: true })
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function unwritable(path: string, error: unknown): UserError {
  const code = codeOf(error)
  if (code === 'ENOSPC') return new UserError(`${path}: the disk is full`, 'make room')
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new UserError(`${path}: may not be written`, 'check its permissions and those of its folder')
  if (code === 'ENOENT') return new UserError(`${path}: there is no such folder`, 'make the folder first')
  return new UserError(`${path}: cannot be written${code ? ` (${code})` : ''}`, 'check the path')
}
