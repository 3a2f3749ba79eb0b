import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../errors.js'
import type { Source } from '../text/source.js'
import { LARGEST, tooLarge } from './decode.js'
import type { RefusalOf } from './directory.js'
import { findFiles } from './find.js'
import { openSource, sourceOf } from './open.js'

/** What is there of a log since it was last looked at. */
export interface Look {
  /** The whole log as it stands, or why it cannot be read. */
  readonly found: Source | UserError
  /** It does not go on from what was there: the file was truncated, replaced or written anew. */
  readonly anew: boolean
}

/** A log that grows. */
export interface Growing {
  /** What is there now; nothing where nothing changed, or there is nothing yet. */
  look(): Promise<Look | undefined>
}

/** A file of this many bytes is read whole whenever it changes: that costs less than judging it, and cannot go wrong. */
const WHOLE = 1024 * 1024
/** So many bytes at the beginning and the end of what is known must be as they were, for a file to have only grown. */
const SEAM = 4096

/** What tells one state of a file from another. */
interface State {
  readonly ino: number
  readonly size: number
  readonly time: number
}

/**
 * Follows a file or directory by asking the file system how it stands (polling). Notices of changes (inotify and the
 * like) do not come for what another machine writes to a shared file system, nor from most mounts of containers and
 * clusters, and a file that is not there yet, or is replaced, needs the question anyway.
 */
export class Follower implements Growing {
  readonly #path: string
  readonly #refusalOf: RefusalOf
  #state: State | undefined
  #listing: string | undefined
  #known: Buffer = Buffer.alloc(0)
  #gone = false

  constructor(path: string, refusalOf: RefusalOf) {
    this.#path = path
    this.#refusalOf = refusalOf
  }

  /** It was there and is no more, as of the last look. */
  get gone(): boolean {
    return this.#gone
  }

  /** Throws a UserError for what can never be followed. */
  async look(): Promise<Look | undefined> {
    const now = await stat(this.#path).catch(() => undefined)
    this.#gone = !now && (this.#state !== undefined || this.#listing !== undefined)
    if (!now) return undefined
    if (!now.isFile() && !now.isDirectory())
      throw new UserError(
        `${this.#path}: no file to follow`,
        'a pipe is read without watch: epochwise < PIPE',
      )
    try {
      return now.isDirectory()
        ? await this.#lookIntoDirectory()
        : await this.#lookIntoFile({ ino: now.ino, size: now.size, time: now.mtimeMs })
    } catch (error) {
      if (error instanceof UserError) return { found: error, anew: false }
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (code === '') throw error
      if (code !== 'EACCES' && code !== 'EPERM') return undefined
      return { found: new UserError(`${this.#path}: may not be read`, 'check its permissions'), anew: false }
    }
  }

  async #lookIntoDirectory(): Promise<Look | undefined> {
    const { files } = await findFiles(this.#path)
    const states = await Promise.all(
      files.map((file) =>
        stat(join(this.#path, file)).then(
          ({ size, mtimeMs }) => `${file} ${size} ${mtimeMs}`,
          () => '',
        ),
      ),
    )
    const listing = states.join('\n')
    if (listing === this.#listing) return undefined
    this.#listing = listing
    return { found: await openSource(this.#path, nothing(), this.#refusalOf), anew: false }
  }

  async #lookIntoFile(now: State): Promise<Look | undefined> {
    if (now.size > LARGEST) throw tooLarge(this.#path)
    const before = this.#state
    if (before && before.ino === now.ino && before.size === now.size && before.time === now.time)
      return undefined
    const grown = before?.ino === now.ino && now.size >= this.#known.length
    const known = this.#known
    const file = await open(this.#path)
    try {
      if (now.size > WHOLE && grown && (await hasOnlyGrown(file, known)))
        this.#known = Buffer.concat([known, await readFrom(file, known.length, now.size)])
      else this.#known = await readFrom(file, 0, now.size)
    } finally {
      await file.close()
    }
    this.#state = now
    const anew = known.length > 0 && !this.#known.subarray(0, known.length).equals(known)
    return { found: sourceOf(this.#path, this.#path, this.#known), anew }
  }
}

type File = Awaited<ReturnType<typeof open>>

async function readFrom(file: File, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, end - start))
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

async function hasOnlyGrown(file: File, known: Buffer): Promise<boolean> {
  for (const start of [0, Math.max(0, known.length - SEAM)]) {
    const end = Math.min(start + SEAM, known.length)
    if (!(await readFrom(file, start, end)).equals(known.subarray(start, end))) return false
  }
  return true
}

async function* nothing() {}
