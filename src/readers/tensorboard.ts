import { decodeEvent } from '../bytes/event.js'
import { beginsWithRecord, type Ending, eachRecord } from '../bytes/records.js'
import { UserError } from '../errors.js'
import { count } from '../numerals.js'
import type { Note } from '../run/run.js'
import type { Source } from '../text/source.js'
import { isSplitWord } from '../text/splits.js'
import { readTimeline, type TimedPoint } from '../text/timeline.js'
import { onOneCount } from '../text/two-counts.js'
import type { Reader } from './reader.js'

/** Keras names so what it logs for each epoch; what it logs for each batch or iteration has other steps. */
const KERAS_EPOCH = /^epoch_/
/** Keras writes it for each evaluation, into the log of validation. */
const KERAS_EVALUATION = /^evaluation_.*_vs_iterations$/
const KERAS_BATCH = /^(?:batch_|evaluation_.*_vs_iterations$)/

/** One thing that a file says, in the order of time: a value, or that a writer starts here. */
interface Item {
  wallTime: number
  readonly step: number
  /** The directory of the file within that of the run. */
  readonly folder: string
  readonly file: string
  /** Absent where a writer starts. */
  readonly tag?: string
  readonly value: number
}

/**
 * The scalars in the event files that `tf.summary`, Keras' TensorBoard callback, PyTorch's SummaryWriter, tensorboardX
 * and TensorFlow 1 write: one file, or all files of the directory of a run. A directory within it names its metrics
 * (`validation/epoch_loss`), as in the runs that TensorBoard shows. Texts, histograms and pictures are left out.
 */
export const tensorboard: Reader = {
  id: 'tensorboard',
  title: 'TensorBoard event files: one, or the directory of a run',
  sample: 'events.out.tfevents.* in a directory, such as logs/train and logs/validation',
  recognises: (source) => source.files.some(({ bytes }) => bytes !== undefined && beginsWithRecord(bytes)),
  read(source) {
    const notes: Note[] = []
    const items = inOrderOfTime(source.files.map((file) => readFile(file, folderOf(file, source), notes)))
    const { points, voided } = collect(items)
    if (voided > 0)
      notes.push({ because: `a writer started again: ${count(voided, 'value')} logged before are void` })
    dropRivals(points, notes)
    const perEpoch = [...points.values()].some(([point]) => KERAS_EPOCH.test(point?.tag ?? ''))
    const evaluated = filesOf(points, KERAS_EVALUATION)
    if (perEpoch) dropPerBatch(points, notes)
    const { timeline, notes: counts } = onOneCount(points)
    const reading = readTimeline(timeline)
    if (reading.phases.length === 0)
      throw new UserError(
        `${source.title}: no scalar in the event files`,
        'log the loss with add_scalar or tf.summary.scalar',
      )
    const axis = perEpoch && reading.axis === 'step' ? 'epoch' : reading.axis
    const validation = perEpoch && isOfValidation(points, evaluated)
    if (validation)
      notes.push({ because: 'Keras writes evaluation_* beside validation only: so this is validation data' })
    return {
      ...reading,
      axis,
      notes: [...notes, ...counts, ...reading.notes],
      ...(validation && { bareSplit: 'validation' as const }),
    }
  },
}

/** The directory of a part; of a file alone only what says that it is of training or validation. */
function folderOf(file: Source, source: Source): string {
  const folders = file.name.split(/[/\\]/).slice(0, -1)
  if (file !== source) return folders.join('/')
  const last = folders.at(-1) ?? ''
  return isSplitWord(last.split('_').at(-1) ?? '') ? last : ''
}

function readFile(file: Source, folder: string, notes: Note[]): Item[] {
  const items: Item[] = []
  const plugins = new Map<string, string>()
  let undecoded = 0
  const ending = eachRecord(file.bytes ?? new Uint8Array(), (data) => {
    try {
      const event = decodeEvent(data)
      const item = { wallTime: event.wallTime, step: event.step, folder, file: file.name }
      if (event.starts) items.push({ ...item, value: Number.NaN })
      for (const { tag, plugin, scalar } of event.values) {
        if (plugin !== undefined) plugins.set(tag, plugin)
        if (scalar !== undefined && (plugins.get(tag) ?? 'scalars') === 'scalars')
          items.push({ ...item, tag, value: scalar })
      }
    } catch {
      undecoded++
    }
  })
  notes.push(...endNotes(file, ending, undecoded))
  return items
}

