import { parse as parseToml, TomlError } from 'smol-toml'
import * as z from 'zod/mini'
import { parseDestinations } from '../destinations.js'
import { UserError } from '../errors.js'
import { parseRequirement } from '../policy/requirement.js'
import { besideConfiguration, type ConfigurationFile } from '../source/configuration.js'
import { isObject } from '../text/json.js'
import { repeatedKey } from '../text/json-keys.js'
import { hintFor, nearestTo } from '../text/nearest.js'
import { type Configuration, Definition } from './definition.js'
import { gateOf, listOf } from './settings.js'

/** What a file sets, but for its mistakes. */
export interface Inspected {
  readonly settings: Configuration
  readonly faults: readonly UserError[]
}

/**
 * The settings in a file, checked; undefined where it has no section for them. Throws a UserError that names the file,
 * the key, what was expected there, and the nearest key there is.
 */
export function readConfiguration(file: ConfigurationFile): Configuration | undefined {
  const inspected = inspectConfiguration(file)
  const [fault] = inspected?.faults ?? []
  if (fault) throw fault
  return inspected?.settings
}

/** The same, with all mistakes told and left out. */
export function inspectConfiguration(file: ConfigurationFile): Inspected | undefined {
  try {
    const document = parse(file)
    const section = sectionOf(document, file.section)
    if (section !== undefined) return withBeside(check(file, section), file, document)
    if (isWhole(file, document)) return check({ ...file, section: [] }, document)
    const meant = misnamed(file, document)
    return meant && { settings: {}, faults: [meant] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { settings: {}, faults: [error] }
  }
}

/** Does a file have settings, right or wrong? One that cannot be read as what it is has none. */
export function hasSettings(file: ConfigurationFile): boolean {
  try {
    const document = parse(file)
    return sectionOf(document, file.section) !== undefined || isWhole(file, document)
  } catch {
    return false
  }
}

function parse({ path, language, text }: ConfigurationFile): unknown {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text
  try {
    if (language === 'toml') return parseToml(bare)
    const document: unknown = JSON.parse(bare)
    const twice = repeatedKey(bare)
    if (twice === undefined) return document
    throw new Error(`the key ${JSON.stringify(twice)} stands there twice`)
  } catch (error) {
    const where = error instanceof TomlError ? ` line ${error.line}:` : ''
    const [why = ''] = error instanceof Error ? error.message.split('\n') : []
    throw new UserError(
      `${path}:${where} no ${language.toUpperCase()}: ${why.replace(/^Invalid TOML document: /, '')}`,
    )
  }
}

/** A file with tables of others is none of ours. */
function isWhole({ section: [table], orWhole = false }: ConfigurationFile, document: unknown): boolean {
  return orWhole && sectionOf(document, [table ?? '']) === undefined
}

function sectionOf(document: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return document
  return isObject(document) && Object.hasOwn(document, key) ? sectionOf(document[key], rest) : undefined
}

/** Settings beside the table that counts, in a file that was named: they would count without it. */
function withBeside(inspected: Inspected, file: ConfigurationFile, document: unknown): Inspected {
  const known = new Set(keysAt([]))
  const beside =
    file.orWhole && isObject(document) ? Object.keys(document).filter((key) => known.has(key)) : []
  const faults = beside.map(
    (key) =>
      new UserError(
        `${nameOf({ ...file, section: [] }, [key])}: counts for nothing beside ${spelt(file)}`,
        `write all settings in ${spelt(file)}, or none`,
      ),
  )
  return { ...inspected, faults: [...inspected.faults, ...faults] }
}

/** A table of settings under a name near ours, or beside its place: nobody else's. */
function misnamed(file: ConfigurationFile, document: unknown): UserError | undefined {
  const own = file.section.at(-1)
  if (own === undefined || !isObject(document)) return undefined
  const above = file.section.slice(0, -1)
  const parents = Object.keys(document).filter((key) => nearestTo(key, above) !== undefined)
  const places = [[], ...parents.map((key) => [key])]
  const found = places.flatMap((place) => {
    const tables = sectionOf(document, place)
    const names = isObject(tables) ? Object.keys(tables) : []
    return names
      .filter((name) => name.length >= own.length - 1 && nearestTo(name, [own]) !== undefined)
      .filter((name) => isObject(sectionOf(tables, [name])))
      .map((name) => [...place, name])
  })
  const [first] = found
  if (!first) return undefined
  return new UserError(
    `${file.path}: ${spelt({ ...file, section: first })} is none of our tables`,
    `did you mean ${spelt(file)}?`,
  )
}

function spelt({ language, section }: Pick<ConfigurationFile, 'language' | 'section'>): string {
  return language === 'toml' ? `[${section.join('.')}]` : JSON.stringify(section.join('.'))
}

function check(file: ConfigurationFile, found: unknown): Inspected {
  const faults: UserError[] = []
  let left = found
  let parsed = z.safeParse(Definition, left)
  while (!parsed.success) {
    for (const issue of parsed.error.issues)
      for (const path of placesOf(issue)) {
        faults.push(refusal(file, issue, path))
        left = omit(left, path)
      }
    parsed = z.safeParse(Definition, left)
  }
  const { baseline, ...settings } = parsed.data
  faults.push(...leaveOutWords(file, settings))
  if (baseline === undefined) return { settings, faults }
  const beside = listOf(baseline).map((named) => besideConfiguration(file, named))
  return { settings: { ...settings, baseline: beside }, faults }
}

/** The keys that lead to what an issue is about. */
function placesOf(issue: z.core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
}

/** A document but for what stands at the end of some keys; nothing is left of what holds no keys. */
function omit(document: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (!isObject(document) || key === undefined) return {}
  return Object.fromEntries(
    Object.entries(document).flatMap(([name, value]): [string, unknown][] => {
      if (name !== key) return [[name, value]]
      return rest.length > 0 ? [[name, omit(value, rest)]] : []
    }),
  )
}

function refusal(file: ConfigurationFile, issue: z.core.$ZodIssue, path: readonly PropertyKey[]): UserError {
  const where = nameOf(file, path)
  if (issue.code !== 'unrecognized_keys')
    return new UserError(`${where}: ${issue.message}`, 'epochwise config shows what is set')
  return new UserError(`${where}: no such key`, hintForKey(issue.path, String(path.at(-1))))
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

/** What is written in words is read as on the command line; what cannot be is left out, and told. */
function leaveOutWords(file: ConfigurationFile, settings: Configuration): UserError[] {
  const checks = {
    'fail-on': () => gateOf(settings),
    require: () => listOf(settings.require).map(parseRequirement),
    format: () => parseDestinations(listOf(settings.format)),
  } as const satisfies { readonly [key in keyof Configuration]?: () => unknown }
  return (Object.keys(checks) as (keyof typeof checks)[]).flatMap((key) => {
    try {
      checks[key]()
      return []
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      delete settings[key]
      const why = error.message.replace(/^--[a-z-]+:? ?/, '')
      return [new UserError(`${nameOf(file, [key])}: ${why}`, error.hint)]
    }
  })
}

function nameOf({ path, section }: ConfigurationFile, keys: readonly PropertyKey[]): string {
  const dotted = keys.length > 0 ? ` ${keys.map(String).join('.')}` : ''
  const table = section.length > 0 && /\.toml$/i.test(path) ? ` [${section.join('.')}]` : ''
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
