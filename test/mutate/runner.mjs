// Runs the tests of a part for Stryker, all in one process and from one piece of code: its runner of vitest starts a worker and
// loads the program anew for every mutant, which takes six times as long.
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const TESTS = fileURLToPath(new URL('tests.mjs', import.meta.url))

/** The same as src/once.ts, but what was worked out with one change is forgotten before the next. */
const FORGETFUL = `
  export const once = (make) => make
  export const remember = (work) => work
  export const rememberText = (work) => work
`

/** Tests find here what they import from vitest. */
const instead = {
  name: 'instead',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /[\\/]src[\\/]once\.ts$/ }, () => ({ contents: FORGETFUL }))
    onResolve({ filter: /^vitest$/ }, ({ importer }) =>
      importer === TESTS ? { path: 'vitest', external: true } : { path: TESTS },
    )
  },
}

/** What the changed code and Stryker tell each other. */
const told = globalThis.__stryker__ ?? {}
globalThis.__stryker__ = told

class Runner {
  #tests = []

  capabilities() {
    return { reloadEnvironment: false }
  }

  /** Loads the tests and runs each once as nothing is changed, which tells how long it takes and what its snapshots hold. */
  async init() {
    const files = (process.env.MUTATE_TESTS ?? '').split(',')
    const outfile = join('test', 'mutate', `bundled-${process.pid}.mjs`)
    await build({
      stdin: {
        contents: [...files.map((file) => `import './${file}'`), `export { tests } from 'vitest'`].join('\n'),
        resolveDir: process.cwd(),
      },
      ...{ bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning' },
      ...{ absWorkingDir: process.cwd(), outfile, plugins: [instead] },
    })
    const { tests } = await import(pathToFileURL(resolve(outfile)).href)
    for (const test of tests) this.#tests.push({ ...test, ...(await this.#run(test)) })
    this.#tests.sort((a, b) => a.took - b.took)
  }

  async dryRun() {
    told.mutantCoverage ??= { static: {}, perTest: {} }
    told.mutantCoverage.perTest = {}
    const results = []
    for (const test of this.#tests) results.push(resultOf(test, await this.#run(test)))
    return { status: 'complete', tests: results, mutantCoverage: told.mutantCoverage }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const asked = this.#tests.filter(({ name }) => !testFilter || testFilter.includes(name))
    Object.assign(told, { activeMutant: activeMutant.id, hitCount: 0, hitLimit })
    try {
      for (const test of asked) {
        const { error } = await this.#run(test)
        if (told.hitCount > hitLimit) return { status: 'timeout', reason: 'runs in circles' }
        if (error === undefined) continue
        await this.#check(test)
        return { status: 'killed', killedBy: [test.name], failureMessage: error, nrOfTests: asked.length }
      }
      return { status: 'survived', nrOfTests: asked.length }
    } finally {
      told.activeMutant = undefined
    }
  }

  /** What failed has to pass with nothing changed: else a mutant before has left something behind, and this one is not proved. */
  async #check(test) {
    Object.assign(told, { activeMutant: undefined, hitCount: undefined })
    const { error } = await this.#run(test)
    if (error !== undefined) throw new Error(`fails with nothing changed: ${test.name}: ${error}`)
  }

  async #run({ name, run }) {
    const start = performance.now()
    told.currentTestId = name
    try {
      await run()
      return { took: performance.now() - start }
    } catch (error) {
      return { took: performance.now() - start, error: String(error?.message ?? error) }
    } finally {
      told.currentTestId = undefined
    }
  }
}

function resultOf({ name }, { took, error }) {
  const shared = { id: name, name, timeSpentMs: took }
  return error === undefined ? { ...shared, status: 0 } : { ...shared, status: 1, failureMessage: error }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: Runner }]
