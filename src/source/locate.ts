import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { Environment } from '../terminal.js'
import { STANDARD_INPUT } from './open.js'

/**
 * Where a source lies in the repository that a CI system checked out (GitHub and GitLab name it), else in the one of git that
 * the working directory is in, else under that directory: its path with `/`. Absolute for what lies outside; nothing for standard input.
 */
export function locate(
  source: string,
  { GITHUB_WORKSPACE, CI_PROJECT_DIR }: Environment,
  from = '.',
): string | undefined {
  if (source === STANDARD_INPUT) return undefined
  const here = resolve(from)
  const absolute = resolve(here, source)
  const tops = [GITHUB_WORKSPACE, CI_PROJECT_DIR, repositoryAt(here), here].flatMap((top) =>
    top ? [resolve(top)] : [],
  )
  const within = tops.map((top) => relative(top, absolute)).find((path) => path !== '' && isInside(path))
  return (within ?? absolute).replaceAll(sep, '/')
}

function isInside(path: string): boolean {
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
}

/** The nearest directory upwards that git has its own in: a directory, or the file of a worktree. */
function repositoryAt(directory: string): string | undefined {
  if (existsSync(join(directory, '.git'))) return directory
  const above = dirname(directory)
  return above === directory ? undefined : repositoryAt(above)
}
