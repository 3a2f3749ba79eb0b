import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../src/main.js'
import { fixturesIn, ROOT } from './fixtures/paths.js'

/** Each fixture through the whole program: a change of what people see is reviewed as a change of these files. */
const TRANSCRIPTS = join(ROOT, 'test', 'transcripts')

const screens = [
  ...fixturesIn('diagnoses').map((file) => ({
    path: `fixtures/diagnoses/${file}`,
    flags: ['--width', '80'],
  })),
  ...fixturesIn('readers').map((file) => ({
    path: `fixtures/readers/${file}`,
    flags: ['--width', '80', '--no-chart'],
  })),
  { path: 'fixtures/healthy/digits-cnn.csv', flags: ['--width', '80'] },
  { path: 'fixtures/healthy/diabetes-mlp-noise-regression.csv', flags: ['--width', '80'] },
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

function nameOf({ path, flags }: (typeof screens)[number]): string {
  const about = flags
    .filter((flag) => flag !== '--width' && flag !== '80')
    .map((flag) => flag.replace(/^--/, ''))
  return `${[path.replace('fixtures/', '').replaceAll('/', '.'), ...about].join('.')}.txt`
}

async function screenOf(args: readonly string[]): Promise<string> {
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
  return `$ epochwise ${args.join(' ')}\n\n${shown}\n$ echo $?\n${code}\n`
}

describe('transcript', () => {
  it.each(screens.map((screen) => [nameOf(screen), screen] as const))('%s', async (name, { path, flags }) => {
    await expect(await screenOf([...flags, path])).toMatchFileSnapshot(join(TRANSCRIPTS, name))
  })

  it('is kept for nothing else', () => {
    expect(readdirSync(TRANSCRIPTS).sort()).toEqual(screens.map(nameOf).sort())
  })
})
