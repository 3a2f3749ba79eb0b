import type { Environment, OutputStream } from './terminal.js'

/** A stream to write to; `write` calls back when the text has been taken. */
export interface Writable extends OutputStream {
  /** Lines of the terminal. */
  readonly rows?: number
  write(chunk: string | Uint8Array, done: (error?: Error | null) => void): boolean
  on?(event: 'error', listener: (error: Error) => void): unknown
}

/** What the program needs of the world around it. */
export interface World {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean }
  readonly stdout: Writable
  readonly stderr: Writable
  readonly env: Environment
  /** Seconds since the program started. */
  uptime?(): number
  once?(event: 'SIGINT', listener: () => void): unknown
  on?(signal: string, listener: () => void): unknown
  off?(signal: string, listener: () => void): unknown
  /** The number of this process, and sending a signal to one. */
  readonly pid?: number
  kill?(pid: number, signal: string): unknown
  /** The operating system; `win32` knows no signals. */
  readonly platform?: string
  /** Of the engine that runs the program, among others. */
  readonly versions?: { readonly v8?: string }
}

/** Streams that are listened to: their errors come back with each write, and must not end the program. */
const heard = new WeakSet<Writable>()

/** Writes, and waits until it was taken; hands back why it could not be. */
export function write(
  stream: Writable,
  chunk: string | Uint8Array,
): Promise<NodeJS.ErrnoException | undefined> {
  if (!heard.has(stream)) stream.on?.('error', () => undefined)
  heard.add(stream)
  return new Promise((resolve) => stream.write(chunk, (error) => resolve(error ?? undefined)))
}
