import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const LOG = join(ROOT, 'fixtures', 'diagnoses', 'overfitting.csv')
const COMPILED = join('dist', 'compiled', `${process.versions.v8}-${process.arch}`)

let copy = ''
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'epochwise-compiled-'))
  for (const folder of ['bin', 'dist']) cpSync(join(ROOT, folder), join(copy, folder), { recursive: true })
})
afterAll(() => rmSync(copy, { recursive: true }))

const judged = (root: string) =>
  spawnSync(process.execPath, [join(root, 'bin', 'epochwise.js'), LOG], { encoding: 'utf8' })
/** What V8 says of the bytecode of the program: whether it refused it, undefined where there was none. */
const refused = (root: string) => {
  const code = `const { load, loaded } = require(${JSON.stringify(join(root, 'bin', 'load.js'))})
    load('epochwise.cjs')
    console.log(loaded.get('epochwise.cjs').script.cachedDataRejected)`
  return spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stdout.trim()
}

describe('the program that was compiled when it was built', () => {
  it('is taken by the Node that built it', () => {
    expect(refused(ROOT)).toBe('false')
  })

  it('finds the library for patterns', () => {
    const pattern = join(ROOT, 'fixtures', 'diagnoses', 'over*.csv')
    const run = spawnSync(process.execPath, [join(ROOT, 'bin', 'epochwise.js'), pattern], {
      encoding: 'utf8',
    })
    expect(run).toMatchObject({ status: 1, stderr: '' })
    expect(run.stdout).toMatch(
      /overconfident\.csv[\s\S]*overfitting\.csv|overfitting\.csv[\s\S]*overconfident\.csv/,
    )
  })

  it('is compiled anew where what lies there is damaged, and says the same', () => {
    const { stdout, status } = judged(ROOT)
    expect(status).toBe(1)
    const folder = join(copy, COMPILED)
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'torn')
    expect(refused(copy)).toBe('true')
    expect(judged(copy)).toMatchObject({ stdout, status, stderr: '' })
  })

  it('is compiled anew where there is none, as for another Node', () => {
    const { stdout, status } = judged(ROOT)
    rmSync(join(copy, 'dist', 'compiled'), { recursive: true })
    expect(refused(copy)).toBe('undefined')
    expect(judged(copy)).toMatchObject({ stdout, status, stderr: '' })
  })
})
