import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expand } from '../../src/source/glob.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
  for (const name of ['run10/a.csv', 'run9/a.csv', 'run9/b.txt', 'x[1].csv', 'x1.csv', '.hidden.csv']) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), '')
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

const expanded = async (pattern: string) =>
  (await expand(join(folder, pattern))).map((path) => relative(folder, path).replaceAll('\\', '/'))

describe('expand', () => {
  it('leaves a path alone, whether it exists or not', async () => {
    expect(await expand('no such file.csv')).toEqual(['no such file.csv'])
    expect(await expand('-')).toEqual(['-'])
  })

  it.each([
    ['*.csv', ['x[1].csv', 'x1.csv']],
    ['run*/a.csv', ['run9/a.csv', 'run10/a.csv']],
    ['run?', ['run9']],
    ['run*', ['run9', 'run10']],
    ['**/*.csv', ['run9/a.csv', 'run10/a.csv', 'x[1].csv', 'x1.csv']],
    ['run9/**', ['run9/a.csv', 'run9/b.txt']],
    ['run[0-9]/*', ['run9/a.csv', 'run9/b.txt']],
    ['run{9,10}/*.csv', ['run9/a.csv', 'run10/a.csv']],
  ])('expands %s, in the order in which people count', async (pattern, paths) => {
    expect(await expanded(pattern)).toEqual(paths)
  })

  it('takes a file for itself whose name looks like a glob', async () => {
    expect(await expanded('x[1].csv')).toEqual(['x[1].csv'])
  })

  it('says that nothing matches', async () => {
    await expect(expand(join(folder, '*.json'))).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining('*.json: matches no file'),
    })
  })

  it('keeps paths relative to where they are searched from', async () => {
    expect(await expand('fixtures/readers/keras-csv.multi*.csv')).toEqual([
      'fixtures/readers/keras-csv.multioutput.csv',
    ])
  })
})
