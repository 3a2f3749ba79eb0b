import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseOptions } from '../src/options.js'
import { ROOT } from './fixtures/paths.js'

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text,
  )

/** All that a workflow, or a job of GitLab, has a shell run. */
function scriptsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    (key === 'run' || key === 'script') && typeof value === 'string' ? [value] : scriptsOf(value),
  )
}

/** What `epochwise` is given in a script: bash runs it where no program is found, and that one is told from its arguments. */
function callsIn(script: string): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
  const said = join(folder, 'said')
  writeFileSync(said, '')
  writeFileSync(join(folder, 'history.json'), '{}')
  const stub = `epochwise() { printf '%s\\0' "$@" $'\\n' >>"$SAID"; }; npx() { "$@"; }`
  const lines = script.replaceAll(/\$\{\{[^}]*\}\}/g, '1')
  try {
    const { error, stderr } = spawnSync('/bin/bash', ['-c', `set -f; npm() { :; }; ${stub}\n${lines}\n`], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: '/nonexistent', SAID: said },
    })
    if (error || /syntax error|unexpected EOF/.test(stderr)) throw new Error(`${stderr}${error}`)
    return readFileSync(said, 'utf8')
      .split('\n\0')
      .slice(0, -1)
      .map((call) => call.split('\0').filter(Boolean))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const scripts = [...blocks('sh'), ...blocks('yaml').flatMap((text) => scriptsOf(parse(text)))]
const calls = scripts.flatMap(callsIn)

describe('the commands that the README gives', () => {
  it('are found in its blocks', () => {
    const named = scripts.join('\n').match(/(?:^|\| |npx |: )epochwise(?= )/gm)
    expect(calls.length).toBeGreaterThan(20)
    expect(calls.length).toBe(named?.length)
  })

  it.each(calls.map((argv) => [argv.join(' '), argv] as const))('epochwise %s', (_, argv) => {
    expect(() => parseOptions(argv)).not.toThrow()
  })

  it('would be found out', () => {
    const [argv = []] = callsIn('npx epochwise --formt json history.csv # wrong')
    expect(argv).toEqual(['--formt', 'json', 'history.csv'])
    expect(() => parseOptions(argv)).toThrow(/--formt/)
    expect(() => callsIn('epochwise "a')).toThrow()
  })
})
