#!/usr/bin/env node
const argv = process.argv.slice(2)

if (!answered(argv)) {
  const { main, worldOf } = program()
  main(argv, worldOf(process)).then((code) => {
    process.exitCode = code
  })
}

/** The version and the help are texts made by the build: shown without loading the program, where nothing is in the way. */
function answered([flag, ...others]) {
  const name = { '--version': 'version', '-V': 'version', '--help': 'help', '-h': 'help' }[flag]
  if (name === undefined || others.length > 0) return false
  const { readFileSync, writeSync } = require('node:fs')
  try {
    const text = readFileSync(`${__dirname}/../dist/${name}.txt`)
    return writeSync(1, text) === text.length
  } catch {
    return false
  }
}

/** In a clone that was never installed there is nothing built yet. */
function program() {
  try {
    return require('./load.js').load('epochwise.cjs')
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    process.stderr.write('epochwise: not built yet (run npm ci in the clone first)\n')
    return { main: async () => 2, worldOf: () => undefined }
  }
}
