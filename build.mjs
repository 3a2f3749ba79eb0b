// Builds dist/: the command as one CommonJS file (it starts fastest), the library as an ES module, and its types.
import { execFileSync, execSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
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

/** Parts of Node that it does without, and that start slowly. */
const LATE_BUILTINS = ['node:fs/promises', 'node:v8', 'node:zlib']
/** Libraries that the judgement of a plain table does without: each a file of its own, loaded at its first use. */
const LATE = ['chalk', 'commander', 'csv-parse/sync', 'json5', 'zod/mini']
const fileOf = (library) => `${library.replace(/\W/g, '-')}.cjs`

/** Puts in place of each late library an object that loads it when one of its exports is asked for. */
const late = {
  name: 'late',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./, namespace: 'late' }, ({ path }) => ({ path, external: true }))
    onResolve({ filter: new RegExp(`^(?:${[...LATE, ...LATE_BUILTINS].join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'late',
    }))
    onLoad({ filter: /./, namespace: 'late' }, async ({ path }) => {
      const { default: own = {}, ...exported } = await import(path)
      return {
        contents: `
          let loaded
          const load = () => (loaded ??= require('${path.startsWith('node:') ? path : `./late/${fileOf(path)}`}'))
          for (const name of ${JSON.stringify(Object.keys({ ...own, ...exported }))})
            Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] })`,
        resolveDir: root,
      }
    })
  },
}
/** Commander starts programs for commands of their own, of which there are none; what it takes for that starts slowly. */
const withoutChildren = {
  name: 'without-children',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'none' }))
    onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** What the source takes of zod, whose whole is large. */
function zodNames() {
  const files = readdirSync(join(root, 'src'), { recursive: true }).filter((name) => name.endsWith('.ts'))
  const sources = files.map((name) => readFileSync(join(root, 'src', name), 'utf8'))
  const names = sources.flatMap((text) => [...text.matchAll(/\bz\.(\w+)/g)].map(([, name]) => name))
  return [...new Set(names)].filter((name) => name !== 'infer').join(', ')
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
const command = { ...shared, format: 'cjs', minify: true, legalComments: 'none' }
await Promise.all([
  esbuild.build({
    ...command,
    entryPoints: ['src/main.ts'],
    outfile: 'dist/epochwise.cjs',
    external: ['tinyglobby'], // loaded only when a glob is met, and not made for CommonJS bundles
    plugins: [late],
  }),
  ...LATE.map((library) =>
    esbuild.build({
      ...command,
      ...(library === 'zod/mini'
        ? { stdin: { contents: `export { ${zodNames()} } from 'zod/mini'`, resolveDir: root } }
        : { entryPoints: [library] }),
      outfile: `dist/late/${fileOf(library)}`,
      plugins: [withoutChildren],
    }),
  ),
  esbuild.build({
    ...shared,
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    format: 'esm',
    packages: 'external',
    alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' }, // the one that needs no Buffer
  }),
])
writeFileSync(join(root, 'dist', 'version.txt'), said('--version'))
writeFileSync(join(root, 'dist', 'help.txt'), said('--help'))
shell('npx --no-install tsc -p tsconfig.build.json')

/** What the program says to a flag, off a terminal. */
function said(flag) {
  return execFileSync(process.execPath, [join(root, 'bin', 'epochwise.js'), flag])
}
