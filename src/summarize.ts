import { UserError } from './errors.js'
import type { Gate } from './exit-code.js'
import { count } from './numerals.js'
import { readLine } from './recorded.js'
import type { Comparison, LogError, Report, RunReport } from './report.js'

/** So many broken lines of a file are told one by one. */
const TOLD = 5
const ANEW = 'judge its logs anew with --format ndjson'

/** How the files are found and opened, and what becomes of those that cannot be. */
export interface Opening {
  expand(argument: string): Promise<readonly string[]>
  /** The text of a file, whole. */
  open(path: string): Promise<string>
  failure(path: string, error: unknown): LogError
}

interface Collected {
  readonly runs: RunReport[]
  readonly errors: LogError[]
  readonly comparisons: Comparison[]
  /** The file that told of a log first. */
  readonly tellers: Map<string, string>
}

/**
 * Puts together what several calls wrote with `--format ndjson`: the report that one call on all of their logs makes, but for
 * the curves. What cannot be read of it is an error of the report. Where logs are `expected`, one of which nothing is told is
 * an error too, and their order is that of the report.
 */
export async function summarize(
  paths: readonly string[],
  expected: readonly string[] | undefined,
  opening: Opening,
): Promise<Report> {
  const all: Collected = { runs: [], errors: [], comparisons: [], tellers: new Map() }
  for (const argument of paths) {
    try {
      for (const path of await opening.expand(argument)) await addFile(path, all, opening)
    } catch (error) {
      all.errors.push(opening.failure(argument, error))
    }
  }
  const { runs, errors, comparisons } = expected ? ordered(all, expected) : all
  return { runs, errors, ...(comparisons.length > 0 && { comparisons }) }
}

/** Throws a UserError where the gate names what the summaries say nothing of: it would let pass what it is to stop. */
export function checkGate({ runs, comparisons }: Report, { stops }: Gate): void {
  const compared = new Set(
    comparisons?.flatMap(({ baseline, candidate }) => [...baseline.sources, ...candidate.sources]),
  )
  const alone = stops.includes('regression') && runs.find(({ run }) => !compared.has(run.name))
  if (alone)
    throw new UserError(
      `--fail-on: regression, and ${comparisons ? `${alone.run.title} was not` : 'nothing was'} compared`,
      'judge the logs anew with --baseline and --format ndjson',
    )
  for (const stop of stops)
    for (const { run, checks } of typeof stop === 'object' ? runs : [])
      if (typeof stop === 'object' && !checks.some(({ id }) => id === stop.diagnosis))
        throw new UserError(
          `--fail-on: ${run.title} was not examined for ${stop.diagnosis}`,
          'judge it anew with that diagnosis',
        )
}

async function addFile(path: string, all: Collected, { open, failure }: Opening): Promise<void> {
  try {
    const text = await open(path)
    if (text.trim() === '') throw new UserError(`${path}: empty`, ANEW)
    addLines(path, text, all)
  } catch (error) {
    all.errors.push(failure(path, error))
  }
}

function addLines(path: string, text: string, { runs, errors, comparisons, tellers }: Collected): void {
  const twice = new Set<string>()
  const tells = (source: string) => {
    const teller = tellers.get(source) ?? path
    tellers.set(source, teller)
    if (teller === path || twice.has(source)) return
    twice.add(source)
    const message = `${source}: told of in ${teller} and in ${path}`
    errors.push({ source, message, hint: 'leave out what an earlier call wrote' })
  }
  let [start, broken] = [0, 0]
  for (let line = 1; start < text.length; line++) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    const own = text.slice(start, end)
    start = end + 1
    if (own.trim() === '') continue
    const told = readLine(own)
    if ('because' in told) {
      if (broken++ < TOLD)
        errors.push({ source: path, message: `${path}: line ${line}: ${told.because}`, hint: ANEW })
    } else if (told.kind === 'run') {
      tells(told.report.run.name)
      runs.push(told.report)
    } else if (told.kind === 'error') {
      tells(told.error.source)
      errors.push(told.error)
    } else comparisons.push(told.comparison)
  }
  if (broken > TOLD)
    errors.push({
      source: path,
      message: `${path}: ${count(broken - TOLD, 'more line')} that cannot be read`,
      hint: ANEW,
    })
}

/** All in the order of the logs that were expected, each of which is a file or a directory; what else there is comes last. */
function ordered(
  { runs, errors, comparisons }: Collected,
  expected: readonly string[],
): Omit<Collected, 'tellers'> {
  const places = new Map(expected.map((path, k) => [trimmed(path), k]))
  const told = new Set<number>()
  const placeOf = (source: string) => {
    for (let path = source; path !== ''; path = path.slice(0, Math.max(path.lastIndexOf('/'), 0))) {
      const place = places.get(path)
      if (place === undefined) continue
      told.add(place)
      return place
    }
    return expected.length
  }
  const sorted = <T>(items: readonly T[], sourceOf: (item: T) => string) =>
    items
      .map((item) => ({ item, place: placeOf(sourceOf(item)) }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item)
  const inOrder = {
    runs: sorted(runs, ({ run }) => run.name),
    comparisons: sorted(comparisons, ({ candidate }) => candidate.sources[0] ?? candidate.name),
    errors: sorted(errors, ({ source }) => source),
  }
  const missing = [...places].filter(([, place]) => !told.has(place)).map(([path]) => path)
  const untold = missing.map((path) => ({
    source: path,
    message: `${path}: none of the summaries tells of it`,
    hint: 'judge it with --format ndjson, and add what that writes',
  }))
  return { ...inOrder, errors: [...inOrder.errors, ...untold] }
}

function trimmed(path: string): string {
  return path.replaceAll('\\', '/').replace(/(?<=.)\/+$/, '')
}
