import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Environment } from '../terminal.js'
import { STANDARD_INPUT } from './open.js'

/**
 * Where a source lies in the repository that a CI system checked out (GitHub and GitLab name it), else under the
 * working directory: its path with `/`. Absolute for what lies outside; nothing for standard input.
 */
export function locate(
  source: string,
  { GITHUB_WORKSPACE, CI_PROJECT_DIR }: Environment,
): string | undefined {
  if (source === STANDARD_INPUT) return undefined
  const absolute = resolve(source)
  const tops = [GITHUB_WORKSPACE, CI_PROJECT_DIR, '.'].flatMap((top) => (top ? [resolve(top)] : []))
  const within = tops.map((top) => relative(top, absolute)).find((path) => path !== '' && isInside(path))
  return (within ?? absolute).replaceAll(sep, '/')
}

function isInside(path: string): boolean {
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
}
