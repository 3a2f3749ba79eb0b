// Builds dist/: the command as one CommonJS file (it starts fastest), the library as an ES module, and its types.
import { execFileSync, execSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
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
/** Parts of the program that the judgement of a plain table does without, in files of their own. */
const LATE_PARTS = {
  'part-readers': ['readers/list', 'text/document', 'text/traceback'],
  'part-others': [
    ...[
      'options',
      'explain',
      'completion',
      'compare/compare',
      'reporters/list',
      'source/directory',
      'summarize',
    ],
    ...['live/progress', 'live/so-far', 'sink/github'],
  ],
  'part-configuration': ['config/load', 'config/show'],
}

/** Puts in place of each late library an object that loads it when one of its exports is asked for; they lie in `folder`. */
const late = (folder) => ({
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
          const load = () => (loaded ??= require('${path.startsWith('node:') ? path : `${folder}/${fileOf(path)}`}'))
          for (const name of ${JSON.stringify(Object.keys({ ...own, ...exported }))})
            Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] })`,
        resolveDir: root,
      }
    })
  },
})
/** The file under src that a module imports, without its ending; undefined for what lies elsewhere. */
const moduleOf = ({ path, importer, resolveDir }) =>
  path.startsWith('.') && importer.startsWith(join(root, 'src'))
    ? relative(join(root, 'src'), join(resolveDir, path)).replaceAll('\\', '/').replace(/\.js$/, '')
    : undefined

/** An object in place of a module, which takes each export from where `load` finds them when it is asked for. */
async function standIn(module, load) {
  const { metafile } = await esbuild.build({
    ...shared,
    entryPoints: [`src/${module}.ts`],
    format: 'esm',
    packages: 'external',
    write: false,
    metafile: true,
  })
  const [{ exports }] = Object.values(metafile.outputs)
  return {
    contents: `
      let loaded
      const load = () => (loaded ??= ${load})
      for (const name of ${JSON.stringify(exports)})
        Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] })
      exports.__esModule = true`,
    resolveDir: root,
  }
}

/** Puts in place of each late part of the program what loads it when one of its exports is asked for. */
const lateParts = {
  name: 'late-parts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, (asked) => {
      const module = moduleOf(asked)
      const part = Object.keys(LATE_PARTS).find((name) => LATE_PARTS[name].includes(module))
      return part && { path: module, namespace: 'late-part', pluginData: part }
    })
    onLoad({ filter: /./, namespace: 'late-part' }, ({ path, pluginData: part }) =>
      standIn(path, `require('./late/${part}.cjs').own['${path}']`),
    )
    onResolve({ filter: /^\.\/late\//, namespace: 'late-part' }, ({ path }) => ({ path, external: true }))
  },
}

/** In a late part: takes what the command itself holds from there, and other late parts from their files; notes what. */
function fromCommand(part, held, taken) {
  return {
    name: 'from-command',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, (asked) => {
        const module = moduleOf(asked)
        const other = Object.keys(LATE_PARTS).find((name) => LATE_PARTS[name].includes(module))
        if (other !== undefined && other !== part)
          return {
            path: module,
            namespace: 'elsewhere',
            pluginData: `require('./${other}.cjs').own['${module}']`,
          }
        if (other !== undefined || !held.has(module)) return undefined
        taken.add(module)
        return {
          path: module,
          namespace: 'elsewhere',
          pluginData: `require('../epochwise.cjs').own['${module}']`,
        }
      })
      onLoad({ filter: /./, namespace: 'elsewhere' }, ({ path, pluginData }) => standIn(path, pluginData))
      onResolve({ filter: /\.cjs$/, namespace: 'elsewhere' }, ({ path }) => ({ path, external: true }))
    },
  }
}

/** Source that exports modules as `own`, by their paths under src. */
const exportsOf = (modules) =>
  [
    ...modules.map((module, k) => `import * as m${k} from './src/${module}.ts'`),
    `export const own = { ${modules.map((module, k) => `'${module}': m${k}`).join(', ')} }`,
  ].join('\n')

/** The command in one file, and its late parts, which take from it what it holds. */
async function buildCommand() {
  const options = (contents) => ({
    ...command,
    stdin: { contents: `export { main } from './src/main.ts'\n${contents}`, resolveDir: root },
    outfile: 'dist/epochwise.cjs',
    external: ['tinyglobby'], // loaded only when a glob is met, and not made for CommonJS bundles
    plugins: [lateParts, late('./late')],
  })
  const { metafile } = await esbuild.build({ ...options(''), write: false, metafile: true })
  const held = new Set(
    Object.keys(metafile.inputs).flatMap((path) => /^src\/(.*)\.ts$/.exec(path)?.[1] ?? []),
  )
  const taken = new Set()
  await Promise.all(
    Object.entries(LATE_PARTS).map(([part, modules]) =>
      esbuild.build({
        ...command,
        stdin: { contents: exportsOf(modules), resolveDir: root },
        outfile: `dist/late/${part}.cjs`,
        external: ['tinyglobby'],
        plugins: [fromCommand(part, held, taken), late('.')],
      }),
    ),
  )
  await esbuild.build(options(exportsOf([...taken].sort())))
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
  buildCommand(),
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
