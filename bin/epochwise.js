#!/usr/bin/env node
const { main } = require('../dist/epochwise.cjs')

main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code
})
