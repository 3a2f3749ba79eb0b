import { readFile } from 'node:fs/promises'
import { UserError } from '../errors.js'
import { Source } from '../text/source.js'
import { decode } from './decode.js'

/** The name under which standard input is given and reported. */
export const STANDARD_INPUT = '-'

/** Reads one log from a file, or from `input` where the path is `-`. Throws a UserError that says what is wrong. */
export async function openSource(path: string, input: AsyncIterable<Uint8Array | string>): Promise<Source> {
  const title = new Source(path, '').title
  const bytes = await readBytes(path, input).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(title, error)
  })
  const text = bytes.length === 0 ? '' : decode(title, bytes)
  if (text.trim() === '') throw new UserError(`${title}: empty`, 'the run may not have written anything yet')
  return new Source(path, text)
}

async function readBytes(path: string, input: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  if (path !== STANDARD_INPUT) return readFile(path)
  const chunks: Uint8Array[] = []
  for await (const chunk of input) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  return Buffer.concat(chunks)
}

function unreadable(title: string, { code }: NodeJS.ErrnoException): UserError {
  if (code === 'ENOENT') return new UserError(`${title}: no such file`, 'check the path')
  if (code === 'EISDIR')
    return new UserError(`${title}: a directory, not a log`, 'name the log file inside it')
  if (code === 'EACCES' || code === 'EPERM')
    return new UserError(`${title}: may not be read`, 'check its permissions')
  if (code === 'ERR_FS_FILE_TOO_LARGE')
    return new UserError(`${title}: larger than 2 GiB`, 'thin the log out')
  return new UserError(`${title}: cannot be read${code ? ` (${code})` : ''}`, 'check the path')
}
