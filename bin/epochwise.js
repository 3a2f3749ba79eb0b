#!/usr/bin/env node
const argv = process.argv.slice(2)

if (!answered(argv)) {
  const { main } = load()
  main(argv, process).then((code) => {
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
function load() {
  try {
    return require('../dist/epochwise.cjs')
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error
    process.stderr.write('epochwise: not built yet (run npm ci in the clone first)\n')
    return { main: async () => 2 }
  }
}
