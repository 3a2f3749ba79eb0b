import { curveOfDirectory, type SplitFile, splitFile } from '../text/path-name.js'

/** A run that was found: the directory or file it is reported as, and its files; relative to where was searched. */
export interface FoundRun {
  readonly path: string
  readonly files: readonly FoundFile[]
}

export interface FoundFile {
  readonly path: string
  /** The path within the directory of the run. */
  readonly name: string
}

/** Files that are known to be logs by their names. */
export interface Kind {
  /** What people call it. */
  readonly what: string
  /** The files of a run are read together; otherwise the first that reads stands for the run. */
  readonly together: boolean
  /** The runs in the directory `root` whose files are these. */
  runs(files: readonly string[], root: string): FoundRun[]
}

const EVENTS = /(?:^|\/)[^/]*tfevents[^/]*$/
const EMPTY_PROFILE = /\.profile-empty$/
/** Directories in which one run is split, as Keras, Estimators and CatBoost do. */
const SPLIT = /^(?:train|training|learn|val|valid|validation|eval(?:_\w+)?|evaluation|test|dev)$/i
/** `add_scalars` makes a directory of each curve beside the events of the run, `add_hparams` one named for the time. */
const CURVE = /_(?:train|training|val|valid|validation|eval|test|dev)$/i
const TIME = /^\d{10}(?:\.\d+)?$/

/** What a directory is searched for, the most trustworthy first. */
export const KINDS: readonly Kind[] = [
  { what: 'trainer_state.json', together: false, runs: trainerStates },
  named('metrics.csv', /(?:^|\/)metrics\.csv$/),
  named('results.csv', /(?:^|\/)results\.csv$/),
  named('summary.csv', /(?:^|\/)summary\.csv$/),
  named('history.csv', /(?:^|\/)history\.csv$/),
  named('log.txt', /(?:^|\/)log\.txt$/),
  named('scalars.json', /(?:\.log\.json|(?:^|\/)vis_data\/scalars\.json)$/),
  together('catboost_info', /^(.*\/)(?:learn|test)_error\.tsv$/),
  { what: 'mlruns', together: true, runs: mlflowRuns },
  together('dvclive', /^(.*\/)plots\/metrics\/.+\.tsv$/),
  named('metrics.json', /(?:^|\/)metrics\.json$/),
  { what: 'event files of TensorBoard', together: true, runs: eventRuns },
  together('exports of TensorBoard', /^(.*\/)run-[^/]*-tag-[^/]*\.(?:csv|json)$/),
  { what: 'a file for training and one for validation', together: true, runs: splitRuns },
]

/** The directory of a run of MLflow is named by 32 hex digits; under another name it has parameters or tags beside its metrics. */
function mlflowRuns(files: readonly string[], root: string): FoundRun[] {
  const named = together('mlruns', /^(.*\/[0-9a-f]{32}\/)metrics\/(?!system\/).+$/).runs(files, root)
  if (named.length > 0) return named
  const told = new Set(
    files.flatMap((file) => /^(.*\/)(?:meta\.yaml|(?:params|tags)\/[^/]+)$/.exec(`/${file}`)?.[1] ?? []),
  )
  const any = together('mlruns', /^(.*\/)metrics\/(?!system\/).+$/).runs(files, root)
  return any.filter(({ path }) => told.has(path === '' ? '/' : `/${path}/`))
}

/** One file is a run. */
function named(what: string, pattern: RegExp): Kind {
  const runs = (files: readonly string[]) =>
    files
      .filter((file) => pattern.test(file))
      .map((file) => ({ path: file, files: [{ path: file, name: file }] }))
  return { what, together: false, runs }
}

/** The files of which `pattern` captures the same directory are a run. */
function together(what: string, pattern: RegExp): Kind {
  const runs = (files: readonly string[], root: string) => {
    const groups: Groups = new Map()
    const before = `${root.replaceAll('\\', '/')}/`
    for (const path of files) {
      const directory = pattern.exec(before + path)?.[1]
      if (directory !== undefined)
        put(groups, directory.slice(before.length, -1), {
          path,
          name: (before + path).slice(directory.length),
        })
    }
    return runsOf(groups)
  }
  return { what, together: true, runs }
}

