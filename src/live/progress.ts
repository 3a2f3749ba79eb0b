import { NARROWEST } from '../terminal.js'
import { type World, write } from '../world.js'
import type { Input } from './tee.js'

/** Where the line is shown, and what tells the time in seconds. */
export interface ProgressScreen {
  readonly columns: number
  write(text: string): Promise<unknown>
  now(): number
}

/** Where progress may be shown: on a terminal, which standard error is. */
export function progressScreen(world: World): ProgressScreen | undefined {
  const { stderr } = world
  if (!stderr.isTTY) return undefined
  return {
    columns: stderr.columns || NARROWEST,
    write: (text: string) => write(stderr, text),
    now: () => world.uptime?.() ?? 0,
  }
}

/** Seconds between two looks at what has come in so far. */
const INTERVAL = 1
/** A look may take this share of the time, however long the log has become. */
const SHARE = 0.05
const CLEAR = '\r\u001b[K'

/**
 * Hands on what comes in and shows in one line, renewed in place, what `describe` makes of it so far for so many columns. The line is
 * wiped at the end. Looks are so far apart that they cost a twentieth of the time at most.
 */
export async function* withProgress(
  input: Input,
  screen: ProgressScreen,
  describe: (text: string, columns: number) => string,
): Input {
  const decoder = new TextDecoder()
  let text = ''
  let next = screen.now() + INTERVAL
  let shown = ''
  try {
    for await (const chunk of input) {
      text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
      const start = screen.now()
      if (start >= next) {
        const line = describe(text, screen.columns - 1).slice(0, screen.columns - 1)
        const end = screen.now()
        next = end + Math.max(INTERVAL, (end - start) / SHARE)
        if (line !== shown) await screen.write(CLEAR + line)
        shown = line
      }
      yield chunk
    }
  } finally {
    if (shown !== '') await screen.write(CLEAR)
  }
}
