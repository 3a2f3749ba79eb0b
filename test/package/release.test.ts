import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ROOT } from '../fixtures/paths.js'

const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')
const workflow = parse(read('.github/workflows/release.yml'))
const { publish } = workflow.jobs
const steps: { run?: string; uses?: string; env?: Record<string, string> }[] = publish.steps

/** A checkout of a repository, in which npm, gh and .ci/run only say what they were asked. */
let folder = ''
const file = (name: string) => join(folder, name)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
  for (const name of ['bin', '.ci']) mkdirSync(file(name))
  for (const name of ['bin/npm', 'bin/gh', '.ci/run']) {
    writeFileSync(file(name), `#!/bin/sh\necho "${name.replace('bin/', '')} $*" >>'${file('said')}'\n`)
    chmodSync(file(name), 0o755)
  }
  writeFileSync(file('.ci/release-notes.mjs'), read('.ci/release-notes.mjs'))
  writeFileSync(file('package.json'), '{ "version": "1.2.3" }')
  writeFileSync(
    file('CHANGELOG.md'),
    '# Changelog\n\n## 1.2.3 (2026-01-31)\n\n- New.\n\n## 1.2.2 (2026-01-01)\n\n- Old.\n',
  )
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs the steps as GitHub does, up to the first that fails. */
function release(tag: string) {
  const env = {
    PATH: `${file('bin')}${delimiter}${process.env.PATH}`,
    ...{ GITHUB_REF_NAME: tag, RUNNER_TEMP: folder },
    ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'someone/epochwise' },
  }
  for (const { run } of steps) {
    if (run === undefined) continue
    const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-c', run], {
      cwd: folder,
      encoding: 'utf8',
      env,
    })
    if (status !== 0) return { status, stderr }
  }
  return { status: 0, stderr: '' }
}
const said = () => (existsSync(file('said')) ? readFileSync(file('said'), 'utf8').trim().split('\n') : [])

describe('a release', () => {
  it('is made by a tag, and may sign and release but nothing else', () => {
    expect(workflow.on).toEqual({ push: { tags: ['v*'] } })
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(publish.permissions).toEqual({ contents: 'write', 'id-token': 'write' })
    for (const { run } of steps) expect(run ?? '').not.toContain('${{')
  })

  it('is tested, then published with its provenance, under the repository that signs it', () => {
    expect(release('v1.2.3')).toEqual({ status: 0, stderr: '' })
    expect(said()).toEqual([
      '.ci/run ',
      'npm pkg set repository.type=git repository.url=git+https://github.com/someone/epochwise.git',
      'npm publish --provenance --access public',
      `gh release create v1.2.3 --verify-tag --notes-file ${file('notes.md')}`,
    ])
    expect(readFileSync(file('notes.md'), 'utf8')).toBe('- New.\n')
  })

  it.each([
    ['v1.2.4', undefined, 'the tag is v1.2.4, the version in package.json 1.2.3'],
    ['1.2.3', undefined, 'the tag is 1.2.3'],
    ['v1.2.3', '## 1.2.2 (2026-01-01)\n', 'CHANGELOG.md begins with 1.2.2'],
    ['v1.2.3', '## 1.2.3 (unreleased)\n', '1.2.3 has no date'],
    ['v1.2.3', 'nothing\n', 'CHANGELOG.md begins with undefined'],
  ])('%s with %j is not published', (tag, changelog, why) => {
    if (changelog) writeFileSync(file('CHANGELOG.md'), changelog)
    const { status, stderr } = release(tag)
    expect(status).toBe(1)
    expect(stderr).toContain(why)
    expect(said()).toEqual([])
  })

  it('of this repository waits for its date', () => {
    expect(read('CHANGELOG.md')).toContain(`## ${JSON.parse(read('package.json')).version} (`)
  })
})
