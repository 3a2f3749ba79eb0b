import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { UserError } from '../errors.js'
import { Source } from '../text/source.js'
import { EXPORT_WANDB } from './decode.js'
import { type Found, findFiles } from './find.js'
import { type FoundRun, KINDS, type Kind } from './kinds.js'
import { byName } from './natural.js'

/** Why a source cannot be read, where it cannot. */
export type RefusalOf = (source: Source) => UserError | undefined

/** Reads a file; `name` is what it is to be called, if not by its path. */
export type OpenFile = (path: string, name?: string) => Promise<Source>

/** What the file of a log may be called where its name tells no more. */
const LOG = /\.(?:csv|tsv|jsonl?|ndjson|log|txt|out|ipynb)(?:\.gz)?$/i
/** So many files of any name are looked into. */
const MOST_LOGS = 60
const EXPORT_AIM =
  'an Aim or RocksDB store is read by its own tool only; export the metrics as CSV from there'

/**
 * Opens what a directory holds: the newest run of the most trustworthy kind that can be read, else the one file that
 * reads as a log. Notes on the source tell what else was there. Throws a UserError where there is nothing, or no telling
 * what is meant.
 */
export async function openDirectory(root: string, open: OpenFile, refusalOf: RefusalOf): Promise<Source> {
  const found = await findFiles(root)
  if (found.closed.includes('')) throw new UserError(`${root}: may not be read`, 'check its permissions')
  const notes: string[] = []
  let refusal: UserError | undefined
  const kinds = KINDS.map((kind) => ({ kind, runs: kind.runs(found.files, resolve(root)) }))
  for (const [k, { kind, runs }] of kinds.entries()) {
    if (runs.length === 0) continue
    const run = await newest(root, runs)
    const opened = await attempt(() => openRun(root, run, kind, open), refusalOf)
    if (opened instanceof Source) {
      const known = new Set(runs.flatMap(({ files }) => files.map(({ path }) => path)))
      const others = kinds
        .slice(k + 1)
        .filter((other) => other.runs.some(({ files }) => files.some(({ path }) => !known.has(path))))
      if (others.length > 0)
        notes.push(`also there, not read: ${others.map((other) => other.kind.what).join(', ')}`)
      return noted(opened, [...notes, ...notesOn(run, runs, found)])
    }
    refusal ??= opened
    notes.push(`passed over ${opened.message}`)
  }
  return noted(await openAnyLog(root, found, refusal, open, refusalOf), notes)
}

/** The one file of any name that reads as a log, or the newest of those whose names differ in their numbers only. */
async function openAnyLog(
  root: string,
  found: Found,
  refusal: UserError | undefined,
  open: OpenFile,
  refusalOf: RefusalOf,
): Promise<Source> {
  const logs: { run: FoundRun; source: Source }[] = []
  for (const path of found.files.filter((file) => LOG.test(file)).slice(0, MOST_LOGS)) {
    const opened = await attempt(() => open(join(root, path)), refusalOf)
    if (opened instanceof Source) logs.push({ run: { path, files: [{ path, name: path }] }, source: opened })
  }
  const runs = logs.map(({ run }) => run)
  if (new Set(runs.map(({ path }) => withoutNumbers(path.slice(path.lastIndexOf('/') + 1)))).size > 1)
    throw new UserError(
      `${root}: several logs, and no telling which is meant: ${listed(runs.map(({ path }) => path))}`,
      'name one, or all of them with a glob',
    )
  const [first] = runs
  if (!first) throw refusal ?? nothing(root, found)
  const run = await newest(root, runs)
  const source = logs.find((log) => log.run === run)?.source
  if (!source) throw nothing(root, found)
  return noted(source, notesOn(run, runs, found))
}

function nothing(root: string, { stores, cut }: Found): UserError {
  const [store] = stores
  if (store) {
    const title = join(root, store.path)
    return store.tool === 'W&B'
      ? new UserError(`${title}: a run of W&B in its own format`, EXPORT_WANDB)
      : new UserError(`${title}: a RocksDB store, as Aim keeps its runs`, EXPORT_AIM)
  }
  return new UserError(
    `${root}: a directory without a training log${cut ? ' as far as it was searched' : ''}`,
    `looked for ${KINDS.map(({ what }) => what).join(', ')}, then for any CSV, JSON, text or notebook that reads as a log`,
  )
}

async function openRun(root: string, { path, files }: FoundRun, kind: Kind, open: OpenFile): Promise<Source> {
  if (!kind.together) {
    const states = await Promise.all(
      ends(files.map((file) => file.path)).map((file) => open(join(root, file))),
    )
    const [newestState] = states.sort((a, b) => stepsOf(b) - stepsOf(a))
    if (newestState) return newestState
  }
  const parts: Source[] = []
  for (const file of [...files].sort((a, b) => byName(a.name, b.name))) {
    const part = await attempt(
      () => open(join(root, file.path), file.name),
      () => undefined,
    )
    if (part instanceof Source) parts.push(part)
    else if (files.length === 1) throw part
  }
  return new Source(join(root, path), '', { parts })
}

/** Of the states of one run that of the run itself and that of its last checkpoint. */
function ends(states: readonly string[]): string[] {
  const sorted = [...states].sort((a, b) => a.split('/').length - b.split('/').length || byName(a, b))
  return [...new Set([...sorted.slice(0, 1), ...sorted.slice(-1)])]
}

function stepsOf({ text }: Source): number {
  return Number(/"global_step": ?(\d+)/.exec(text)?.[1] ?? 0)
}

/** What is opened, or why it cannot be read. */
async function attempt(open: () => Promise<Source>, refusalOf: RefusalOf): Promise<Source | UserError> {
  try {
    const source = await open()
    return refusalOf(source) ?? source
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

/** The newest run: by number where the paths differ in their numbers only, else by time. */
async function newest(root: string, runs: readonly FoundRun[]): Promise<FoundRun> {
  const numbered = new Set(runs.map(({ path }) => withoutNumbers(path))).size === 1
  const dated = await Promise.all(
    runs.map(async (run) => ({ run, time: numbered ? 0 : await timeOf(root, run) })),
  )
  dated.sort((a, b) => b.time - a.time || byName(b.run.path, a.run.path))
  return dated[0]?.run ?? { path: '', files: [] }
}

/** When a run was last written to; event files are named for the second in which they were begun. */
async function timeOf(root: string, { files }: FoundRun): Promise<number> {
  const times = await Promise.all(
    files.map(async ({ path }) => {
      const begun = /tfevents\.(\d{9,11})(?:\D|$)/.exec(path)?.[1]
      return begun
        ? Number(begun) * 1000
        : stat(join(root, path)).then(
            (file) => file.mtimeMs,
            () => 0,
          )
    }),
  )
  return times.reduce((latest, time) => Math.max(latest, time), 0)
}

function withoutNumbers(path: string): string {
  return path.replace(/\d+/g, '')
}

function notesOn(run: FoundRun, runs: readonly FoundRun[], { cut, closed }: Found): string[] {
  const others = runs.filter((other) => other !== run).map(({ path }) => path || '.')
  return [
    ...(others.length > 0 ? [`the newest of ${runs.length} runs; the others: ${listed(others)}`] : []),
    ...(cut ? ['the directory is large: not all of it was searched'] : []),
    ...(closed.length > 0 ? [`could not be searched: ${listed(closed)}`] : []),
  ]
}

function listed(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ')
}

function noted(source: Source, notes: readonly string[]): Source {
  source.notes.push(...notes.map((because) => ({ because })))
  return source
}
