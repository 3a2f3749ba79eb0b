import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { appendToFile, checkPlaces, identityOf, saveFile } from '../../src/sink/file.js'

let folder = ''
const place = (name: string) => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true })
})

const root = process.getuid?.() === 0

describe('saveFile', () => {
  it('writes a file whole, and leaves nothing else', async () => {
    const text = 'ü😀\n'.repeat(500_000)
    await saveFile(place('a.json'), text)
    expect(readFileSync(place('a.json'), 'utf8')).toBe(text)
    expect(readdirSync(folder)).toEqual(['a.json'])
  })

  it('replaces what was there', async () => {
    writeFileSync(place('a.json'), 'much longer than what comes')
    await saveFile(place('a.json'), 'new')
    expect(readFileSync(place('a.json'), 'utf8')).toBe('new')
  })

  it.skipIf(process.platform === 'win32')('follows a link', async () => {
    writeFileSync(place('real.json'), 'old')
    symlinkSync(place('real.json'), place('link.json'))
    await saveFile(place('link.json'), 'new')
    expect(readFileSync(place('real.json'), 'utf8')).toBe('new')
  })

  it.skipIf(process.platform === 'win32')('writes to what is no file', async () => {
    await saveFile('/dev/null', 'gone')
  })

  it.skipIf(process.platform !== 'linux')('says that the disk is full', async () => {
    await expect(saveFile('/dev/full', 'x')).rejects.toThrow('/dev/full: the disk is full')
  })

  it('says that there is no such folder, in one line', async () => {
    await expect(saveFile(place('no/a.json'), 'x')).rejects.toThrow(/no\/a\.json: there is no such folder$/)
  })

  it.skipIf(root || process.platform === 'win32')(
    'writes in place where the folder may not be changed',
    async () => {
      writeFileSync(place('a.json'), 'old')
      chmodSync(folder, 0o500)
      await saveFile(place('a.json'), 'new')
      expect(readFileSync(place('a.json'), 'utf8')).toBe('new')
      await expect(saveFile(place('b.json'), 'x')).rejects.toThrow('may not be written')
    },
  )
})

describe('checkPlaces', () => {
  it('lets pass a new file and one that is there', async () => {
    writeFileSync(place('a.json'), '')
    await checkPlaces([place('a.json'), place('b.json')])
  })

  it('refuses a missing folder, a file for a folder, and a folder for a file', async () => {
    writeFileSync(place('file'), '')
    mkdirSync(place('folder'))
    for (const name of ['no/a.json', 'file/a.json', 'folder'])
      await expect(checkPlaces([place(name)])).rejects.toThrow(UserError)
  })

  it('refuses one file under two names', async () => {
    mkdirSync(place('folder'))
    symlinkSync(folder, place('link'))
    await expect(checkPlaces([place('a'), place('folder/../a')])).rejects.toThrow('is the same file as')
    await expect(checkPlaces([place('a'), place('link/a')])).rejects.toThrow('is the same file as')
    writeFileSync(place('a'), '')
    await expect(checkPlaces([place('link/a'), place('a')])).rejects.toThrow('is the same file as')
    await checkPlaces([place('a'), place('folder/a'), place('b')])
  })

  it.skipIf(!existsSync('/dev/null'))('lets a device take several', async () => {
    await checkPlaces(['/dev/null', '/dev/null'])
    expect(await identityOf('/dev/null')).toBeUndefined()
  })
})

describe('appendToFile', () => {
  it('leaves a file alone that would grow beyond what it may hold', async () => {
    expect(await appendToFile(place('summary.md'), 'é\n', 3)).toBe(true)
    expect(await appendToFile(place('summary.md'), 'a', 3)).toBe(false)
    expect(readFileSync(place('summary.md'), 'utf8')).toBe('é\n')
  })

  it('keeps what was there', async () => {
    await appendToFile(place('summary.md'), 'a\n')
    await appendToFile(place('summary.md'), 'b\n')
    expect(readFileSync(place('summary.md'), 'utf8')).toBe('a\nb\n')
  })

  it('says what is wrong', async () => {
    await expect(appendToFile(folder, 'a')).rejects.toThrow(UserError)
  })
})