function endNotes({ name }: Source, { kind, at, corrupt }: Ending, undecoded: number): Note[] {
  const notes: Note[] = []
  if (corrupt + undecoded > 0)
    notes.push({ because: `${name}: skipped ${count(corrupt + undecoded, 'damaged record')}` })
  if (kind === 'cut') notes.push({ because: `${name}: ends within a record: the run goes on, or was killed` })
  if (kind === 'damaged') notes.push({ because: `${name}: damaged from byte ${at} on: read up to there` })
  return notes
}

/** All items by time; a file that seems older than the one before it in its directory was written by a wrong clock. */
function inOrderOfTime(files: readonly (readonly Item[])[]): Item[] {
  const spans = new Map<string, { first: number; last: number }>()
  const items = files.flatMap((file) => {
    const times = file.map(({ wallTime }) => wallTime)
    const first = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY)
    const last = times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY)
    const folder = file[0]?.folder ?? ''
    const before = spans.get(folder)
    const least = before && last < before.first ? before.last : first
    let latest = least
    for (const item of file) {
      latest = Math.max(item.wallTime, latest)
      item.wallTime = latest
    }
    if (file.length > 0) spans.set(folder, { first: least, last: Math.max(latest, before?.last ?? latest) })
    return file
  })
  return items.sort((a, b) => a.wallTime - b.wallTime)
}

interface TaggedPoint extends TimedPoint {
  readonly tag: string
  readonly folder: string
  readonly file: string
}

type Points = Map<string, TaggedPoint[]>

/** The points of each metric; where a writer starts at a step, what its directory holds from there on is void. */
function collect(items: readonly Item[]): { points: Points; voided: number } {
  const points: Points = new Map()
  let voided = 0
  for (const [time, { folder, file, tag, step, value }] of items.entries()) {
    if (tag === undefined) voided += voidFrom(step, folder, points)
    else {
      const name = nameOf(folder, tag)
      const own = points.get(name) ?? []
      if (own.length === 0) points.set(name, own)
      own.push({ time, step, value, tag, folder, file })
    }
  }
  return { points, voided }
}

function voidFrom(step: number, folder: string, points: Points): number {
  let voided = 0
  for (const [name, own] of points) {
    if (own[0]?.folder !== folder) continue
    while ((own.at(-1)?.step ?? Number.NEGATIVE_INFINITY) >= step) {
      own.pop()
      voided++
    }
    if (own.length === 0) points.delete(name)
  }
  return voided
}

/** `add_scalars('Loss', {'train': 1})` makes the directory `Loss_train`, in which the tag is `Loss`. */
function nameOf(folder: string, tag: string): string {
  const group = `${tag.replaceAll('/', '_')}_`
  if (folder.startsWith(group)) return `${tag}/${folder.slice(group.length)}`
  return folder === '' ? tag : `${folder}/${tag}`
}

/** Two files that log one metric at the same time are of two processes: the one that logs more of it counts. */
function dropRivals(points: Points, notes: Note[]): void {
  const rivals = new Set<string>()
  for (const [name, own] of points) {
    const sizes = new Map<string, number>()
    let changes = 0
    for (const [k, { file }] of own.entries()) {
      sizes.set(file, (sizes.get(file) ?? 0) + 1)
      if (file !== (own[k - 1]?.file ?? file)) changes++
    }
    if (changes < sizes.size) continue
    const [most] = [...sizes].sort((a, b) => b[1] - a[1]).map(([file]) => file)
    const kept = own.filter(({ file }) => file === most)
    points.set(name, kept)
    rivals.add(most ?? '')
  }
  for (const file of rivals)
    notes.push({ because: `several processes wrote the same metrics at once: those of ${file} count` })
}

function filesOf(points: Points, tag: RegExp): ReadonlySet<string> {
  const own = [...points.values()].flat().filter((point) => tag.test(point.tag))
  return new Set(own.map(({ file }) => file))
}

/** Files with evaluations alone: those of training were not given. */
function isOfValidation(points: Points, evaluated: ReadonlySet<string>): boolean {
  const unnamed = [...points.values()].every(([point]) => point?.folder === '')
  return unnamed && [...filesOf(points, KERAS_EPOCH)].every((file) => evaluated.has(file))
}

function dropPerBatch(points: Points, notes: Note[]): void {
  const dropped = [...points]
    .filter(([, [point]]) => KERAS_BATCH.test(point?.tag ?? ''))
    .map(([name]) => name)
  for (const name of dropped) points.delete(name)
  if (dropped.length > 0) notes.push({ because: `not of epochs, left out: ${dropped.join(', ')}` })
}
