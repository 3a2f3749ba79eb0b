import { NARROWEST } from '../terminal.js'
import { type World, write } from '../world.js'
import type { Input } from './tee.js'

/** What is said in one line of the text that has come in so far, for so many columns. */
export interface Describer {
  /** What it holds, with what was seen when it was last judged. */
  read(text: string, columns: number): string
  /** What it holds and what is seen in it now, which takes longer. */
  judge(text: string, columns: number): string
}

/** Where the line is shown, and what tells the time in seconds. */
export interface ProgressScreen {
  readonly columns: number
  write(text: string): Promise<unknown>
  now(): number
}

/** Where progress may be shown: on a terminal that can renew a line, which standard error is. */
export function progressScreen(world: World): ProgressScreen | undefined {
  const { stderr, env } = world
  if (!stderr.isTTY || env.TERM === 'dumb') return undefined
  return {
    columns: stderr.columns || NARROWEST,
    write: (text: string) => write(stderr, text),
    now: () => world.uptime?.() ?? 0,
  }
}

/** Seconds before the first look: of what is over by then nothing is shown. */
const FIRST = 1
/** Seconds between two looks at what has come in so far. */
const INTERVAL = 0.5
/** Reading and judging may each take this share of the time, however long the log has become. */
const SHARE = 0.05
const CLEAR = '\r\u001b[K'

/** Something done again and again, so seldom that it costs no more than its share of the time. */
class Turn {
  #next: number
  #done = -1
  #known = false

  /** `first`: when it may first be done, in seconds. */
  constructor(first: number) {
    this.#next = first
  }

  /** When it is to be done for a text of this length; never where it was done for that. */
  dueFor(length: number): number {
    return length === this.#done ? Number.POSITIVE_INFINITY : this.#next
  }

  /** It took from `start` to `end` for a text of this length. The first time tells nothing: it loads what the next ones need not. */
  took(start: number, end: number, length: number): void {
    this.#next = end + (this.#known ? Math.max(INTERVAL, (end - start) / SHARE) : INTERVAL)
    this.#done = length
    this.#known = true
  }
}

/** One line, renewed in place as text comes in: what it holds as soon as may be, and what is seen in it when that was worked out. */
class Line {
  readonly #screen: ProgressScreen
  readonly #describer: Describer
  readonly #reading: Turn
  readonly #judging: Turn
  #text = ''
  #shown = ''
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<unknown> = Promise.resolve()

  constructor(screen: ProgressScreen, describer: Describer) {
    this.#screen = screen
    this.#describer = describer
    const first = screen.now() + FIRST
    this.#reading = new Turn(first)
    this.#judging = new Turn(first)
  }

  async add(text: string): Promise<void> {
    this.#text += text
    this.#look()
    await this.#writing
  }

  async end(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#writing
    if (this.#shown !== '') await this.#screen.write(CLEAR)
  }

  /** Does what is due, and sees to it that the rest is done in its time, whether more comes in or not. */
  #look(): void {
    clearTimeout(this.#timer)
    const { read, judge } = this.#describer
    this.#take(this.#reading, read)
    this.#take(this.#judging, judge)
    const { length } = this.#text
    const due = Math.min(this.#reading.dueFor(length), this.#judging.dueFor(length))
    if (due === Number.POSITIVE_INFINITY) return
    this.#timer = setTimeout(() => this.#look(), 1000 * Math.max(0, due - this.#screen.now()))
  }

  #take(turn: Turn, describe: Describer['read']): void {
    const { now, columns } = this.#screen
    const { length } = this.#text
    const start = now()
    if (start < turn.dueFor(length)) return
    const line = describe(this.#text, columns - 1).slice(0, columns - 1)
    turn.took(start, now(), length)
    if (line !== this.#shown) this.#writing = this.#screen.write(CLEAR + line)
    this.#shown = line
  }
}

/** Hands on what comes in and shows in one line, renewed in place, what is to be said of it so far. The line is wiped at the end. */
export async function* withProgress(input: Input, screen: ProgressScreen, describer: Describer): Input {
  const decoder = new TextDecoder()
  const line = new Line(screen, describer)
  try {
    for await (const chunk of input) {
      await line.add(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
      yield chunk
    }
  } finally {
    await line.end()
  }
}
