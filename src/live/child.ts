import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { UserError } from '../errors.js'
import type { Environment } from '../terminal.js'

/** What a command prints. */
export interface Printing extends AsyncIterable<Uint8Array> {
  destroy(): unknown
}

/** A command that runs. */
export interface Child {
  readonly stdout: Printing
  readonly stderr: Printing
  /** How it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>
  /** Its number among the processes. */
  readonly pid: number
  /** What it and all that it starts have in their environment, which tells them from others whoever their parent is. */
  readonly mark: string
  /** Sends it a signal; one that has ended takes none. */
  signal(name: string): void
  /** Ends it and all it started at once, where there are no signals: on Windows. */
  end(): void
}

/** In the environment of a command and of all that it starts: the marks of each watch around it. */
const MARK = 'EPOCHWISE_WATCH'

/**
 * Starts a command in the process group of this program, so that it may read from the terminal; its standard input is
 * ours. Python is told not to hold its output back, which it does where it prints to no terminal. All that it starts
 * can be known by a mark in the environment, which stays where a parent ends and where the process group is left. Throws
 * a UserError where there is no such command.
 */
export async function start([name = '', ...args]: readonly string[], env: Environment): Promise<Child> {
  const mark = randomUUID()
  const marks = [env[MARK], mark].filter((own) => own !== undefined).join(' ')
  const child = spawn(name, args, {
    stdio: ['inherit', 'pipe', 'pipe'],
    env: { PYTHONUNBUFFERED: '1', ...env, [MARK]: marks },
  })
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }))
  })
  await new Promise<void>((resolve, reject) => {
    child.on('spawn', resolve)
    child.on('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'ENOENT' ? 'no such command' : `cannot be run (${error.code ?? error.message})`
      reject(new UserError(`${name}: ${why}`, 'what stands behind -- is run as it is, without a shell'))
    })
  })
  const { stdout, stderr, pid = 0 } = child
  return {
    ...{ stdout, stderr, ended, pid, mark },
    signal: (signal) => void child.kill(signal as NodeJS.Signals),
    end: () =>
      void spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' }).on('error', () =>
        child.kill(),
      ),
  }
}
