import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from './fixtures/paths.js'

const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')
const manifest = JSON.parse(read('package.json'))
const DEPENDENCIES = Object.keys(manifest.dependencies)

let folder = ''
const file = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'epochwise-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('what the program is made of', () => {
  it('is justified in the README, package by package', () => {
    const rows = [...read('README.md').matchAll(/^\| `([\w-]+)` \| ([^|]{10,}) \|$/gm)].map(
      ([, name]) => name,
    )
    expect(DEPENDENCIES.filter((name) => !rows.includes(name))).toEqual([])
    expect(DEPENDENCIES.length).toBeLessThanOrEqual(12)
  })

  it('runs nothing when it is installed', () => {
    for (const name of ['preinstall', 'install', 'postinstall'])
      expect(manifest.scripts).not.toHaveProperty(name)
  })

  const licences = (lock: object) => {
    writeFileSync(file('lock.json'), JSON.stringify(lock))
    return spawnSync(process.execPath, [join(ROOT, '.ci/licences.mjs'), file('lock.json')], {
      encoding: 'utf8',
    })
  }
  const lock = JSON.parse(read('package-lock.json'))
  const changed = (change: object) => {
    const name = `node_modules/${DEPENDENCIES[0]}`
    return { ...lock, packages: { ...lock.packages, [name]: { ...lock.packages[name], ...change } } }
  }

  it('may be shipped, and the lockfile has a checksum of each', () => {
    expect(licences(lock)).toMatchObject({ status: 0, stderr: '' })
    for (const name of DEPENDENCIES) expect(lock.packages).toHaveProperty([`node_modules/${name}`])
  })

  it.each([
    [{ license: 'GPL-3.0' }, 'licence GPL-3.0'],
    [{ license: undefined }, 'licence unknown'],
    [{ hasInstallScript: true }, 'runs a script when it is installed'],
    [{ integrity: undefined }, 'without a checksum'],
    [{ resolved: 'git+ssh://git@example.org/x.git' }, 'not from the registry'],
  ])('%j is refused', (change, told) => {
    const { status, stderr } = licences(changed(change))
    expect([status, stderr]).toEqual([1, expect.stringContaining(told)])
  })
})

describe.runIf(existsSync(join(ROOT, 'dist', 'epochwise.cjs')))('the network', () => {
  const NETWORK = ['http', 'https', 'http2', 'net', 'tls', 'dns', 'dgram', 'inspector']

  it('is not among what the built program loads', () => {
    const built = readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' })
    const scripts = built.filter((name) => /\.c?js$/.test(name)).map((name) => read(join('dist', name)))
    expect(scripts.length).toBeGreaterThan(3)
    const use = new RegExp(
      `["'](?:node:)?(?:${NETWORK.join('|')})(?:/promises)?["']\\)|\\bfetch\\(|WebSocket`,
    )
    expect(scripts.filter((text) => use.test(text))).toEqual([])
  })

  it('is not asked for, whatever the command', () => {
    const guard = `for (const [name, call] of [['net', 'connect'], ['net', 'createConnection'], ['dns', 'lookup'], ['dgram', 'createSocket']])
      require(name)[call] = () => { require('fs').appendFileSync(process.env.CALLED, name + '.' + call + '\\n'); throw new Error('network') }
    require('net').Socket.prototype.connect = require('net').connect
    globalThis.fetch = require('dns').lookup`
    writeFileSync(file('guard.cjs'), guard)
    const env = { PATH: process.env.PATH, CALLED: file('called') }
    const node = (...argv: string[]) =>
      spawnSync(process.execPath, ['--require', file('guard.cjs'), ...argv], {
        cwd: ROOT,
        encoding: 'utf8',
        env,
      })
    expect(node('-e', 'require("http").get("http://localhost:1").on("error", () => {})').stderr).toContain(
      'network',
    )
    expect(readFileSync(file('called'), 'utf8')).toContain('net.')
    rmSync(file('called'))
    const log = 'fixtures/diagnoses/overfitting.csv'
    for (const [code, ...argv] of [
      [1, log, '--format', `html=${file('r.html')}`, '--format', 'json'],
      [1, 'fixtures/diagnoses/*.csv', '--baseline', log, '--format', 'github'],
      [0, 'explain', 'overfitting'],
      [0, 'config'],
    ] as const)
      expect(node(join(ROOT, 'bin/epochwise.js'), ...argv)).toMatchObject({ status: code })
    expect(existsSync(file('called'))).toBe(false)
  })
})
