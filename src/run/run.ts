/** Which data a curve was measured on. */
export type Split = 'train' | 'validation' | 'test'

/** Which way a metric gets better; `none` for what is no measure of quality (learning rate, time). */
export type Goal = 'lower' | 'higher' | 'none'

/** What 1 means on the curve: all of them (`fraction`), one in a hundred (`percent`), or nothing fixed (`plain`). */
export type Unit = 'fraction' | 'percent' | 'plain'

/** What the x values count. `row`: the log numbers nothing, so its rows are counted from 1. */
export type Axis = 'epoch' | 'step' | 'row'

/**
 * One curve. Each keeps its own x, since logs measure training and validation at different places.
 * `x` and `y` have the same length, at least 1; `x` ascends strictly. `y` keeps NaN and Infinity: they are
 * evidence. A missing value has no point.
 */
export interface Series {
  readonly name: string
  readonly quantity: string
  readonly split: Split
  readonly goal: Goal
  readonly unit: Unit
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Something the reader had to settle or leave out, told to the user. Lines count from 1. */
export interface Note {
  readonly line?: number
  readonly because: string
}

/** The end of the note on losses whose cells are blank from somewhere to the end. */
const BLANK = ': blank cells, possibly NaN'

/** A loss whose cells are blank from somewhere to the end of the log: so pandas and JSON write NaN. */
export interface Blank {
  /** The curve as the log spells it. */
  readonly series: string
  /** Its last epoch or step with a number, and that of the log. */
  readonly at: number
  readonly of: number
}

/** What is said of losses that go blank, where there are such. */
export function blankOf({ blank = [], axis }: Pick<Run, 'blank' | 'axis'>): Note | undefined {
  const [first] = blank
  if (!first) return undefined
  const together = blank.filter(({ at }) => at === first.at).map(({ series }) => series)
  const end = together.length === 1 ? 'ends' : 'end'
  return {
    because: `${together.join(' and ')} ${end} at ${axis} ${first.at} of ${first.of}${BLANK}`,
  }
}

/** So begins the note on a training that crashed. */
export const CRASHED = 'the training ended with an error: '

/** What has to be said of the end of a run wherever it is told of: it is no finding, and may make the others the least of it. */
export interface Ending {
  readonly id: 'crashed' | 'blank'
  readonly note: Note
}

/** Whether the training crashed, and whether its loss goes blank. */
export function endingsOf({ notes }: Pick<Run, 'notes'>): Ending[] {
  const crash = notes.find(({ because }) => because.startsWith(CRASHED))
  const blank = notes.find(({ because }) => because.endsWith(BLANK))
  return [
    ...(crash ? [{ id: 'crashed', note: crash } as const] : []),
    ...(blank ? [{ id: 'blank', note: blank } as const] : []),
  ]
}

/** The end of the note on losses of networks that play against each other. */
export const ADVERSARIES = 'nothing is judged by them'

/** The note on losses that are not judged, where a log has such. */
export function adversariesOf({ notes }: Pick<Run, 'notes'>): Note | undefined {
  return notes.find(({ because }) => because.endsWith(ADVERSARIES))
}

/** The curves that the diagnoses judge, each picked once from the series of the run. */
export interface Curves {
  readonly trainLoss?: Series
  readonly validationLoss?: Series
  readonly trainAccuracy?: Series
  readonly validationAccuracy?: Series
}

/** The curves that are there. */
export function presentCurves({
  trainLoss,
  validationLoss,
  trainAccuracy,
  validationAccuracy,
}: Curves): Series[] {
  return [trainLoss, validationLoss, trainAccuracy, validationAccuracy].filter((curve) => curve !== undefined)
}

/** One training run as its log tells it. */
export interface Run {
  /** The source as the user named it. */
  readonly name: string
  /** The source for people: standard input has no name of its own. */
  readonly title: string
  /** The id of the reader. */
  readonly format: string
  /** What the log calls the run, where it names its runs. */
  readonly label?: string
  /** The line of the log where the run starts, counted from 1, where the format has lines. */
  readonly line?: number
  readonly axis: Axis
  /** How many epochs the log tells of beside its steps, where it counts steps. */
  readonly epochs?: number
  readonly series: readonly Series[]
  readonly curves: Curves
  /** What the user knows and the log does not. */
  readonly facts: Facts
  /** Losses that no longer are told of at the end. */
  readonly blank?: readonly Blank[]
  readonly notes: readonly Note[]
}

/** Knowledge about the data that sharpens a verdict; the log rarely holds it. */
export interface Facts {
  /** Number of classes, for the level of chance. */
  readonly classes?: number
  /** Number of validation samples, for the uncertainty of the validation curves. */
  readonly validationSamples?: number
}
