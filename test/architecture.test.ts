import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { diagnoses } from '../src/diagnoses/list.js'
import { readers } from '../src/readers/list.js'
import { reporters } from '../src/reporters/list.js'
import { VERSION } from '../src/version.js'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** From the bottom up: a file may use its own layer and those below. */
const LAYERS: readonly (readonly string[])[] = [
  ['once'],
  ['errors', 'limit', 'numerals', 'version', 'stats', 'terminal', 'topics'],
  ['world'],
  ['run', 'text', 'bytes'],
  ['readers', 'diagnoses', 'policy'],
  ['report', 'verdict', 'schemas'],
  ['ending', 'checks', 'compare', 'chart'],
  ['outline'],
  ['record', 'recorded'],
  [
    'screen',
    'page',
    'reporters',
    'exit-code',
    'problems',
    'closing',
    'source',
    'sink',
    'diagnose',
    'explain',
  ],
  ['destinations', 'collect', 'summarize', 'completion', 'messages'],
  ['flags', 'help'],
  ['config'],
  ['options', 'live'],
  ['plain', 'given'],
  ['main', 'index'],
]
/** Neighbours on one level that may use one another all the same. */
const NEIGHBOURS = [
  'text > run',
  'verdict > report',
  'policy > diagnoses',
  'policy > exit-code',
  'page > screen',
  'reporters > page',
  'reporters > screen',
  'reporters > exit-code',
  'reporters > problems',
  'reporters > closing',
  'reporters > explain',
  'problems > exit-code',
  'closing > exit-code',
]
/** What may not be used though it lies below: diagnoses know no formats, charts and reporters judge nothing. */
const FORBIDDEN = [
  ...['diagnoses > text', 'diagnoses > errors'],
  ...['chart > text', 'chart > readers', 'chart > diagnoses', 'chart > verdict'],
  ...['reporters > readers', 'reporters > diagnoses', 'reporters > verdict', 'reporters > stats'],
  ...['screen > readers', 'screen > diagnoses', 'screen > verdict', 'screen > stats'],
  ...['page > readers', 'page > diagnoses', 'page > verdict', 'page > stats'],
  ...['source > run', 'source > readers', 'source > diagnoses', 'source > stats'],
  ...['sink > run', 'sink > readers', 'sink > diagnoses', 'sink > stats'],
  ...['exit-code > readers', 'exit-code > run', 'exit-code > stats'],
]
/** Who may use what comes from outside. */
const OWNERS: Readonly<Record<string, RegExp>> = {
  commander: /^(?:options|help)\.ts$/,
  'csv-parse/sync': /^text\/delimited\.ts$/,
  'crc-32/crc32c.js': /^bytes\/records\.ts$/,
  leven: /^text\/nearest\.ts$/,
  'smol-toml': /^config\/load\.ts$/,
  json5: /^text\/json\.ts$/,
  pbf: /^bytes\/event\.ts$/,
  tinyglobby: /^source\/glob\.ts$/,
  'get-east-asian-width': /^text\/wrap\.ts$/,
  asciichart: /^chart\//,
  chalk: /^screen\/screen\.ts$/,
  'zod/mini': /^(?:flags\.ts|record\.ts|recorded\.ts|config\/|schemas\/|readers\/)/,
  'node:buffer': /^source\/decode\.ts$/,
  'node:fs': /^(?:source|sink)\//,
  'node:fs/promises': /^(?:source|sink)\//,
  'node:path': /^(?:source|sink)\//,
  'node:crypto': /^live\/child\.ts$/,
  'node:v8': /^source\/open\.ts$/,
  'node:child_process': /^(?:live\/child|source\/processes)\.ts$/,
  'node:os': /^live\/stop\.ts$/,
  'node:zlib': /^source\//,
}

interface Import {
  readonly from: string
  readonly to: string
  readonly typesOnly: boolean
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replaceAll('\\', '/'))
}

const read = (file: string) => readFileSync(join(ROOT, 'src', file), 'utf8')
const files = filesIn('src')
const layerOf = (file: string) =>
  (file.includes('/') ? dirname(file).split('/')[0] : basename(file, '.ts')) ?? ''