/** The state in the directory of a run, or in its checkpoints. */
function trainerStates(files: readonly string[]): FoundRun[] {
  const groups: Groups = new Map()
  for (const path of files) {
    const directory = /^(.*?\/)(?:checkpoint-\d+\/)?trainer_state\.json$/.exec(`/${path}`)?.[1]
    if (directory !== undefined)
      put(groups, directory.slice(1, -1), { path, name: path.slice(directory.length - 1) })
  }
  return runsOf(groups)
}

function eventRuns(all: readonly string[]): FoundRun[] {
  const files = all.filter((file) => EVENTS.test(file) && !EMPTY_PROFILE.test(file))
  const directories = new Set(files.map(directoryOf))
  const curves = new Map<string, number>()
  for (const directory of directories)
    if (isCurve(directory)) curves.set(directoryOf(directory), (curves.get(directoryOf(directory)) ?? 0) + 1)
  const groups: Groups = new Map()
  for (const path of files) {
    const own = directoryOf(path)
    const run = runOf(own, directories, curves)
    const name = run === '' ? path : path.slice(run.length + 1)
    if (own === run || !TIME.test(directoryOf(name))) put(groups, run, { path, name })
  }
  return runsOf(groups)
}

/** Is this what `add_scalars` makes of a metric, of which there are several where no writer of the whole run is beside them? */
function isCurve(directory: string): boolean {
  return curveOfDirectory(directory.slice(directory.lastIndexOf('/') + 1)) !== undefined
}

/** The directory of the run that a directory with event files belongs to. */
function runOf(
  directory: string,
  withEvents: ReadonlySet<string>,
  curves: ReadonlyMap<string, number>,
): string {
  const parent = directoryOf(directory)
  const name = directory.slice(directory.lastIndexOf('/') + 1)
  const belongs =
    SPLIT.test(name) ||
    (isCurve(directory) && (curves.get(parent) ?? 0) > 1) ||
    (withEvents.has(parent) && (CURVE.test(name) || TIME.test(name)))
  return directory !== '' && belongs ? parent : directory
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

type Groups = Map<string, FoundFile[]>

function put(groups: Groups, run: string, file: FoundFile): void {
  const group = groups.get(run)
  if (group) group.push(file)
  else groups.set(run, [file])
}

function runsOf(groups: Groups): FoundRun[] {
  return [...groups].map(([path, files]) => ({ path, files }))
}

/** `train.csv` beside `val.csv`: only where a directory holds one such run, since of several there is no telling. */
function splitRuns(files: readonly string[]): FoundRun[] {
  const runs = new Map<string, { path: string; file: SplitFile }[]>()
  for (const path of files) {
    const file = splitFile(path)
    if (file === undefined) continue
    const run = runs.get(file.run)
    if (run) run.push({ path, file })
    else runs.set(file.run, [{ path, file }])
  }
  const whole = [...runs.values()].filter(isSplit)
  const folders = whole.map(([first]) => {
    const folder = directoryOf(first?.path ?? '')
    return first?.file.inFolder ? directoryOf(folder) : folder
  })
  return whole.flatMap((run, k): FoundRun[] => {
    const path = folders[k] ?? ''
    if (folders.indexOf(path) !== folders.lastIndexOf(path)) return []
    return [
      {
        path,
        files: run.map(({ path: own }) => ({
          path: own,
          name: path === '' ? own : own.slice(path.length + 1),
        })),
      },
    ]
  })
}

/** Does the run have its training, and more; each metric once, and one spelling of each set? */
function isSplit(run: readonly { readonly file: SplitFile }[]): boolean {
  const splits = new Set(run.map(({ file }) => file.split))
  const told = new Set(run.map(({ file }) => `${file.split} ${file.metric?.replace(file.word, '') ?? ''}`))
  return splits.size > 1 && splits.has('train') && told.size === run.length
}
