import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { demandCommas, withoutDecimalCommas } from '../text/decimal-comma.js'
import { isDocument } from '../text/document.js'
import { refuseRateSearch } from '../text/doubts.js'
import { tableOf } from '../text/entries.js'
import { refuseEvaluation } from '../text/evaluating.js'
import { readFolds } from '../text/folds.js'
import { readGrids } from '../text/grids.js'
import { arrowNotes } from '../text/print-arrows.js'
import { settleLevels } from '../text/print-levels.js'
import { collectPrints, collectRuns, type PrintLog } from '../text/print-log.js'
import { findMembers, type Members } from '../text/print-members.js'
import { printedHistories } from '../text/printed-histories.js'
import { demandRoom } from '../text/room.js'
import { Source } from '../text/source.js'
import { refuseRates } from '../text/sweeps.js'
import type { Reader, ReadInner } from './reader.js'

/** What a character of a console takes while it is read, in bytes. */
const EACH = 9
/** So many lines of values are looked at to tell whether the text is the log of a run. */
const LOOKED_AT = 400
/** So many runs are named in a note. */
const MOST_NAMED = 6

/**
 * What training scripts print in their own words: epochs or steps with names and values on a line, or on the lines
 * below; progress bars of tqdm with values behind them; behind the prefixes of loggers.
 */
export const console: Reader = {
  id: 'console',
  title: 'What a training script prints: epochs or steps with losses and scores',
  sample: 'Epoch 3/20, Train Loss: 0.41, Val Loss: 0.47, Val Acc: 85.2%',
  recognises(printed) {
    if (isJson(printed) || isDocument(printed.text)) return false
    const source = withoutDecimalCommas(printed)
    return (
      hasPrints(source) || readGrids(source.text) !== undefined || printedHistories(source.text).length > 0
    )
  },
  read(printed, readInner) {
    demandCommas(printed)
    const source = withoutDecimalCommas(printed)
    const reading = readConsole(source, readInner)
    refuseOthers(source, reading)
    const said = source === printed ? [] : source.notes
    return { ...reading, notes: [...said, ...reading.notes, ...arrowNotes(source.text)] }
  },
}

function readConsole(source: Source, readInner?: ReadInner): Reading {
  const other = hasPrints(source) ? undefined : (readGrids(source.text) ?? readHistories(source, readInner))
  if (other) return other
  demandRoom(source, source.text.length, EACH)
  const members = findMembers(source.text)
  if (members?.are === 'runs') return readRuns(source, members)
  if (members) return readProcess(source, members)
  return readLog(collectPrints(source.text), source)
}

/** Throws a UserError for what is printed like the log of a training, and is none. */
function refuseOthers({ title, text }: Source, reading: Reading): void {
  refuseRateSearch(title, reading)
  if (reading.axis === 'row') refuseRates(title, reading)
  refuseEvaluation(title, text, reading)
}

function hasPrints({ text }: Source): boolean {
  return isLog(collectPrints(text, LOOKED_AT))
}

/** The dictionaries of lists that a script prints when it is done, each a run. */
function readHistories(source: Source, readInner: ReadInner = () => undefined): Reading | undefined {
  const readings = printedHistories(source.text).flatMap(
    (text) => readInner(new Source(source.name, text)) ?? [],
  )
  const [first] = readings
  if (!first) return undefined
  return {
    ...first,
    phases: readings.flatMap(({ phases }) => phases),
    notes: readings.flatMap(({ notes }) => notes),
  }
}

/** One of several processes that train one model, that with the lowest number. */
function readProcess(source: Source, { names }: Members): Reading {
  const [first = '', ...others] = names.toSorted((a, b) => Number(a) - Number(b))
  const reading = readLog(collectPrints(source.text, undefined, first), source)
  const because = `${others.length + 1} processes print the same: that of number ${first} is read`
  return { ...reading, notes: [{ because }, ...reading.notes] }
}

function readLog(log: PrintLog, source: Source): Reading {
  const reading = readEntries(log, source)
  if (!reading) throw noCurve(source)
  return reading
}

function readEntries(log: PrintLog, source: Source): Reading | undefined {
  const { entries, notes } = settleLevels(log, source.title)
  if (entries.length === 0) return undefined
  const reading = readFolds(entries, source.text) ?? tableOf(entries).reading()
  return { ...reading, notes: [...notes, ...reading.notes] }
}

/** Runs whose lines stand among one another, each read on its own. */
function readRuns(source: Source, members: Members): Reading {
  const readings = collectRuns(source.text, members).flatMap(({ label, log }) => {
    const reading = readEntries(log, source)
    return reading ? [{ label, reading }] : []
  })
  if (readings.length === 0) throw noCurve(source)
  const list = members.names.slice(0, MOST_NAMED).join(', ')
  const because = `${members.names.length} runs print in turn: ${list}${members.names.length > MOST_NAMED ? ', ...' : ''}`
  return {
    axis: readings[0]?.reading.axis ?? 'row',
    phases: readings.flatMap(({ label, reading }) => reading.phases.map((phase) => ({ ...phase, label }))),
    notes: [
      { because },
      ...readings.flatMap(({ label, reading }) =>
        reading.notes.map((note): Note => ({ ...note, because: `${label}: ${note.because}` })),
      ),
    ],
  }
}

function noCurve(source: Source): UserError {
  return new UserError(
    `${source.title}: no line of losses or scores that repeats itself`,
    'print one line per epoch, with the epoch, the losses and their names',
  )
}

/** Lines of one kind, with a loss or a score, at several epochs or steps; or, with nothing numbered, rows of losses. */
function isLog({ prints, epochs }: PrintLog): boolean {
  const places = new Map<string, Set<string>>()
  for (const { kind, block, step, cells, marked, plain } of prints) {
    const names = [...cells].map(([name, value]) => (isShare(name, value) ? 'other' : readName(name).kind))
    const numbered = marked || (epochs.length > 1 && block > 0)
    if (
      !names.some((of) => of !== 'other') ||
      !(numbered || (plain && names.some((of) => of === 'total' || of === 'part')))
    )
      continue
    const known = places.get(kind) ?? new Set()
    known.add(numbered ? `${block}/${step}` : `row ${known.size}`)
    places.set(kind, known)
  }
  const numbered = prints.some(({ marked }) => marked) || epochs.length > 1
  return [...places.values()].some(({ size }) => size >= (numbered ? 2 : 4))
}

/** A loss in percent is that of something else than a model, such as of packets. */
function isShare(name: string, value: string): boolean {
  return value.endsWith('%') && readName(name).quantity === 'loss'
}

/** A document of JSON, whole or cut off, as opposed to an object on a line among others. */
function isJson({ json, head }: Source): boolean {
  return (
    json !== undefined ||
    /^\s*(?:[[{]|\{\s*"[^"]*"\s*:.*[[{,]|\[\s*[{"].*)\s*$/.test((head[0] ?? '').slice(0, 400))
  )
}
