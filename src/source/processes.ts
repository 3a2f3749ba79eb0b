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
  /** Is what was looked for in its environment? Never where that cannot be read. */
  readonly marked?: boolean
}

/**
 * All processes that run: from /proc, which slim containers have though they have no `ps`, else from `ps`. None where
 * there is neither, as on Windows. Those with `mark` in their environment are told, where /proc has it and lets it be
 * read: of Linux, and of processes of the same user.
 */
export async function runningProcesses(mark?: string): Promise<Process[]> {
  const names = await readdir('/proc').catch(() => [])
  const stats = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const [stat, environment] = await Promise.all([
          readFile(`/proc/${name}/stat`, 'latin1').catch(() => ''),
          mark === undefined ? '' : readFile(`/proc/${name}/environ`, 'latin1').catch(() => ''),
        ])
        const own = parseStat(stat)
        return own && mark !== undefined && environment.includes(mark) ? { ...own, marked: true } : own
      }),
  )
  const found = stats.filter((own) => own !== undefined)
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
