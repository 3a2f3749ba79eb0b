import type { WatchOptions } from '../config/watching.js'
import { said, tell } from '../messages.js'
import type { Screen } from '../screen/screen.js'
import { withoutCommands } from '../text/printable.js'
import { type World, type Writable, write } from '../world.js'
import { type Child, type Printing, start } from './child.js'
import { isSaid, look, lookLast } from './follow-log.js'
import { describeChange } from './lines.js'
import { Observer } from './observer.js'
import { Pace } from './pace.js'
import { Printed } from './printed.js'
import { Stopping } from './stopping.js'

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
const HANDED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGBREAK']

/** Seconds that whoever left a stopped command's process group may go on printing once it is gone. */
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
    release.to(child, handsOn(world))
    const printed = new Printed(command.join(' '))
    const lines = new LineEnds()
    const passing = Promise.all([
      pass(child.stdout, stdout, printed, lines),
      pass(child.stderr, stderr, printed, lines),
    ])
    const observer = new Observer(judge.diagnose, killOn)
    const stopping = new Stopping(child, world)
    let over = false
    const ended = child.ended.then(async (how) => {
      await Promise.race([passing, stopping.gone])
      if (stopping.begun) await stopping.gone
      await within(LEFTOVER, passing)
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
        if (stopping.begun || over || !isSaid(step, killOn)) continue
        await lines.say(stderr, said('stopping the command'))
        stopping.begin()
      }
    }
    return { observer, ...(await ended), stopped: stopping.begun }
  } finally {
    release.all()
  }
}

/** Waits until something is done, for so many seconds at most. */
async function within(seconds: number, done: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, 1000 * seconds)
  })
  await Promise.race([done, over])
  clearTimeout(timer)
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
    await tell(stream, withoutCommands(`${this.#open ? '\n' : ''}${line}`))
    this.#open = false
  }
}

/**
 * Is a signal to be handed on? Ctrl-C on a terminal reaches the command by itself, and must not reach it twice: the
 * second ends a training that is saving what it has. So does all that Windows knows of signals.
 */
function handsOn({ stdin, stdout, stderr, platform }: World): (name: string) => boolean {
  const atTerminal = [stdin, stdout, stderr].some(({ isTTY }) => isTTY)
  return (name) => platform !== 'win32' && !(atTerminal && (name === 'SIGINT' || name === 'SIGQUIT'))
}

/** Hands signals on to the command instead of ending on them. */
function holdSignals(world: World) {
  let receive: ((name: string) => void) | undefined
  const early: string[] = []
  const listeners = HANDED_ON.map((name) => ({
    name,
    listener: () => (receive ? receive(name) : early.push(name)),
  }))
  for (const { name, listener } of listeners) world.on?.(name, listener)
  return {
    to(child: Child, hands: (name: string) => boolean) {
      receive = (name) => {
        if (hands(name)) child.signal(name)
      }
      for (const name of early) receive(name)
    },
    all() {
      for (const { name, listener } of listeners) world.off?.(name, listener)
    },
  }
}