/** The statements `import ... from '...'` and `export ... from '...'` of a file, and what it imports when it needs it. */
function importsOf(from: string): Import[] {
  const statements = read(from).matchAll(/^(?:import|export)\s+(type\s+)?([^;'"]*?)\s*from\s+'([^']+)'/gm)
  const late = read(from).matchAll(/\bimport\('([^']+)'\)/g)
  const targetOf = (target: string) =>
    target.startsWith('.') ? normalize(join(dirname(from), target)).replace(/\.js$/, '.ts') : target
  const imported = [...statements].map(([, type, names = '', target = '']) => {
    const list = /^\{(.*)\}$/s
      .exec(names)?.[1]
      ?.split(',')
      .map((name) => name.trim())
    const typesOnly =
      type !== undefined || (list?.every((name) => name === '' || name.startsWith('type ')) ?? false)
    return { from, to: targetOf(target).replaceAll('\\', '/'), typesOnly }
  })
  return [
    ...imported,
    ...[...late].map(([, target = '']) => ({ from, to: targetOf(target), typesOnly: false })),
  ]
}
const imports = files.flatMap(importsOf)
const inner = imports.filter(({ to }) => files.includes(to))
const outer = imports.filter(({ to }) => !files.includes(to))

/** The code of a file without comments and strings. */
const codeOf = (file: string) =>
  read(file).replaceAll(/\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|(^|\s)\/\/.*$/gm, ' ')

describe('import direction', () => {
  const levelOf = (layer: string) => LAYERS.findIndex((level) => level.includes(layer))

  it('is settled for every file', () => {
    expect([...new Set(files.map(layerOf))].filter((layer) => levelOf(layer) < 0)).toEqual([])
  })

  it('is from the upper layers to the lower', () => {
    const wrong = inner.filter(({ from, to, typesOnly }) => {
      const [user, used] = [layerOf(from), layerOf(to)]
      if (user === used || NEIGHBOURS.includes(`${user} > ${used}`)) return false
      if (`${user} > ${used}` === 'run > text') return !typesOnly
      return levelOf(user) <= levelOf(used)
    })
    expect(wrong.map(({ from, to }) => `${from} > ${to}`)).toEqual([])
  })

  it('does not skip to what a layer must not know, but for types', () => {
    const wrong = inner.filter(
      ({ from, to, typesOnly }) => !typesOnly && FORBIDDEN.includes(`${layerOf(from)} > ${layerOf(to)}`),
    )
    expect(wrong.map(({ from, to }) => `${from} > ${to}`)).toEqual([])
  })

  it('runs in no circle', () => {
    const uses = (file: string) => inner.filter(({ from, typesOnly }) => from === file && !typesOnly)
    const reaches = (file: string, goal: string, seen: Set<string>): boolean =>
      uses(file).some(({ to }) => to === goal || (!seen.has(to) && reaches(to, goal, seen.add(to))))
    expect(files.filter((file) => reaches(file, file, new Set()))).toEqual([])
  })

  it('leads to files that exist, and to packages that have an owner', () => {
    expect(
      outer.filter(({ to }) => !Object.hasOwn(OWNERS, to)).map(({ from, to }) => `${from} > ${to}`),
    ).toEqual([])
  })
})

describe('what comes from outside', () => {
  it.each(Object.entries(OWNERS))('%s is used by its owner alone', (name, owner) => {
    const users = outer.filter(({ to }) => to === name).map(({ from }) => from)
    expect(users.filter((file) => !owner.test(file))).toEqual([])
  })

  it('is what package.json lists', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const used = outer.map(({ to }) => to).filter((to) => !to.startsWith('node:'))
    expect([...new Set(used.map((to) => to.split('/')[0]))].sort()).toEqual(Object.keys(dependencies).sort())
  })

  it.each([
    ['process', /(?<![.\w])process\s*[.[]/],
    ['console', /(?<![.\w])console\s*\.\s*(?:log|error|warn|info|debug|trace|table|dir)\b/],
    ['a clock', /\bDate\.now\b|\bnew Date\b|\bperformance\.now\b/],
    ['an import that this test does not see', /\bimport\s*\((?! \))|\brequire\s*\(/],
    ['chance', /\bMath\.random\b/],
  ])('%s is used nowhere', (_, use) => {
    expect(files.filter((file) => use.test(codeOf(file)))).toEqual([])
  })
})

it.each(files)('%s has at most 250 lines', (file) => {
  expect(read(file).trimEnd().split('\n').length).toBeLessThanOrEqual(250)
})

describe.each([
  { folder: 'readers', beside: ['reader.ts', 'list.ts', 'tables.ts', 'read.ts'], list: readers },
  { folder: 'diagnoses', beside: ['diagnosis.ts', 'list.ts'], list: diagnoses },
  { folder: 'reporters', beside: ['reporter.ts', 'list.ts'], list: reporters },
])('$folder', ({ folder, beside, list }) => {
  const members = filesIn(`src/${folder}`).filter((name) => !beside.includes(name))

  it.each(members)('%s exports one member, named like its file and in the list', async (name) => {
    const exported: object = await import(join(ROOT, 'src', folder, name))
    const found = Object.values(exported).filter((value) => typeof value === 'object' && 'id' in value)
    expect(found).toHaveLength(1)
    expect(found[0].id).toBe(basename(name, '.ts'))
    expect(list).toContain(found[0])
  })

  it('has a file for each member of its list, and each member once', () => {
    expect(list.map(({ id }) => `${id}.ts`).sort()).toEqual(members.toSorted())
  })
})

it('the version is that of package.json', () => {
  expect(VERSION).toBe(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version)
})
