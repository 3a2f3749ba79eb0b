import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../src/main.js'
import { describeInterface } from '../src/options.js'
import { ROOT } from './fixtures/paths.js'

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

/** What the program shows people for these arguments, on a terminal of 80 columns. */
async function screenOf(args: readonly string[]): Promise<string> {
  let shown = ''
  const stream = {
    columns: 80,
    write(text: string, done: (error?: Error | null) => void) {
      shown += text
      done()
      return true
    },
  }
  const stdin = { isTTY: true, async *[Symbol.asyncIterator]() {} }
  await main(args, { stdin, stdout: stream, stderr: stream, env: { LANG: 'C.UTF-8' } })
  return shown
}

const examples = [...readme.matchAll(/<!-- run: epochwise ([^>]*) -->\n```text\n([\s\S]*?)```/g)].map(
  ([, args = '', shown = '']) => ({ args, shown }),
)

describe('README', () => {
  it('shows what the program prints', () => {
    expect(examples.length).toBeGreaterThan(0)
  })

  it.each(examples)('epochwise $args', async ({ args, shown }) => {
    expect(await screenOf(args.split(' '))).toBe(shown)
  })

  it('starts with one command that installs and judges a fixture, and one that runs the tests', () => {
    const [judge = '', test = ''] = [...readme.matchAll(/```sh\n(npm ci && [^\n]+)\n```/g)].map(
      ([, command]) => command,
    )
    expect(judge).toMatch(/^npm ci && npx epochwise fixtures\/\S+$/)
    expect(existsSync(join(ROOT, judge.split(' ').at(-1) ?? '?'))).toBe(true)
    expect(test).toBe('npm ci && npm test')
  })

  it('names every flag of the command line', () => {
    const { flags } = describeInterface()
    const missing = flags.filter(({ name }) => !readme.includes(`${name}`)).map(({ name }) => name)
    expect(missing.filter((name) => name !== '--help' && name !== '--version')).toEqual([])
  })

  it('names every command', () => {
    for (const { name } of describeInterface().commands) expect(readme).toContain(`epochwise ${name}`)
  })

  it('names npm scripts that there are', () => {
    for (const [, script = ''] of readme.matchAll(/npm run ([\w:]+)/g))
      expect(Object.keys(manifest.scripts)).toContain(script)
  })

  it('has a library example that runs and says what it says', () => {
    const [, code = ''] = readme.match(/```js\n([\s\S]*?)```/) ?? []
    const promised = [...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map(([, output]) => output)
    const folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
    try {
      const file = join(folder, 'example.mjs')
      const library = new URL(`file://${join(ROOT, manifest.exports['.'].default)}`).href
      writeFileSync(file, code.replace(/from 'epochwise'/, `from '${library}'`))
      const printed = execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim().split('\n')
      expect(printed).toEqual(promised)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
