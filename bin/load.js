const { readFileSync } = require('node:fs')
const { Script } = require('node:vm')

const DIST = `${__dirname.slice(0, -'bin'.length)}dist/`
/** Where what V8 made of the program lies: it is of use to the V8 that made it, and to no other. */
const COMPILED = `${DIST}compiled/${process.versions.v8}-${process.arch}/`

/** The files of the program by their names: what they export, and the script that they were. */
const loaded = new Map()

/**
 * Loads a file of the program by its name. To compile one takes as long as to judge a log, hence it comes compiled where
 * the build left it so. V8 refuses what it did not make itself; the file is then compiled as any other.
 */
function load(name) {
  const known = loaded.get(name)
  if (known) return known.module.exports
  const filename = `${DIST}${name}`
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename,
    cachedData: compiled(name),
  })
  const module = { exports: {} }
  loaded.set(name, { module, script })
  script.runInThisContext()(module.exports, requireHere, module, filename, DIST)
  return module.exports
}

function compiled(name) {
  try {
    return readFileSync(`${COMPILED}${name}.bin`)
  } catch {
    return undefined
  }
}

/** The files of the program stand in one folder, and are loaded once each. */
function requireHere(path) {
  return path.startsWith('./') ? load(path.slice(2)) : require(path)
}

module.exports = { COMPILED, load, loaded }
