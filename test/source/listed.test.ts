import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listedPaths } from '../../src/source/listed.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'epochwise-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function* input(text: string) {
  yield text
}
const listed = async (text: string) => {
  const file = join(folder, 'list.txt')
  await writeFile(file, text)
  return listedPaths(file, input(''))
}

describe('a list of logs', () => {
  it('has one on a line', async () => {
    expect(await listed('a.csv\nb c.csv\r\n\nd*.csv')).toEqual(['a.csv', 'b c.csv', 'd*.csv'])
  })

  it('may have NULs between them, and then names with line breaks', async () => {
    expect(await listed('a\nb.csv\0c.csv\0')).toEqual(['a\nb.csv', 'c.csv'])
  })

  it('may come from standard input', async () => {
    expect(await listedPaths('-', input('a.csv\n'))).toEqual(['a.csv'])
  })

  it('that is empty is refused', async () => {
    await expect(listed('\n')).rejects.toThrow(/list\.txt: lists no log/)
    await expect(listedPaths('-', input(''))).rejects.toThrow('(standard input): lists no log')
  })

  it('that is not there is refused', async () => {
    await expect(listedPaths(join(folder, 'none'), input(''))).rejects.toThrow(/no such file/)
  })
})
