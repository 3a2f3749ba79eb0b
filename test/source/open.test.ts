import { existsSync } from 'node:fs'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { openerOf, openSource } from '../../src/source/open.js'
import { eventFile } from '../bytes/events.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'epochwise-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function* input(...chunks: readonly (string | Uint8Array)[]) {
  yield* chunks
}
async function* broken(): AsyncGenerator<string> {
  yield 'epoch,loss\n'
  throw Object.assign(new Error('gone'), { code: 'EIO' })
}
const save = async (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const refusal = async (path: string, chunks: AsyncIterable<string | Uint8Array> = input()) => {
  const error: unknown = await openSource(path, chunks).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(UserError)
  return error instanceof UserError ? error : new UserError('nothing thrown')
}

describe('what is no file to read', () => {
  it.runIf(existsSync('/dev/zero'))('a device without an end is refused', async () => {
    expect((await refusal('/dev/zero')).message).toBe('/dev/zero: a device, no file')
  })

  it('a file that no string can hold is refused before it is read', async () => {
    const path = join(folder, 'huge.csv')
    await writeFile(path, 'epoch,loss\n')
    await truncate(path, 2 ** 32)
    expect((await refusal(path)).message).toBe(`${path}: larger than 512 MiB`)
  })

  it('standard input without an end is refused when it has become too large', async () => {
    async function* endless() {
      const chunk = Buffer.alloc(2 ** 26)
      while (true) yield chunk
    }
    expect((await refusal('-', endless())).message).toBe('(standard input): larger than 512 MiB')
  })
})

describe('openSource', () => {
  it('reads a file under the name that was given', async () => {
    const path = await save('log.csv', 'epoch,loss\n0,0.5\n')
    const source = await openSource(path, input('not this'))
    expect(source.name).toBe(path)
    expect(source.text).toBe('epoch,loss\n0,0.5\n')
  })

  it('unpacks a file', async () => {
    const path = await save('log.csv.gz', gzipSync('epoch,loss\n0,0.5\n'))
    expect((await openSource(path, input())).text).toBe('epoch,loss\n0,0.5\n')
  })

  it('unpacks a file that was cut off as far as it goes, without the line it ends in', async () => {
    const rows = Array.from({ length: 2000 }, (_, k) => `${k},${Math.sin(k).toFixed(6)}\n`).join('')
    const log = `epoch,loss\n${rows}`
    const packed = gzipSync(log)
    const path = await save('torn.csv.gz', packed.subarray(0, packed.length >> 1))
    const { text, notes } = await openSource(path, input())
    expect(text.length).toBeGreaterThan(log.length / 4)
    expect(log.startsWith(text)).toBe(true)
    expect(text.endsWith('\n')).toBe(true)
    expect(notes).toEqual([{ because: 'the gzip file ends in the middle: what comes before was read' }])
  })

  it('refuses a gzip file that is damaged and cut off', async () => {
    const packed = gzipSync('epoch,loss\n0,0.5\n'.repeat(500)).map((byte, k) =>
      k === 20 ? byte ^ 255 : byte,
    )
    const path = await save('bad.csv.gz', packed.subarray(0, packed.length - 4))
    await expect(openSource(path, input())).rejects.toThrow(/damaged gzip|empty/)
  })

  it('reads standard input, in chunks of text or bytes', async () => {
    const bar = Buffer.from('━')
    const source = await openSource(
      '-',
      input('epo', Buffer.from('ch '), bar.subarray(0, 1), bar.subarray(1)),
    )
    expect(source.text).toBe('epoch ━')
    expect(source.title).toBe('(standard input)')
  })

  it.each([
    ['empty', ''],
    ['blank', ' \n\r\n\t\n'],
    ['a byte order mark alone', '\ufeff'],
  ])('refuses a file that is %s', async (_, content) => {
    const path = await save('empty.csv', content)
    expect((await refusal(path)).message).toBe(`${path}: empty`)
  })

  it('refuses an empty pipe', async () => {
    expect((await refusal('-')).message).toBe('(standard input): empty')
  })

  it('says that a file does not exist', async () => {
    const path = join(folder, 'nope.csv')
    expect(await refusal(path)).toMatchObject({ message: `${path}: no such file`, hint: 'check the path' })
  })

  it('reads the records of an event file as bytes, packed or not', async () => {
    const records = eventFile([{ scalars: { loss: 0.5 } }])
    for (const [name, content] of [
      ['events', records],
      ['events.gz', gzipSync(records)],
    ] as const) {
      const source = await openSource(await save(name, content), input())
      expect(source.text).toBe('')
      expect(Buffer.from(source.bytes ?? [])).toEqual(Buffer.from(records))
    }
  })

  it('says that a path leads through a file', async () => {
    const path = join(await save('file', 'x'), 'log.csv')
    expect((await refusal(path)).message).toContain(`${path}: cannot be read`)
  })

  it('says that standard input broke', async () => {
    expect((await refusal('-', broken())).message).toBe('(standard input): cannot be read (EIO)')
  })

  it('says what a binary file is, under the name that was given', async () => {
    const path = await save('model.keras', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))
    expect((await refusal(path)).message).toMatch(/model\.keras: a zip archive/)
  })
})

describe('openerOf', () => {
  /** A clock by which each look at it comes so many seconds after the one before. */
  const clock = (step: number) => {
    let time = 0
    return () => {
      time += step
      return time
    }
  }
  const isReadAhead = async (step: number) => {
    const path = await save('many.csv', 'epoch,loss\n1,0.5\n')
    const open = openerOf(input(), () => undefined, clock(step))
    for (let k = 0; k < 5; k++) expect((await (await open(path))()).text).toContain('0.5')
    const opening = await open(path)
    await writeFile(path, 'epoch,loss\n1,0.7\n')
    return (await opening()).text.includes('0.5')
  }

  it('reads a log when it is its turn as long as that is quick', async () => {
    expect(await isReadAhead(0.0001)).toBe(false)
  })

  it('reads logs ahead of their turn where that has been slow', async () => {
    expect(await isReadAhead(0.1)).toBe(true)
  })

  it('says what is wrong when it is the turn of a log that is not there', async () => {
    const open = openerOf(input(), () => undefined, clock(0.1))
    const opening = await open(join(folder, 'none.csv'))
    await expect(opening()).rejects.toThrow(/none\.csv: no such file/)
  })
})
