import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from './fixtures/paths.js'

/** GitHub's own parser of workflows; it imports JSON as only bundlers can. */
let parser: typeof import('@actions/workflow-parser')
beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: "export * from '@actions/workflow-parser'", resolveDir: ROOT },
    ...{ bundle: true, platform: 'node', format: 'cjs', write: false, logLevel: 'error' },
  })
  const folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
  writeFileSync(join(folder, 'parser.cjs'), outputFiles[0]?.text ?? '')
  parser = createRequire(import.meta.url)(join(folder, 'parser.cjs'))
  rmSync(folder, { recursive: true })
})

/** What it has against a workflow. */
function faults(name: string, content: string): string[] {
  const { context } = parser.parseWorkflow({ name, content }, new parser.NoOperationTraceWriter())
  return context.errors.getErrors().map(({ message }) => message)
}
const folder = join(ROOT, '.github', 'workflows')
const recipes = readFileSync(join(ROOT, 'docs', 'recipes.md'), 'utf8')
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
const texts: readonly (readonly [string, string])[] = [
  ...readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
  ...[...recipes.matchAll(/<!-- recipe: github -->\n```yaml\n([\s\S]*?)```/g)].map(
    ([, text = ''], k) => [`recipe ${k + 1}`, text] as const,
  ),
  ...[...readme.matchAll(/^```yaml\n(- [\s\S]*?)^```/gm)].map(
    ([, steps = ''], k) =>
      [
        `README ${k + 1}`,
        `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps.replace(/^(?=.)/gm, '      ')}`,
      ] as const,
  ),
]

describe('the workflows for GitHub', () => {
  it('are ours and those of the recipes', () => {
    expect(texts.map(([name]) => name)).toEqual(['ci.yml', 'release.yml', 'recipe 1', 'recipe 2', 'README 1'])
  })

  it.each(texts)('%s is understood', (name, text) => {
    expect(faults(name, text)).toEqual([])
  })

  it('use no action that runs on Node 20, which runners have no more', () => {
    const used = texts.flatMap(([, text]) => [...text.matchAll(/uses: actions\/[\w-]+@v(\d+)/g)])
    expect(used.length).toBeGreaterThan(4)
    expect(used.filter(([, version]) => Number(version) < 5).map(([line]) => line)).toEqual([])
  })

  it.each([
    'on: push\njobs:\n  a:\n    runs-on: x\n    step: []\n',
    'on: pushed\njobs:\n  a:\n    runs-on: x\n    steps: []\n',
    'on: push\njobs:\n  a:\n    steps: []\n',
  ])('would be found out: %j', (text) => {
    expect(faults('x.yml', text)).not.toEqual([])
  })
})
