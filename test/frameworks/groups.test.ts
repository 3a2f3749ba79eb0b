import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../fixtures/paths.js'
// @ts-expect-error: plain JavaScript, run by node as it is
import { BY_HAND, GROUPS } from './groups.mjs'

interface Group {
  readonly requirements: string
  readonly only?: readonly string[]
  readonly scripts: readonly string[]
}
const groups = Object.entries<Group>(GROUPS)
const files = readdirSync(join(ROOT, 'fixtures', 'record'))

function run(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'test/frameworks/run.mjs'), ...args], {
    encoding: 'utf8',
    env,
  })
  return { status, stderr }
}

describe('test:frameworks', () => {
  it('installs from each file of requirements', () => {
    const used = groups.map(([, { requirements }]) => requirements)
    expect([...new Set(used)].sort()).toEqual(files.filter((file) => file.startsWith('requirements')).sort())
  })

  it('runs each script that records, but for those that need more than pip', () => {
    const scripts = [...groups.flatMap(([, own]) => own.scripts), ...Object.keys(BY_HAND)]
    const recording = files.filter(
      (file) => /_(?:runs|files|samples?)\.py$/.test(file) && file !== 'reader_samples.py',
    )
    expect(scripts.toSorted()).toEqual(recording.toSorted())
  })

  it.each(groups)('%s names lines of its requirements', (_, { requirements, only = [] }) => {
    const lines = readFileSync(join(ROOT, 'fixtures', 'record', requirements), 'utf8').split('\n')
    for (const name of only) expect(lines.some((line) => line.startsWith(`${name}==`))).toBe(true)
  })

  it('says that there is no Python, or no such group, and ends with 2', () => {
    const none = run(['boosting'], { PATH: '/nowhere' })
    expect(none).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^test:frameworks: no Python: .*--python\n$/),
    })
    expect(run(['cobol'])).toEqual({
      status: 2,
      stderr: expect.stringMatching(/no group cobol; there are keras/),
    })
  })
})
