import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeInterface } from '../src/options.js'
import { COMMANDS } from '../src/plain.js'
import { ROOT } from './fixtures/paths.js'
import { manualPage } from './man.js'

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const without = (program: string) => spawnSync(program, ['--version']).error !== undefined

describe('the manual page', () => {
  it('is what the command line says of itself', async () => {
    await expect(manualPage()).toMatchFileSnapshot(join(ROOT, manifest.man))
    expect(manifest.files).toContain(manifest.man.split('/')[0])
  })

  it('names every flag and every command', () => {
    const page = manualPage().replaceAll('\\-', '-')
    const { flags, commands } = describeInterface()
    for (const { name } of [...flags, ...commands]) expect(page).toContain(name)
  })

  it.skipIf(without('groff'))('is good roff', () => {
    const { stderr, stdout } = spawnSync('groff', ['-man', '-Tutf8', '-ww'], {
      input: manualPage(),
      encoding: 'utf8',
    })
    expect(stderr).toBe('')
    expect(stdout.replaceAll(/.\u0008/g, '')).toContain('EXIT STATUS')
  })
})

it('the commands that a mistyped one is held against are those there are', () => {
  expect(
    describeInterface()
      .commands.map(({ name }) => name)
      .sort(),
  ).toEqual(COMMANDS.toSorted())
})
