import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { main, type World, type Writable } from '../src/main.js'

export type Broken = Partial<Record<'stdout' | 'stderr', Error>>

/** A folder that is there for each test anew, or for all tests of a file. */
export class Folder {
  path = ''

  /** `files` are the texts that lie in it from the start, by their names. */
  static forEach(files: Readonly<Record<string, string>>): Folder {
    const folder = new Folder()
    beforeEach(() => folder.#make(files))
    afterEach(() => folder.#remove())
    return folder
  }

  static forAll(files: Readonly<Record<string, string>> = {}): Folder {
    const folder = new Folder()
    beforeAll(() => folder.#make(files))
    afterAll(() => folder.#remove())
    return folder
  }

  readonly file = (name: string): string => join(this.path, name)
  readonly read = (name: string): string => readFileSync(this.file(name), 'utf8')

  #make(files: Readonly<Record<string, string>>) {
    this.path = mkdtempSync(join(tmpdir(), 'epochwise-'))
    for (const [name, text] of Object.entries(files)) writeFileSync(this.file(name), text)
  }

  #remove() {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** Standard input that brings these chunks; unless told it is no terminal. */
export function stdinOf(chunks: Iterable<string | Uint8Array>, isTTY = false): World['stdin'] {
  return {
    isTTY,
    async *[Symbol.asyncIterator]() {
      yield* chunks
    },
  }
}

/** Streams that keep what they are given in `shown`, or answer with an error. */
export function captured(broken: Broken = {}) {
  const shown = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr'): Writable => ({
    write(text, done) {
      if (!broken[name]) shown[name] += text
      setImmediate(done, broken[name])
      return true
    },
  })
  return { shown, stdout: stream('stdout'), stderr: stream('stderr') }
}

/** Runs the program in a world of strings, at a terminal where nobody types, some of it broken. */
export async function run(argv: readonly string[], world: Partial<World> = {}, broken: Broken = {}) {
  const { shown, stdout, stderr } = captured(broken)
  const code = await main(argv, { stdin: stdinOf([], true), stdout, stderr, env: {}, ...world })
  return { code, ...shown }
}
