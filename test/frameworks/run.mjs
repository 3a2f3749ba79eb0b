// Records the samples anew with the frameworks and compares what is read of them with what these held in memory:
// `npm run test:frameworks [-- GROUP...] [--newest] [--python PYTHON] [--keep]`. See fixtures/record/README.md.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { GROUPS } from './groups.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What ends the run before anything was compared. */
class Stop extends Error {}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { newest: { type: 'boolean' }, keep: { type: 'boolean' }, python: { type: 'string' } },
  })
  const unknown = positionals.filter((name) => !Object.hasOwn(GROUPS, name))
  if (unknown.length > 0)
    throw new Stop(`no group ${unknown.join(', ')}; there are ${Object.keys(GROUPS).join(', ')}`)
  const python = values.python ?? findPython()
  if (process.platform !== 'linux')
    throw new Stop('samples are recorded in namespaces of Linux (unshare); this is none')
  const work = mkdtempSync(join(tmpdir(), 'epochwise-frameworks-'))
  try {
    const failed = []
    for (const name of positionals.length > 0 ? positionals : Object.keys(GROUPS)) {
      const own =
        values.python ?? environment(join(work, `venv-${name}`), python, GROUPS[name], values.newest)
      if (own === undefined || !record(join(work, name), own, GROUPS[name]) || !compare(join(work, name)))
        failed.push(name)
    }
    say(failed.length > 0 ? `failed: ${failed.join(', ')}` : 'what is read equals what the frameworks held')
    return failed.length > 0 ? 1 : 0
  } finally {
    if (values.keep) say(`kept: ${work}`)
    else rmSync(work, { recursive: true, force: true })
  }
}

function findPython() {
  const found = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0)
  if (found === undefined)
    throw new Stop('no Python: the samples are recorded by it; install Python 3.11 or name one with --python')
  return found
}

/** The Python of a new environment with what a group needs; undefined where it cannot be installed. */
function environment(folder, python, { requirements, only }, newest) {
  say(`installing ${only?.join(', ') ?? requirements}${newest ? ', the newest versions' : ''}`)
  const lines = readFileSync(join(ROOT, 'fixtures', 'record', requirements), 'utf8').split('\n')
  const wanted = lines.filter(
    (line) => /^[A-Za-z]/.test(line) && (!only || only.includes(line.split('==')[0])),
  )
  const own = join(folder, 'bin', 'python')
  const list = `${folder}.txt`
  writeFileSync(list, `${wanted.map((line) => (newest ? line.split('==')[0] : line)).join('\n')}\n`)
  const done = show(python, ['-m', 'venv', folder]) && show(own, ['-m', 'pip', 'install', '-q', '-r', list])
  return done ? own : undefined
}

/** Runs the scripts of a group on a copy of fixtures/record that has no samples and no values. */
function record(folder, python, { scripts, names = {} }) {
  const scriptsFolder = join(folder, 'fixtures', 'record')
  cpSync(join(ROOT, 'fixtures', 'record'), scriptsFolder, {
    recursive: true,
    filter: (path) => !path.endsWith('values') && !path.endsWith('__pycache__'),
  })
  for (const made of ['record/values', 'readers', 'diagnoses', 'healthy'])
    mkdirSync(join(folder, 'fixtures', made), { recursive: true })
  return scripts.every((script) => {
    const wanted = names[script] ? readdirSync(join(ROOT, 'fixtures', 'readers')).filter(names[script]) : []
    say(`${script} ${wanted.join(' ')}`)
    return show(python, [script, ...wanted], scriptsFolder)
  })
}

/** The test of values, on what was recorded. */
function compare(folder) {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  return show(process.execPath, [vitest, 'run', 'test/fixtures/values.test.ts'], ROOT, {
    EPOCHWISE_RECORDED: folder,
  })
}

function show(command, args, cwd = ROOT, env = {}) {
  return spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

function say(text) {
  process.stdout.write(`test:frameworks: ${text}\n`)
}

try {
  process.exitCode = main()
} catch (error) {
  if (!(error instanceof Stop) && !String(error.code).startsWith('ERR_PARSE_ARGS')) throw error
  process.stderr.write(`test:frameworks: ${error.message}\n`)
  process.exitCode = 2
}
