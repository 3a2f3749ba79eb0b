// Bundles the fuzzer and runs it: `npm run fuzz -- --minutes 30 --seed 1`.
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const work = mkdtempSync(join(here, '..', '..', 'node_modules', '.fuzz-'))
try {
  const outfile = join(work, 'main.mjs')
  await build({
    entryPoints: [join(here, 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  })
  await import(pathToFileURL(outfile).href)
} finally {
  rmSync(work, { recursive: true })
}
