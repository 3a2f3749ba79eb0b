import { fstatSync, statSync, writeSync } from 'node:fs'
import { once } from '../once.js'
import type { World, Writable } from '../world.js'

/** The bit bucket of Unix: a device, and no terminal. */
const NOWHERE = '/dev/null'

/** The process, as the world of the program. Its streams are taken from it when they are asked for. */
export function worldOf(host: Required<World>): Required<World> {
  const output = once(() => standardStream(1, () => host.stdout))
  const errors = once(() => standardStream(2, () => host.stderr))
  return {
    get stdin() {
      return host.stdin
    },
    get stdout() {
      return output()
    },
    get stderr() {
      return errors()
    },
    env: host.env,
    pid: host.pid,
    platform: host.platform,
    versions: host.versions,
    uptime: () => host.uptime(),
    once: (event, listener) => host.once(event, listener),
    on: (signal, listener) => host.on(signal, listener),
    off: (signal, listener) => host.off(signal, listener),
    kill: (pid, signal) => host.kill(pid, signal),
  }
}

/**
 * Standard output (1) or error (2). To a file or a pipe it is written at once, as Node does too, but without Node's
 * streams: these take longer to load than a log to judge. `stream` is what Node has for it, for terminals, sockets and
 * pipes that are full and do not wait.
 */
export function standardStream(descriptor: number, stream: () => Writable): Writable {
  if (!isDirect(descriptor)) return stream()
  return {
    write(chunk, done) {
      let bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      try {
        while (bytes.length > 0) bytes = bytes.subarray(writeSync(descriptor, bytes))
      } catch (error) {
        if (!(error instanceof Error)) throw error
        if ('code' in error && error.code === 'EAGAIN') return stream().write(bytes, done)
        done(error)
        return true
      }
      done()
      return true
    },
  }
}

function isDirect(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor)
    return stats.isFile() || stats.isFIFO() || (stats.rdev !== 0 && stats.rdev === statSync(NOWHERE).rdev)
  } catch {
    return false
  }
}
