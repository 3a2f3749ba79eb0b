import { join } from 'node:path'
import { build } from 'esbuild'
import { defineConfig, type Plugin } from 'vitest/config'

const SOURCE = join(process.cwd(), 'src')

/** Hands each module that a test imports over in one piece: every mutant is loaded anew, which takes longer than to test it. */
const bundled: Plugin = {
  name: 'bundled',
  enforce: 'pre',
  async load(id) {
    if (!id.startsWith(SOURCE)) return null
    const { outputFiles } = await build({
      ...{ entryPoints: [id], bundle: true, write: false, platform: 'node', format: 'esm' },
      ...{ packages: 'external', logLevel: 'warning' },
    })
    return outputFiles[0]?.text ?? null
  },
}

// The tests of the part whose mutants run.mjs makes, and no others: what a part does has to show in its own tests.
export default defineConfig({
  plugins: [bundled],
  test: { include: (process.env.MUTATE_TESTS ?? '').split(','), testTimeout: 30_000 },
})
