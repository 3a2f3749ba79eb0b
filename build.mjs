// Builds dist/: the command as one CommonJS file (it starts fastest), the library as an ES module, and its types.
import { execSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const shell = (command) =>
  execSync(command, { cwd: root, stdio: 'inherit', env: { ...process.env, npm_config_global: 'false' } })

/** `npm install -g .` on a fresh clone runs this before anything is installed. */
async function loadEsbuild() {
  try {
    return await import('esbuild')
  } catch {
    shell('npm ci --ignore-scripts')
    return import('esbuild')
  }
}

const esbuild = await loadEsbuild()
rmSync(new URL('dist', import.meta.url), { recursive: true, force: true })
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
}
await Promise.all([
  esbuild.build({
    ...shared,
    entryPoints: ['src/main.ts'],
    outfile: 'dist/epochwise.cjs',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    external: ['tinyglobby'], // loaded only when a glob is met, and not made for CommonJS bundles
  }),
  esbuild.build({
    ...shared,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    format: 'esm',
    packages: 'external',
    alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' }, // the one that needs no Buffer
  }),
])
shell('npx --no-install tsc -p tsconfig.build.json')
