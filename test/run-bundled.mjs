import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

/** Bundles the TypeScript program at a URL and runs it; inside node_modules, so that it finds its packages. */
export async function runBundled(program) {
  const modules = fileURLToPath(new URL('../node_modules', import.meta.url))
  const work = mkdtempSync(join(modules, '.run-'))
  try {
    const outfile = join(work, 'main.mjs')
    await build({
      entryPoints: [fileURLToPath(program)],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'warning',
      // Where node_modules is a link, as in a worktree, the bundle lies elsewhere once it is followed.
      define: { 'import.meta.url': JSON.stringify(pathToFileURL(outfile).href) },
    })
    await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(work, { recursive: true })
  }
}
