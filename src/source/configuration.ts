import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from 'node:path'
import { UserError } from '../errors.js'
import { utf16Of } from './decode.js'

/** A file that may hold settings, and where in it they stand. */
export interface ConfigurationFile {
  /** As people call it from where they are. */
  readonly path: string
  readonly language: 'toml' | 'json'
  /** The keys that lead to the settings; none where the whole file is settings. */
  readonly section: readonly string[]
  /** The whole file is settings where it does not have the section. */
  readonly orWhole?: boolean
  readonly text: string
}

/** Names under which settings are looked for in each directory, the first before the next. */
const NAMES = ['.epochwise.json', 'epochwise.config.json', 'pyproject.toml', 'package.json']
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  'pyproject.toml': ['tool', 'epochwise'],
  'package.json': ['epochwise'],
}
/** What a file of others has in it where it may hold settings, or some under a name near ours: to read one takes longer than to look. */
const SIGNS: Readonly<Record<string, RegExp>> = {
  'pyproject.toml':
    /epochwise|^[ \t]*\[[ \t]*(?:\w{1,9}[ \t]*\.[ \t]*)?["']?ep\w{0,4}o\w{0,4}[ _-]?w\w{0,6}["']?[ \t]*\]/im,
  /** The version of a dependency is a string. */
  'package.json': /"epochwise"\s*:\s*[^"\s]|"ep\w{0,4}o\w{0,4}[ _-]?w\w{0,6}"\s*:\s*\{/i,
}

/**
 * The files that may hold settings, the nearest first: of the directory and of those above it up to the top of the
 * repository. A file in which others keep their settings counts only where it looks as if it had ours.
 * Looks whether a file is there before it opens one: most directories hold none.
 */
export function* nearbyConfigurations(from = '.'): Generator<ConfigurationFile> {
  for (let directory = resolve(from); ; directory = dirname(directory)) {
    for (const name of NAMES) {
      const path = join(directory, name)
      if (!isThere(path)) continue
      const text = contentOf(path, () => relative(resolve(), path))
      if (SIGNS[name]?.test(text) ?? true) yield fileOf(relative(resolve(), path), path, text)
    }
    if (existsSync(join(directory, '.git')) || dirname(directory) === directory) return
  }
}

/** A link that leads nowhere is there too: whoever made it meant settings. */
function isThere(path: string): boolean {
  try {
    return existsSync(path) || lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

/** A path that stands in a configuration file, as it is from where we are. */
export function besideConfiguration({ path }: ConfigurationFile, named: string): string {
  return named === '-' || isAbsolute(named) ? named : join(dirname(path), named)
}

/** Do two such files lie in one directory? */
export function areTogether(a: string, b: string): boolean {
  return dirname(resolve(a)) === dirname(resolve(b))
}

/** The file that the user named. Throws a UserError where it cannot be read. */
export function openConfiguration(path: string): ConfigurationFile {
  if (path === '') throw new UserError('--config: no file is named', '--no-config goes without')
  if (!/^(?:\.(?:toml|json))?$/i.test(extname(path)))
    throw new UserError(`${path}: neither .toml nor .json`, 'settings are read from these two')
  const whole = resolve(path)
  return fileOf(
    path,
    whole,
    contentOf(whole, () => path),
  )
}

/** Under any other name a file has settings where the file of others in its language has them, or is settings as a whole. */
function fileOf(name: string, path: string, text: string): ConfigurationFile {
  const language = /\.toml$/i.test(path) ? 'toml' : 'json'
  const others = language === 'toml' ? 'pyproject.toml' : 'package.json'
  const own = SECTIONS[basename(path)]
  return { path: name, language, section: own ?? SECTIONS[others] ?? [], orWhole: own === undefined, text }
}

function contentOf(path: string, name: () => string): string {
  try {
    const bytes = readFileSync(path)
    return new TextDecoder(utf16Of(bytes)).decode(bytes)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const lost = isThere(path) ? 'a link to a file that is not there' : 'no such file'
    const why = code === 'ENOENT' ? lost : `cannot be read (${code})`
    throw new UserError(`${name()}: ${why}`, '--no-config goes without')
  }
}
