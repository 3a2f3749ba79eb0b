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
  'part-readers': ['readers/list', 'text/document', 'text/traceback', 'text/unrecognised'],
  'part-others': [
    ...[
      'options',
      'explain',
      'completion',
      'compare/compare',
      'reporters/list',
      'source/directory',
      'summarize',
      'screen/overview',
    ],
    ...['live/progress', 'live/so-far', 'sink/github'],
  ],
  'part-tables': [
    ...['boosting-table', 'epoch-rows', 'evaluations', 'numbering', 'records', 'run-columns', 'table'],
    ...['table-column', 'table-notes', 'two-tables', 'yolo', 'decimal-comma', 'path-name'],
  ].map((name) => `text/${name}`),
  'part-configuration': ['config/load', 'config/show'],
  'part-watch': ['live/watch'],
}

/** Puts in place of each late library an object that loads it when one of its exports is asked for. */
const late = {
  name: 'late',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./, namespace: 'late' }, ({ path }) => ({ path, external: true }))
    onResolve({ filter: new RegExp(`^(?:${[...LATE, ...LATE_BUILTINS].join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'late',
    }))
    onLoad({ filter: /./, namespace: 'late' }, ({ path }) =>
      standInFor(namesTaken(path), `require('${path.startsWith('node:') ? path : `./${fileOf(path)}`}')`),
    )
  },
}

/** The file under src that a module imports, without its ending; undefined for what lies elsewhere. */
const moduleOf = ({ path, importer, resolveDir }) =>
  path.startsWith('.') && importer.startsWith(join(root, 'src'))
    ? relative(join(root, 'src'), join(resolveDir, path)).replaceAll('\\', '/').replace(/\.js$/, '')
    : undefined

/** An object in place of a module, which takes each export from where `load` finds them when it is asked for. */
const standInFor = (names, load) => ({
  contents: `
    let loaded
    const load = () => (loaded ??= ${load})
    for (const name of ${JSON.stringify(names)})
      Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] })
    exports.__esModule = true`,
  resolveDir: root,
})

/** The names that a module under src exports. */
async function namesIn(module) {
  const { metafile } = await esbuild.build({
    ...shared,
    entryPoints: [`src/${module}.ts`],
    format: 'esm',
    packages: 'external',
    write: false,
    metafile: true,
  })
  const [{ exports }] = Object.values(metafile.outputs)
  return exports
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
    onLoad({ filter: /./, namespace: 'late-part' }, async ({ path, pluginData: part }) =>
      standInFor(await namesIn(path), `require('./${part}.cjs').own['${path}']()`),
    )
    onResolve({ filter: /\.cjs$/, namespace: 'late-part' }, ({ path }) => ({ path, external: true }))
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
            pluginData: `require('./${other}.cjs').own['${module}']()`,
          }
        if (other !== undefined || !held.has(module)) return undefined
        taken.add(module)
        return {
          path: module,
          namespace: 'elsewhere',
          pluginData: `require('./epochwise.cjs').own['${module}']()`,
        }
      })
      onLoad({ filter: /./, namespace: 'elsewhere' }, async ({ path, pluginData }) =>
        standInFor(await namesIn(path), pluginData),
      )
      onResolve({ filter: /\.cjs$/, namespace: 'elsewhere' }, ({ path }) => ({ path, external: true }))
    },
  }
}

/** Source that exports `own`: by the paths of modules under src what makes an object of their exports. */
async function exportsOf(modules) {
  const parts = await Promise.all(
    modules.map(async (module, k) => {
      const names = await namesIn(module)
      return {
        taken: `import { ${names.map((name) => `${name} as m${k}_${name}`).join(', ')} } from './src/${module}.ts'`,
        given: `'${module}': () => ({ ${names.map((name) => `${name}: m${k}_${name}`).join(', ')} })`,
      }
    }),
  )
  const given = parts.map((part) => part.given).join(', ')
  return [...parts.map(({ taken }) => taken), `export const own = { ${given} }`].join('\n')
}

/** What the command's own file hands to whoever starts it. */
const ENTRY = `export { main } from './src/main.ts'; export { worldOf } from './src/sink/standard.ts'`

/** The command in one file, and its late parts, which take from it what it holds. */
async function buildCommand() {
  const options = (contents) => ({
    ...command,
    stdin: { contents: `${ENTRY}\n${contents}`, resolveDir: root },
    outfile: 'dist/epochwise.cjs',
    external: ['tinyglobby'], // loaded only when a glob is met
    plugins: [lateParts, late],
  })
  const { metafile } = await esbuild.build({ ...options(''), write: false, metafile: true })
  const held = new Set(
    Object.keys(metafile.inputs).flatMap((path) => /^src\/(.*)\.ts$/.exec(path)?.[1] ?? []),
  )
  const taken = new Set()
  await Promise.all(
    Object.entries(LATE_PARTS).map(async ([part, modules]) =>
      esbuild.build({
        ...command,
        stdin: { contents: await exportsOf(modules), resolveDir: root },
        outfile: `dist/${part}.cjs`,
        external: ['tinyglobby'],
        plugins: [fromCommand(part, held, taken), late],
      }),
    ),
  )
  await esbuild.build(options(await exportsOf([...taken].sort())))
}

/** Commander starts programs for commands of their own, of which there are none; what it takes for that starts slowly. */
const withoutChildren = {
  name: 'without-children',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'none' }))
    onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'module.exports = {}' }))
  },
}

/** The names that the source takes of a library: by themselves, or of the whole. */
function namesTaken(library) {
  const files = readdirSync(join(root, 'src'), { recursive: true }).filter((name) => name.endsWith('.ts'))
  const names = files.flatMap((name) => {
    const text = readFileSync(join(root, 'src', name), 'utf8')
    const imports = text.matchAll(/^import (?!type )(?:\{(.*?)\}|\* as (\w+)|(\w+)) from '(.*?)'$/gms)
    return [...imports].flatMap(([, list, ...[space, whole, from]]) => {
      if (from !== library) return []
      if (list !== undefined) return list.split(',').map((own) => own.trim())
      return [...text.matchAll(new RegExp(`\\b${space ?? whole}\\.(\\w+)`, 'g'))].map(([, own]) => own)
    })
  })
  return [...new Set(names)].filter((name) => /^\w+$/.test(name) && name !== 'infer').sort()
}

const esbuild = await loadEsbuild()
rmSync(new URL('dist', import.meta.url), { recursive: true, force: true })
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
  supported: { 'regexp-unicode-property-escapes': true }, // else each is compiled as the program starts
}
/** Each file of the command is one function, as Node makes one of a module: bin/load.js compiles it as it lies there. */
const command = {
  ...{ ...shared, format: 'cjs', minify: true, legalComments: 'none' },
  supported: { ...shared.supported, 'dynamic-import': false }, // a script that comes compiled cannot import
  banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
  footer: { js: '})' },
}
await Promise.all([
  buildCommand(),
  ...LATE.map((library) =>
    esbuild.build({
      ...command,
      ...(library === 'zod/mini'
        ? {
            stdin: {
              contents: `export { ${namesTaken('zod/mini').join(', ')} } from 'zod/mini'`,
              resolveDir: root,
            },
          }
        : { entryPoints: [library] }),
      outfile: `dist/${fileOf(library)}`,
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
for (const name of filesOfCommand()) spellInAscii(join(root, 'dist', name))
compile(['epochwise.cjs'], ['diagnoses/overfitting.csv'])
compile(
  ['part-readers.cjs', 'part-tables.cjs', 'part-others.cjs', 'csv-parse-sync.cjs'],
  ['keras-console.txt', 'history-json.json', 'jsonl.jsonl', 'wandb-csv.csv', 'lightning-csv.csv'].map(
    (name) => `readers/${name}`,
  ),
)
writeFileSync(join(root, 'dist', 'version.txt'), said('--version'))
writeFileSync(join(root, 'dist', 'help.txt'), said('--help'))
shell('npx --no-install tsc -p tsconfig.build.json')

function filesOfCommand() {
  return readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.cjs'))
}

/** Spells out in a file what esbuild leaves within regular expressions, so that V8 needs one byte for each character. */
function spellInAscii(path) {
  const spelt = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  writeFileSync(path, readFileSync(path, 'utf8').replace(/[^\0-\x7f]/g, spelt))
}

/** Keeps what V8 makes of some files of dist while the program judges logs among the fixtures. */
function compile(files, logs) {
  const paths = logs.map((name) => join(root, 'fixtures', name))
  execFileSync(process.execPath, [join(root, 'compile.cjs'), ...files, '--', ...paths])
}

/** What the program says to a flag, off a terminal. */
function said(flag) {
  return execFileSync(process.execPath, [join(root, 'bin', 'epochwise.js'), flag])
}
