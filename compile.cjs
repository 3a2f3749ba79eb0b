// Keeps what V8 makes of the program while it judges logs: node compile.cjs FILE... -- LOG... writes it for these files of dist.
const { mkdirSync, writeFileSync } = require('node:fs')
const { COMPILED, load, loaded } = require('./bin/load.js')

const [files, logs] = [
  process.argv.slice(2, process.argv.indexOf('--')),
  process.argv.slice(process.argv.indexOf('--') + 1),
]

/** Takes what is written and shows it nobody. */
const nowhere = { write: (_, done) => done() }

async function judgeAll() {
  const { main } = load('epochwise.cjs')
  for (const paths of [...logs.map((log) => [log]), logs])
    await main(paths, { stdin: [], stdout: nowhere, stderr: nowhere, env: {} })
  mkdirSync(COMPILED, { recursive: true })
  for (const [name, { script }] of loaded)
    if (files.includes(name)) writeFileSync(`${COMPILED}${name}.bin`, script.createCachedData())
}

judgeAll()
