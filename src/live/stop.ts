import { constants } from 'node:os'
import type { World } from '../world.js'

/** A signal that asks the program to end. */
export interface Stop {
  /** Its name, once it came. */
  readonly signal: string | undefined
  readonly happened: Promise<unknown>
  /** Listens no more: the next signal ends the program. */
  release(): void
}

/** Signals that ask for an end. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Exit code of what a signal ended, as shells give it. */
export function codeOfSignal(signal: string): number {
  return 128 + (Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0)
}

/** Lets the first signal end the watch instead of the program, so that there is a report. */
export function stopOnSignal(world: Pick<World, 'on' | 'off'>): Stop {
  let signal: string | undefined
  let settle: (value: unknown) => void = () => undefined
  const happened = new Promise((resolve) => {
    settle = resolve
  })
  const listeners = ENDING.map((name) => {
    const listener = () => {
      signal = name
      settle(name)
      release()
    }
    return { name, listener }
  })
  const release = () => {
    for (const { name, listener } of listeners) world.off?.(name, listener)
  }
  for (const { name, listener } of listeners) world.on?.(name, listener)
  return {
    get signal() {
      return signal
    },
    happened,
    release,
  }
}
