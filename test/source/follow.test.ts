import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { Follower } from '../../src/source/follow.js'
import { Source } from '../../src/text/source.js'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
  path = join(folder, 'log.csv')
})
afterEach(() => rmSync(folder, { recursive: true }))

const follow = (target = path) => new Follower(target, () => undefined)
async function seen(follower: Follower) {
  const look = await follower.look()
  if (!look) return undefined
  return { text: look.found instanceof Source ? look.found.text : look.found.message, anew: look.anew }
}

describe('following a file', () => {
  it('says nothing of one that is not there, and nothing new of one that did not change', async () => {
    const follower = follow()
    expect(await seen(follower)).toBeUndefined()
    writeFileSync(path, 'epoch,loss\n')
    expect(await seen(follower)).toEqual({ text: 'epoch,loss\n', anew: false })
    expect(await seen(follower)).toBeUndefined()
  })

  it('hands out the whole of it as it grows', async () => {
    const follower = follow()
    writeFileSync(path, 'epoch,loss\n')
    await seen(follower)
    appendFileSync(path, '0,0.5\n')
    expect(await seen(follower)).toEqual({ text: 'epoch,loss\n0,0.5\n', anew: false })
  })

  it('tells an empty file from one that is gone', async () => {
    const follower = follow()
    writeFileSync(path, '')
    expect(await seen(follower)).toEqual({ text: `${path}: empty`, anew: false })
    rmSync(path)
    expect(await seen(follower)).toBeUndefined()
  })

  it.each<[string, (text: string) => void]>([
    ['truncated', (text) => writeFileSync(path, text)],
    [
      'replaced by another',
      (text) => {
        renameSync(path, `${path}.1`)
        writeFileSync(path, text)
      },
    ],
  ])('sees that it was %s', async (_, change) => {
    const follower = follow()
    writeFileSync(path, 'epoch,loss\n0,0.5\n1,0.4\n')
    await seen(follower)
    change('epoch,loss\n0,0.9\n')
    expect(await seen(follower)).toEqual({ text: 'epoch,loss\n0,0.9\n', anew: true })
  })

  it('sees a change that keeps the size', async () => {
    const follower = follow()
    writeFileSync(path, 'epoch,loss\n0,0.5\n')
    await seen(follower)
    writeFileSync(path, 'epoch,loss\n0,0.9\n')
    utimesSync(path, 1, 1)
    expect(await seen(follower)).toEqual({ text: 'epoch,loss\n0,0.9\n', anew: true })
  })

  it('reads what was added to a large one, and all of it where it was written anew', async () => {
    const rows = (loss: number) => Array.from({ length: 200_000 }, (_, k) => `${k},${loss}\n`).join('')
    const follower = follow()
    writeFileSync(path, `epoch,loss\n${rows(0.5)}`)
    expect((await seen(follower))?.text.length).toBeGreaterThan(1024 * 1024)
    appendFileSync(path, '200000,0.4\n')
    expect(await seen(follower)).toEqual({ text: `epoch,loss\n${rows(0.5)}200000,0.4\n`, anew: false })
    writeFileSync(path, `epoch,loss\n${rows(0.25)}`)
    expect(await seen(follower)).toEqual({ text: `epoch,loss\n${rows(0.25)}`, anew: true })
  })

  it('unpacks one that is packed, and waits for the rest of one that is not whole', async () => {
    const follower = follow()
    const packed = gzipSync('epoch,loss\n0,0.5\n')
    writeFileSync(path, packed.subarray(0, 12))
    expect((await seen(follower))?.text).toMatch(/damaged gzip/)
    writeFileSync(path, packed)
    expect((await seen(follower))?.text).toBe('epoch,loss\n0,0.5\n')
  })
})

describe('following a directory', () => {
  it('sees that a file in it grew', async () => {
    const runs = join(folder, 'runs')
    const follower = follow(runs)
    expect(await seen(follower)).toBeUndefined()
    mkdirSync(runs)
    expect((await seen(follower))?.text).toMatch(/directory without a training log/)
    writeFileSync(join(runs, 'metrics.csv'), 'epoch,loss\n0,0.5\n')
    expect((await seen(follower))?.text).toBe('epoch,loss\n0,0.5\n')
    expect(await seen(follower)).toBeUndefined()
    appendFileSync(join(runs, 'metrics.csv'), '1,0.4\n')
    expect((await seen(follower))?.text).toBe('epoch,loss\n0,0.5\n1,0.4\n')
  })
})

it('a log that cannot be read is told as people are told', async () => {
  writeFileSync(path, '\u0089HDF\r\n', 'latin1')
  expect((await follow().look())?.found).toBeInstanceOf(UserError)
})
