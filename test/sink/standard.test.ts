import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standardStream, worldOf } from '../../src/sink/standard.js'
import type { World, Writable } from '../../src/world.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'epochwise-standard-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const none = (): Writable => {
  throw new Error('the stream of Node was asked for')
}
/** A stream that keeps what it is given. */
function keeping(): Writable & { readonly kept: string[] } {
  const kept: string[] = []
  return {
    kept,
    write(chunk, done) {
      kept.push(String(chunk))
      done()
      return true
    },
  }
}
const written = (stream: Writable, chunk: string | Uint8Array) =>
  new Promise<Error | null | undefined>((resolve) => stream.write(chunk, resolve))

describe('standardStream', () => {
  it('writes to a file at once, texts and bytes, in order', async () => {
    const path = join(folder, 'report.txt')
    const file = openSync(path, 'w')
    const stream = standardStream(file, none)
    expect(await written(stream, 'loss · 0.41\n')).toBeUndefined()
    expect(await written(stream, Buffer.from('end\n'))).toBeUndefined()
    closeSync(file)
    expect(readFileSync(path, 'utf8')).toBe('loss · 0.41\nend\n')
  })

  it('hands back why a file takes nothing', async () => {
    const path = join(folder, 'closed.txt')
    closeSync(openSync(path, 'w'))
    const file = openSync(path, 'r')
    const refused = await written(standardStream(file, none), 'text')
    closeSync(file)
    expect(refused).toMatchObject({ code: 'EBADF' })
  })

  it('leaves to Node what is neither a file nor a pipe', () => {
    const closed = openSync('/dev/null', 'w')
    closeSync(closed)
    const stream = keeping()
    expect(standardStream(closed, () => stream)).toBe(stream)
  })

  it('needs no stream of Node for /dev/null', async () => {
    const file = openSync('/dev/null', 'w')
    expect(await written(standardStream(file, none), 'text')).toBeUndefined()
    closeSync(file)
  })
})

describe('a pipe', () => {
  it('gets all of a long report', () => {
    const code =
      'require("./bin/load.js").load("epochwise.cjs").worldOf(process).stdout.write("x".repeat(3e6),()=>{})'
    const { stdout } = spawnSync('sh', ['-c', '"$0" -e "$1" | cat', process.execPath, code], {
      encoding: 'utf8',
      maxBuffer: 2 ** 24,
    })
    expect(stdout).toBe('x'.repeat(3e6))
  })
})

describe('worldOf', () => {
  it('takes streams and signals from the process when they are asked for', () => {
    const asked: string[] = []
    const note = (what: string) => (name: string) => void asked.push(`${what} ${name}`)
    const host: Required<World> = {
      get stdin(): World['stdin'] {
        asked.push('stdin')
        return Object.assign((async function* () {})(), { isTTY: true })
      },
      stdout: keeping(),
      stderr: keeping(),
      env: { COLUMNS: '70' },
      pid: 7,
      platform: 'linux',
      versions: { v8: '11.3.244.8-node.38' },
      uptime: () => 3,
      once: note('once'),
      on: note('on'),
      off: note('off'),
      kill: (pid, signal) => void asked.push(`kill ${pid} ${signal}`),
    }
    const world = worldOf(host)
    expect(asked).toEqual([])
    expect(world.stdin.isTTY).toBe(true)
    expect(world.env.COLUMNS).toBe('70')
    expect(world.platform).toBe('linux')
    expect(world.uptime?.()).toBe(3)
    world.once?.('SIGINT', () => undefined)
    world.on?.('SIGTERM', () => undefined)
    world.off?.('SIGTERM', () => undefined)
    world.kill?.(7, 'SIGTERM')
    expect(asked).toEqual(['stdin', 'once SIGINT', 'on SIGTERM', 'off SIGTERM', 'kill 7 SIGTERM'])
  })
})
