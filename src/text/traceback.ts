import { readName } from '../run/names.js'
import { CRASHED, type Note } from '../run/run.js'
import { barOf } from './bars.js'
import { screenLines, withoutPrefix } from './console.js'
import { readPrint } from './prints.js'

const START = 'Traceback (most recent call last)'
/** The last line of what Python prints of an error; in notebooks the lines before it are not indented either. */
const ERROR = /^[A-Za-z_][\w.]{0,120}(?:Error|Exception|Interrupt|Exit|Pruned|Stop\w*)\b/
/** The same without a traceback before it: what an error says stands behind a colon. */
const BARE = /^(?:[a-z_]\w{0,60}\.){0,6}[A-Z]\w{0,60}(?:Error|Exception|Interrupt)(?:: |$)/
/** What the system, a launcher or a library says when it ends a process. */
const KILLED = new RegExp(
  [
    '^(?:Killed|Terminated|Aborted|Bus error|Segmentation fault)(?: \\(core dumped\\))?$',
    '^slurmstepd: error: .*\\b(?:CANCELLED|oom|killed)',
    '^srun: error: .*\\b(?:Exited with exit code [1-9]|Killed|Terminated|Aborted|Segmentation fault|Out Of Memory)',
    '^Fatal Python error: ',
    '^(?:[a-z_]\\w{0,60}\\.){0,6}ChildFailedError\\b',
    '^CUDA error: ',
    '\\bWatchdog caught collective operation timeout\\b',
    '\\bRESOURCE_EXHAUSTED: (?:failed to allocate|OOM|Out of memory)\\b',
  ].join('|'),
  'i',
)
/** One of these words is in each of them; what is not there need not be looked for. */
const KILLERS =
  /\b(?:Killed|Terminated|Aborted|Bus error|Segmentation fault|slurmstepd|srun|Fatal Python error|ChildFailedError|CUDA error|Watchdog caught|RESOURCE_EXHAUSTED)\b/
/** Of the line that names the error so much is told, in characters. */
const LONGEST = 120
/** No traceback has more lines. */
const MOST_LINES = 2000

/** Lines between the first and the last: indented, or places in files as notebooks show them. */
const FRAME = /^\s|^[-<(/~]|^[A-Z]:\\|^File |^In\[|\.py\b/

/** Follows the lines of a console and tells those of tracebacks from others. */
export class Tracebacks {
  #lines = 0

  /** Is this line part of a traceback; and is it the one that names the error, its last? */
  read(line: string): 'inside' | 'error' | undefined {
    if (line.includes(START)) {
      this.#lines = 1
      return 'inside'
    }
    if (this.#lines === 0) return undefined
    if (!ERROR.test(line) && FRAME.test(line) && this.#lines++ < MOST_LINES) return 'inside'
    this.#lines = 0
    return 'error'
  }
}

/**
 * Tells that a training ended with an error: a traceback, or a word of the system, after which nothing was measured any
 * more. Of several the first, which is the cause of the others. The first line of a log ends nothing: there it is a name.
 */
export function endedBy(text: string): Note | undefined {
  const tail = text.slice(-4000)
  const first = text.indexOf(START)
  if (first < 0 && !KILLERS.test(tail)) return bareError(text, tail)
  const from = first < 0 ? text.length - tail.length : text.lastIndexOf('\n', first) + 1
  const before = countLines(text, from)
  const tracebacks = new Tracebacks()
  let found: Note | undefined
  let start = 0
  for (const { line, text: screen } of screenLines(text.slice(from))) {
    const plain = withoutPrefix(screen).replace(/^\^C/, '')
    const state = tracebacks.read(plain)
    if (plain.includes(START)) start = line
    if (state === 'error' || (state === undefined && before + line > 1 && KILLED.test(plain.trim()))) {
      found ??= {
        line: before + (state === 'error' ? start : line),
        because: becauseOf(plain.trim()),
      }
    } else if (state === undefined && measures(screen)) found = undefined
  }
  return found ?? bareError(text, tail)
}

/** An error that is named in the very last line, its traceback lost or never printed. */
function bareError(text: string, tail: string): Note | undefined {
  const said =
    tail
      .trimEnd()
      .split(/[\r\n]/)
      .at(-1) ?? ''
  if (!BARE.test(said)) return undefined
  const line = countLines(text, text.trimEnd().length) + 1
  return line > 1 ? { line, because: becauseOf(said) } : undefined
}

function becauseOf(said: string): string {
  return `${CRASHED}${said.slice(0, LONGEST)}${said.length > LONGEST ? '...' : ''}`
}

function countLines(text: string, until: number): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** Does the line tell a loss or a score, as a training does that goes on? */
function measures(screen: string): boolean {
  if (/^\s*wandb:/.test(screen)) return false
  const plain = withoutPrefix(screen)
  const bar = barOf(plain)
  if (bar) return bar.cells.size > 0
  const names = [...(readPrint(plain)?.cells.keys() ?? [])]
  return names.some((name) => readName(name).kind !== 'other')
}
