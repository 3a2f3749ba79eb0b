// Packs the package and checks it as those meet it who install it: `npm run check:package [-- NODE...]`. Beside the Node
// that runs this, each one named (`22`, `24`: from npm; or the path of a binary) has to run what was installed.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CHECKS, TYPES } from './checks.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** What may be in the package: nothing of the sources, the tests or the samples. */
const PACKED =
  /^package\/(?:bin|dist|docs|man|schemas)\/|^package\/(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/
/** MB of the package, unpacked; so much that no sample or build by-product can slip in. */
const MOST = 4

const own = (name) => join(ROOT, 'node_modules', '.bin', name)
const npm = (args, cwd) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const say = (text) => process.stdout.write(`${text}\n`)

function main(nodes) {
  const work = mkdtempSync(join(tmpdir(), 'epochwise-package-'))
  try {
    if (!existsSync(join(ROOT, 'dist', 'index.js'))) throw new Error('dist/ is missing: run npm run build')
    const [packed] = JSON.parse(npm(['pack', '--ignore-scripts', '--json', '--pack-destination', work], ROOT))
    const tarball = join(work, packed.filename)
    const failed = [...contents(packed), ...linted(tarball), ...typed(install(tarball, work))]
    for (const node of [process.execPath, ...nodes.map((name) => nodeNamed(name, work))])
      failed.push(...tried(node, join(work, 'project')))
    for (const line of failed) say(`failed: ${line}`)
    return failed.length > 0 ? 1 : 0
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** What is in the tarball and does not belong there, and what is missing. */
function contents({ files, unpackedSize }) {
  const paths = files.map(({ path }) => `package/${path}`)
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const targets = [manifest.bin.epochwise, manifest.man, 'LICENSE', 'README.md', 'CHANGELOG.md']
  for (const target of Object.values(manifest.exports))
    targets.push(...(typeof target === 'string' ? [target] : Object.values(target)))
  say(`${paths.length} files, ${(unpackedSize / 1e6).toFixed(1)} MB`)
  return [
    ...paths.filter((path) => !PACKED.test(path)).map((path) => `${path} does not belong into the package`),
    ...targets
      .filter((target) => !paths.includes(join('package', target)))
      .map((target) => `${target} is missing from the package`),
    ...(unpackedSize > MOST * 1e6 ? [`the package is larger than ${MOST} MB`] : []),
  ]
}

/** What publint and attw object to. The package is an ES module alone, which Node from 20.19 on requires too. */
function linted(tarball) {
  return [
    ['publint', [tarball, '--strict']],
    ['attw', [tarball, '--profile', 'esm-only', '--no-emoji']],
  ].flatMap(([name, args]) => {
    const { status, stdout, stderr } = spawnSync(own(name), args, { cwd: ROOT, encoding: 'utf8' })
    say(`${name}: ${status === 0 ? 'ok' : 'objects'}`)
    return status === 0 ? [] : [`${name}\n${stdout}${stderr}`]
  })
}

/** A project that depends on the tarball alone. */
function install(tarball, work) {
  const project = join(work, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true, "type": "module" }\n')
  npm(['install', '--no-audit', '--no-fund', tarball], project)
  for (const log of ['diagnoses/overfitting.csv', 'healthy/digits-cnn.csv'])
    copyFileSync(join(ROOT, 'fixtures', log), join(project, log.replace(/.*\//, '')))
  return project
}

/** What the compiler objects to in a program that uses the types; it has none of Node. */
function typed(project) {
  writeFileSync(join(project, 'use.ts'), TYPES)
  const strict = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', '']
  const { status, stdout } = spawnSync(own('tsc'), [...strict, 'use.ts'], { cwd: project, encoding: 'utf8' })
  say(`types: ${status === 0 ? 'ok' : 'wrong'}`)
  return status === 0 ? [] : [`types\n${stdout}`]
}

/** The binary of a Node: the path that was given, or what npm installs under its version. */
function nodeNamed(name, work) {
  if (existsSync(name)) return name
  const folder = join(work, `node-${name}`)
  mkdirSync(folder)
  npm(
    ['install', '--no-audit', '--no-fund', '--foreground-scripts', '--prefix', folder, `node@${name}`],
    folder,
  )
  return join(folder, 'node_modules', 'node', 'bin', 'node')
}

/** What goes wrong where this Node runs the installed package. */
function tried(node, cwd) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
  const bin = join('node_modules', 'epochwise', 'bin', 'epochwise.js')
  const failed = CHECKS.flatMap(({ what, args, input = '', status = 0, shows }) => {
    const argv = args[0] === 'epochwise' ? [bin, ...args.slice(1)] : args
    const said = spawnSync(node, argv, { cwd, encoding: 'utf8', input, env: { PATH: process.env.PATH } })
    const good = said.status === status && shows.test(said.stdout)
    return good ? [] : [`${version}: ${what}: exit ${said.status}\n${said.stdout}${said.stderr}`]
  })
  say(`${version}: ${CHECKS.length - failed.length} of ${CHECKS.length} ok`)
  return failed
}

process.exitCode = main(process.argv.slice(2))
