import type { WatchOptions } from '../config/watching.js'
import { said } from '../messages.js'
import type { Screen } from '../screen/screen.js'
import { withoutCommands } from '../text/printable.js'
import { type World, type Writable, write } from '../world.js'
import { type Child, type Printing, start } from './child.js'
import { isSaid, look, lookLast } from './follow-log.js'
import { describeChange } from './lines.js'
import { Observer } from './observer.js'
import { Pace } from './pace.js'
import { Printed } from './printed.js'

/** How a command went. */
export interface Followed {
  readonly observer: Observer
  readonly code: number | null
  /** The signal that ended it, if one did. */
  readonly signal: string | null
  /** It was stopped for what was said of it. */
  readonly stopped: boolean
}

/** Signals that are handed on to the command, among them those with which clusters announce the end of a job. */
const HANDED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT']
/** How a command is stopped, and how many seconds later: as by Ctrl-C, so that it can save what it has, then for good. */
const STOPPING = [
  { signal: 'SIGINT', after: 0 },
  { signal: 'SIGTERM', after: 10 },
  { signal: 'SIGKILL', after: 15 },
] as const
/** Seconds that what a stopped command has left running may go on printing. */
const LEFTOVER = 2

/** Runs a command, passes on what it prints as it is, and says on standard error what is to be said of the training. */
export async function followCommand(
  command: readonly string[],
  options: WatchOptions,
  world: World,
  screen: Screen,
): Promise<Followed> {
  const { killOn, judge } = options
  const { stdout, stderr, env } = world
  const release = holdSignals(world)
  try {
    const child = await start(command, env)
    release.to(child, isAtTerminal(world))
    const printed = new Printed(command.join(' '))
    const lines = new LineEnds()
    const passing = Promise.all([
      pass(child.stdout, stdout, printed, lines),
      pass(child.stderr, stderr, printed, lines),
    ])
    const observer = new Observer(judge.diagnose, killOn)
    let over = false
    let stopped = false
    const timers: NodeJS.Timeout[] = []
    const ended = child.ended.then(async (how) => {
      const leftovers = new Promise((resolve) => {
        if (stopped) timers.push(setTimeout(resolve, 1000 * LEFTOVER))
      })
      await Promise.race([passing, leftovers])
      for (const stream of [child.stdout, child.stderr]) stream.destroy()
      over = true
      return how
    })
    const pace = new Pace(() => world.uptime?.() ?? 0, ended)
    while (!over) {
      const began = pace.now
      await pace.wait(began)
      const seen = await (over ? lookLast(printed, observer) : look(printed, observer))
      for (const step of seen?.observed?.steps ?? []) {
        const run = seen?.observed?.report.run
        for (const change of run ? step.changes : [])
          if (run && !judge.quiet)
            await lines.say(
              stderr,
              said(screen.clean(`after ${run.axis} ${step.at}: ${describeChange(change, run)}`)),
            )
        if (stopped || over || !isSaid(step, killOn)) continue
        stopped = true
        await lines.say(stderr, said('stopping the command'))
        for (const { signal, after } of STOPPING)
          timers.push(setTimeout(() => over || child.signal(signal), 1000 * after))
      }
    }
    const { code, signal } = await ended
    for (const timer of timers) clearTimeout(timer)
    return { observer, code, signal, stopped }
  } finally {
    release.all()
  }
}

/** Hands on what a stream brings until it ends, or until there is nobody left to take it. */
async function pass(from: Printing, to: Writable, log: Printed, lines: LineEnds): Promise<void> {
  try {
    for await (const chunk of from) {
      lines.passed(chunk)
      log.add(chunk)
      if ((await write(to, chunk)) !== undefined) break
    }
  } catch {
    // A stream that was destroyed since its command is gone.
  }
}

/** Knows whether what was last shown ended its line, so that what is said begins its own. */
class LineEnds {
  #open = false

  passed(chunk: Uint8Array): void {
    const last = chunk.at(-1)
    if (last !== undefined) this.#open = last !== 0x0a
  }

  async say(stream: Writable, line: string): Promise<void> {
    await write(stream, withoutCommands(`${this.#open ? '\n' : ''}${line}`))
    this.#open = false
  }
}

function isAtTerminal({ stdin, stdout, stderr }: World): boolean {
  return [stdin, stdout, stderr].some(({ isTTY }) => isTTY)
}

/**
 * Hands signals on to the command instead of ending on them. Ctrl-C on a terminal reaches the command by itself, and
 * must not reach it twice: the second ends a training that is saving what it has.
 */
function holdSignals(world: World) {
  let receive: ((name: string) => void) | undefined
  const early: string[] = []
  const listeners = HANDED_ON.map((name) => ({
    name,
    listener: () => (receive ? receive(name) : early.push(name)),
  }))
  for (const { name, listener } of listeners) world.on?.(name, listener)
  return {
    to(child: Child, atTerminal: boolean) {
      receive = (name) => {
        if (!(atTerminal && (name === 'SIGINT' || name === 'SIGQUIT'))) child.signal(name)
      }
      for (const name of early) receive(name)
    },
    all() {
      for (const { name, listener } of listeners) world.off?.(name, listener)
    },
  }
}
