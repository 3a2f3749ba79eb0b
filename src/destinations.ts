import { UserError } from './errors.js'
import { reporters } from './reporters/list.js'
import { text } from './reporters/text.js'
import { hintFor, nearestTo } from './text/nearest.js'

/** A format of the report and the file that it goes to; without one, standard output. */
export interface Destination {
  readonly format: string
  readonly path?: string
}

/**
 * Reads what was given for `--format`, each `FORMAT` or `FORMAT=FILE`. What goes to no file goes to standard output,
 * one at most, unless `given` (`--output`) names a file for it; where all go to files, people still get the text there. The
 * ending of that file tells the format where none is given for it. Throws a UserError.
 */
export function parseDestinations(spelt: readonly string[], given?: string): Destination[] {
  const output = given === '-' ? undefined : given
  const asked = spelt.map(parseDestination)
  const onScreen = asked.filter(({ path }) => path === undefined)
  if (onScreen.length > 1)
    throw new UserError(
      `--format: ${onScreen.map(({ format }) => format).join(' and ')} both go to standard output`,
      `give all but one a file, as in --format ${onScreen[1]?.format}=FILE`,
    )
  const usual = () => (output !== undefined && formatOfEnding(output)) || text.id
  const shown = onScreen.length > 0 ? asked : [{ format: usual() }, ...asked]
  const placed = shown.map((own) =>
    own.path === undefined && output !== undefined ? { ...own, path: output } : own,
  )
  const paths = placed.flatMap(({ path }) => path ?? [])
  const twice = paths.find((path, k) => paths.indexOf(path) !== k)
  if (twice !== undefined)
    throw new UserError(`--format: two formats go to ${JSON.stringify(twice)}`, 'give each a file of its own')
  return placed
}

const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['htm', 'html'],
  ['md', 'markdown'],
  ['jsonl', 'ndjson'],
])

/** Endings of files that text for people would not be taken for. */
const OTHERS = new Set(['xml', 'yml', 'yaml', 'csv', 'tsv', 'pdf', 'png', 'jpg', 'jpeg', 'gif', 'webp'])

function formatOfEnding(path: string): string | undefined {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  const format = ENDINGS.get(ending) ?? ending
  if (OTHERS.has(ending))
    throw new UserError(
      `--output ${path}: ${ending} is the ending of no format of ours`,
      'say which one it is to be, as in --format junit',
    )
  return reporters.find(({ id }) => id === format)?.id
}

function parseDestination(spelt: string): Destination {
  const [, format = '', path] = /^([^=]*)(?:=(.*))?$/s.exec(spelt) ?? []
  const ids = reporters.map(({ id }) => id)
  if (!ids.includes(format))
    throw new UserError(
      `--format: no format ${JSON.stringify(format)} (there are ${ids.join(', ')})`,
      nearestTo(format, ids) ? hintFor(format, ids) : HINT,
    )
  if (path === '') throw new UserError(`--format: no file after ${format}=`, HINT)
  return path === undefined || path === '-' ? { format } : { format, path }
}

const HINT = 'FORMAT alone goes to standard output, FORMAT=FILE to a file'
