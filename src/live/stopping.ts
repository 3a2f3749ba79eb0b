import { type Process, runningProcesses } from '../source/processes.js'
import type { World } from '../world.js'
import type { Child } from './child.js'
import { Family } from './family.js'

/** How a command is stopped, and how many seconds later: as by Ctrl-C, so that it can save what it has, then for good. */
const STAGES = [
  { signal: 'SIGINT', after: 0 },
  { signal: 'SIGTERM', after: 10 },
  { signal: 'SIGKILL', after: 15 },
] as const
/** Seconds between two looks whether what a command has left running has ended. */
const LOOK = 0.25

/**
 * Stops a command: signals reach it and all of its process group that it started, as Ctrl-C would, and the last one
 * whatever it started. The group as a whole takes none, for it is ours too, and that of the script around us.
 */
export class Stopping {
  /** Resolves once it and what the signals reach have ended; never where it was not begun. */
  readonly gone: Promise<void>
  readonly #child: Child
  readonly #world: Pick<World, 'kill' | 'platform'>
  readonly #list: (mark: string) => Promise<readonly Process[]>
  #begun = false
  #ended = false
  #settle: () => void = () => undefined

  constructor(
    child: Child,
    world: Pick<World, 'kill' | 'platform'>,
    list: (mark: string) => Promise<readonly Process[]> = runningProcesses,
  ) {
    this.#child = child
    this.#world = world
    this.#list = list
    this.gone = new Promise((resolve) => {
      this.#settle = resolve
    })
    void child.ended.then(() => {
      this.#ended = true
    })
  }

  get begun(): boolean {
    return this.#begun
  }

  begin(): void {
    if (this.#begun) return
    this.#begun = true
    void this.#run().then(this.#settle)
  }

  async #run(): Promise<void> {
    if (this.#world.platform === 'win32') this.#child.end()
    else await this.#signal()
    await this.#child.ended
  }

  async #signal(): Promise<void> {
    const family = new Family(this.#child.pid)
    let before = 0
    for (const { signal, after } of STAGES) {
      if (await this.#endsWithin(after - before, family)) return
      before = after
      const { near, all } = await this.#seen(family)
      if (!this.#ended) this.#child.signal(signal)
      for (const pid of signal === 'SIGKILL' ? all : near) this.#send(pid, signal)
    }
  }

  /** Does all end by itself that signals reach? */
  async #endsWithin(seconds: number, family: Family): Promise<boolean> {
    let late = seconds === 0
    const timer = setTimeout(() => {
      late = true
    }, 1000 * seconds)
    let gone = false
    while (!late && !gone) {
      await pause(LOOK)
      gone = this.#ended && (await this.#seen(family)).near.length === 0
    }
    clearTimeout(timer)
    return gone
  }

  async #seen(family: Family): Promise<Family> {
    family.see(await this.#list(this.#child.mark))
    return family
  }

  #send(pid: number, signal: string): void {
    try {
      this.#world.kill?.(pid, signal)
    } catch {
      // It has ended meanwhile.
    }
  }
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000 * seconds))
}
