import { UserError } from '../errors.js'
import { titleOfSource } from '../text/source.js'
import { decode } from './decode.js'
import { openBytes } from './open.js'

/**
 * The paths that a file lists, or standard input where it is `-`: one on a line, or with NULs between them as
 * `find -print0` writes them. Throws a UserError where there is none.
 */
export async function listedPaths(
  file: string,
  input: AsyncIterable<Uint8Array | string>,
): Promise<string[]> {
  const title = titleOfSource(file)
  const bytes = await openBytes(file, input)
  const list = bytes.includes(0) ? new TextDecoder().decode(bytes).split('\0') : lines(title, bytes)
  const paths = list.filter((path) => path !== '')
  if (paths.length === 0) throw new UserError(`${title}: lists no log`, 'one path on each line')
  return paths
}

function lines(title: string, bytes: Uint8Array): string[] {
  return bytes.length === 0 ? [] : decode(title, bytes).split(/\r?\n/)
}
