import { readFile } from 'node:fs/promises'
import { UserError } from '../errors.js'
import { Source } from '../text/source.js'
import { decode } from './decode.js'

/** The name under which standard input is given and reported. */
export const STANDARD_INPUT = '-'

/** Reads one log from a file, or from `input` where the path is `-`. Throws a UserError that says what is wrong. */
export async function openSource(path: string, input: AsyncIterable<Uint8Array | string>): Promise<Source> {
  const name = path === STANDARD_INPUT ? '(standard input)' : path
  const bytes = path === STANDARD_INPUT ? await collect(input) : await readBytes(path)
  if (bytes.length === 0) throw new UserError(`${name}: empty`, 'the run may not have written anything yet')
  const text = decode(name, bytes)
  if (text.trim() === '')
    throw new UserError(`${name}: nothing but blank lines`, 'the run may not have written anything yet')
  return new Source(path, text)
}

async function collect(input: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of input) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  return Buffer.concat(chunks)
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw unreadable(path, (error as NodeJS.ErrnoException).code)
  }
}

function unreadable(path: string, code: string | undefined): UserError {
  if (code === 'ENOENT') return new UserError(`${path}: no such file`, 'check the path')
  if (code === 'EISDIR')
    return new UserError(`${path}: a directory, not a log`, 'name the log file inside it')
  if (code === 'EACCES' || code === 'EPERM')
    return new UserError(`${path}: may not be read`, 'check its permissions')
  if (code === 'ERR_FS_FILE_TOO_LARGE') return new UserError(`${path}: larger than 2 GiB`, 'thin the log out')
  return new UserError(`${path}: cannot be read${code ? ` (${code})` : ''}`, 'check the path')
}
