import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { byName } from './natural.js'

/** How deep a directory is searched, and how many entries are looked at: a folder of data may hold millions. */
const DEEPEST = 8
const MOST_ENTRIES = 50_000
/** Directories that hold no logs of a run: hidden ones, packages, caches. */
const PASSED_OVER = /^(?:\..*|node_modules|__pycache__|site-packages|venv)$/

/** What a directory holds. Paths are relative to it, with slashes. */
export interface Found {
  readonly files: readonly string[]
  /** Directories that a tool keeps in a format of its own. */
  readonly stores: readonly { readonly path: string; readonly tool: 'W&B' | 'RocksDB' }[]
  /** Directories that could not be looked into. */
  readonly closed: readonly string[]
  /** Not everything was looked at. */
  readonly cut: boolean
}

/** Lists the files in a directory and below it, the nearest first. A symbolic link is followed once. */
export async function findFiles(root: string): Promise<Found> {
  const files: string[] = []
  const stores: Found['stores'][number][] = []
  const closed: string[] = []
  const waiting = [{ path: '', depth: 0 }]
  const linked: typeof waiting = []
  const seen = new Set<string>()
  let entries = 0
  let cut = false
  for (let next = waiting.shift(); next; next = waiting.shift() ?? linked.shift()) {
    const { path, depth } = next
    const directory = join(root, path)
    const real = await realpath(directory).catch(() => directory)
    if (seen.has(real)) continue
    seen.add(real)
    const held = await readdir(directory, { withFileTypes: true }).catch(() => undefined)
    if (!held) {
      closed.push(path)
      continue
    }
    const tool = storeOf(held.map(({ name }) => name))
    if (tool) {
      stores.push({ path, tool })
      continue
    }
    entries += held.length
    if (entries > MOST_ENTRIES) return { files, stores, closed, cut: true }
    for (const entry of held.sort((a, b) => byName(a.name, b.name))) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`
      const link = entry.isSymbolicLink()
      const kind = link ? await stat(join(root, inner)).catch(() => entry) : entry
      if (kind.isFile()) files.push(inner)
      else if (!kind.isDirectory() || PASSED_OVER.test(entry.name)) continue
      else if (depth === DEEPEST) cut = true
      else (link ? linked : waiting).push({ path: inner, depth: depth + 1 })
    }
  }
  return { files, stores, closed, cut }
}

/** Whose own format the files of a directory are in. */
function storeOf(names: readonly string[]): Found['stores'][number]['tool'] | undefined {
  if (names.some((name) => name.endsWith('.wandb'))) return 'W&B'
  return names.includes('CURRENT') && names.some((name) => /^MANIFEST-\d+$/.test(name))
    ? 'RocksDB'
    : undefined
}
