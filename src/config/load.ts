import { parse as parseToml, TomlError } from 'smol-toml'
import * as z from 'zod/mini'
import { parseDestinations } from '../destinations.js'
import { UserError } from '../errors.js'
import { parseRequirement } from '../policy/requirement.js'
import { besideConfiguration, type ConfigurationFile } from '../source/configuration.js'
import { isObject } from '../text/json.js'
import { hintFor, nearestTo } from '../text/nearest.js'
import { type Configuration, Definition } from './definition.js'
import { gateOf, listOf } from './settings.js'

/**
 * The settings in a file, checked; undefined where it has no section for them. Throws a UserError that names the file,
 * the key, what was expected there, and the nearest key there is.
 */
export function readConfiguration(file: ConfigurationFile): Configuration | undefined {
  const found = sectionOf(parse(file), file.section)
  return found === undefined ? undefined : check(file, found)
}

function parse({ path, language, text }: ConfigurationFile): unknown {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text
  try {
    return language === 'toml' ? parseToml(bare) : JSON.parse(bare)
  } catch (error) {
    const where = error instanceof TomlError ? ` line ${error.line}:` : ''
    const [why = ''] = error instanceof Error ? error.message.split('\n') : []
    throw new UserError(
      `${path}:${where} no ${language.toUpperCase()}: ${why.replace(/^Invalid TOML document: /, '')}`,
    )
  }
}

function sectionOf(document: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return document
  return isObject(document) && Object.hasOwn(document, key) ? sectionOf(document[key], rest) : undefined
}

function check(file: ConfigurationFile, found: unknown): Configuration {
  const parsed = z.safeParse(Definition, found)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    if (issue) throw refusal(file, issue)
    throw new UserError(`${file.path}: not understood`)
  }
  checkWords(file, parsed.data)
  const { baseline, ...settings } = parsed.data
  if (baseline === undefined) return settings
  return { ...settings, baseline: listOf(baseline).map((named) => besideConfiguration(file, named)) }
}

function refusal(file: ConfigurationFile, issue: z.core.$ZodIssue): UserError {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return new UserError(`${nameOf(file, [...issue.path, key])}: no such key`, hintForKey(issue.path, key))
  }
  return new UserError(`${nameOf(file, issue.path)}: ${issue.message}`, 'epochwise config shows what is set')
}

/** A limit may be written as on the command line, in one: it stands in the table of its diagnosis here. */
function hintForKey(path: readonly PropertyKey[], key: string): string {
  const [id = '', limit] = key.split('.')
  if (limit === undefined || path[0] !== 'limits') return hintFor(key, keysAt(path))
  const known = keysAt([...path, id])
  const name = known.includes(limit) ? limit : (nearestTo(limit, known) ?? '')
  if (name !== '') return `write it as a table in a table: "${id}": { "${name}": ... }`
  return known.length > 0 ? hintFor(limit, known) : hintFor(id, keysAt(path))
}

/** What is written in words is read as on the command line. */
function checkWords(file: ConfigurationFile, settings: Configuration): void {
  const checks: Readonly<Record<string, () => unknown>> = {
    'fail-on': () => gateOf(settings),
    require: () => listOf(settings.require).map(parseRequirement),
    format: () => parseDestinations(listOf(settings.format)),
  }
  for (const [key, run] of Object.entries(checks)) {
    try {
      run()
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      throw new UserError(
        `${nameOf(file, [key])}: ${error.message.replace(/^--[a-z-]+:? ?/, '')}`,
        error.hint,
      )
    }
  }
}

function nameOf({ path, section }: ConfigurationFile, keys: readonly PropertyKey[]): string {
  const dotted = keys.length > 0 ? ` ${keys.map(String).join('.')}` : ''
  const table = section.length > 0 && path.endsWith('.toml') ? ` [${section.join('.')}]` : ''
  return table || dotted ? `${path}:${table}${dotted}` : path
}

/** The keys that may stand under these. */
function keysAt(path: readonly PropertyKey[]): string[] {
  const under = path.reduce<z.core.$ZodType | undefined>((own, key) => shapeOf(own)[String(key)], Definition)
  return Object.keys(shapeOf(under)).filter((key) => key !== '$schema')
}

function shapeOf(schema: z.core.$ZodType | undefined): Readonly<Record<string, z.core.$ZodType>> {
  if (schema instanceof z.ZodMiniOptional) return shapeOf(schema._zod.def.innerType)
  return schema instanceof z.ZodMiniObject ? schema._zod.def.shape : {}
}
