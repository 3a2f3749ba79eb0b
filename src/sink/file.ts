import { appendFile, chmod, mkdtemp, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UserError } from '../errors.js'

/** Makes sure, before any work is done, that a file can lie there. Throws a UserError that says why it cannot. */
export async function checkPlace(path: string): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined)
  if (!folder?.isDirectory())
    throw new UserError(`${path}: there is no folder ${dirname(path)}`, 'make the folder first')
  const there = await stat(path).catch(() => undefined)
  if (there?.isDirectory()) throw new UserError(`${path}: a folder, not a file`, 'name a file inside it')
}

/**
 * Makes sure that a report replaces nothing that was read, under whatever name: the same file may have several. Throws a
 * UserError.
 */
export async function checkInputs(places: readonly string[], inputs: readonly string[]): Promise<void> {
  const there = await Promise.all(places.map(async (path) => ({ path, file: await fileAt(path) })))
  const taken = there.filter(({ file }) => file !== undefined)
  if (taken.length === 0) return
  for (const input of inputs) {
    const file = await fileAt(input)
    const place = file && taken.find((own) => own.file?.dev === file.dev && own.file.ino === file.ino)
    if (place)
      throw new UserError(
        `${place.path}: is a log, and would be overwritten`,
        'name another file for the report',
      )
  }
}

/** What there is under a path, if it is a file. */
async function fileAt(path: string): Promise<{ readonly dev: bigint; readonly ino: bigint } | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined)
  return found?.isFile() ? found : undefined
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

/** Appends to a file that a CI system provides. Throws a UserError that says what is wrong. */
export async function appendToFile(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text)
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
