#!/usr/bin/env node
const { main } = load()

main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code
})

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
