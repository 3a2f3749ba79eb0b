import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'

/** A process that runs. */
export interface Process {
  readonly pid: number
  /** The process that started it, or took it over from one that ended. */
  readonly parent: number
  readonly group: number
  /** When it began, as the system spells it: tells it from a later process with the same number. */
  readonly born: string
}

/**
 * All processes that run: from /proc, which slim containers have though they have no `ps`, else from `ps`. None where
 * there is neither, as on Windows.
 */
export async function runningProcesses(): Promise<Process[]> {
  const names = await readdir('/proc').catch(() => [])
  const stats = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map((name) => readFile(`/proc/${name}/stat`, 'latin1').catch(() => '')),
  )
  const found = stats.flatMap((stat) => parseStat(stat) ?? [])
  return found.length > 0 ? found : parsePs(await printedBy('ps', PS))
}

/** One process of Linux's /proc/PID/stat; nothing for one that has ended and is not yet collected. See proc(5). */
export function parseStat(stat: string): Process | undefined {
  const close = stat.lastIndexOf(')')
  const [state, parent, group, ...rest] = stat.slice(close + 2).split(' ')
  const born = rest[16]
  if (close < 0 || born === undefined || state === 'Z' || state === 'X') return undefined
  return { pid: Number.parseInt(stat, 10), parent: Number(parent), group: Number(group), born }
}

const PS = ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart=']

/** The processes of `ps` as it is asked here. */
export function parsePs(lines: string): Process[] {
  return [...lines.matchAll(/^ *(\d+) +(\d+) +(\d+) +([^Z\s]\S*) +(.+)$/gm)].map(
    ([, pid, parent, group, , born = '']) => ({
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      born,
    }),
  )
}

function printedBy(name: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(name, args, (error, stdout) => resolve(error ? '' : stdout))
  })
}
