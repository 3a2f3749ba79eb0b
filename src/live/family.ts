import type { Process } from '../source/processes.js'

/**
 * A command and what it started, as it was seen over some time: the children of one that ended are not lost, nor, where
 * they are marked, those of one that ended before anybody looked.
 */
export class Family {
  readonly #known = new Map<number, Process>()
  readonly #pid: number
  #group: number | undefined

  /** `pid`: of the command. */
  constructor(pid: number) {
    this.#pid = pid
  }

  /** Takes all processes that run now. */
  see(all: readonly Process[]): void {
    const running = new Map(all.map((one) => [one.pid, one]))
    for (const { pid, born } of [...this.#known.values()])
      if (running.get(pid)?.born !== born) this.#known.delete(pid)
    const childrenOf = new Map<number, Process[]>()
    for (const one of all) childrenOf.set(one.parent, [...(childrenOf.get(one.parent) ?? []), one])
    const own = running.get(this.#pid)
    this.#group ??= own?.group
    const open = [...this.#known.values(), ...(own ? [own] : []), ...all.filter(({ marked }) => marked)]
    for (let one = open.pop(); one; one = open.pop()) {
      this.#known.set(one.pid, one)
      for (const child of childrenOf.get(one.pid) ?? []) if (!this.#known.has(child.pid)) open.push(child)
    }
  }

  /** What the command started and Ctrl-C would reach: all that left its process group did so in order to go on. */
  get near(): number[] {
    return [...this.#known.values()]
      .filter(({ pid, group }) => pid !== this.#pid && group === this.#group)
      .map(({ pid }) => pid)
  }

  /** All that the command started. */
  get all(): number[] {
    return [...this.#known.keys()].filter((pid) => pid !== this.#pid)
  }
}
