import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diagnose } from '../src/diagnose.js'
import { exitCode } from '../src/exit-code.js'
import { main } from '../src/main.js'
import { refusalOf } from '../src/readers/read.js'
import { openSource } from '../src/source/open.js'
import { columnsOf } from '../src/text/wrap.js'
import { fixturesIn, ROOT } from './fixtures/paths.js'
import { screensOf, sheetOf, withoutColor } from './screens.js'

/** Each fixture through the whole program: a change of what people see is reviewed as a change of these files. */
const TRANSCRIPTS = join(ROOT, 'test', 'transcripts')

const fixtures = ['diagnoses', 'healthy', 'readers'].flatMap((folder) =>
  fixturesIn(folder).map((file) => `fixtures/${folder}/${file}`),
)

/** What flags make of it. */
const screens = [
  { path: 'fixtures/diagnoses/overfitting.csv', flags: ['--width', '120'] },
  { path: 'fixtures/diagnoses/overfitting.csv', flags: ['--width', '80', '--ascii'] },
  { path: 'fixtures/diagnoses/diverged.csv', flags: ['--width', '120', '--ascii'] },
  { path: 'fixtures/diagnoses/overfitting.csv', flags: ['--width', '80', '--color'] },
  { path: 'fixtures/diagnoses/overfitting.csv', flags: ['--format', 'json'] },
  { path: 'fixtures/diagnoses/overfitting.csv', flags: ['--format', 'markdown', '--mermaid'] },
  {
    path: 'fixtures/diagnoses/overfitting.csv',
    flags: ['--width', '80', '--plot', 'accuracy', '--height', '5'],
  },
  { path: 'fixtures/diagnoses/overfitting.csv', flags: ['--width', '80', '--log-y', '--plot', 'loss'] },
  ...['markdown', 'github', 'junit', 'gitlab', 'gitlab-metrics', 'tap'].map((format) => ({
    path: 'fixtures/diagnoses/overfitting.csv',
    flags: ['--format', format],
  })),
]

function nameOf({ path, flags }: { path: string; flags: readonly string[] }): string {
  const about = flags
    .filter((flag) => flag !== '--width' && flag !== '80')
    .map((flag) => flag.replace(/^--/, ''))
  return `${[path.replace('fixtures/', '').replaceAll('/', '.'), ...about].join('.')}.txt`
}

async function shown(args: readonly string[]): Promise<{ shown: string; code: number }> {
  let shown = ''
  const stream = {
    write(text: string, done: (error?: Error | null) => void) {
      shown += text
      done()
      return true
    },
  }
  const stdin = { isTTY: true, async *[Symbol.asyncIterator]() {} }
  const code = await main(args, {
    stdin,
    stdout: stream,
    stderr: stream,
    env: { LANG: 'C.UTF-8', TERM: 'xterm-256color' },
  })
  return { shown, code }
}

describe('transcript', () => {
  it.each(screens.map((screen) => [nameOf(screen), screen] as const))('%s', async (name, { path, flags }) => {
    const args = [...flags, path]
    const { shown: text, code } = await shown(args)
    await expect(`$ epochwise ${args.join(' ')}\n\n${text}\n$ echo $?\n${code}\n`).toMatchFileSnapshot(
      join(TRANSCRIPTS, name),
    )
  })

  it.each(fixtures)('of %s on all screens', async (path) => {
    const source = await openSource(path, process.stdin, refusalOf)
    const report = { runs: diagnose(source), errors: [] }
    const code = exitCode(report, { stops: ['error'] })
    const all = screensOf(report, code)
    if (path.startsWith('fixtures/diagnoses/'))
      expect(await shown(['--width', '80', path])).toEqual({ shown: all[0]?.unicode, code })
    for (const { width, unicode, ascii, unicodeInColor, asciiInColor } of all) {
      expect(unicode.split('\n').filter((line) => columnsOf(line) > width)).toEqual([])
      expect(ascii.split('\n').filter((line) => line.length > width)).toEqual([])
      expect(ascii).toMatch(/^[\n\x20-\x7e]*$/)
      expect(withoutColor(unicodeInColor)).toBe(unicode)
      expect(withoutColor(asciiInColor)).toBe(ascii)
      expect(unicode.replaceAll(/\s+/g, ' ')).not.toMatch(/(; [a-z ]+)\1[;)]/)
    }
    const kept = `$ epochwise ${path}; echo $?\n${code}\n${sheetOf(all)}\n`
    await expect(kept).toMatchFileSnapshot(join(TRANSCRIPTS, nameOf({ path, flags: [] })))
  })

  it('is kept for nothing else', () => {
    const names = [...screens, ...fixtures.map((path) => ({ path, flags: [] }))].map(nameOf)
    expect(readdirSync(TRANSCRIPTS).sort()).toEqual(names.sort())
  })
})
