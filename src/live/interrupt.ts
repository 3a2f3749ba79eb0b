import type { Input } from './tee.js'

/** Seconds that whoever writes has left to end by itself after an interrupt, which reaches both ends of a pipe. */
const GRACE = 2

export interface Interrupt {
  /** What comes in, ending early when the program is interrupted. */
  readonly input: Input
  happened(): boolean
}

/**
 * Lets an interrupt end the input instead of the program, so that what came in until then is judged. The next one ends
 * the program.
 */
export function endOnInterrupt(
  input: Input & { destroy?(): unknown },
  listen: ((listener: () => void) => unknown) | false | undefined,
  wait: (done: () => void, milliseconds: number) => unknown = setTimeout,
): Interrupt {
  let interrupted = false
  const over = new Promise<'over'>((resolve) => {
    if (!listen) return
    listen(() => {
      interrupted = true
      wait(() => resolve('over'), 1000 * GRACE)
    })
  })
  async function* reading(): Input {
    const source = input[Symbol.asyncIterator]()
    while (true) {
      const next = await Promise.race([source.next(), over])
      if (next === 'over') {
        input.destroy?.()
        return
      }
      if (next.done) return
      yield next.value
    }
  }
  return { input: reading(), happened: () => interrupted }
}
