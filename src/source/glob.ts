import { stat } from 'node:fs/promises'
import { isAbsolute, sep } from 'node:path'
import { UserError } from '../errors.js'
import { byName } from './natural.js'

const GLOB = /[*?[{]/

/**
 * The paths that an argument names: itself, or what it matches where it is a glob and no file has that name. As in a
 * shell `*` matches files and directories; `**` matches files only. Throws a UserError where nothing matches.
 */
export async function expand(argument: string): Promise<string[]> {
  if (!GLOB.test(argument) || (await exists(argument))) return [argument]
  const { glob } = await import('tinyglobby')
  const paths = await glob(sep === '\\' ? argument.replaceAll(sep, '/') : argument, {
    absolute: isAbsolute(argument),
    expandDirectories: false,
    followSymbolicLinks: false,
    onlyFiles: argument.includes('**'),
  })
  if (paths.length === 0)
    throw new UserError(`${argument}: matches no file`, 'check the pattern, and where it is searched from')
  const named = paths.map((path) => path.replace(/\/$/, '')).sort(byName)
  const strange = await Promise.all(named.map(isNoLog))
  return named.filter((_, k) => !strange[k])
}

/** A pattern names no pipe or device by which a program would wait for ever; a link into nothing is told of later. */
function isNoLog(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  )
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
